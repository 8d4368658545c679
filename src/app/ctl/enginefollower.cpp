// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/enginefollower.h"
#include "app/ctl/textlayout.h"
#include "app/ctl/views/commandtext.h"

#include "base/whenfinished.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <limits>

namespace podium::ctl
{

using control::ExitCode;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(EngineFollower)
};

constexpr int MaxRuns = 1000; // The most that run.list answers.

/// Of runs that ended differently the worst counts.
int gravity(ExitCode code)
{
    return code == ExitCode::RunFailed ? 2 : code == ExitCode::Success ? 0 : 1;
}

} // namespace

EngineFollower::EngineFollower(std::shared_ptr<control::IControl> control, Options options, Terminal &out,
                               Terminal &err)
    : m_control(std::move(control)), m_options(options), m_out(out), m_err(err)
{
}

EngineFollower::~EngineFollower()
{
    m_stream.reset();
    m_followers.clear();
}

void EngineFollower::start()
{
    // First the stream, then the list: nothing that begins in between is missed.
    control::StreamFilter filter;
    filter.patterns = {QStringLiteral("run.*")};
    m_stream = m_control->subscribe(filter);
    connect(m_stream.get(), &control::EventStream::events, this, &EngineFollower::take);
    connect(m_stream.get(), &control::EventStream::closed, this, [this](const Error &reason) {
        if (!m_ended)
            Q_EMIT lost(reason);
    });
    m_listed = false;
    using State = domain::RunState;
    const auto names = [](std::initializer_list<State> states) {
        QJsonArray out;
        for (const State state : states)
            out.append(domain::stateName(state));
        return out;
    };
    list(names({State::Pending, State::InProgress}), [this, names](const QJsonArray &unfinished) {
        for (const QJsonValue &run : unfinished)
            follow(run[QStringLiteral("id")].toString(), -1);
        // Short ones were taken up and have ended before anybody could look.
        list(names({State::Completed, State::Failed, State::Cancelled}), [this](const QJsonArray &finished) {
            for (const QJsonValue &run : finished) {
                if (run[QStringLiteral("finished_ms")].toInteger() >= m_options.sinceMs)
                    follow(run[QStringLiteral("id")].toString(), -1);
            }
            m_options.sinceMs = std::numeric_limits<qint64>::max(); // After a loss only what is under way counts.
            awaitIdle();
        });
    });
}

void EngineFollower::list(const QJsonArray &states, std::function<void(const QJsonArray &)> next)
{
    const QJsonObject request{{QStringLiteral("states"), states}, {QStringLiteral("limit"), MaxRuns}};
    whenFinished(m_control->call({QStringLiteral("run.list"), request, {}}), this,
                 [this, from = m_control, next = std::move(next)](const Result<QJsonObject> &answer) {
                     if (from != m_control || m_ended)
                         return; // The last word of one that was lost meanwhile.
                     if (answer)
                         next(answer->value(QStringLiteral("runs")).toArray());
                     else if (answer.error().code != ErrorCode::Unavailable) // Else the stream says that it has gone.
                         fail(answer.error());
                 });
}

void EngineFollower::continueWith(std::shared_ptr<control::IControl> control)
{
    m_stream.reset();
    m_control = std::move(control);
    for (const auto &[run, follower] : m_followers)
        follower->continueWith(m_control);
    start();
}

void EngineFollower::awaitIdle()
{
    m_listed = true;
    QJsonObject request;
    if (m_options.idleExitMs)
        request.insert(QStringLiteral("idle_exit_ms"), *m_options.idleExitMs);
    whenFinished(m_control->call({QStringLiteral("engine.serve"), request, {}}), this,
                 [this](const Result<QJsonObject> &idle) {
                     if (m_ended || (!idle && idle.error().code == ErrorCode::Unavailable))
                         return; // The stream says that the control has gone.
                     if (!idle) {
                         fail(idle.error());
                         return;
                     }
                     m_idle = true;
                     checkEnd();
                 });
    checkEnd();
}

void EngineFollower::take(const domain::Events &events)
{
    using domain::EventType;
    for (const domain::Event &event : events) {
        if (event.type == EventType::RunCreated || event.type == EventType::RunReopened ||
            event.type == EventType::RunResumed)
            follow(event.run, event.seq - 1);
    }
}

void EngineFollower::follow(const QString &run, qint64 since)
{
    if (run.isEmpty() || m_followers.find(run) != m_followers.end())
        return;
    RunFollower::Options options;
    options.manner = m_options.manner;
    options.noWait = m_options.noWait;
    options.since = since;
    options.named = true;
    auto follower = std::make_unique<RunFollower>(m_control, run, options, m_out, m_err);
    // Queued: the follower ends after what it is doing when it says so.
    connect(
        follower.get(), &RunFollower::finished, this, [this, run](ExitCode code) { ended(run, code); },
        Qt::QueuedConnection);
    connect(follower.get(), &RunFollower::updated, this, &EngineFollower::checkEnd, Qt::QueuedConnection);
    connect(
        follower.get(), &RunFollower::failed, this,
        [this, run](const Error &error) {
            m_err.line(Text::tr("podiumctl: %1: %2").arg(run, harmless(error.text())));
            ended(run, ExitCode::RunFailed);
        },
        Qt::QueuedConnection);
    RunFollower *started = follower.get();
    m_followers.emplace(run, std::move(follower));
    started->start();
}

void EngineFollower::ended(const QString &run, ExitCode code)
{
    m_followers.erase(run);
    if (m_out.broken()) {
        leave();
        return;
    }
    if (code == ExitCode::NeedsPerson)
        m_needsPerson = true;
    else if (gravity(code) > gravity(m_worst))
        m_worst = code;
    checkEnd();
}

qsizetype EngineFollower::moving() const
{
    return std::count_if(m_followers.begin(), m_followers.end(),
                         [](const auto &entry) { return entry.second->isMoving(); });
}

void EngineFollower::checkEnd()
{
    // One that has ended but has not said how is waited for, too: its exit code counts.
    const bool waits = std::any_of(m_followers.begin(), m_followers.end(),
                                   [](const auto &entry) { return !entry.second->isPaused(); });
    if (m_ended || !m_listed || waits)
        return;
    if (m_idle)
        end(m_worst);
    else if (m_needsPerson)
        end(ExitCode::NeedsPerson);
}

void EngineFollower::leave()
{
    if (m_ended)
        return;
    const qsizetype left = moving();
    if (left > 0) {
        m_err.line(
            Text::tr("podiumctl: runs left as they are: %1; what is running goes on. Take them up again with: %2")
                .arg(QString::number(left), commandText(QStringLiteral("resume"))));
    }
    // Told to end is how "serve" ends; who waits for the end of runs has not seen it.
    end(left > 0 && m_options.idleExitMs ? ExitCode::Detached : ExitCode::Success);
}

void EngineFollower::fail(const Error &error)
{
    m_ended = true;
    Q_EMIT failed(error);
}

void EngineFollower::end(ExitCode code)
{
    m_ended = true;
    m_stream.reset();
    Q_EMIT finished(code);
}

} // namespace podium::ctl
