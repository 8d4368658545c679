// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/messages/messagesfailure.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MessagesFailure)
};

/// Of a status; an error within a stream has its type instead.
int statusOf(const QString &type)
{
    static const QHash<QString, int> s_status{
        {QStringLiteral("invalid_request_error"), 400}, {QStringLiteral("authentication_error"), 401},
        {QStringLiteral("billing_error"), 402},         {QStringLiteral("permission_error"), 403},
        {QStringLiteral("not_found_error"), 404},       {QStringLiteral("request_too_large"), 413},
        {QStringLiteral("rate_limit_error"), 429},      {QStringLiteral("api_error"), 500},
        {QStringLiteral("timeout_error"), 504},         {QStringLiteral("overloaded_error"), 529},
    };
    return s_status.value(type, 500);
}

struct Kind
{
    const char *errorClass;
    bool retryable;
    bool passing;
};

Kind kindOf(int status, const QString &message)
{
    if (message.contains(QLatin1StringView("credit balance")))
        return {"billing", false, false};
    if (message.contains(QLatin1StringView("prompt is too long")))
        return {"prompt_too_long", false, false};
    switch (status) {
    case 401:
    case 403:
        return {"auth", false, false};
    case 402:
        return {"billing", false, false};
    case 404:
        return {"model_not_found", false, false};
    case 413:
        return {"request_too_large", false, false};
    case 429:
        return {"rate_limit", true, true};
    case 529:
        return {"overloaded", true, true};
    case 408:
    case 409:
        return {"server_error", true, true};
    default:
        return status >= 500 ? Kind{"server_error", true, true} : Kind{"invalid_request", false, false};
    }
}

QString advice(const char *errorClass)
{
    const QLatin1StringView name(errorClass);
    if (name == QLatin1StringView("auth"))
        return Text::tr("Check the agent's credential (podiumctl credentials), or ANTHROPIC_API_KEY.");
    if (name == QLatin1StringView("billing"))
        return Text::tr("Check the credit of the account.");
    if (name == QLatin1StringView("model_not_found"))
        return Text::tr("Check the model of the agent and of the task, and messages.url.");
    if (name == QLatin1StringView("prompt_too_long") || name == QLatin1StringView("request_too_large"))
        return Text::tr("Let an agent that reads files do it, or give it less.");
    return {};
}

/// Seconds, or a date; -1 if there is none.
qint64 retryAfterMs(const QByteArray &header, qint64 nowMs)
{
    bool isNumber = false;
    const double seconds = header.toDouble(&isNumber);
    if (isNumber && seconds >= 0)
        return qint64(std::min(seconds, 1e9) * 1000);
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(header), Qt::RFC2822Date);
    return date.isValid() ? std::max<qint64>(0, date.toMSecsSinceEpoch() - nowMs) : -1;
}

} // namespace

MessagesFailure refusedRequest(int status, const QString &type, const QString &message, const MessagesHeaders &headers,
                               qint64 nowMs)
{
    const int known = status == 200 ? statusOf(type) : status;
    const Kind kind = kindOf(known, message);
    MessagesFailure out;
    out.errorClass = QLatin1StringView(kind.errorClass);
    out.error = Text::tr("The Messages API answers %1: %2.")
                    .arg(status == 200 ? type : QString::number(status), message.isEmpty() ? type : message.left(500));
    if (const QString hint = advice(kind.errorClass); !hint.isEmpty())
        out.error += u' ' + hint;
    out.retryable = kind.retryable;
    out.passing = kind.passing;
    if (const QByteArray asked = headers.value("x-should-retry"); !asked.isEmpty())
        out.passing = asked == "true";
    out.pauseMs = retryAfterMs(headers.value("retry-after"), nowMs);
    if (kind.errorClass == QByteArray("rate_limit")) {
        const qint64 reset = headers.value("anthropic-ratelimit-unified-reset").toLongLong() * 1000;
        out.resetsAtMs = out.pauseMs >= 0 ? nowMs + out.pauseMs : std::max<qint64>(0, reset);
    }
    return out;
}

MessagesFailure brokenConnection(const QString &why)
{
    MessagesFailure out;
    out.errorClass = QStringLiteral("connection");
    out.error = Text::tr("The Messages API cannot be reached, or did not end its answer: %1.").arg(why);
    out.passing = true;
    return out;
}

domain::AttemptOutcome outcomeOf(const MessagesFailure &failure, qint64 nowMs, qint64 rateLimitPauseMs)
{
    domain::AttemptOutcome out;
    out.errorClass = failure.errorClass;
    out.error = failure.error;
    out.retryable = failure.retryable;
    if (failure.errorClass == QLatin1StringView("rate_limit")) {
        out.status = domain::AttemptOutcome::Status::Parked;
        out.parkedUntilMs = failure.resetsAtMs > nowMs ? failure.resetsAtMs : nowMs + rateLimitPauseMs;
    }
    return out;
}

} // namespace podium::agents
