// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudeoutcome.h"

#include <QCoreApplication>
#include <QHash>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeOutcome)
};

struct Class
{
    const char *name;
    bool retryable;
};

/// The CLI's own name of an API failure.
const Class *byApiError(const QString &error)
{
    static const QHash<QString, Class> s_classes{
        {QStringLiteral("authentication_failed"), {"auth", false}},
        {QStringLiteral("oauth_org_not_allowed"), {"auth", false}},
        {QStringLiteral("account_on_hold"), {"auth", false}},
        {QStringLiteral("verification_required"), {"auth", false}},
        {QStringLiteral("cloud_credential_error"), {"auth", false}},
        {QStringLiteral("billing_error"), {"billing", false}},
        {QStringLiteral("rate_limit"), {"rate_limit", true}},
        {QStringLiteral("overloaded"), {"overloaded", true}},
        {QStringLiteral("model_not_found"), {"model_not_found", false}},
        {QStringLiteral("invalid_request"), {"invalid_request", false}},
        {QStringLiteral("server_error"), {"server_error", true}},
        {QStringLiteral("max_output_tokens"), {"max_output_tokens", true}},
    };
    const auto it = s_classes.constFind(error);
    return it == s_classes.constEnd() ? nullptr : &it.value();
}

const Class *byStatus(int status)
{
    static const QHash<int, Class> s_classes{
        {400, {"invalid_request", false}},
        {401, {"auth", false}},
        {403, {"auth", false}},
        {404, {"model_not_found", false}},
        {413, {"request_too_large", false}},
        {429, {"rate_limit", true}},
        {529, {"overloaded", true}},
    };
    static const Class s_server{"server_error", true};
    const auto it = s_classes.constFind(status);
    if (it != s_classes.constEnd())
        return &it.value();
    return status >= 500 ? &s_server : nullptr;
}

const Class *byTerminalReason(const QString &reason)
{
    static const QHash<QString, Class> s_classes{
        {QStringLiteral("prompt_too_long"), {"prompt_too_long", false}},
        {QStringLiteral("image_error"), {"request_too_large", false}},
        {QStringLiteral("max_turns"), {"max_turns", false}},
        {QStringLiteral("budget_exhausted"), {"max_budget", false}},
        {QStringLiteral("structured_output_retry_exhausted"), {"structured_output", true}},
        {QStringLiteral("aborted_streaming"), {"aborted", true}},
        {QStringLiteral("aborted_tools"), {"aborted", true}},
    };
    const auto it = s_classes.constFind(reason);
    return it == s_classes.constEnd() ? nullptr : &it.value();
}

bool sessionMissing(const QString &text)
{
    return text.contains(QLatin1StringView("No conversation found with session ID"));
}

/// What a person can do about a class of failure.
QString advice(const QString &errorClass)
{
    if (errorClass == QLatin1StringView("auth"))
        return Text::tr("Log in with `claude` and /login, or set ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN.");
    if (errorClass == QLatin1StringView("billing"))
        return Text::tr("Check the credit of the account.");
    if (errorClass == QLatin1StringView("model_not_found"))
        return Text::tr("Check the model of the agent and of the task.");
    if (errorClass == QLatin1StringView("max_turns"))
        return Text::tr("Raise max_turns in the agent's options, or split the task.");
    if (errorClass == QLatin1StringView("max_budget"))
        return Text::tr("Raise the task's budget, or split the task.");
    if (errorClass == QLatin1StringView("connection"))
        return Text::tr("Check the network, the proxy and ANTHROPIC_BASE_URL.");
    if (errorClass == QLatin1StringView("refusal"))
        return Text::tr("Say the task in other words, or give it to another model.");
    if (errorClass == QLatin1StringView("prompt_too_long"))
        return Text::tr("Pass large inputs as files instead of text.");
    return {};
}

QString withAdvice(QString text, const QString &errorClass)
{
    const QString hint = advice(errorClass);
    if (hint.isEmpty())
        return text;
    if (!text.endsWith(u'.'))
        text += u'.';
    return text + u' ' + hint;
}

ClaudeFailure failure(const Class &kind, const QString &text, qint64 resetsAtMs = 0)
{
    const QString name = QString::fromLatin1(kind.name);
    return {name, withAdvice(text, name), kind.retryable, resetsAtMs, false};
}

} // namespace

bool isFailure(const claude::TurnResult &result)
{
    return result.isError || result.subtype != QLatin1StringView("success");
}

ClaudeFailure authFailure(const QString &detail)
{
    return failure({"auth", false}, Text::tr("Claude Code was refused: %1").arg(detail));
}

ClaudeFailure classifyResult(const claude::TurnResult &result, const TurnContext &context)
{
    QString text = result.text.isEmpty() ? result.errors.join(QStringLiteral("; ")) : result.text;
    if (text.isEmpty())
        text = result.terminalReason.isEmpty() ? result.subtype : result.terminalReason;
    if (sessionMissing(text))
        return {QStringLiteral("session_not_found"), text, true, 0, true};
    if (!result.startupFailure.isEmpty())
        return {QStringLiteral("startup"), Text::tr("Claude Code did not start: %1").arg(text), false, 0, false};
    if (text.contains(QLatin1StringView("Not logged in")))
        return failure({"auth", false}, text);
    // A particular reason says more than the status that came with it; "api_error" says nothing.
    static const Class s_refusal{"refusal", false};
    static const Class s_connection{"connection", true};
    const Class *kind = byTerminalReason(result.terminalReason);
    if (!kind && result.stopReason == QLatin1StringView("refusal")) // The CLI calls it an invalid_request.
        kind = &s_refusal;
    if (!kind && result.apiErrorStatus == 529) // The CLI calls it a server_error.
        kind = byStatus(529);
    // Without an answer there is no status, and the CLI calls it what a broken server is called.
    if (!kind && !result.apiErrorStatus && result.terminalReason == QLatin1StringView("api_error") &&
        (context.apiError == QLatin1StringView("server_error") || context.apiError == QLatin1StringView("unknown")))
        kind = &s_connection;
    if (!kind && !context.apiError.isEmpty())
        kind = byApiError(context.apiError);
    if (!kind && result.apiErrorStatus)
        kind = byStatus(*result.apiErrorStatus);
    if (kind && QLatin1StringView(kind->name) == QLatin1StringView("aborted"))
        text = Text::tr("The turn was interrupted.");
    if (kind)
        return failure(*kind, text, context.resetsAtMs);
    if (result.terminalReason == QLatin1StringView("api_error"))
        return {QStringLiteral("api_error"), text, true, 0, false};
    return {QStringLiteral("agent_error"), text, true, 0, false};
}

ClaudeFailure classifyExit(const QString &errorOutput, bool turnStarted, const QString &howItEnded)
{
    const QString said = errorOutput.trimmed();
    if (turnStarted) {
        const QString tail = said.isEmpty() ? QString() : Text::tr(" It last said: %1").arg(said.right(1000));
        return {QStringLiteral("process_died"),
                Text::tr("Claude Code ended in the middle of its work (%1).").arg(howItEnded) + tail, true, 0, false};
    }
    if (sessionMissing(said))
        return {QStringLiteral("session_not_found"), said, true, 0, true};
    if (said.contains(QLatin1StringView("is already in use")))
        return {QStringLiteral("session_in_use"), said, false, 0, false};
    const QString what = said.isEmpty() ? howItEnded : said.right(2000);
    return {QStringLiteral("startup"), Text::tr("Claude Code did not start: %1").arg(what), false, 0, false};
}

} // namespace podium::agents
