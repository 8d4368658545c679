// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What runners report about attempts, and what the engine makes of it.
#include "domain/policy/retry.h"
#include "domain/taskkind.h"
#include "engine/engine.h"

#include <QCoreApplication>

namespace podium::engine
{

using domain::AttemptKey;
using domain::AttemptOutcome;
using domain::EventType;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

constexpr QLatin1StringView MaxBudget("max_budget"); ///< Error class.
constexpr QLatin1StringView Budget("budget");        ///< Reason of a stop.

/// Classes of errors with which an agent never came to its work.
const QSet<QString> s_runnersFaults{
    QStringLiteral("auth"),         QStringLiteral("billing"),   QStringLiteral("overloaded"),
    QStringLiteral("server_error"), QStringLiteral("api_error"), QStringLiteral("startup"),
    QStringLiteral("spawn"),        QStringLiteral("config"),    QStringLiteral("process_died"),
    QStringLiteral("process_gone"), QStringLiteral("no_runner"), QStringLiteral("connection")};

QString capText(const domain::Budget &cap)
{
    QStringList out;
    if (cap.usd)
        out += QStringLiteral("$%1").arg(*cap.usd, 0, 'f', 2);
    if (cap.tokens)
        out += Text::tr("%L1 tokens").arg(*cap.tokens);
    if (cap.wallMs)
        out += Text::tr("%1 s").arg(double(*cap.wallMs) / 1000);
    if (cap.agents)
        out += Text::tr("%n subagent(s)", nullptr, *cap.agents);
    return out.join(QStringLiteral(", "));
}

} // namespace

void Engine::attemptStarted(const AttemptKey &key, const domain::ProcessIdentity &process, const QString &session,
                            qint64 nowMs)
{
    m_now = nowMs;
    RunState *of = current(key);
    if (!of)
        return;
    const TaskRun &task = of->tasks[size_t(key.task)];
    const bool known =
        domain::toJson(task.process) == domain::toJson(process) && (session.isEmpty() || session == task.session);
    if (known && process.pid != 0)
        return; // A re-attach tells nothing new.
    QJsonObject data{{QStringLiteral("process"), domain::toJson(process)}};
    if (!session.isEmpty())
        data.insert(QStringLiteral("session"), session);
    emitEvent(*of, EventType::TaskStarted, key.task, data, key.attempt);
}

void Engine::attemptPrepared(const AttemptKey &key, const QJsonObject &worktree, qint64 nowMs)
{
    m_now = nowMs;
    if (RunState *of = current(key))
        emitEvent(*of, EventType::TaskPrepared, key.task, worktree, key.attempt);
}

/// A result that does not fit the task's output schema is a failure like any other: it may be tried again.
AttemptOutcome Engine::checkedAgainstSchema(const RunState &run, const TaskRun &task,
                                            const AttemptOutcome &reported) const
{
    if (reported.status != AttemptOutcome::Status::Succeeded)
        return reported;
    const Result<void> fits = Evaluation(run, task, m_results).fits(reported.result);
    if (fits)
        return reported;
    AttemptOutcome failed = reported;
    failed.status = AttemptOutcome::Status::Failed;
    failed.errorClass = errorClassOf(fits.error(), QStringLiteral("output_schema"));
    failed.error = fits.error().text();
    failed.retryable = true;
    return failed;
}

