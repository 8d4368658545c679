// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/workflowloader.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace podium::domain
{

/// Writes a task of a WorkflowBuilder. Every call sets the key of the same name in the file format; set() reaches the
/// rest. A value that is handed over to the builder.
class TaskBuilder
{
public:
    explicit TaskBuilder(const QString &id) { set(QStringLiteral("id"), id); }

    TaskBuilder &set(const QString &key, const QJsonValue &value);
    TaskBuilder &title(const QString &title) { return set(QStringLiteral("title"), title); }
    TaskBuilder &type(const QString &type) { return set(QStringLiteral("type"), type); }
    TaskBuilder &prompt(const QString &prompt) { return set(QStringLiteral("prompt"), prompt); }
    TaskBuilder &run(const QString &script) { return set(QStringLiteral("run"), script); }
    TaskBuilder &argv(const QStringList &argv);
    TaskBuilder &simulate(const QJsonObject &script) { return set(QStringLiteral("simulate"), script); }
    TaskBuilder &uses(const QString &workflow) { return set(QStringLiteral("uses"), workflow); }
    TaskBuilder &with(const QString &input, const QJsonValue &value);
    TaskBuilder &form(const QJsonObject &schema) { return set(QStringLiteral("form"), schema); }
    /// Adds to the dependencies.
    TaskBuilder &dependsOn(const QStringList &ids);
    TaskBuilder &dependsOn(const QString &id) { return dependsOn(QStringList{id}); }
    TaskBuilder &role(const QString &role) { return set(QStringLiteral("role"), role); }
    TaskBuilder &capabilities(const QStringList &capabilities);
    TaskBuilder &priority(int priority) { return set(QStringLiteral("priority"), priority); }
    TaskBuilder &when(const QString &expression) { return set(QStringLiteral("when"), expression); }
    TaskBuilder &foreach (const QString &list, const QString &as = QStringLiteral("item"), int maxParallel = 0);
    TaskBuilder &repeatUntil(const QString &expression, int max);
    TaskBuilder &timeout(qint64 ms);
    TaskBuilder &retry(int attempts, qint64 backoffMs = 1000);
    TaskBuilder &onFailure(FailurePolicy policy);
    TaskBuilder &gate(const QString &message) { return set(QStringLiteral("gate"), message); }
    TaskBuilder &review(const QString &message) { return set(QStringLiteral("review"), message); }
    TaskBuilder &pool(const QString &name);
    TaskBuilder &outputSchema(const QJsonObject &schema) { return set(QStringLiteral("output_schema"), schema); }
    TaskBuilder &environment(const QString &name, const QString &value);

    const QJsonObject &definition() const { return m_task; }

private:
    QJsonObject m_task;
};

/// Makes a workflow in code. It builds a definition and sends it through the same checks as a file, so that nothing can
/// be built that could not be written:
///
///     WorkflowBuilder(u"release"_s)
///         .task(TaskBuilder(u"build"_s).run(u"make"_s))
///         .task(TaskBuilder(u"notes"_s).prompt(u"Write the notes."_s).dependsOn(u"build"_s))
///         .build();
class WorkflowBuilder
{
public:
    explicit WorkflowBuilder(const QString &name) { set(QStringLiteral("name"), name); }

    WorkflowBuilder &set(const QString &key, const QJsonValue &value);
    WorkflowBuilder &title(const QString &title) { return set(QStringLiteral("title"), title); }
    WorkflowBuilder &description(const QString &text) { return set(QStringLiteral("description"), text); }
    /// `spec` has the keys of an input in a file: type, required, default, choices, description.
    WorkflowBuilder &input(const QString &name, const QJsonObject &spec = {});
    WorkflowBuilder &output(const QString &name, const QString &expression);
    WorkflowBuilder &pool(const QString &name, int places);
    WorkflowBuilder &maxParallel(int attempts) { return set(QStringLiteral("max_parallel"), attempts); }
    WorkflowBuilder &onFailure(FailurePolicy policy);
    WorkflowBuilder &task(const TaskBuilder &task);

    /// The definition as it would stand in a file.
    QJsonObject definition() const;
    /// Checks it; the findings point into definition() by path, without lines.
    LoadResult build(const SourceReader &reader = {}) const;

private:
    QJsonObject m_workflow;
    QJsonArray m_tasks;
};

} // namespace podium::domain
