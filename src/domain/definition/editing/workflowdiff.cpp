// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/workflowdiff.h"

#include "base/suggestion.h"
#include "domain/expression/template.h"
#include "domain/graph/taskgraph.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

namespace podium::domain
{

namespace
{

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkflowDiff)
};

/// As it means, with the children as they are written: those were not loaded.
QJsonObject taskOf(const WorkflowSnapshot &workflow, const QJsonObject &encoded)
{
    QJsonObject out = encoded;
    const QJsonObject written = workflow.task(encoded.value("id"_L1).toString());
    for (const auto key : {"uses"_L1, "workflow"_L1}) {
        if (written.contains(key))
            out.insert(key, written.value(key));
    }
    return out;
}

QJsonArray fieldsThatDiffer(const QJsonObject &before, const QJsonObject &after)
{
    QJsonArray out;
    QStringList keys = before.keys();
    const QStringList added = after.keys();
    for (const QString &key : added) {
        if (!before.contains(key))
            keys << key;
    }
    for (const QString &key : std::as_const(keys)) {
        if (before.value(key) == after.value(key))
            continue;
        QJsonObject field{{"field"_L1, key}};
        if (before.contains(key))
            field.insert("before"_L1, before.value(key));
        if (after.contains(key))
            field.insert("after"_L1, after.value(key));
        out.append(field);
    }
    return out;
}

QJsonObject nameOf(const QJsonObject &task)
{
    return {{"id"_L1, task.value("id"_L1)},
            {"title"_L1, task.value("title"_L1).toString()},
            {"type"_L1, task.value("type"_L1)}};
}

} // namespace

QJsonObject workflowDiff(const WorkflowSnapshot &before, const WorkflowSnapshot &after)
{
    QJsonObject old = encodeWorkflow(before.workflow());
    QJsonObject now = encodeWorkflow(after.workflow());
    const QJsonArray oldTasks = old.take("tasks"_L1).toArray();
    const QJsonArray nowTasks = now.take("tasks"_L1).toArray();
    QHash<QString, QJsonObject> known;
    for (const QJsonValue task : oldTasks)
        known.insert(task["id"_L1].toString(), taskOf(before, task.toObject()));
    QJsonArray added;
    QJsonArray removed;
    QJsonArray changed;
    QSet<QString> still;
    for (const QJsonValue value : nowTasks) {
        const QJsonObject task = taskOf(after, value.toObject());
        const QString id = task.value("id"_L1).toString();
        still.insert(id);
        if (!known.contains(id)) {
            added.append(nameOf(task));
            continue;
        }
        if (const QJsonArray fields = fieldsThatDiffer(known.value(id), task); !fields.isEmpty()) {
            QJsonObject one = nameOf(task);
            one.insert("fields"_L1, fields);
            changed.append(one);
        }
    }
    for (const QJsonValue task : oldTasks) {
        if (!still.contains(task["id"_L1].toString()))
            removed.append(nameOf(task.toObject()));
    }
    const QJsonArray own = fieldsThatDiffer(old, now);
    return {{"added"_L1, added},
            {"removed"_L1, removed},
            {"changed"_L1, changed},
            {"workflow"_L1, own},
            {"same"_L1, added.isEmpty() && removed.isEmpty() && changed.isEmpty() && own.isEmpty()}};
}

Result<QJsonObject> trialOf(const Workflow &workflow, const QString &task, const QJsonObject &results)
{
    const int index = workflow.indexOf(task);
    if (index < 0) {
        QStringList ids;
        for (const TaskSpec &spec : workflow.tasks)
            ids << spec.id;
        return fail(ErrorCode::NotFound, Text::tr("there is no task \"%1\"").arg(task), u"task"_s,
                    suggestion(task, ids));
    }
    QJsonObject out = encodeWorkflow(workflow);
    const QJsonArray all = out.value("tasks"_L1).toArray();
    QJsonArray tasks;
    QJsonArray ids;
    const QList<int> before = TaskGraph::of(workflow).ancestors(index);
    for (const int one : before) {
        const QString &id = workflow.tasks.at(one).id;
        ids.append(id);
        const QJsonValue result = results.value(id).isUndefined() ? QJsonValue(QJsonValue::Null) : results.value(id);
        tasks.append(QJsonObject{{"id"_L1, id},
                                 {"type"_L1, u"simulated"_s},
                                 {"title"_L1, workflow.tasks.at(one).title},
                                 {"simulate"_L1, QJsonObject{{"result"_L1, literalValue(result)}}}});
    }
    QJsonObject own = all.at(index).toObject();
    if (ids.isEmpty())
        own.remove("depends_on"_L1);
    else
        own.insert("depends_on"_L1, ids);
    own.remove("affinity"_L1); // Nobody has done those others.
    own.remove("anti_affinity"_L1);
    tasks.append(own);
    out.insert("tasks"_L1, tasks);
    out.insert("name"_L1, workflow.name + u"-try"_s); // Its times are none of the workflow's own.
    out.remove("outputs"_L1);
    return out;
}

} // namespace podium::domain