void Engine::attemptFinished(const AttemptKey &key, const AttemptOutcome &reported, qint64 nowMs)
{
    m_now = nowMs;
    RunState *of = current(key);
    if (!of)
        return;
    TaskRun &task = of->tasks[size_t(key.task)];
    AttemptOutcome outcome = checkedAgainstSchema(*of, task, reported);
    // What never ran has cost nothing, and that is known.
    if (!outcome.usage.usd && !outcome.usage.inputTokens && task.process.pid == 0 &&
        outcome.status != AttemptOutcome::Status::Interrupted && !task.agent.isEmpty())
        outcome.usage.usd = 0;
    m_scheduler.release(*of, task, outcome.usage, nowMs);
    QJsonObject data;
    const QJsonObject used = domain::toJson(outcome.usage);
    if (!used.isEmpty())
        data.insert(QStringLiteral("usage"), used);
    const QString session = outcome.session.isEmpty() ? task.session : outcome.session;
    if (!session.isEmpty())
        data.insert(QStringLiteral("session"), session);
    if (outcome.exitCode)
        data.insert(QStringLiteral("exit_code"), *outcome.exitCode);
    if (outcome.messages > 0)
        data.insert(QStringLiteral("messages"), outcome.messages);

    Plan plan(*this, *of, nowMs);
    const QString stop = task.stopReason;
    // What a lost process has asked stays: the next one asks the same.
    if (outcome.status != AttemptOutcome::Status::Interrupted || !stop.isEmpty())
        plan.closeRequests(key.task);
    if (outcome.status == AttemptOutcome::Status::Succeeded) {
        breakersChanged(m_scheduler.succeeded(task.agent, task.runner), {});
        plan.succeeded(key.task, outcome.result, outcome.resultSource, data);
    } else if (stop == QLatin1StringView("skip")) {
        plan.skipped(key.task, Text::tr("skipped by a person"), data);
    } else if ((stop == EngineStops || stop == AgentStops) && !plan.isStopping(task)) {
        settleInterruption(plan, task, *of, outcome, data);
    } else if (!stop.isEmpty() && stop != QLatin1StringView("timeout") && stop != Budget && stop != Unreadable) {
        plan.cancelled(key.task, stop, data);
    } else if (plan.isStopping(task)) {
        // It was being stopped for another reason already; nothing is tried again in what ends.
        plan.cancelled(key.task,
                       of->cancelling ? Text::tr("the run was cancelled") : Text::tr("what it is part of was stopped"),
                       data);
    } else if (outcome.status == AttemptOutcome::Status::Skipped) {
        plan.skipped(key.task, outcome.error.isEmpty() ? Text::tr("nothing to do") : outcome.error, data);
    } else if (outcome.status == AttemptOutcome::Status::Cancelled && stop.isEmpty()) {
        // Ended by somebody else, e.g. with `kill`: that is a failure, not our cancellation.
        AttemptOutcome killed = outcome;
        killed.errorClass = QStringLiteral("killed");
        settleFailure(plan, *of, task, killed, data);
    } else if (outcome.status == AttemptOutcome::Status::Parked) {
        park(plan, *of, task, outcome, data);
    } else if (outcome.status == AttemptOutcome::Status::Interrupted && stop.isEmpty()) {
        settleInterruption(plan, task, *of, outcome, data);
    } else {
        AttemptOutcome ended = outcome;
        if (stop == QLatin1StringView("timeout")) {
            ended.errorClass = QStringLiteral("timeout");
            ended.error = Text::tr("timed out after %1 s").arg(double(task.spec->timeoutMs) / 1000);
            ended.retryable = true;
        } else if (stop == Unreadable) {
            ended.errorClass = Unreadable;
            ended.error = task.why;
            ended.retryable = false;
        } else if (stop == Budget) {
            ended.errorClass = MaxBudget;
            ended.error = Text::tr("it has used up what it was allowed (%1)").arg(capText(task.cap));
            ended.retryable = false;
        }
        settleFailure(plan, *of, task, ended, data);
    }
    m_scheduler.abandon(task.agent, task.runner);
    plan.settle();
}

