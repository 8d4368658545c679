// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/planner/replan.h"

#include "base/json.h"
#include "domain/definition/schema/jsonschema.h"
#include "domain/definition/workflowloader.h"
#include "domain/expression/template.h"
#include "domain/planner/plannertask.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Replan)
};

using namespace Qt::Literals::StringLiterals;

Error misfit(const QString &what)
{
    return {ErrorCode::InvalidArgument,
            Text::tr("the new plan does not fit: %1").arg(what),
            {},
            Text::tr("Have it planned again, or say more in the goal.")};
}

/// A task of the answer on top of the one with its id, if there is one.
Result<QJsonObject> taskFrom(const QJsonObject &asked, const QJsonObject &before, const QString &goal)
{
    const QString id = asked.value(u"id").toString();
    QJsonObject out = before.isEmpty() ? QJsonObject{{u"id"_s, id}} : before;
    const QString description = asked.value(u"description").toString().trimmed();
    if (!description.isEmpty()) {
        if (!before.isEmpty() && !before.contains(u"prompt"))
            return tl::unexpected(misfit(Text::tr("\"%1\" is no task of an agent, so it can only stay or go").arg(id)));
        out.insert(u"prompt"_s, literalText(description) + u"\n\nThis is a part of: "_s + literalText(goal));
    } else if (before.isEmpty()) {
        return tl::unexpected(misfit(Text::tr("the new task \"%1\" has no description").arg(id)));
    }
    if (const QString title = asked.value(u"title").toString().simplified(); !title.isEmpty())
        out.insert(u"title"_s, title);
    for (const char *field : {"capabilities", "depends_on", "priority"}) {
        const QJsonValue value = asked.value(QLatin1StringView(field));
        if (value.isUndefined())
            continue;
        if (value.isArray() && value.toArray().isEmpty())
            out.remove(QLatin1StringView(field));
        else
            out.insert(QLatin1StringView(field), value);
    }
    return out;
}

/// Which fields differ: [{field, before, after}].
QJsonArray differences(const QJsonObject &before, const QJsonObject &after)
{
    QStringList names = before.keys() + after.keys();
    names.sort();
    names.removeDuplicates();
    QJsonArray out;
    for (const QString &name : std::as_const(names)) {
        if (before.value(name) != after.value(name)) {
            out.append(QJsonObject{{u"field"_s, name},
                                   {u"before"_s, before.contains(name) ? before.value(name) : QJsonValue()},
                                   {u"after"_s, after.contains(name) ? after.value(name) : QJsonValue()}});
        }
    }
    return out;
}

QJsonObject change(const char *what, const QJsonObject &task)
{
    return {{u"task"_s, task.value(u"id")},
            {u"change"_s, QLatin1StringView(what)},
            {u"title"_s, task.value(u"title").toString()},
            {u"depends_on"_s, task.value(u"depends_on").toArray()}};
}

QHash<QString, QJsonObject> tasksById(const QJsonObject &definition)
{
    QHash<QString, QJsonObject> out;
    const QJsonArray tasks = definition.value(u"tasks").toArray();
    for (const QJsonValue &task : tasks)
        out.insert(task[u"id"].toString(), task.toObject());
    return out;
}

QString digestOf(const Replan &plan)
{
    return sha256Hex(canonicalJson(QJsonObject{{u"workflow"_s, plan.workflow->hash},
                                               {u"kept"_s, QJsonArray::fromStringList(plan.kept)},
                                               {u"changes"_s, plan.changes}}));
}

} // namespace

QString replannerName()
{
    return u"replan"_s;
}

