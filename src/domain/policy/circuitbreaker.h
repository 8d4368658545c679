// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>

namespace podium::domain
{

/// Holds work back from something that keeps failing. Closed: all pass. Open: nothing passes until a time. Half-open:
/// one try passes, and its outcome closes or opens it again. A value without a clock.
class CircuitBreaker
{
public:
    enum class State { Closed, Open, HalfOpen };
    struct Policy
    {
        int failures = 5; ///< In a row; 0 = never opens.
        qint64 openMs = 30'000;
    };

    CircuitBreaker() = default;
    explicit CircuitBreaker(Policy policy) : m_policy(policy) {}

    State stateAt(qint64 nowMs) const;
    /// Whether something may be tried now. While half-open only one try is let through: see started().
    bool allows(qint64 nowMs) const;
    /// A try begins.
    void started(qint64 nowMs);
    /// Each returns true if the state has changed.
    bool succeeded();
    bool failed(const QString &reason, qint64 nowMs);
    /// The try ended without a verdict (cancelled, parked): another one may be made.
    void abandoned() { m_trying = false; }

    /// One that was open goes on so over a restart: `record` as toJson() gave it at `timeMs`. A try that was under way
    /// then is made anew.
    static CircuitBreaker fromJson(Policy policy, const QJsonObject &record, qint64 timeMs);
    /// {state, retry_at_ms, reason}, and opened_ms unless it is closed.
    QJsonObject toJson(qint64 nowMs) const;

    /// Why it is open; empty while it is closed.
    QString reason() const { return m_openedMs > 0 ? m_reason : QString(); }
    /// When an open one lets a try through; 0 = it is not open.
    qint64 retryAtMs() const { return m_openedMs > 0 && !m_trying ? m_openedMs + m_policy.openMs : 0; }

private:
    Policy m_policy;
    int m_failuresInARow = 0;
    qint64 m_openedMs = 0; ///< 0 = closed.
    bool m_trying = false; ///< The one try of the half-open state is under way.
    QString m_reason;
};

/// "closed", "open", "half_open"
QString breakerStateName(CircuitBreaker::State state);

} // namespace podium::domain
