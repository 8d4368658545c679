// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/attempt.h"

#include "base/enumnames.h"

#include <QHash>
#include <QStringList>

namespace podium::domain
{

namespace
{

using Status = AttemptOutcome::Status;

constexpr std::array<EnumName<Status>, 6> s_statuses{{
    {Status::Succeeded, "succeeded"},
    {Status::Failed, "failed"},
    {Status::Skipped, "skipped"},
    {Status::Cancelled, "cancelled"},
    {Status::Interrupted, "interrupted"},
    {Status::Parked, "parked"},
}};

template<typename T> void insertIfKnown(QJsonObject &out, const QString &name, const std::optional<T> &value)
{
    if (value)
        out.insert(name, *value);
}

std::optional<qint64> integerIn(const QJsonObject &object, QStringView name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::optional<qint64>(value.toInteger()) : std::nullopt;
}

std::optional<double> numberIn(const QJsonObject &object, QStringView name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::optional<double>(value.toDouble()) : std::nullopt;
}

void insertText(QJsonObject &out, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        out.insert(name, value);
}

} // namespace

QString AttemptKey::toString() const
{
    return QStringLiteral("%1/%2/%3").arg(run).arg(task).arg(attempt);
}

std::optional<AttemptKey> AttemptKey::fromString(const QString &text)
{
    const QStringList parts = text.split(u'/');
    if (parts.size() != 3 || parts.at(0).isEmpty())
        return std::nullopt;
    bool taskOk = false;
    bool attemptOk = false;
    AttemptKey key{parts.at(0), parts.at(1).toInt(&taskOk), parts.at(2).toInt(&attemptOk)};
    if (!taskOk || !attemptOk || key.task < 0 || key.attempt < 1)
        return std::nullopt;
    return key;
}

size_t qHash(const AttemptKey &key, size_t seed) noexcept
{
    return qHashMulti(seed, key.run, key.task, key.attempt);
}

QJsonObject toJson(const Usage &usage)
{
    QJsonObject out;
    insertIfKnown(out, QStringLiteral("usd"), usage.usd);
    insertIfKnown(out, QStringLiteral("estimated_usd"), usage.estimatedUsd);
    insertIfKnown(out, QStringLiteral("input_tokens"), usage.inputTokens);
    insertIfKnown(out, QStringLiteral("output_tokens"), usage.outputTokens);
    insertIfKnown(out, QStringLiteral("cache_read_tokens"), usage.cacheReadTokens);
    insertIfKnown(out, QStringLiteral("cache_write_tokens"), usage.cacheWriteTokens);
    insertIfKnown(out, QStringLiteral("subagents"), usage.subagents);
    insertIfKnown(out, QStringLiteral("cpu_ms"), usage.cpuMs);
    insertIfKnown(out, QStringLiteral("max_rss_bytes"), usage.maxRssBytes);
    return out;
}

Usage usageFromJson(const QJsonObject &object)
{
    Usage usage;
    usage.usd = numberIn(object, u"usd");
    usage.estimatedUsd = numberIn(object, u"estimated_usd");
    usage.inputTokens = integerIn(object, u"input_tokens");
    usage.outputTokens = integerIn(object, u"output_tokens");
    usage.cacheReadTokens = integerIn(object, u"cache_read_tokens");
    usage.cacheWriteTokens = integerIn(object, u"cache_write_tokens");
    usage.subagents = integerIn(object, u"subagents");
    usage.cpuMs = integerIn(object, u"cpu_ms");
    usage.maxRssBytes = integerIn(object, u"max_rss_bytes");
    return usage;
}

QString statusName(AttemptOutcome::Status status)
{
    return nameOf(s_statuses, status);
}

QJsonObject toJson(const AttemptOutcome &outcome)
{
    QJsonObject out{{QStringLiteral("status"), statusName(outcome.status)}};
    if (!outcome.result.isUndefined() && !outcome.result.isNull())
        out.insert(QStringLiteral("result"), outcome.result);
    insertText(out, QStringLiteral("result_source"), outcome.resultSource);
    insertText(out, QStringLiteral("error_class"), outcome.errorClass);
    insertText(out, QStringLiteral("error"), outcome.error);
    if (!outcome.retryable)
        out.insert(QStringLiteral("retryable"), false);
    if (outcome.parkedUntilMs > 0)
        out.insert(QStringLiteral("parked_until_ms"), outcome.parkedUntilMs);
    insertText(out, QStringLiteral("session"), outcome.session);
    if (outcome.messages > 0)
        out.insert(QStringLiteral("messages"), outcome.messages);
    insertIfKnown(out, QStringLiteral("exit_code"), outcome.exitCode);
    const QJsonObject usage = toJson(outcome.usage);
    if (!usage.isEmpty())
        out.insert(QStringLiteral("usage"), usage);
    if (outcome.endedMs > 0)
        out.insert(QStringLiteral("ended_ms"), outcome.endedMs);
    return out;
}

AttemptOutcome outcomeFromJson(const QJsonObject &object)
{
    AttemptOutcome outcome;
    outcome.status = valueOf(s_statuses, object.value(u"status").toString()).value_or(Status::Failed);
    outcome.result = object.value(u"result");
    if (outcome.result.isUndefined())
        outcome.result = QJsonValue(QJsonValue::Null);
    outcome.resultSource = object.value(u"result_source").toString();
    outcome.errorClass = object.value(u"error_class").toString();
    outcome.error = object.value(u"error").toString();
    outcome.retryable = object.value(u"retryable").toBool(true);
    outcome.parkedUntilMs = object.value(u"parked_until_ms").toInteger();
    outcome.session = object.value(u"session").toString();
    outcome.messages = object.value(u"messages").toInt();
    const std::optional<qint64> exitCode = integerIn(object, u"exit_code");
    if (exitCode)
        outcome.exitCode = int(*exitCode);
    outcome.usage = usageFromJson(object.value(u"usage").toObject());
    outcome.endedMs = object.value(u"ended_ms").toInteger();
    return outcome;
}

QJsonObject toJson(const ProcessIdentity &identity)
{
    if (identity.pid == 0)
        return {};
    return {{QStringLiteral("pid"), identity.pid},
            {QStringLiteral("start_time"), identity.startTime},
            {QStringLiteral("boot_id"), identity.bootId}};
}

ProcessIdentity processIdentityFromJson(const QJsonObject &object)
{
    return {object.value(u"pid").toInteger(), object.value(u"start_time").toInteger(),
            object.value(u"boot_id").toString()};
}

} // namespace podium::domain
