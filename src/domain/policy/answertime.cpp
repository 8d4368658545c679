// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/answertime.h"

#include "domain/taskkind.h"

namespace podium::domain
{

AnswerTime::AnswerTime(const TaskSpec &task, qint64 usualMs) : m_task(task)
{
    const ITaskKind *const kind = TaskKinds::instance().find(task.type);
    m_isPersons = kind && kind->executor(task) == Executor::Person;
    if (m_isPersons)
        m_limitMs = task.timeoutMs;
    else
        m_limitMs = task.answerWithinMs > 0 ? task.answerWithinMs : usualMs;
}

AnswerTime::Unanswered AnswerTime::whenUnanswered(Approval::Kind kind) const
{
    if (m_isPersons) {
        if (m_task.human.onTimeout == QLatin1StringView("default"))
            return Unanswered::Answered;
        return m_task.human.onTimeout == QLatin1StringView("skip") ? Unanswered::Skipped : Unanswered::Refused;
    }
    const bool has = kind == Approval::Kind::Question && m_task.human.defaultAnswer.isObject();
    return has ? Unanswered::Answered : Unanswered::Refused;
}

} // namespace podium::domain
