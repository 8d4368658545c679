// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/runwaiter.h"

#include "base/whenfinished.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/localhost.h"

#include <QCoreApplication>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunWaiter)
};

} // namespace

Reply RunWaiter::wait(LocalHost &host, const QString &run, bool attention, qint64 timeoutMs)
{
    auto *waiter = new RunWaiter(host, run, attention);
    Reply reply = waiter->m_promise.future();
    waiter->moveToThread(host.service().thread());
    // The service thread lives until the last call is answered, so this runs.
    QMetaObject::invokeMethod(
        waiter, [waiter, timeoutMs] { waiter->begin(timeoutMs); }, Qt::QueuedConnection);
    return reply;
}

RunWaiter::RunWaiter(LocalHost &host, QString run, bool attention)
    : m_host(host), m_run(std::move(run)), m_attention(attention), m_timer(this)
{
    m_promise.start();
}

RunWaiter::~RunWaiter() = default;

void RunWaiter::begin(qint64 timeoutMs)
{
    StreamFilter filter;
    setParent(&m_host.service());
    filter.run = m_run;
    filter.patterns = {QStringLiteral("run.*"), QStringLiteral("approval.*"), QStringLiteral("task.parked"),
                       QStringLiteral("task.woken")};
    m_stream = std::make_unique<LocalStream>(m_host.hub(), filter, EventHistory());
    connect(m_stream.get(), &EventStream::events, this, &RunWaiter::look);
    connect(m_stream.get(), &EventStream::fellBehind, this, &RunWaiter::look);
    connect(m_stream.get(), &EventStream::closed, this,
            [this](const Error &reason) { answer(tl::unexpected(reason)); });
    if (timeoutMs > 0) {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this,
                [this] { answer(fail(ErrorCode::Timeout, Text::tr("the run has not ended in time"), m_run)); });
        m_timer.start(int(std::min<qint64>(timeoutMs, std::numeric_limits<int>::max())));
    }
    look();
}

void RunWaiter::look()
{
    if (m_answered)
        return;
    if (std::exchange(m_looking, true)) {
        m_again = true;
        return;
    }
    m_again = false;
    whenFinished(m_host.queries().run(m_run), this, [this](const Result<engine::RunRow> &run) {
        if (!run) {
            answer(tl::unexpected(run.error()));
            return;
        }
        const QJsonObject row = runJson(*run);
        if (domain::isFinished(run->state)) {
            answer(QJsonObject{{QStringLiteral("run"), row}, {QStringLiteral("attention"), false}});
            return;
        }
        if (m_attention && run->state == domain::RunState::Paused) {
            answer(QJsonObject{{QStringLiteral("run"), row}, {QStringLiteral("attention"), true}});
            return;
        }
        whenFinished(m_host.queries().approvals(domain::Approval::State::Open, m_run), this,
                     [this, row](const Result<QList<domain::Approval>> &open) {
                         m_looking = false;
                         if (m_attention && open && !open->isEmpty())
                             answer(QJsonObject{{QStringLiteral("run"), row}, {QStringLiteral("attention"), true}});
                         else if (m_attention)
                             lookForRest(row);
                         else if (m_again)
                             look();
                     });
    });
}

/// Nothing runs, and somebody has to say something to an agent that waits for it.
void RunWaiter::lookForRest(const QJsonObject &row)
{
    m_looking = true;
    storage::TaskFilter filter;
    filter.run = m_run;
    whenFinished(m_host.queries().tasks(filter), this, [this, row](const Result<QList<engine::TaskRow>> &tasks) {
        m_looking = false;
        bool rests = false;
        bool goesOn = !tasks;
        for (const engine::TaskRow &task : tasks ? *tasks : QList<engine::TaskRow>()) {
            const bool resting =
                task.state == domain::TaskState::Ready && task.notBeforeMs == domain::AttemptOutcome::Forever;
            rests |= resting;
            if (task.runner == QLatin1StringView("expansion"))
                continue; // Its children say.
            goesOn |= !resting && (task.state == domain::TaskState::Ready || task.state == domain::TaskState::Running);
        }
        if (rests && !goesOn)
            answer(QJsonObject{{QStringLiteral("run"), row}, {QStringLiteral("attention"), true}});
        else if (m_again)
            look();
    });
}

void RunWaiter::answer(const Result<QJsonObject> &result)
{
    if (std::exchange(m_answered, true))
        return;
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}

} // namespace podium::control
