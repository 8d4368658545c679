// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/planner/goalplan.h"

#include "base/ids.h"
#include "base/json.h"
#include "domain/definition/schema/jsonschema.h"
#include "domain/definition/workflowloader.h"
#include "domain/expression/template.h"
#include "domain/planner/plannertask.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(GoalPlan)
};

using namespace Qt::Literals::StringLiterals;

/// A scalar on one line: JSON's strings are YAML's.
QByteArray quoted(const QString &text)
{
    return canonicalJson(QJsonValue(text));
}

/// A text over several lines as a block, to be edited; `indent` spaces before each line.
QByteArray block(const QString &text, int indent)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'\n' || c.isPrint(); });
    if (!plain || text.isEmpty() || text.at(0).isSpace() || text.endsWith(u'\n'))
        return quoted(text);
    QByteArray out = "|-\n";
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines)
        out += line.isEmpty() ? QByteArray("\n") : QByteArray(indent, ' ') + line.toUtf8() + '\n';
    out.chop(1);
    return out;
}

QByteArray comment(const QString &text)
{
    QByteArray out;
    const QStringList lines = text.simplified().isEmpty() ? QStringList() : text.split(u'\n');
    for (const QString &line : lines)
        out += "# " + line.simplified().toUtf8() + '\n';
    return out;
}

QString titleOf(const QJsonObject &task)
{
    const QString title = task.value(u"title").toString().simplified();
    return title.isEmpty() ? task.value(u"description").toString().simplified().left(60) : title.left(200);
}

QString goalName(const QString &goal)
{
    return slug(goal, 40);
}

QByteArray head(const QString &goal)
{
    return "podium: 1\nname: " + quoted(goalName(goal)) + "\ntitle: " + quoted(goal.simplified().left(200)) +
           "\ntasks:\n";
}

QByteArray list(const QStringList &items)
{
    QByteArrayList out;
    for (const QString &item : items)
        out += quoted(item);
    return '[' + out.join(", ") + ']';
}

QByteArray taskText(const QJsonObject &task, const QString &id, const QStringList &dependsOn, const QString &goal)
{
    QByteArray out = "  - id: " + id.toUtf8() + "\n    title: " + quoted(titleOf(task)) + '\n';
    const QString kind = task.value(u"kind").toString();
    if (!kind.isEmpty())
        out += "    kind: " + quoted(kind) + '\n';
    QStringList capabilities;
    const QJsonArray needed = task.value(u"capabilities").toArray();
    for (const QJsonValue &capability : needed)
        capabilities += capability.toString();
    if (!capabilities.isEmpty())
        out += "    capabilities: " + list(capabilities) + '\n';
    if (!dependsOn.isEmpty())
        out += "    depends_on: " + list(dependsOn) + '\n';
    if (task.contains(u"priority"))
        out += "    priority: " + QByteArray::number(task.value(u"priority").toInt()) + '\n';
    if (const double minutes = task.value(u"estimated_minutes").toDouble(); minutes > 0)
        out += "    estimate: " + QByteArray::number(qint64(minutes * 60)) + "s\n";
    const QString prompt = task.value(u"description").toString().trimmed() + u"\n\nThis is a part of: "_s + goal;
    return out + "    prompt: " + block(literalText(prompt), 6) + '\n';
}

/// Ids from titles; each only once.
QStringList idsFor(const QJsonArray &tasks)
{
    QStringList out;
    QSet<QString> taken;
    for (const QJsonValue &task : tasks) {
        const QString base = slug(titleOf(task.toObject()), 32);
        QString id = base;
        for (int n = 2; taken.contains(id); ++n)
            id = base + u'-' + QString::number(n);
        taken.insert(id);
        out += id;
    }
    return out;
}

} // namespace

