// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/admission.h"
#include "control/local/handlers/reply.h"
#include "control/local/localhost.h"

#include <QHash>

#include <functional>

namespace podium::control
{

/// An admitted call with what it may use. `host` is null for operations that need no store.
struct Request
{
    QJsonObject params;
    Principal principal;
    Settings settings;
    LocalHost *host = nullptr; ///< Outlives the call: it waits for its last one.

    QString text(const char *field) const { return params.value(QLatin1StringView(field)).toString(); }
    bool has(const char *field) const { return params.contains(QLatin1StringView(field)); }
};

using Handler = std::function<Reply(const Request &)>;
using Handlers = QHash<QString, Handler>;

/// The function behind each row of the table of operations.
const Handlers &handlers();

Handlers runHandlers();
Handlers gridHandlers();
Handlers comparisonHandlers();
Handlers attemptHandlers();
Handlers logHandlers();
Handlers runVerbHandlers();
Handlers approvalHandlers();
Handlers ruleHandlers();
Handlers credentialHandlers();
Handlers reviewHandlers();
Handlers sessionHandlers();
Handlers agentHandlers();
Handlers workflowHandlers();
Handlers libraryHandlers();
Handlers budgetHandlers();
Handlers planHandlers();
Handlers replanHandlers();
Handlers consultHandlers();
Handlers systemHandlers();
Handlers dataHandlers();
Handlers auditHandlers();

/// The run that an id or a unique beginning names.
QFuture<Result<engine::RunRow>> findRun(const Request &request, const char *field = "run");
/// The workflow a request names by file, template or text; all findings in one error. What is only a warning goes into
/// `warnings`.
Result<domain::WorkflowPtr> requestedWorkflow(const Request &request, QJsonArray *warnings = nullptr);
/// The same handler, for whom a name that is in the library (the field `template`) stands for the text that was saved
/// under it. A file of that name comes first (callers have looked for it), then the library, then templates.
Handler orFromLibrary(const Handler &handler);
/// run.show with `at`: as the run was after one of its events.
Reply showPast(const Request &request);
/// run.attempts, for handlers that look at some of them.
Reply attemptsOfTask(const Request &request);
/// run.submit, for handlers that have made a workflow.
Reply submitRun(const Request &request);
/// Values given as text become what the workflow declares; the error names the input.
Result<QJsonObject> typedInputs(const domain::Workflow &workflow, const QJsonObject &inputs);
/// A text as a value of the type "string", "number", "integer", "boolean", "list" or "object".
Result<QJsonValue> typedValue(const QString &type, const QString &text);

} // namespace podium::control
