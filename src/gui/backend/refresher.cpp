// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/refresher.h"

#include "base/whenfinished.h"

namespace podium::gui
{

Refresher::Refresher(int interval, Question ask, Taker take, QObject *parent)
    : QObject(parent), m_ask(std::move(ask)), m_take(std::move(take))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_again)
            Refresher::ask();
    });
}

void Refresher::request()
{
    m_again = true;
    if (!m_asking && !m_timer.isActive())
        ask();
}

void Refresher::ask()
{
    m_again = false;
    m_asking = true;
    whenFinished(m_ask(), this, [this](const Result<QJsonObject> &answer) {
        m_asking = false;
        const QString problem = answer ? QString() : answer.error().text();
        if (answer)
            m_take(*answer);
        if (problem != m_problem) {
            m_problem = problem;
            m_what = answer ? QString() : answer.error().message;
            Q_EMIT problemChanged();
        }
        m_timer.start();
    });
}

} // namespace podium::gui
