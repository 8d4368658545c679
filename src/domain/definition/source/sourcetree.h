// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <deque>
#include <vector>

namespace podium::domain
{

/// A value of a file that knows where it stands. Owned by its SourceTree.
struct SourceNode
{
    enum class Kind : quint8 { Null, Bool, Integer, Double, String, List, Map };

    Kind kind = Kind::Null;
    bool boolean = false;
    bool complete = true; ///< False while a container is still being read (an alias to it would never end).
    int line = 0;         ///< Of the value, from 1; 0 = it did not come from a text.
    int column = 0;       ///< From 1, in bytes; SourceTree::position() gives characters.
    int keyLine = 0;      ///< Of the key in a map.
    int keyColumn = 0;
    union {
        qint64 integer = 0;
        double number;
    };
    QString key;  ///< In a map.
    QString text; ///< A string's value; of other scalars what was written ("1.10").
    const SourceNode *parent = nullptr;
    std::vector<SourceNode *> children;

    bool isScalar() const { return kind != Kind::List && kind != Kind::Map; }
    bool isNumber() const { return kind == Kind::Integer || kind == Kind::Double; }
    double toDouble() const { return kind == Kind::Integer ? double(integer) : number; }
    /// The child of a map, or null.
    const SourceNode *find(QStringView name) const;
};

/// Limits on what is read; beyond them reading stops with an error that names the limit.
struct SourceLimits
{
    qsizetype maxBytes = 32 * 1024 * 1024;
    int maxDepth = 64;
    qsizetype maxNodes = 8'000'000;
    qsizetype maxAliasNodes = 1'000'000; ///< Values that exist only because an alias was expanded.
};

struct SourcePosition
{
    int line = 0;   ///< From 1; 0 = not known.
    int column = 0; ///< From 1, in characters.
};

/// A file as a tree of located values. Not copyable; nodes live as long as the tree.
class SourceTree
{
public:
    SourceTree() = default;
    SourceTree(const SourceTree &) = delete;
    SourceTree &operator=(const SourceTree &) = delete;

    /// Without positions.
    static std::unique_ptr<SourceTree> fromJson(const QJsonValue &value);

    SourceNode *add(SourceNode::Kind kind, SourceNode *parent);
    void setText(const QByteArray &text) { m_text = text; }
    void setRoot(SourceNode *root) { m_root = root; }
    const SourceNode *root() const { return m_root; }
    qsizetype size() const { return qsizetype(m_nodes.size()); }

    /// Where the value (or its key) stands. Cheap enough for findings, not for every node.
    SourcePosition position(const SourceNode *node, bool ofKey = false) const;
    SourcePosition position(int line, int byteColumn) const;
    /// Where a character of a string stands; the string itself where that cannot be told (escapes, folded lines).
    SourcePosition positionInText(const SourceNode *node, qsizetype offset) const;

private:
    void findLines() const;
    QString lineText(int line) const;

    std::deque<SourceNode> m_nodes;
    SourceNode *m_root = nullptr;
    QByteArray m_text;
    mutable QList<qsizetype> m_lineStarts;
};

/// RFC 6901, e.g. "/tasks/3/retry/max"; empty for the root.
QString jsonPointer(const SourceNode *node);
QJsonValue toJson(const SourceNode &node);

} // namespace podium::domain
