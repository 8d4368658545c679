// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace podium::domain
{

/// Names one attempt; the fencing token that every report about it carries.
struct AttemptKey
{
    QString run;
    int task = -1;   ///< Index of the TaskRun in the run.
    int attempt = 0; ///< From 1; counts every start, also those that use up no try.

    /// "<run>/<task>/<attempt>"
    QString toString() const;
    static std::optional<AttemptKey> fromString(const QString &text);
    bool operator==(const AttemptKey &other) const = default;
};

size_t qHash(const AttemptKey &key, size_t seed = 0) noexcept;

/// What was used up. An absent value is unknown, which is not zero.
struct Usage
{
    std::optional<double> usd;          ///< As the agent's program reports it.
    std::optional<double> estimatedUsd; ///< From tokens and the table of prices.
    std::optional<qint64> inputTokens;  ///< All of them, also those that a cache was written with or read from.
    std::optional<qint64> outputTokens;
    std::optional<qint64> cacheReadTokens;  ///< Part of inputTokens.
    std::optional<qint64> cacheWriteTokens; ///< Part of inputTokens.
    std::optional<qint64> subagents;        ///< Agents that it has started for itself.
    std::optional<qint64> cpuMs;
    std::optional<qint64> maxRssBytes;
};

QJsonObject toJson(const Usage &usage);
Usage usageFromJson(const QJsonObject &object);

/// How an attempt ended.
struct AttemptOutcome
{
    enum class Status {
        Succeeded,
        Failed,      ///< It ran and failed; `errorClass` and `error` say how.
        Skipped,     ///< It found that there was nothing to do.
        Cancelled,   ///< It was stopped because it was asked to.
        Interrupted, ///< Its process was lost with the supervisor or the machine; nobody knows how it would have ended.
        Parked,      ///< A limit stops it until `parkedUntilMs`; uses up no try.
    };
    /// `parkedUntilMs` of what waits until it is woken. Fits into a double.
    static constexpr qint64 Forever = 9'000'000'000'000'000;
    // Error classes of what is parked so.
    static constexpr QLatin1StringView Hibernating{"hibernating"}; ///< Until the next message of a person.
    static constexpr QLatin1StringView HandedOver{"handed_over"}; ///< A person has the session, until it is given back.
    Status status = Status::Failed;
    QJsonValue result;     ///< Succeeded: the task's result.
    QString resultSource;  ///< "stdout", "file", "structured_output", "message", "form" …
    QString errorClass;    ///< "exit_code", "timeout", "spawn", "output_schema", "rate_limit", "auth" …
    QString error;         ///< For a person.
    bool retryable = true; ///< False: trying again cannot help.
    qint64 parkedUntilMs = 0;
    QString session;  ///< Agent session to resume, if any.
    int messages = 0; ///< Of the messages of people that it was given, so many came to the agent.
    std::optional<int> exitCode;
    Usage usage;
    qint64 endedMs = 0; ///< When it really ended, which may be before it is reported; 0 = now.
};

QJsonObject toJson(const AttemptOutcome &outcome);
AttemptOutcome outcomeFromJson(const QJsonObject &object);

/// "succeeded" …
QString statusName(AttemptOutcome::Status status);

/// Identifies a process beyond the reuse of its number.
struct ProcessIdentity
{
    qint64 pid = 0;
    qint64 startTime = 0; ///< Clock ticks since boot (/proc/<pid>/stat field 22).
    QString bootId;
};

QJsonObject toJson(const ProcessIdentity &identity);
ProcessIdentity processIdentityFromJson(const QJsonObject &object);

} // namespace podium::domain
