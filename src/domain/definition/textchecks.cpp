// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Expressions and templates of a workflow: do they parse, and do the names exist where they are used?
#include "domain/definition/textscope.h"
#include "domain/definition/workflowchecks.h"
#include "domain/expression/template.h"

#include <QCoreApplication>

#include <optional>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkflowChecks)
};

using Use = TextUsage::Use;

/// A shell needs quoting of its own; for any other interpreter a value is written as JSON.
Quoting quotingOf(const TextUsage &usage, const Workflow &workflow)
{
    if (usage.use != Use::ShellTemplate || usage.task < 0)
        return usage.use == Use::ShellTemplate ? Quoting::Shell : Quoting::None;
    return quotingFor(workflow.tasks.at(usage.task).shell.interpreter);
}

Problems problemsOf(const TextUsage &usage, const Workflow &workflow, const WorkflowNames &names)
{
    const NameSchema schema = namesFor(usage.scope, usage.task, names);
    switch (usage.use) {
    case Use::Condition:
    case Use::Value:
        return Expression::problems(usage.text, schema);
    case Use::List:
        return Expression::problems(usage.text, schema, ValueType::List);
    case Use::Template:
    case Use::ShellTemplate:
        break;
    }
    return Template::problems(usage.text, schema, quotingOf(usage, workflow));
}

/// Do the templates of `with` give what the inputs of the child take? Of constants the kind of the task says it.
void checkWith(const TaskSpec &task, const SourceNode &with, const NameSchema &schema, Report &report)
{
    for (const InputSpec &input : task.sub.definition->inputs) {
        const SourceNode *node = with.find(input.name);
        if (!node || node->kind != SourceNode::Kind::String || !node->text.contains(u"{{"))
            continue;
        const Result<Template> text = Template::parse(node->text);
        if (!text || !text->check(schema).isEmpty())
            continue; // Reported as what it is.
        const ValueType given = text->type(schema);
        const ValueType taken = ValueType::ofInput(input);
        // A task that was left out gives null; whether this one is, is known at run time.
        const unsigned kinds = given.without(ValueType::Null).kinds();
        if (kinds == 0 || taken.mayBe(kinds))
            continue;
        report.error(node, QStringLiteral("wrong-type"),
                     Text::tr("`%1`: the input \"%2\" of \"%3\" must be of type %4, but this gives %5")
                         .arg(task.id, input.name, task.sub.definition->name, input.type, ValueType::describe(kinds)),
                     kinds == ValueType::Text && taken.mayBe(ValueType::Number)
                         ? Text::tr("a number is read from text with `int(…)` or `number(…)`")
                         : QString());
    }
}

} // namespace

void checkTexts(const DecodedWorkflow &decoded, bool graphIsSound, Report &report)
{
    const Workflow &workflow = *decoded.workflow;
    constexpr int MaxProblems = 300; // More are not shown, and each costs a search for a suggestion.
    int problems = 0;
    std::optional<WorkflowNames> names; // Costs a walk over all tasks: only if there is an expression.
    for (const TextUsage &usage : decoded.texts) {
        if (problems > MaxProblems)
            return;
        if (!names)
            names.emplace(workflow);
        for (const Problem &problem : problemsOf(usage, workflow, *names)) {
            // Which tasks come before follows from the graph; if that is wrong, it was reported.
            if (!graphIsSound && problem.code == u"not-upstream")
                continue;
            ++problems;
            const qsizetype start = std::max<qsizetype>(0, usage.node->text.indexOf(usage.text));
            report.errorInText(usage.node, start + problem.offset, problem.code, problem.message, problem.hint);
        }
    }
    for (qsizetype i = 0; names && i < workflow.tasks.size(); ++i) {
        const SourceNode *with = decoded.taskNode(i)->find(u"with");
        if (with && workflow.tasks.at(i).sub.definition)
            checkWith(workflow.tasks.at(i), *with, names->forTask(int(i)), report);
    }
}

} // namespace podium::domain