/// A limit stops the task for a time: it uses up no try, and the same session goes on behind it. Work that would begin
/// again unattended, hours later, does so only where somebody agreed to it, and not in the quiet hours.
void Engine::park(Plan &plan, RunState &run, TaskRun &task, const AttemptOutcome &outcome, QJsonObject data)
{
    qint64 untilMs = qMax(outcome.parkedUntilMs, m_now);
    if (outcome.errorClass == QLatin1StringView("rate_limit")) {
        const bool again = m_now - task.startedMs < domain::SameLimitMs;
        untilMs = std::max(untilMs, m_now + domain::limitPauseMs(again ? task.limits + 1 : 1));
        const bool agreed = run.workflow->resumeAfterLimit.value_or(m_policy.resumesAfterLimit);
        if (!agreed && untilMs - m_now > m_policy.shortLimitMs) {
            plan.askToGoOn(task.index, outcome.error, untilMs, data);
            return;
        }
        untilMs = m_policy.quietHours.nextAwakeMs(untilMs);
    }
    if (outcome.errorClass == AttemptOutcome::Hibernating && task.messages.size() > outcome.messages)
        untilMs = m_now; // What it rests for has come already.
    data.insert(QStringLiteral("not_before"), untilMs);
    data.insert(QStringLiteral("reason"), outcome.error);
    data.insert(QStringLiteral("error_class"), outcome.errorClass);
    emitEvent(run, EventType::TaskParked, task.index, data, task.attempt);
    arm(run, task);
}

/// Tells everybody that these breakers ("agent:x", "runner:y") have opened or closed, or let a try through.
void Engine::breakersChanged(const QStringList &names, const QString &reason)
{
    for (const QString &name : names) {
        QJsonObject data = m_scheduler.breaker(name).toJson(m_now);
        data.insert(name.section(u':', 0, 0), name.section(u':', 1));
        data.insert(QStringLiteral("reason"), reason);
        emitGlobal(EventType::BreakerChanged, data);
    }
}

void Engine::settleFailure(Plan &plan, RunState &run, TaskRun &task, const AttemptOutcome &outcome, QJsonObject data)
{
    if (outcome.errorClass == MaxBudget) {
        if (goesOnWithMore(run, task, outcome)) {
            data.insert(QStringLiteral("not_before"), m_now);
            data.insert(QStringLiteral("reason"), Text::tr("its share of %1 is used up").arg(capText(task.cap)));
            data.insert(QStringLiteral("error_class"), outcome.errorClass);
            emitEvent(run, EventType::TaskParked, task.index, data, task.attempt);
            arm(run, task);
            return;
        }
    } else {
        // A budget says nothing about its agent.
        const bool runnersFault = s_runnersFaults.contains(outcome.errorClass);
        breakersChanged(m_scheduler.failed(task.agent, task.runner, runnersFault, outcome.error, m_now), outcome.error);
    }
    const domain::RetryPolicy &retry = task.spec->retry;
    const bool triesLeft = task.failures + 1 < retry.maxAttempts;
    if (!triesLeft || !domain::isRetryable(retry, outcome.errorClass, outcome.retryable) || run.cancelling) {
        if (!outcome.result.isNull() && !outcome.result.isUndefined())
            data.insert(QStringLiteral("result"), outcome.result);
        plan.failed(task.index, outcome.errorClass, outcome.error, data);
        return;
    }
    const AttemptKey key{run.id, task.index, task.attempt};
    data.insert(QStringLiteral("not_before"), m_now + domain::retryDelayMs(retry, task.failures + 1, key.toString()));
    data.insert(QStringLiteral("error"), outcome.error);
    data.insert(QStringLiteral("error_class"), outcome.errorClass);
    emitEvent(run, EventType::TaskRetrying, task.index, data, task.attempt);
    arm(run, task);
}

/// It fell short of its share, not of its own budget: the next attempt resumes its session with a larger share, or
/// waits until there is one.
bool Engine::goesOnWithMore(const RunState &run, const TaskRun &task, const AttemptOutcome &outcome) const
{
    const bool knowsWhere = !outcome.session.isEmpty() || !task.session.isEmpty();
    if (!knowsWhere || run.cancelling)
        return false;
    const auto fellShort = [](const auto &share, auto used, const auto &own, auto before) {
        return share && used >= *share && (!own || before + used < *own);
    };
    const domain::Budget &own = task.spec->budget;
    const qint64 tokens = outcome.usage.inputTokens.value_or(0) + outcome.usage.outputTokens.value_or(0);
    return fellShort(task.cap.usd, outcome.usage.usd.value_or(0), own.usd, task.spent.usd + task.spent.usdAtMost) ||
           fellShort(task.cap.tokens, tokens, own.tokens, task.spent.tokens) ||
           fellShort(task.cap.wallMs, m_now - task.startedMs, own.wallMs, task.spent.wallMs);
}

