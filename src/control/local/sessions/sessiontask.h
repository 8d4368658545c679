// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudeplace.h"
#include "control/local/handlers/handlers.h"

namespace podium::control
{

/// A task whose agent's session somebody wants something of.
struct SessionTask
{
    engine::RunRow run;
    engine::TaskRow task;
    int attempt = 0; ///< As asked for, else its last one.

    bool isRunning() const { return task.state == domain::TaskState::Running; }
    /// What every answer begins with.
    QJsonObject json() const;
};

using SessionWork = std::function<Reply(const SessionTask &)>;

/// The task that the request names with `run` and `task`, and perhaps `attempt`.
Reply onSessionTask(const Request &request, const SessionWork &work);

/// Where an agent works on several tasks.
enum class Several {
    Refused, ///< Conflict, with how each of them is named.
    Passed,  ///< They are not what is looked for: its conversation is.
};

/// The task that the agent `name` is talked to in, or works on: named, at work now, or its newest conversation that has
/// not ended. Without one `none` answers.
Reply onAgentsTask(const Request &request, const SessionWork &work, const std::function<Reply()> &none,
                   Several several = Several::Refused);

/// A command about the task.
Reply performOn(const Request &request, engine::Command::Verb verb, const SessionTask &of,
                const QJsonObject &args = {});

/// Asks the running session, after that was recorded.
Reply askSession(const Request &request, const SessionTask &of, const engine::SessionRequest &what,
                 const QString &recordedAs);

/// Where the session of the attempt can be taken up from outside.
QFuture<Result<agents::ClaudePlace>> placeOf(const Request &request, const SessionTask &of);

} // namespace podium::control
