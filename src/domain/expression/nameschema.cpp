// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/nameschema.h"

#include "domain/graph/ancestry.h"

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

ValueType resultOf(const TaskSpec &task)
{
    if (task.foreach)
        return ValueType::List;
    if (!task.outputSchema.isEmpty())
        return ValueType::fromJsonSchema(task.outputSchema);
    if (task.type == u"human")
        return ValueType::fromJsonSchema(task.human.form);
    if (task.type == u"shell" && task.shell.output == OutputMode::Text)
        return ValueType::Text;
    if (task.type == u"shell" && task.shell.output == OutputMode::None)
        return ValueType::object({{u"exit_code"_s, ValueType::Number}}, false);
    return ValueType::Any;
}

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
    auto shared = std::make_shared<Shared>();
    QMap<QString, ValueType> inputs;
    for (const InputSpec &input : workflow.inputs)
        inputs.insert(input.name, ValueType::ofInput(input));
    shared->inputs = ValueType::object(inputs, true);
    shared->ancestry = Ancestry(TaskGraph::of(workflow));
    shared->indexes.reserve(workflow.tasks.size());
    for (int i = 0; i < workflow.tasks.size(); ++i) {
        const TaskSpec &task = workflow.tasks.at(i);
        shared->tasks.append({resultOf(task), task.foreach, task.repeat.has_value()});
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
        schema.roots.insert(u"result"_s,
                            task.foreach ? ValueType(ValueType::Any) : task.result.orElse(ValueType::Null));
    return schema;
}

NameSchema WorkflowNames::forOutputs() const
{
    NameSchema schema = base();
    schema.roots.remove(u"task"_s);
    return schema;
}

} // namespace podium::domain