void Engine::usageReported(const AttemptKey &key, const domain::Usage &usage, qint64 nowMs)
{
    m_now = nowMs;
    if (!isCurrent(key))
        return;
    RunState &of = *findRun(key.run);
    TaskRun &task = of.tasks[size_t(key.task)];
    const qint64 tokens = usage.inputTokens.value_or(0) + usage.outputTokens.value_or(0);
    const bool over = (task.cap.tokens && tokens > *task.cap.tokens) ||
                      (task.cap.usd && usage.usd.value_or(0) > *task.cap.usd) ||
                      (task.cap.agents && usage.subagents.value_or(0) > *task.cap.agents);
    if (over && task.stopReason.isEmpty())
        outOfBudget(of, task);
}

void Engine::outOfBudget(RunState &run, TaskRun &task)
{
    emitEvent(run, EventType::TaskStopping, task.index, {{QStringLiteral("reason"), Budget}}, task.attempt);
    stopAttempt(run, task.index);
}

void Engine::settleInterruption(Plan &plan, TaskRun &task, RunState &run, const AttemptOutcome &outcome,
                                QJsonObject data)
{
    const domain::ITaskKind *kind = domain::TaskKinds::instance().find(task.spec->type);
    const domain::OnInterrupt policy =
        task.spec->onInterrupt.value_or(kind ? kind->defaultOnInterrupt() : domain::OnInterrupt::Retry);
    const QString stop = task.stopReason;
    const bool meant = stop == EngineStops || stop == AgentStops;
    QString error = outcome.error.isEmpty() ? Text::tr("its process was lost") : outcome.error;
    const QString errorClass =
        meant || outcome.errorClass.isEmpty() ? QStringLiteral("interrupted") : outcome.errorClass;
    if (meant)
        error = stop == EngineStops ? Text::tr("it was stopped with the engine") : Text::tr("its agent was stopped");
    if (policy == domain::OnInterrupt::Fail || (!meant && task.interruptions >= m_policy.maxInterruptions)) {
        plan.failed(task.index, errorClass, error, data);
        return;
    }
    if (policy == domain::OnInterrupt::Review) {
        plan.reviewInterrupted(task.index, error, data);
        return;
    }
    if (policy == domain::OnInterrupt::Retry)
        data.insert(QStringLiteral("session"), QString());
    data.insert(QStringLiteral("not_before"), m_now);
    data.insert(QStringLiteral("reason"), error);
    data.insert(QStringLiteral("error_class"), errorClass);
    data.insert(QStringLiteral("interrupted"), !meant);
    emitEvent(run, EventType::TaskParked, task.index, data, task.attempt);
    arm(run, task);
}

void Engine::note(const AttemptKey &key, const QString &why, qint64 nowMs)
{
    m_now = nowMs;
    if (RunState *of = current(key))
        emitEvent(*of, EventType::Noted, key.task, {{QStringLiteral("why"), why}}, key.attempt);
}

void Engine::activityChanged(const AttemptKey &key, domain::Activity activity, const QString &detail, qint64 nowMs)
{
    m_now = nowMs;
    RunState *of = current(key);
    if (!of)
        return;
    QJsonObject data{{QStringLiteral("activity"), domain::activityName(activity)},
                     {QStringLiteral("agent"), of->tasks[size_t(key.task)].agent}};
    if (!detail.isEmpty())
        data.insert(QStringLiteral("detail"), detail);
    emitEvent(*of, EventType::AgentStateChanged, key.task, data, key.attempt);
}

} // namespace podium::engine
