// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/definition/editing/syntaxtree.h"
#include "domain/definition/editing/textedit.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QSet>
#include <QString>

namespace podium::domain
{

struct WrittenValue;

/// Collects changes of values as changes of the text, all about one tree; what is not touched keeps its bytes. It does
/// what usually is right and leaves the proof to whoever applies it: read the new text and compare. One use.
class YamlEdit
{
public:
    explicit YamlEdit(const SyntaxTree &tree);

    /// Leaves aliases alone: what they stand for is changed at its anchor.
    void keepAliases() { m_keepsAliases = true; }
    /// The value of a node becomes another one; of lists and maps only what differs is touched.
    void set(const SyntaxNode &node, const QJsonValue &value);
    /// A new key at its usual place among the others. `spaced`: with a blank line before it.
    void insertKey(const SyntaxNode &map, const QString &key, const QJsonValue &value, bool spaced = false);
    /// Keys of a map, by index. If none is left, the map itself goes, and so on.
    void removeKeys(const SyntaxNode &map, const QSet<int> &keys);
    void removeKey(const SyntaxNode &entry);
    /// `index` is where it will be; `spaced` as the others are.
    void insertEntry(const SyntaxNode &list, int index, const QJsonValue &value);
    /// Lines as they are written for a block list at column 0 ("- id: x\n  run: y\n"), at its end.
    void appendEntryText(const SyntaxNode &list, const QByteArray &lines);
    /// If none is left, the list becomes `[]` or, with `prune`, goes with its key.
    void removeEntries(const SyntaxNode &list, const QSet<int> &entries, bool prune);
    /// Bytes as they are.
    void replace(qsizetype from, qsizetype to, const QByteArray &text);

    /// Refused where a part of the text would be changed twice, or in a way that is not supported.
    Result<TextEdits> take();

private:
    struct Change
    {
        qsizetype from;
        qsizetype to;
        QByteArray text;
    };
    void write(const SyntaxNode &node, const QJsonValue &value);
    void writeFlow(const SyntaxNode &node, const QJsonValue &value);
    bool replaceWords(const SyntaxNode &node, const QString &value);
    void setMap(const SyntaxNode &map, const QJsonObject &value);
    void setList(const SyntaxNode &list, const QJsonArray &value);
    void removeLines(qsizetype from, qsizetype to);
    bool renameKey(const SyntaxNode &map, const QSet<int> &gone, const QJsonObject &value);
    QByteArray inFlow(const QJsonValue &value) const;
    QByteArray keyInFlow(const QString &key) const;
    void removeFromFlow(const SyntaxNode &container, const QSet<int> &members);
    void refuse(const QString &why);
    /// The column that the lines of `node`'s value are counted from.
    int indentOf(const SyntaxNode &node) const;
    int stepOf(const SyntaxNode &node) const;
    qsizetype lineTail(qsizetype position) const;
    bool isFirstOnLine(qsizetype position) const;
    bool isBlank(qsizetype from, qsizetype to) const;
    bool isSpaced(const SyntaxNode &list) const;

    const SyntaxTree &m_tree;
    QList<Change> m_changes;
    QByteArray m_newline;
    QString m_refusal;
    bool m_keepsAliases = false;
    bool m_isJson = false; ///< Words have to stand in quotes.
};

} // namespace podium::domain
