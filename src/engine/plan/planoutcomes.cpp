// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// How a task ends, and when it is tried again.
#include "engine/plan/plan.h"

#include "domain/policy/retry.h"

#include <QCoreApplication>

namespace podium::engine
{

using domain::Approval;
using domain::EventType;
using domain::TaskState;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

} // namespace

void Plan::succeeded(int index, const QJsonValue &result, const QString &source, QJsonObject data)
{
    TaskRun &done = task(index);
    if (done.level == TaskRun::Level::Task && done.spec->review && isStopping(done)) {
        // It was faster than the stop. Nobody is asked any more, and what was not accepted is not done.
        cancelled(index, m_run.cancelling ? Text::tr("the run was cancelled") : done.stopReason, std::move(data));
        return;
    }
    data.insert(QStringLiteral("result"), result);
    data.insert(QStringLiteral("source"), source);
    if (done.level == TaskRun::Level::Task && done.spec->review) {
        const domain::Gate gate = *done.spec->review;
        if (const Result<QString> asked = evaluation(done).text(gate.message); !asked) {
            failed(index, errorClassOf(asked.error()), asked.error().text(), std::move(data));
            return;
        }
        data.insert(QStringLiteral("approval"), approvalId(done, Approval::Kind::Review));
        emitEvent(EventType::TaskAwaitingReview, index, data, done.attempt);
        requestApproval(index, Approval::Kind::Review, gate, {{QStringLiteral("result"), result}});
        return;
    }
    emitEvent(EventType::TaskSucceeded, index, std::move(data), done.attempt);
    m_changed.push_back(index);
}

void Plan::failed(int index, const QString &errorClass, const QString &error, QJsonObject data)
{
    data.insert(QStringLiteral("error_class"), errorClass);
    data.insert(QStringLiteral("error"), error);
    emitEvent(EventType::TaskFailed, index, std::move(data), task(index).attempt);
    m_changed.push_back(index);
}

void Plan::skipped(int index, const QString &reason, QJsonObject data)
{
    data.insert(QStringLiteral("reason"), reason);
    emitEvent(EventType::TaskSkipped, index, std::move(data), task(index).attempt);
    m_changed.push_back(index);
}

void Plan::cancelled(int index, const QString &reason, QJsonObject data)
{
    const QString approval = task(index).approval;
    data.insert(QStringLiteral("reason"), reason);
    emitEvent(EventType::TaskCancelled, index, std::move(data), task(index).attempt);
    closeApproval(approval);
    m_changed.push_back(index);
}

/// What a sub-workflow or an inline kind gives has to fit the output schema as what an attempt gives.
void Plan::succeedIfItFits(int index, const QJsonValue &result, const QString &source)
{
    if (const Result<void> fits = evaluation(task(index)).fits(result); fits)
        succeeded(index, result, source, {});
    else
        failOrRetry(index, errorClassOf(fits.error(), QStringLiteral("output_schema")), fits.error().text(),
                    task(index).isSubWorkflow());
}

/// Ends a sub-workflow that failed, or has all of it done again after a while.
void Plan::failOrRetry(int index, const QString &errorClass, const QString &error, bool retryable)
{
    const TaskRun &of = task(index);
    const domain::RetryPolicy &retry = of.spec->retry;
    const bool triesLeft = of.failures + 1 < retry.maxAttempts && !isStopping(of);
    if (!triesLeft || !domain::isRetryable(retry, errorClass, retryable)) {
        failed(index, errorClass, error);
        return;
    }
    const domain::AttemptKey key{m_run.id, index, of.attempt};
    emitEvent(EventType::TaskRetrying, index,
              {{QStringLiteral("not_before"), m_now + domain::retryDelayMs(retry, of.failures + 1, key.toString())},
               {QStringLiteral("error"), error},
               {QStringLiteral("error_class"), errorClass}},
              of.attempt);
    m_host.runnable(m_run, index);
}

void Plan::timedOut(int index)
{
    const TaskRun &of = task(index);
    emitEvent(EventType::TaskStopping, index, {{QStringLiteral("reason"), QStringLiteral("timeout")}}, of.attempt);
    cancelScope(of.ownScope, Text::tr("%1 has timed out").arg(of.key));
    if (m_run.scopes[size_t(of.ownScope)].live == 0)
        scopeDone(of.ownScope);
}

void Plan::beginAgain(int index)
{
    if (task(index).state == TaskState::Ready && !isStopping(task(index)))
        makeRunnable(index);
}

} // namespace podium::engine
