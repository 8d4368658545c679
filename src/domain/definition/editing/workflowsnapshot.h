// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/coding/decoder.h"
#include "domain/definition/editing/syntaxtree.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <memory>

namespace podium::domain
{

/// The way to a value: keys, and the indexes of lists as numbers.
using ValuePath = QStringList;

/// "retry/attempts" as a path; a `/` within a key is written `~1`, a `~` as `~0` (RFC 6901 without the first slash).
ValuePath valuePath(const QString &pointer);
/// Undefined if there is nothing.
QJsonValue valueAt(const QJsonValue &root, const ValuePath &path);
/// With the value there; undefined takes it away, and what is empty then. What is missing on the way is made; a short
/// form on the way (`retry: 3`) becomes the long one. A list's index at its end appends.
QJsonValue withValueAt(const QJsonValue &root, const ValuePath &path, const QJsonValue &value);

/// One text of a workflow file, understood as far as editing needs it: it may have any number of findings, if only it
/// is YAML with a map in it. Immutable, shared between threads.
class WorkflowSnapshot
{
public:
    /// Null if the text cannot be read.
    static std::shared_ptr<const WorkflowSnapshot> read(const QByteArray &text, const QString &fallbackName = {});

    const QByteArray &text() const { return m_syntax->text(); }
    const SyntaxTree &syntax() const { return *m_syntax; }
    /// The file as a value, aliases expanded.
    const QJsonObject &json() const { return m_json; }
    const Workflow &workflow() const { return *m_decoded.workflow; }
    /// Expressions and templates.
    const QList<TextUsage> &texts() const { return m_decoded.texts; }
    /// Of the first task with that id; -1 if there is none.
    int indexOf(const QString &id) const { return m_index.value(id, -1); }
    /// {"tasks", "3"}, or the key where `tasks` is a map. Empty for an id that there is not.
    ValuePath taskPath(const QString &id) const;
    ValuePath taskPath(int index) const;
    QJsonObject task(const QString &id) const { return valueAt(m_json, taskPath(id)).toObject(); }
    /// Null if there is none, or if it is only there through an alias or a merge.
    const SyntaxNode *syntaxAt(const ValuePath &path) const;
    /// The way to a node of the tree that texts() point into.
    static ValuePath pathOf(const SourceNode &node);
    /// The key as this map spells it: "needs" for "depends_on".
    static QString spelled(const QJsonObject &task, const QString &key);
    /// The short form's key: "attempts" for "retry"; empty if there is no short form.
    static QString longFormKey(const QString &key);

private:
    std::unique_ptr<SyntaxTree> m_syntax;
    std::unique_ptr<SourceTree> m_source;
    QJsonObject m_json;
    DecodedWorkflow m_decoded;
    QHash<QString, int> m_index;
};

} // namespace podium::domain
