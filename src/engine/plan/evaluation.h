// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/workflow.h"
#include "engine/state/runstate.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

namespace podium::engine
{

/// Reads results that are kept as artifacts. Thread of the caller.
class IResultReader
{
public:
    virtual ~IResultReader() = default;
    /// The value itself for an inline result, the stored one for {"$artifact": hash}. Where that cannot be read, the
    /// error is Corrupt (damaged or gone) or Unavailable (trying later may help).
    virtual Result<QJsonValue> resolve(const QJsonValue &result) const = 0;
};

/// Fills in the templates and evaluates the expressions of one TaskRun. Pure but for reading artifacts.
class Evaluation
{
public:
    Evaluation(const RunState &run, const TaskRun &task, const IResultReader &results)
        : m_run(run), m_task(task), m_results(results)
    {
    }

    Result<bool> condition(const QString &expression) const;
    /// `until` of a repeat, over the result of an iteration.
    Result<bool> until(const QJsonValue &result, int iteration) const;
    Result<QJsonArray> list(const QString &expression) const;
    Result<QString> text(const QString &text) const;
    /// The spec with every template filled in.
    Result<domain::TaskSpec> filled() const;
    /// The inputs of the child of a workflow task: `with`, checked against the child's declaration.
    Result<QJsonObject> childInputs() const;
    /// The outputs of a graph scope: declared ones evaluated, else the result of every task by id.
    static Result<QJsonObject> outputs(const RunState &run, int scope, const IResultReader &results);
    using Environment = QMap<QString, QString>;
    /// The variables of an attempt: those of the task and its workflow, and of the sub-workflows around it.
    Result<Environment> environment() const;
    /// Whether the result fits the output schema; if not, the error says why, for people.
    Result<void> fits(const QJsonValue &result) const;
    /// Task id → {state, result} of the dependencies.
    QJsonObject previousResults() const;

private:
    const RunState &m_run;
    const TaskRun &m_task;
    const IResultReader &m_results;
};

/// The error class of a task that fails for this: "storage" where a result that it reads cannot be had, else `other`.
QString errorClassOf(const Error &error, const QString &other = QStringLiteral("expression"));

/// The inputs of a workflow with defaults filled in, or what is wrong with them: all problems in one error.
Result<QJsonObject> checkedInputs(const domain::Workflow &workflow, const QJsonObject &given, const QString &where);

} // namespace podium::engine
