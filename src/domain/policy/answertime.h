// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/approval.h"
#include "domain/workflow.h"

namespace podium::domain
{

/// How long people have for a request of a task, and what holds when nobody has answered by then. For a task that a
/// person does it is its time-out; what an agent asks on its way has a limit of its own, and never more than a default
/// answer: what nobody allowed is not done. Pure.
class AnswerTime
{
public:
    /// `usualMs`: what agents' requests have where the task says nothing; 0 = no limit.
    explicit AnswerTime(const TaskSpec &task, qint64 usualMs = 0);

    /// When a request that was made at `askedMs` expires; 0 = never.
    qint64 expiryMs(qint64 askedMs) const { return m_limitMs > 0 ? askedMs + m_limitMs : 0; }

    enum class Unanswered {
        Refused,  ///< As if it had been denied; a person's task fails.
        Skipped,  ///< The person's task is skipped.
        Answered, ///< defaultAnswer() holds.
    };
    Unanswered whenUnanswered(Approval::Kind kind) const;
    const QJsonValue &defaultAnswer() const { return m_task.human.defaultAnswer; }

private:
    const TaskSpec &m_task;
    bool m_isPersons = false;
    qint64 m_limitMs = 0;
};

} // namespace podium::domain
