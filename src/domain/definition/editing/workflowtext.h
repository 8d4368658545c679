// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/definition/editing/textedit.h"
#include "domain/definition/editing/workflowsnapshot.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QPointF>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace podium::domain
{

/// The text of a workflow file and the edits that tools make in it. An edit changes as few bytes as it can: comments,
/// order, quotes and blank lines elsewhere stay. It is proved before it is done (the new text is read and compared with
/// what was wanted), or refused, and then nothing has changed. What an edit returns has been applied already; it is for
/// a history and for views. What only an editor needs (places, notes, groups) stands below the key `x-podium`, which
/// loading, and so the hash of the definition, ignores. A value with shared parts; not thread-safe.
class WorkflowText
{
public:
    WorkflowText() = default;
    explicit WorkflowText(const QByteArray &text) { setText(text); }

    const QByteArray &text() const { return m_text; }
    void setText(const QByteArray &text);
    /// What was typed, or undone.
    void apply(const TextEdits &edits);
    /// Takes over a snapshot of this very text that another thread has made; ignored if it is of another text.
    void adopt(const std::shared_ptr<const WorkflowSnapshot> &snapshot);
    /// The text has been read since it was changed last. If not, the next question about it reads it.
    bool isRead() const { return m_isRead; }
    bool isReadable() const { return snapshot() != nullptr; }
    /// Of the text as it is now; null if it cannot be read.
    std::shared_ptr<const WorkflowSnapshot> snapshot() const;
    /// Of the last text that was read and could be; does not read the text anew. Null if there was none.
    std::shared_ptr<const WorkflowSnapshot> latest() const;

    /// The whole file becomes `wanted`; only what differs is touched.
    Result<TextEdits> become(const QJsonObject &wanted);

    /// `fields` over what the type needs to be valid. The id is made from `id` (or the type), and unique.
    Result<TextEdits> addTask(const QString &type, const QJsonObject &fields, QString *id,
                              std::optional<QPointF> place = {});
    Result<TextEdits> removeTasks(const QStringList &ids);
    Result<TextEdits> renameTask(const QString &id, const QString &newId);
    Result<TextEdits> connectTasks(const QString &from, const QString &to);
    Result<TextEdits> disconnectTasks(const QList<std::pair<QString, QString>> &edges);
    /// Undefined clears. `id` renames.
    Result<TextEdits> setField(const QStringList &ids, const ValuePath &path, const QJsonValue &value);
    Result<TextEdits> setWorkflowField(const ValuePath &path, const QJsonValue &value);
    Result<TextEdits> setPositions(const QHash<QString, QPointF> &places);
    Result<TextEdits> clearPositions() { return setDrawn(QStringLiteral("positions"), QJsonValue::Undefined); }
    /// Of `x-podium`: "notes", "groups".
    Result<TextEdits> setDrawn(const QString &key, const QJsonValue &value);
    /// See copyTasks(). The new ids go to `ids`.
    Result<TextEdits> pasteTasks(const QByteArray &yaml, QPointF offset, QStringList *ids);

    /// A workflow with these tasks as they are written, and their places.
    QByteArray copyTasks(const QStringList &ids) const;
    QJsonValue drawn(const QString &key) const;
    std::optional<QPointF> positionOf(const QString &id) const;
    /// Empty if `to` may wait for `from`, else the cycle from `to` back to `to`, or {from, to} if it does already.
    QStringList canConnect(const QString &from, const QString &to) const;
    QString freeId(const QString &wanted) const;

private:
    using Draft = std::function<void(class YamlEdit &)>;
    Result<std::shared_ptr<const WorkflowSnapshot>> readable() const;
    Result<TextEdits> attempt(const Draft &draft, const QJsonObject &wanted);
    QJsonObject withoutTasks(const WorkflowSnapshot &now, const QStringList &ids) const;
    QJsonObject renamed(const WorkflowSnapshot &now, const QString &id, const QString &newId) const;
    QByteArray entryText(const WorkflowSnapshot &now, const QString &id) const;

    QByteArray m_text;
    mutable std::shared_ptr<const WorkflowSnapshot> m_snapshot; ///< Of m_text if m_isRead, else of an earlier text.
    mutable bool m_isRead = false;
    mutable bool m_isBroken = false; ///< Read, and could not be.
};

/// What a task of a type needs so that it has no findings.
QJsonObject starterFields(const QString &type);

} // namespace podium::domain
