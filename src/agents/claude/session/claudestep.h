// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/hooks/hookhandler.h"
#include "domain/agent.h"
#include "domain/approval.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace podium::agents
{

/// One line for the CLI's standard input.
struct ClaudeWrite
{
    enum class Kind {
        Request, ///< Of ours; lost without harm.
        Message, ///< A user message. The CLI takes each id once, so that writing it again does no harm.
        Answer,  ///< To a request of the CLI, by its id. A second answer is ignored by the CLI.
    };
    Kind kind = Kind::Request;
    QString id;
    QByteArray line;       ///< With its line end.
    bool ofPerson = false; ///< A message that a person has sent into the session.
};

struct ClaudeLog
{
    QString stream; ///< "agent", "tool"
    QString level;
    QString text;
};

/// What the agent is seen doing.
struct ClaudeDoing
{
    domain::Activity activity = domain::Activity::Starting;
    QString detail;
    bool operator==(const ClaudeDoing &other) const = default;
};

/// A tool of Podium is to be called.
struct ClaudeToolCall
{
    QString id; ///< Of the CLI's request.
    QString tool;
    QJsonObject arguments;
};

/// A hook is to be carried out: a command or a handler.
struct ClaudeHookRun
{
    QString id;         ///< Of the CLI's request.
    qsizetype hook = 0; ///< Index in the session's setup.
    HookEvent event;
};

/// What the CLI has answered to a request of ours.
struct ClaudeReply
{
    QString id;
    bool ok = false;
    QJsonObject value;
    QString error;
};

/// What is to be done after something happened.
struct ClaudeStep
{
    QList<ClaudeWrite> writes;
    QList<ClaudeLog> logs;
    QList<domain::Approval> asked;
    QStringList withdrawn; ///< Ids of approvals.
    QList<ClaudeToolCall> calls;
    QList<ClaudeHookRun> hooks;
    QList<ClaudeReply> replies;
    QStringList cancelledCalls;       ///< Ids of calls and hooks.
    std::optional<ClaudeDoing> doing; ///< For the session, which compares it with what was known.
    bool activityChanged = false;
    bool usageChanged = false;

    void log(const char *stream, const char *level, const QString &text)
    {
        logs.append({QLatin1StringView(stream), QLatin1StringView(level), text});
    }
};

} // namespace podium::agents
