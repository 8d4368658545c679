// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/circuitbreaker.h"

namespace podium::domain
{

CircuitBreaker::State CircuitBreaker::stateAt(qint64 nowMs) const
{
    if (m_openedMs == 0)
        return State::Closed;
    return m_trying || nowMs >= m_openedMs + m_policy.openMs ? State::HalfOpen : State::Open;
}

bool CircuitBreaker::allows(qint64 nowMs) const
{
    return m_openedMs == 0 || (!m_trying && nowMs >= m_openedMs + m_policy.openMs);
}

void CircuitBreaker::started(qint64 nowMs)
{
    if (stateAt(nowMs) == State::HalfOpen)
        m_trying = true;
}

bool CircuitBreaker::succeeded()
{
    const bool changed = m_openedMs != 0;
    m_failuresInARow = 0;
    m_openedMs = 0;
    m_trying = false;
    m_reason.clear();
    return changed;
}

bool CircuitBreaker::failed(const QString &reason, qint64 nowMs)
{
    ++m_failuresInARow;
    const bool opens = m_trying || (m_openedMs == 0 && m_policy.failures > 0 && m_failuresInARow >= m_policy.failures);
    m_trying = false;
    if (!opens)
        return false;
    m_openedMs = qMax<qint64>(1, nowMs);
    m_reason = reason;
    return true;
}

CircuitBreaker CircuitBreaker::fromJson(Policy policy, const QJsonObject &record, qint64 timeMs)
{
    CircuitBreaker out(policy);
    const QString state = record.value(QStringLiteral("state")).toString();
    if (policy.failures <= 0 || state.isEmpty() || state == breakerStateName(State::Closed))
        return out;
    out.m_failuresInARow = policy.failures;
    out.m_openedMs = qMax<qint64>(1, record.value(QStringLiteral("opened_ms")).toInteger(timeMs));
    out.m_reason = record.value(QStringLiteral("reason")).toString();
    return out;
}

QJsonObject CircuitBreaker::toJson(qint64 nowMs) const
{
    QJsonObject out{{QStringLiteral("state"), breakerStateName(stateAt(nowMs))},
                    {QStringLiteral("retry_at_ms"), retryAtMs()},
                    {QStringLiteral("reason"), reason()}};
    if (m_openedMs > 0)
        out.insert(QStringLiteral("opened_ms"), m_openedMs);
    return out;
}

QString breakerStateName(CircuitBreaker::State state)
{
    switch (state) {
    case CircuitBreaker::State::Closed:
        return QStringLiteral("closed");
    case CircuitBreaker::State::Open:
        return QStringLiteral("open");
    case CircuitBreaker::State::HalfOpen:
        return QStringLiteral("half_open");
    }
    return {};
}

} // namespace podium::domain
