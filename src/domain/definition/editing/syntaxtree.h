// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonValue>
#include <QString>

#include <deque>
#include <memory>
#include <vector>

namespace podium::domain
{

/// A value of a YAML text and the bytes that it takes up there. Unlike SourceNode it keeps aliases as what they are.
struct SyntaxNode
{
    enum class Kind : quint8 { Null, Alias, Scalar, List, Map };
    enum class Style : quint8 { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Flow, Block };

    Kind kind = Kind::Null;
    Style style = Style::Plain;
    bool isAnchored = false; ///< It (or its key) can be referred to.
    bool isOdd = false;      ///< Written in a way (`? key`) that is read, but not edited.
    qsizetype start = 0;     ///< Of its anchor or tag, if it has one.
    qsizetype content = 0;   ///< Of the value itself.
    qsizetype end = 0;       ///< Behind its last byte; a comment or newline that follows is not part of it.
    qsizetype keyStart = -1; ///< In a map.
    qsizetype keyEnd = -1;
    qsizetype lead = -1; ///< Behind the `:` of its key or the `-` of its entry; in a flow list its own start.
    qsizetype dash = -1; ///< In a block list.
    QString key;         ///< In a map.
    QString text;        ///< Of a scalar: its value, as YAML reads it.
    const SyntaxNode *target = nullptr; ///< Of an alias.
    SyntaxNode *parent = nullptr;
    std::vector<SyntaxNode *> children;

    bool isBlock() const { return style == Style::Block; }
    bool isContainer() const { return kind == Kind::List || kind == Kind::Map; }
    const SyntaxNode *find(QStringView name) const;
    int indexOf(const SyntaxNode *child) const;
    /// Within brackets or braces, where everything is written in flow style.
    bool isInFlow() const;
};

/// As YAML reads it, aliases and `<<` included.
QJsonValue toJson(const SyntaxNode &node);

/// Where everything stands in a YAML text: the ground on which edits keep the rest as it is. Reads what yaml-cpp reads;
/// what it cannot place exactly it marks as odd. Nodes live as long as the tree.
class SyntaxTree
{
public:
    /// Null if the text is no YAML.
    static std::unique_ptr<SyntaxTree> read(const QByteArray &text);

    const SyntaxNode *root() const { return m_root; }
    const QByteArray &text() const { return m_text; }
    QByteArray textOf(const SyntaxNode &node) const { return m_text.mid(node.content, node.end - node.content); }
    /// The innermost value (with its key) around a position; null outside of everything.
    const SyntaxNode *nodeAt(qsizetype position) const;
    /// The value that the reader says starts at a line and column (from 1, in bytes); null if there is none.
    const SyntaxNode *nodeAt(int line, int column) const;

    qsizetype lineStart(qsizetype position) const;
    /// Of the newline that ends the line, or the end of the text.
    qsizetype lineEnd(qsizetype position) const;
    /// Bytes from the start of the line.
    int columnOf(qsizetype position) const { return int(position - lineStart(position)); }
    qsizetype positionOf(int line, int column) const;

private:
    friend class SyntaxBuilder;

    QByteArray m_text;
    std::deque<SyntaxNode> m_nodes;
    std::vector<qsizetype> m_lines; ///< Where they start.
    QHash<qsizetype, const SyntaxNode *> m_byStart;
    SyntaxNode *m_root = nullptr;
};

} // namespace podium::domain
