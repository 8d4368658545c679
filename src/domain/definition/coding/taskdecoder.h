// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/coding/decoder.h"
#include "domain/taskkind.h"

#include <QHash>
#include <QSet>

namespace podium::domain
{

/// Decodes one task after the other. Lives as long as one workflow is decoded.
class TaskDecoder
{
public:
    TaskDecoder(IChildWorkflows &children, Report &report, QList<TextUsage> &texts);

    /// What every task starts from: priority and failure policy of the workflow, then its `defaults`.
    void setBase(TaskSpec base) { m_base = std::move(base); }
    void applyDefaults(const SourceNode &defaults);
    /// `key` is the id in a map of tasks, empty in a list.
    TaskSpec decode(const SourceNode &node, int index, const QString &key);

    /// Keys that have a decoder; a test holds them against the schema.
    static QStringList keys();

private:
    using Handler = void (*)(TaskDecoder &, const SourceNode &);
    static const QHash<QString, Handler> &handlers();

    void fields(const SourceNode &node);
    void refuseDoubles(const SourceNode &node) const;
    void inferKind(const SourceNode &node);
    void refuseForeignKeys(const SourceNode &node) const;
    void takeId(const SourceNode &node, const QString &key);

    QString text(const SourceNode &node, TextUsage::Use use = TextUsage::Use::Template,
                 TextUsage::Scope scope = TextUsage::Scope::Task);
    QStringList templates(const SourceNode &node);
    void valueTemplates(const SourceNode &node);
    std::optional<Gate> gate(const SourceNode &node);

    // What takes more than a line: what the schema allows is taken, the rest left alone.
    void foreach (const SourceNode &node);
    void repeat(const SourceNode &node);
    void retry(const SourceNode &node);
    void workspace(const SourceNode &node);
    bool worktree(const SourceNode &node, WorkspacePolicy &out);
    QStringList commands(const SourceNode &node);
    void directory(const SourceNode &node);
    void environment(const SourceNode &node);
    void hooks(const SourceNode &node);
    void conversation(const SourceNode &node);
    void estimate(const SourceNode &node);
    void command(const SourceNode &node);
    void output(const SourceNode &node);
    void limits(const SourceNode &node);
    void cases(const SourceNode &node);
    void subWorkflow(const SourceNode &node);

    IChildWorkflows &m_children;
    Report &m_report;
    QList<TextUsage> &m_texts;
    TaskSpec m_base;
    TaskSpec m_task; ///< The one that is being decoded.
    QString m_name;
    QString m_description;
    int m_index = -1;
    bool m_inDefaults = false;
    QSet<QString> m_madeIds;
};

// Shared with the workflow's own fields.
QStringList wordList(const SourceNode &node);
std::optional<qint64> durationOf(const SourceNode &node);
Budget budgetOf(const SourceNode &node);
QMap<QString, QString> textMap(const SourceNode &node);

} // namespace podium::domain
