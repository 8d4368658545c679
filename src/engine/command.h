// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/agent.h"
#include "domain/workflow.h"

#include <QJsonObject>
#include <QString>

namespace podium::engine
{

/// What a person, a script or an agent asks of the engine. Validated by the engine; the answer comes after the commit.
struct Command
{
    enum class Verb {
        SubmitRun,    ///< workflow, run (the new id), args: inputs, working_directory, title, priority, max_parallel,
                      ///< parent_run (fork: its results and limits go on) + again (task keys), start_paused,
                      ///< budget_usd, budget_tokens, budget_wall_ms, budget_attempts, budget_agents
        CancelRun,    ///< run; args: reason
        PauseRun,     ///< run
        ResumeRun,    ///< run: PAUSED goes on; FAILED or CANCELLED is reopened with its failed tasks reset
        RetryTask,    ///< run, task; resets it and everything downstream
        SkipTask,     ///< run, task
        CancelTask,   ///< run, task
        ChangeRun,    ///< run; args: priority, max_parallel
        Decide,       ///< args: approval, approve (bool), digest (optional, must match), answer (object), comment,
                      ///< always (scope of a permit: "workflow", "agent", "folder")
        RevokePermit, ///< args: permit
        SendMessage,  ///< run, task; args: text
        AskSession,   ///< run, task; args: do, value. Recorded; the session itself is asked by who gets the answer.
        HandOver,     ///< run, task: whose conversation rests, for a person outside.
        GiveBack,     ///< run, task: that was handed over; args: text (what to go on with), or as_before (the state
                      ///< that it is given back to: not_before, error_class, reason)
        EndConversation, ///< run, task: whose conversation rests; its last result is the result
        SetAgent,        ///< agent (added or replaced)
        RemoveAgent,     ///< args: name; must be idle
        StopAgent,       ///< args: name, kill; its attempts are interrupted, their tasks go on by their on_interrupt
        Stop, ///< no new claims from now on, running attempts go on (shutdown, or another engine takes over);
              ///< args: now (running attempts are interrupted: the next engine takes them up again by their
              ///< on_interrupt), off (claims again)
    };
    Verb verb = Verb::SubmitRun;
    QString run;
    QString task; ///< Key of the TaskRun ("lint[3]").
    QString by;   ///< Who asks, for the audit trail; "local" on one's own machine.
    QJsonObject args;
    domain::WorkflowPtr workflow;
    domain::Agent agent;
};

} // namespace podium::engine
