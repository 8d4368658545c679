// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/retry.h"

#include <algorithm>
#include <cmath>

namespace podium::domain
{

namespace
{

/// FNV-1a: the same on every platform and in every run, unlike qHash.
quint64 stableHash(const QString &text)
{
    quint64 hash = 14695981039346656037ULL;
    for (const QChar c : text) {
        hash ^= c.unicode();
        hash *= 1099511628211ULL;
    }
    hash ^= hash >> 32;
    return hash;
}

} // namespace

QStringList retryableErrorClasses()
{
    return {QStringLiteral("exit_code"),
            QStringLiteral("signal"),
            QStringLiteral("timeout"),
            QStringLiteral("output"),
            QStringLiteral("output_schema"),
            QStringLiteral("killed"),
            QStringLiteral("child"),
            QStringLiteral("workspace"),
            QStringLiteral("overloaded"),
            QStringLiteral("server_error"),
            QStringLiteral("api_error"),
            QStringLiteral("connection"),
            QStringLiteral("quality_gate"),
            QStringLiteral("session_not_found"),
            QStringLiteral("agent_error"),
            QStringLiteral("structured_output"),
            QStringLiteral("result_file"),
            QStringLiteral("reported_failure"),
            QStringLiteral("aborted"),
            QStringLiteral("process_died"),
            QStringLiteral("max_output_tokens")};
}

bool isRetryable(const RetryPolicy &policy, const QString &errorClass, bool retryable)
{
    return retryable && (policy.on.isEmpty() || policy.on.contains(errorClass));
}

qint64 retryDelayMs(const RetryPolicy &policy, int failures, const QString &seed)
{
    const double longest = double(qMax<qint64>(0, policy.maxBackoffMs));
    double delay =
        double(qMax<qint64>(0, policy.backoffMs)) * std::pow(qMax(1.0, policy.factor), qMax(0, failures - 1));
    if (!std::isfinite(delay) || delay > longest)
        delay = longest;
    const double unit = double(stableHash(seed) % 1'000'001) / 1'000'000; // 0 … 1
    const double jitter = qBound(0.0, policy.jitter, 1.0) * (2 * unit - 1);
    return qint64(qBound(0.0, delay * (1 + jitter), longest));
}

qint64 limitPauseMs(int inARow)
{
    constexpr qint64 First = 10'000;
    constexpr qint64 Most = 15 * 60'000;
    if (inARow < 2)
        return 0;
    return std::min(Most, First << std::min(inARow - 2, 10));
}

} // namespace podium::domain
