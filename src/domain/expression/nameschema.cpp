// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/nameschema.h"

#include "domain/expression/expression.h"
#include "domain/graph/ancestry.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

} // namespace

struct WorkflowNames::Shared
{
    struct Task
    {
        ValueType result;
        std::optional<Foreach> foreach;
        bool repeats = false;
    };
    ValueType inputs;
    QList<Task> tasks;
    QStringList ids;
    QHash<QString, int> indexes;
    Ancestry ancestry;
};

/// What tasks give. Of each sub-workflow it is found out once, however often it is used.
class WorkflowNames::ResultTypes
{
public:
    ValueType of(const TaskSpec &task)
    {
        return task.foreach ? ValueType::list(ofOne(task).orElse(ValueType::Null)) : ofOne(task);
    }

private:
    /// Without `foreach`.
    ValueType ofOne(const TaskSpec &task)
    {
        if (!task.outputSchema.isEmpty())
            return ValueType::fromJsonSchema(task.outputSchema);
        if (task.type == u"human")
            return ValueType::fromJsonSchema(task.human.form);
        if (task.type == u"shell" && task.shell.output == OutputMode::Text)
            return ValueType::Text;
        if (task.type == u"shell" && task.shell.output == OutputMode::None)
            return ValueType::object({{u"exit_code"_s, ValueType::Number}}, false);
        if (task.type == u"decision")
            return ofDecision(task.decision);
        if (task.type == u"workflow" && task.sub.definition)
            return ofWorkflow(*task.sub.definition);
        return ValueType::Any;
    }

    static ValueType ofDecision(const DecisionSpec &decision)
    {
        QMap<QString, ValueType> fields{{u"choice"_s, ValueType::Text}};
        if (decision.cases.isEmpty()) {
            fields.insert(u"votes"_s, ValueType::list(ValueType::Object));
        }
        return ValueType::object(fields, true);
    }

    ValueType ofWorkflow(const Workflow &workflow)
    {
        if (const auto known = m_workflows.constFind(&workflow); known != m_workflows.cend())
            return *known;
        m_workflows.insert(&workflow, ValueType::Any);
        QMap<QString, ValueType> fields;
        if (!workflow.outputs.isEmpty()) {
            const NameSchema schema = WorkflowNames(workflow, *this).forOutputs();
            for (auto it = workflow.outputs.cbegin(); it != workflow.outputs.cend(); ++it) {
                const Result<Expression> output = Expression::parse(it.value());
                fields.insert(it.key(), output ? output->type(schema) : ValueType(ValueType::Any));
            }
        } else {
            for (const TaskSpec &task : workflow.tasks)
                fields.insert(task.id, of(task).orElse(ValueType::Null));
        }
        const ValueType type = ValueType::object(fields, true);
        m_workflows.insert(&workflow, type);
        return type;
    }

    QHash<const Workflow *, ValueType> m_workflows;
};

ValueType NameSchema::upstreamTask(const ValueType &result)
{
    return ValueType::object({{u"state"_s, ValueType::Text},
                              {u"result"_s, result.orElse(ValueType::Null)},
                              {u"error"_s, ValueType::Text | ValueType::Null},
                              {u"attempts"_s, ValueType::Number},
                              {u"duration_ms"_s, ValueType::Number | ValueType::Null},
                              {u"usage"_s, ValueType::Object}},
                             true);
}

ValueType NameSchema::run()
{
    return ValueType::object({{u"id"_s, ValueType::Text},
                              {u"name"_s, ValueType::Text},
                              {u"title"_s, ValueType::Text},
                              {u"workflow"_s, ValueType::Text},
                              {u"team"_s, ValueType::Text},
                              {u"priority"_s, ValueType::Number},
                              {u"working_directory"_s, ValueType::Text},
                              {u"created_ms"_s, ValueType::Number},
                              {u"started_ms"_s, ValueType::Number | ValueType::Null}},
                             true);
}

ValueType NameSchema::thisTask()
{
    return ValueType::object({{u"id"_s, ValueType::Text},
                              {u"key"_s, ValueType::Text},
                              {u"title"_s, ValueType::Text},
                              {u"type"_s, ValueType::Text},
                              {u"kind"_s, ValueType::Text},
                              {u"role"_s, ValueType::Text},
                              {u"agent"_s, ValueType::Text | ValueType::Null},
                              {u"attempt"_s, ValueType::Number}},
                             true);
}

WorkflowNames::WorkflowNames(const Workflow &workflow)
{
    ResultTypes results;
    *this = WorkflowNames(workflow, results);
}

WorkflowNames::WorkflowNames(const Workflow &workflow, ResultTypes &results)
{
    auto shared = std::make_shared<Shared>();
    QMap<QString, ValueType> inputs;
    for (const InputSpec &input : workflow.inputs)
        inputs.insert(input.name, ValueType::ofInput(input));
    shared->inputs = ValueType::object(inputs, true);
    shared->ancestry = Ancestry(TaskGraph::of(workflow));
    shared->indexes.reserve(workflow.tasks.size());
    for (int i = 0; i < workflow.tasks.size(); ++i) {
        const TaskSpec &task = workflow.tasks.at(i);
        shared->tasks.append({results.of(task), task.foreach, task.repeat.has_value()});
        if (shared->indexes.contains(task.id))
            continue;
        shared->ids.append(task.id);
        shared->indexes.insert(task.id, i);
    }
    d = shared;
}

NameSchema WorkflowNames::base() const
{
    static const ValueType run = NameSchema::run();
    static const ValueType task = NameSchema::thisTask();
    NameSchema schema;
    schema.roots = {{u"inputs"_s, d->inputs}, {u"run"_s, run}, {u"task"_s, task}};
    schema.taskIds = d->ids;
    schema.task = [d = d](const QString &id) -> std::optional<ValueType> {
        const int index = d->indexes.value(id, -1);
        if (index < 0)
            return std::nullopt;
        return NameSchema::upstreamTask(d->tasks.at(index).result);
    };
    return schema;
}

NameSchema WorkflowNames::forItems(int index) const
{
    NameSchema schema = base();
    schema.upstream = [d = d, index](const QString &id) {
        const int wanted = d->indexes.value(id, -1);
        return wanted >= 0 && d->ancestry.comesAfter(index, wanted);
    };
    return schema;
}

NameSchema WorkflowNames::forTask(int index, bool afterwards) const
{
    NameSchema schema = forItems(index);
    const Shared::Task &task = d->tasks.at(index);
    if (task.foreach) {
        schema.roots.insert(task.foreach->as, ValueType::Any);
        schema.roots.insert(u"index"_s, ValueType::Number);
    }
    if (task.repeats)
        schema.roots.insert(u"iteration"_s, ValueType::Number);
    if (afterwards)
        schema.roots.insert(u"result"_s, (task.foreach ? task.result.element() : task.result).orElse(ValueType::Null));
    return schema;
}

NameSchema WorkflowNames::forEveryTask() const
{
    NameSchema schema = base();
    schema.task = {};
    schema.whyNoTasks =
        Words::tr("it is the same for every task, also for those that start before another ends; what may "
                  "be read is `inputs`, `run` and `task`. Set it in the tasks that need a result");
    return schema;
}

NameSchema WorkflowNames::forOutputs() const
{
    NameSchema schema = base();
    schema.roots.remove(u"task"_s);
    return schema;
}

} // namespace podium::domain
