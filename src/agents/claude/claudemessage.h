// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/attempt.h"
#include "domain/policy/prices.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace podium::agents
{

/// What the Claude Code CLI writes to standard output in stream-json mode, one type per kind of line. Only what is
/// used is kept; the whole line stays in the attempt's spool.
namespace claude
{

struct ToolUse
{
    QString id;
    QString name;
    QJsonObject input;
};

/// One completed content block of the model (or a synthetic error of the CLI).
struct Assistant
{
    QString text;
    QString thought; ///< What the model thought, where it tells.
    QList<ToolUse> tools;
    QString error;              ///< "authentication_failed", "rate_limit", … on a synthetic error.
    qint64 resetsAtMs = 0;      ///< When the limit that caused the error ends.
    QString parentToolUse;      ///< Set for what a subagent says.
    QString subagent;           ///< Its type.
    QString messageId;          ///< Of the API's answer; its blocks come one by one.
    QString model;              ///< That gave the answer.
    domain::TokenCounts tokens; ///< Of that answer so far.
};

struct ToolResult
{
    QString toolUse;
    QString text;
    bool isError = false;
};

/// A piece of what the model is about to say; the whole comes as Assistant.
struct Partial
{
    QString text;
};

/// Results of tools, or text that the CLI puts into the conversation.
struct User
{
    QList<ToolResult> results;
    QString text;
    bool synthetic = false; ///< Text of the harness, or an echo of our own message.
    QString parentToolUse;
    QString subagent;
};

/// The end of a turn.
struct TurnResult
{
    QString subtype;
    bool isError = false;
    QString terminalReason;
    QString stopReason;
    std::optional<int> apiErrorStatus;
    QString text;
    QStringList errors;
    QJsonValue structuredOutput = QJsonValue::Undefined;
    std::optional<double> totalUsd;            ///< Of the session so far, also before a resume.
    std::optional<domain::Usage> sinceLast;    ///< Since the last result of this process.
    domain::Usage turn;                        ///< Tokens of this turn's main loop.
    QMap<QString, domain::TokenCounts> models; ///< Since the last result of this process, by model.
    QStringList userMessages;                  ///< Ids of our messages that it answers.
    QString origin;                            ///< "task-notification" for a turn that the CLI started itself.
    QString startupFailure;
};

/// The begin of a turn.
struct Init
{
    QString model;
    QString permissionMode;
    QString version;
    QString apiKeySource;
    QStringList capabilities;
};

struct ApiRetry
{
    int attempt = 0;
    int maxRetries = 0;
    qint64 delayMs = 0;
    std::optional<int> status; ///< Nothing: the network.
    QString error;
};

struct RateLimit
{
    QString status; ///< allowed, allowed_warning, rejected
    QString window; ///< five_hour, seven_day …
    qint64 resetsAtMs = 0;
    double utilization = 0;
};

struct SessionState
{
    QString state; ///< running, requires_action, idle
};

/// The full set of tasks in the background; replaces the one before.
struct BackgroundTasks
{
    QStringList descriptions;
    bool hasAgents = false; ///< Not only commands.
};

/// A subagent, or a command in the background, has begun.
struct TaskStarted
{
    QString toolUse;
    QString subagent; ///< Its type; empty for a command.
    QString description;
    bool background = false;
    QString id;
    QString type; ///< local_agent, local_bash, local_workflow …
    bool isSubagent() const { return !subagent.isEmpty() || type == QLatin1StringView("local_agent"); }
};

/// How far a script of subagents is.
struct WorkflowProgress
{
    QStringList agents; ///< Ids of all that it has started so far.
};

/// Such a task has ended; if it was in the background, the CLI is about to start a turn of its own.
struct TaskNotification
{
    QString toolUse;
    std::optional<qint64> tokens; ///< That a subagent has used.
    qint64 toolUses = 0;
    qint64 durationMs = 0;
    QString status;
    QString summary;
};

/// The CLI asks whether a tool may be used. Needs an answer.
struct PermissionRequest
{
    QString requestId;
    QString tool;
    QJsonObject input;
    QString description;
    QString toolUse;
    QString blockedPath;
    QString reason;
    QString reasonType; ///< mode, workingDir, rule, safetyCheck, classifier …
    QString agentId;
    QString approval = {}; ///< Id of the request that people see; empty = by what is asked.
};

/// A message to an MCP server that runs in Podium. Needs an answer, also if it is a notification.
struct McpRequest
{
    QString requestId;
    QString server;
    QJsonObject message; ///< JSON-RPC.
};

/// The CLI has come to a point that a hook was registered for. Needs an answer.
struct HookRequest
{
    QString requestId;
    QString toolUse;
    QJsonObject input;
};

/// An MCP server wants to know something of a person. Needs an answer.
struct Elicitation
{
    QString requestId;
    QString server;
    QString message;
    QJsonObject schema; ///< JSON Schema of the answer; empty where a page is to be visited.
    QString url;
};

/// Any other request of the CLI. Needs an answer, too.
struct OtherRequest
{
    QString requestId;
    QString subtype;
};

/// The CLI no longer wants an answer.
struct RequestCancelled
{
    QString requestId;
};

/// The answer to a request of ours.
struct Response
{
    QString requestId;
    bool ok = false;
    QString error;
    QJsonObject value;
};

/// The permission mode was changed.
struct Mode
{
    QString mode;
};

/// How far a message of ours is: queued, started, completed, cancelled.
struct Lifecycle
{
    QString message;
    QString state;
};

/// Something worth a line in the log.
struct Notice
{
    QString kind;
    QString text;
    bool warning = false;
};

/// /clear was used: the conversation goes on under another session id.
struct Reset
{
    QString session;
};

/// Known and unknown lines without consequence.
struct Ignored
{
    QString type;
};

using Body =
    std::variant<Ignored, Assistant, User, TurnResult, Init, ApiRetry, RateLimit, SessionState, BackgroundTasks,
                 TaskStarted, WorkflowProgress, TaskNotification, PermissionRequest, McpRequest, HookRequest,
                 Elicitation, OtherRequest, RequestCancelled, Response, Mode, Lifecycle, Notice, Reset, Partial>;

struct Message
{
    QString session; ///< As the line says; empty for control lines.
    QString id;      ///< The line's own.
    Body body;
};

/// Parses one line. Blank lines, lines that are no JSON object, and unknown types are Ignored; an error means that a
/// line begins like an object and is none.
Result<Message> parseLine(const QByteArray &line);

} // namespace claude

} // namespace podium::agents
