// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/source/report.h"
#include "domain/workflow.h"

#include <QList>
#include <QString>

#include <memory>
#include <vector>

namespace podium::domain
{

/// A string of a file that holds an expression or a template, for the check of its names.
struct TextUsage
{
    enum class Use {
        Condition,     ///< Expression.
        List,          ///< Expression that gives a list.
        Value,         ///< Expression of any kind.
        Template,      ///< Text with {{ }}.
        ShellTemplate, ///< The same; values are quoted for the shell.
    };
    enum class Scope {
        Task,       ///< What the task sees.
        Items,      ///< `foreach.in`, `when`, `gate`, `review`: of the whole task, without an item.
        EveryTask,  ///< `environment` of the workflow, and `defaults`.
        Afterwards, ///< `repeat.until`: the result, too.
        Outputs,    ///< Every task.
    };
    const SourceNode *node = nullptr;
    QString text;
    Use use = Use::Template;
    Scope scope = Scope::Task;
    int task = -1;
};

/// A workflow with what the checks need to point into its file.
struct DecodedWorkflow
{
    std::shared_ptr<Workflow> workflow;
    std::vector<const SourceNode *> taskNodes; ///< Parallel to workflow->tasks.
    QList<TextUsage> texts;

    const SourceNode *taskNode(qsizetype task) const { return taskNodes.at(size_t(task)); }
};

/// Where the children of `workflow` tasks come from. Null = it could not be loaded, and the report says why.
class IChildWorkflows
{
public:
    virtual ~IChildWorkflows() = default;
    /// `uses` is a string: a file or the name of a template.
    virtual WorkflowPtr load(const SourceNode &uses) = 0;
    /// A definition in place.
    virtual WorkflowPtr embedded(const SourceNode &definition, const QString &name) = 0;
};

/// Turns the tree of a file into the value. What the schema refuses is ignored here, so that the other checks can go
/// on; what the schema cannot say (a key of another kind, two spellings of one key) is reported.
DecodedWorkflow decodeWorkflow(const SourceNode &root, const QString &fallbackName, IChildWorkflows &children,
                               Report &report);

/// The normalised definition: every field that differs from its default, in one spelling, sub-workflows embedded. It is
/// itself a valid workflow file, and decoding it gives the same value.
QJsonObject encodeWorkflow(const Workflow &workflow);

} // namespace podium::domain
