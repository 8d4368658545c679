// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Expressions and templates of a workflow: do they parse, and do the names exist where they are used?
#include "domain/definition/workflowchecks.h"
#include "domain/expression/template.h"

#include <optional>

namespace podium::domain
{

namespace
{

using Use = TextUsage::Use;

/// A shell needs quoting of its own; for any other interpreter a value is written as JSON.
Quoting quotingOf(const TextUsage &usage, const Workflow &workflow)
{
    if (usage.use != Use::ShellTemplate || usage.task < 0)
        return usage.use == Use::ShellTemplate ? Quoting::Shell : Quoting::None;
    return quotingFor(workflow.tasks.at(usage.task).shell.interpreter);
}

NameSchema schemaFor(const TextUsage &usage, const WorkflowNames &names)
{
    switch (usage.scope) {
    case TextUsage::Scope::Task:
        return names.forTask(usage.task);
    case TextUsage::Scope::Items:
        return names.forItems(usage.task);
    case TextUsage::Scope::Afterwards:
        return names.forTask(usage.task, true);
    case TextUsage::Scope::Outputs:
        break;
    }
    NameSchema out = names.forOutputs();
    // `environment` and `defaults` stand outside of the tasks and are evaluated within each.
    if (usage.use == Use::Template || usage.use == Use::ShellTemplate)
        out.roots.insert(QStringLiteral("task"), NameSchema::thisTask());
    return out;
}

Problems problemsOf(const TextUsage &usage, const Workflow &workflow, const WorkflowNames &names)
{
    const NameSchema schema = schemaFor(usage, names);
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
}

} // namespace podium::domain