QJsonObject replanSchema(const PlanLimits &limits)
{
    const QJsonObject words{{u"type"_s, u"array"_s}, {u"items"_s, textField(200)}};
    QJsonObject capability = textField(200);
    if (!limits.capabilities.isEmpty())
        capability.insert(u"enum"_s, QJsonArray::fromStringList(limits.capabilities));
    const QJsonObject id{{u"type"_s, u"string"_s}, {u"pattern"_s, u"^[a-z0-9][a-z0-9_-]{0,62}$"_s}};
    const QJsonObject task{{u"type"_s, u"object"_s},
                           {u"required"_s, QJsonArray{u"id"_s}},
                           {u"properties"_s, QJsonObject{{u"id"_s, id},
                                                         {u"title"_s, textField(200)},
                                                         {u"description"_s, textField(20'000)},
                                                         {u"capabilities"_s, QJsonObject{{u"type"_s, u"array"_s},
                                                                                         {u"items"_s, capability}}},
                                                         {u"depends_on"_s, words},
                                                         {u"priority"_s, priorityField()}}}};
    return {{u"type"_s, u"object"_s},
            {u"required"_s, QJsonArray{u"summary"_s, u"tasks"_s}},
            {u"properties"_s, QJsonObject{{u"summary"_s, textField(4'000)},
                                          {u"tasks"_s, QJsonObject{{u"type"_s, u"array"_s},
                                                                   {u"maxItems"_s, limits.maxTasks},
                                                                   {u"items"_s, task}}}}}};
}

WorkflowPtr replannerWorkflow(const QString &run, const PlanLimits &limits, const QString &model, const QString &agent)
{
    const TaskBuilder task = plannerTask(
        {.id = u"replan"_s,
         .title = Text::tr("Plan anew"),
         .goal = u"A team of agents works towards a goal, and its plan has to be changed.\n\nGoal: {{ inputs.goal }}"
                 "\n\nThe tasks so far, with their states and what came of them:\n{{ inputs.state }}"
                 "\n\nPlan what is left. Tasks that are kept are done and stay as they are. "_s,
         .unseen = u"You do not see the files."_s,
         .answer = u"Answer with a short summary of why the plan changes, and with all tasks that are to be done from "
                   "here on, at most {{ inputs.max_tasks }}. A task that is not done and stays as it is: only its id. "
                   "One that changes: its id and what changes; a changed description says all that has to be done. A "
                   "new one: a new id, a title, a description that an agent can work from without having seen this "
                   "conversation, and the capabilities it needs. `depends_on` has the ids of the tasks, kept ones too, "
                   "whose results it needs. What you leave out is dropped."_s,
         .schema = replanSchema(limits),
         .model = model,
         .agent = agent},
        limits);
    return WorkflowBuilder(replannerName())
        .input(u"run"_s, {{u"type"_s, u"string"_s}, {u"required"_s, true}})
        .input(u"goal"_s, {{u"type"_s, u"string"_s}, {u"required"_s, true}})
        .input(u"state"_s, {{u"type"_s, u"string"_s}, {u"required"_s, true}})
        .input(u"max_tasks"_s, {{u"type"_s, u"integer"_s}, {u"default"_s, limits.maxTasks}})
        .title(Text::tr("Plan %1 anew").arg(run))
        .task(task)
        .build()
        .workflow;
}

Result<Replan> replanned(const Workflow &workflow, const QStringList &done, const QString &goal,
                         const QJsonValue &answer, const PlanLimits &limits)
{
    const Result<JsonSchema> schema = JsonSchema::compile(replanSchema(limits));
    if (!schema)
        return tl::unexpected(schema.error());
    if (const QStringList wrong = schema->check(answer); !wrong.isEmpty())
        return tl::unexpected(misfit(wrong.mid(0, 3).join(u"; "_s)));

    Replan out;
    out.summary = answer[u"summary"].toString();
    out.kept = done;
    const QHash<QString, QJsonObject> before = tasksById(workflow.definition);
    QJsonArray tasks;
    for (const QString &id : done)
        tasks.append(before.value(id));
    QSet<QString> taken(done.begin(), done.end());
    const QJsonArray asked = answer[u"tasks"].toArray();
    for (const QJsonValue &value : asked) {
        const QString id = value[u"id"].toString();
        if (done.contains(id) && value.toObject().size() == 1)
            continue; // It says that it stays; so it does.
        if (taken.contains(id))
            return tl::unexpected(misfit(done.contains(id) ? Text::tr("\"%1\" is done already").arg(id)
                                                           : Text::tr("\"%1\" is there twice").arg(id)));
        taken.insert(id);
        const QJsonObject old = before.value(id);
        const Result<QJsonObject> task = taskFrom(value.toObject(), old, goal);
        if (!task)
            return tl::unexpected(task.error());
        tasks.append(*task);
        if (old.isEmpty()) {
            out.changes.append(change("added", *task));
        } else if (*task == old) {
            out.unchanged.append(id);
        } else {
            QJsonObject entry = change("changed", *task);
            entry.insert(u"fields"_s, differences(old, *task));
            out.changes.append(entry);
        }
    }
    for (const TaskSpec &task : workflow.tasks) {
        if (!taken.contains(task.id))
            out.changes.append(change("removed", before.value(task.id)));
    }

    QJsonObject definition = workflow.definition;
    definition.insert(u"tasks"_s, tasks);
    LoadResult loaded = loadDefinition(definition);
    if (!loaded.workflow && definition.contains(u"outputs")) {
        // Outputs may be made of tasks that go.
        definition.remove(u"outputs"_s);
        loaded = loadDefinition(definition);
        out.changes.append(QJsonObject{{u"task"_s, QString()},
                                       {u"change"_s, u"removed"_s},
                                       {u"title"_s, Text::tr("the outputs of the workflow")},
                                       {u"depends_on"_s, QJsonArray()}});
    }
    if (!loaded.workflow)
        return tl::unexpected(
            misfit(loaded.diagnostics.isEmpty() ? Text::tr("it cannot be read") : loaded.diagnostics.first().message));
    out.workflow = loaded.workflow;
    out.digest = digestOf(out);
    return out;
}

} // namespace podium::domain