QJsonObject planSchema(const PlanLimits &limits)
{
    QJsonObject capability{{u"type"_s, u"string"_s}};
    if (!limits.capabilities.isEmpty())
        capability.insert(u"enum"_s, QJsonArray::fromStringList(limits.capabilities));
    QJsonObject capabilities{{u"type"_s, u"array"_s}, {u"items"_s, capability}};
    if (limits.capabilities.isEmpty())
        capabilities.insert(u"maxItems"_s, 0);
    const QJsonObject task{
        {u"type"_s, u"object"_s},
        {u"required"_s, QJsonArray{u"description"_s, u"capabilities"_s, u"dependencies"_s, u"priority"_s}},
        {u"properties"_s,
         QJsonObject{
             {u"title"_s, textField(200)},
             {u"description"_s, QJsonObject{{u"type"_s, u"string"_s}, {u"minLength"_s, 1}, {u"maxLength"_s, 20'000}}},
             {u"capabilities"_s, capabilities},
             {u"dependencies"_s,
              QJsonObject{{u"type"_s, u"array"_s},
                          {u"items"_s, QJsonObject{{u"type"_s, u"integer"_s}, {u"minimum"_s, 0}}},
                          {u"description"_s, u"Indexes of earlier or later subtasks that have to be done first"_s}}},
             {u"priority"_s, priorityField()},
             {u"estimated_minutes"_s,
              QJsonObject{{u"type"_s, u"number"_s}, {u"minimum"_s, 0}, {u"maximum"_s, 10'000}}}}}};
    return {{u"type"_s, u"object"_s},
            {u"required"_s, QJsonArray{u"subtasks"_s}},
            {u"properties"_s, QJsonObject{{u"subtasks"_s, QJsonObject{{u"type"_s, u"array"_s},
                                                                      {u"minItems"_s, 1},
                                                                      {u"maxItems"_s, limits.maxTasks},
                                                                      {u"items"_s, task}}}}}};
}

QString plannerName()
{
    return u"plan"_s;
}

WorkflowPtr plannerWorkflow(const QString &goal, const PlanLimits &limits, const QString &model, const QString &agent)
{
    const TaskBuilder task = plannerTask(
        {.id = u"plan"_s,
         .title = Text::tr("Plan"),
         .goal = u"Goal: {{ inputs.goal }}\n\nPlan how a team of agents reaches it. "_s,
         .unseen = u"You do not see their files; where the plan depends on them, have an agent look first."_s,
         .answer =
             u"Answer with at most {{ inputs.max_tasks }} subtasks. Each has a short title, a description that an "
             "agent can work from without having seen this conversation (what to do, where, how to know that it "
             "is done), the capabilities it needs, the indexes (from 0) of the subtasks whose results it needs, a "
             "priority from 0 to 10, and the minutes it will take. Let as many subtasks as possible run at the "
             "same time: depend only on what is really needed. Fewer, larger subtasks are better than many small "
             "ones."_s,
         .schema = planSchema(limits),
         .model = model,
         .agent = agent},
        limits);
    return WorkflowBuilder(plannerName())
        .input(u"goal"_s, {{u"type"_s, u"string"_s}, {u"required"_s, true}})
        .input(u"max_tasks"_s, {{u"type"_s, u"integer"_s}, {u"default"_s, limits.maxTasks}})
        .title(Text::tr("Plan: %1").arg(goal.simplified().left(160)))
        .task(task)
        .build()
        .workflow;
}

GoalPlan singleTaskPlan(const QString &goal, const QString &reason)
{
    GoalPlan out;
    out.fallback = true;
    out.reason = reason;
    out.yaml = comment(Text::tr("One task, because there is no plan: %1").arg(reason)) + head(goal) +
               "  - id: work\n    title: " + quoted(goal.simplified().left(200)) +
               "\n    prompt: " + block(literalText(goal), 6) + '\n';
    out.workflow = loadWorkflow(out.yaml, u"plan.yaml"_s).workflow;
    return out;
}

GoalPlan goalPlan(const QString &goal, const QJsonValue &answer, const PlanLimits &limits)
{
    const Result<JsonSchema> schema = JsonSchema::compile(planSchema(limits));
    if (!schema)
        return singleTaskPlan(goal, schema.error().text());
    if (const QStringList wrong = schema->check(answer); !wrong.isEmpty())
        return singleTaskPlan(goal, Text::tr("the plan does not fit: %1").arg(wrong.mid(0, 3).join(u"; "_s)));
    const QJsonArray tasks = answer.toObject().value(u"subtasks").toArray();
    const QStringList ids = idsFor(tasks);
    GoalPlan out;
    out.yaml = head(goal);
    for (qsizetype i = 0; i < tasks.size(); ++i) {
        const QJsonObject task = tasks.at(i).toObject();
        QStringList dependsOn;
        const QJsonArray dependencies = task.value(u"dependencies").toArray();
        for (const QJsonValue &dependency : dependencies) {
            const int index = dependency.toInt(-1);
            if (index < 0 || index >= ids.size())
                return singleTaskPlan(
                    goal,
                    Text::tr("subtask %1 depends on subtask %2, which is not there").arg(i).arg(dependency.toInt(-1)));
            if (!dependsOn.contains(ids.at(index)))
                dependsOn += ids.at(index);
        }
        out.yaml += taskText(task, ids.at(i), dependsOn, goal);
    }
    const LoadResult loaded = loadWorkflow(out.yaml, u"plan.yaml"_s);
    if (!loaded.workflow) {
        return singleTaskPlan(goal, loaded.diagnostics.isEmpty() ? Text::tr("the plan cannot be read")
                                                                 : loaded.diagnostics.first().message);
    }
    out.workflow = loaded.workflow;
    return out;
}

} // namespace podium::domain
