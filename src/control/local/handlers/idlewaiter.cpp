// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/idlewaiter.h"

#include "base/whenfinished.h"
#include "control/local/localhost.h"

namespace podium::control
{

Reply IdleWaiter::wait(LocalHost &host, std::optional<qint64> idleMs)
{
    auto *waiter = new IdleWaiter(host, idleMs);
    Reply reply = waiter->m_promise.future();
    waiter->moveToThread(host.service().thread());
    // The service thread lives until the last call is answered, so this runs.
    QMetaObject::invokeMethod(waiter, &IdleWaiter::begin, Qt::QueuedConnection);
    return reply;
}

IdleWaiter::IdleWaiter(LocalHost &host, std::optional<qint64> idleMs) : m_host(host), m_idleMs(idleMs), m_timer(this)
{
    m_promise.start();
}

IdleWaiter::~IdleWaiter() = default;

void IdleWaiter::begin()
{
    setParent(&m_host.service());
    StreamFilter filter;
    filter.patterns = {QStringLiteral("run.*")};
    m_stream = std::make_unique<LocalStream>(m_host.hub(), filter, EventHistory());
    connect(m_stream.get(), &EventStream::events, this, [this](const domain::Events &events) {
        for (const domain::Event &event : events)
            m_ended += event.type == domain::EventType::RunFinished ? 1 : 0;
        look();
    });
    connect(m_stream.get(), &EventStream::fellBehind, this, &IdleWaiter::look);
    connect(m_stream.get(), &EventStream::closed, this,
            [this](const Error &reason) { answer(tl::unexpected(reason)); });
    if (!m_idleMs)
        return;
    m_timer.setSingleShot(true);
    m_timer.setInterval(int(std::min<qint64>(*m_idleMs, std::numeric_limits<int>::max())));
    connect(&m_timer, &QTimer::timeout, this, [this] { answer(QJsonObject{{QStringLiteral("ended"), m_ended}}); });
    look();
}

void IdleWaiter::look()
{
    if (m_answered || !m_idleMs)
        return;
    m_timer.stop(); // Something happened.
    m_again = m_looking;
    if (std::exchange(m_looking, true))
        return;
    storage::RunFilter underWay;
    underWay.states = {domain::RunState::Pending, domain::RunState::InProgress};
    whenFinished(m_host.queries().listRuns(underWay, 1), this, [this](const Result<QList<engine::RunRow>> &runs) {
        m_looking = false;
        if (!runs)
            answer(tl::unexpected(runs.error()));
        else if (m_again)
            look();
        else if (runs->isEmpty())
            m_timer.start();
    });
}

void IdleWaiter::answer(const Result<QJsonObject> &result)
{
    if (std::exchange(m_answered, true))
        return;
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}

} // namespace podium::control
