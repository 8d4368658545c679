// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/messages/messagesoptions.h"

#include "agents/claude/claudelaunch.h"
#include "base/suggestion.h"
#include "domain/risk/riskrule.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MessagesOptions)
};

using Key = QLatin1StringView;

tl::unexpected<Error> wrong(const char *key, const QString &expected)
{
    return fail(ErrorCode::InvalidArgument, Text::tr("expected %1").arg(expected),
                QStringLiteral("options.") + Key(key), Text::tr("Correct the options of the agent."));
}

/// Claude Code's own short names; the API knows only whole ones.
bool isShortName(const QString &model)
{
    static const QStringList s_names{QStringLiteral("haiku"), QStringLiteral("sonnet"), QStringLiteral("opus"),
                                     QStringLiteral("fable"), QStringLiteral("default")};
    return s_names.contains(model.section(u'[', 0, 0));
}

Result<QString> modelFor(const engine::AttemptRequest &request, const MessagesSettings &settings)
{
    QString model = request.spec.model;
    if (model.isEmpty() && request.agent)
        model = request.agent->model;
    if (model.isEmpty())
        model = settings.model;
    if (model.isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("the Messages API needs the name of a model"), {},
                    Text::tr("Set the model of the agent or of the task, or messages.model."));
    if (isShortName(model))
        return fail(ErrorCode::InvalidArgument,
                    Text::tr("\"%1\" is a short name of Claude Code, which the Messages API does not know").arg(model),
                    {}, Text::tr("Give the whole name of the model."));
    return model;
}

/// Sets header and secret.
Result<void> logIn(const QMap<QString, QString> &variables, MessagesOptions *out)
{
    if (const QString key = variables.value(QStringLiteral("ANTHROPIC_API_KEY")); !key.isEmpty()) {
        out->login = {"x-api-key", key.toUtf8()};
        out->secret = key;
        return {};
    }
    if (const QString token = variables.value(QStringLiteral("ANTHROPIC_AUTH_TOKEN")); !token.isEmpty()) {
        out->login = {"Authorization", "Bearer " + token.toUtf8()};
        out->secret = token;
        return {};
    }
    if (variables.contains(QStringLiteral("CLAUDE_CODE_OAUTH_TOKEN")))
        return fail(ErrorCode::Unsupported, Text::tr("the token of a subscription is for Claude Code alone"),
                    QStringLiteral("options.credential"),
                    Text::tr("Name a credential of the kind api_key or auth_token, or use the runner claude."));
    return fail(ErrorCode::PermissionDenied, Text::tr("there is no key for the Messages API"), {},
                Text::tr("Keep one (podiumctl credentials set NAME --secret @-) and name it in the agent's options "
                         "(credential), or set ANTHROPIC_API_KEY."));
}

Result<void> setLogin(const QJsonValue &credential, const MessagesSettings &settings,
                      const QProcessEnvironment &environment, MessagesOptions *out)
{
    QMap<QString, QString> variables;
    if (credential.isUndefined()) {
        for (const char *name : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"})
            variables.insert(Key(name), environment.value(Key(name)));
        return logIn(variables, out);
    }
    if (credential.toString().isEmpty())
        return wrong("credential", Text::tr("the name of a credential"));
    if (!settings.credentials)
        return fail(ErrorCode::Unsupported, Text::tr("credentials are not kept here"),
                    QStringLiteral("options.credential"));
    const Result<QMap<QString, QString>> kept = settings.credentials->environmentFor(credential.toString());
    return kept ? logIn(*kept, out) : Result<void>(tl::unexpected(kept.error()));
}

/// Refuses unknown options, and sets the numbers.
Result<void> readNumbers(const QJsonObject &options, MessagesOptions *out)
{
    static const QStringList s_keys{QStringLiteral("credential"),  QStringLiteral("max_tokens"),
                                    QStringLiteral("max_turns"),   QStringLiteral("policy"),
                                    QStringLiteral("temperature"), QStringLiteral("tools")};
    for (const QString &key : options.keys()) {
        if (!s_keys.contains(key)) {
            const QString meant = suggestion(key, s_keys);
            return fail(ErrorCode::InvalidArgument, Text::tr("unknown option of the runner messages"),
                        QStringLiteral("options.") + key,
                        meant.isEmpty() ? Text::tr("Known options: %1.").arg(s_keys.join(QStringLiteral(", ")))
                                        : meant);
        }
    }
    for (const auto &[key, number] : {std::pair("max_tokens", &out->maxTokens), {"max_turns", &out->maxTurns}}) {
        const QJsonValue value = options.value(Key(key));
        *number = value.toInt(value.isUndefined() ? *number : -1);
        if (*number < 1)
            return wrong(key, Text::tr("a whole number from 1"));
    }
    if (const QJsonValue value = options.value(Key("temperature")); !value.isUndefined()) {
        if (value.toDouble(-1) < 0 || value.toDouble() > 1)
            return wrong("temperature", Text::tr("a number from 0 to 1"));
        out->temperature = value.toDouble();
    }
    return {};
}

/// What only a runner with a program of its own can do.
Result<void> checkTask(const engine::AttemptRequest &request)
{
    using Workspace = domain::WorkspacePolicy::Kind;
    const auto refuse = [](const QString &what, const QString &where) {
        return fail(ErrorCode::Unsupported, Text::tr("the runner messages has no %1").arg(what), where,
                    Text::tr("Give the task to an agent with the runner claude."));
    };
    if (request.spec.workspace.kind == Workspace::Worktree)
        return refuse(Text::tr("files, and no worktrees"), QStringLiteral("workspace"));
    if (!request.spec.hooks.isEmpty())
        return refuse(Text::tr("hooks"), QStringLiteral("hooks"));
    return {};
}

} // namespace

QUrl messagesEndpoint(const QString &text)
{
    QUrl url(text);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    if (!path.endsWith(Key("/messages")))
        path += path.endsWith(Key("/v1")) ? QStringLiteral("/messages") : QStringLiteral("/v1/messages");
    url.setPath(path);
    return url;
}

QString messagesLogin(const QProcessEnvironment &environment)
{
    for (const char *name : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"}) {
        if (!environment.value(Key(name)).isEmpty())
            return Key(name);
    }
    return {};
}

Result<void> checkMessagesOptions(const engine::AttemptRequest &request)
{
    MessagesOptions out;
    const QJsonObject options = request.agent ? request.agent->options : QJsonObject();
    if (const QJsonValue credential = options.value(Key("credential")); !credential.isUndefined()) {
        if (credential.toString().isEmpty())
            return wrong("credential", Text::tr("the name of a credential"));
    }
    if (Result<void> read = readNumbers(options, &out); !read)
        return read;
    const Result<ClaudePolicy> policy = policyFor(request, {}, {});
    return policy ? Result<void>() : tl::unexpected(policy.error());
}

Result<MessagesOptions> messagesOptions(const engine::AttemptRequest &request, const MessagesSettings &settings,
                                        const QProcessEnvironment &environment)
{
    MessagesOptions out;
    const QJsonObject options = request.agent ? request.agent->options : QJsonObject();
    if (const Result<void> read = readNumbers(options, &out); !read)
        return tl::unexpected(read.error());
    if (const Result<void> fits = checkTask(request); !fits)
        return tl::unexpected(fits.error());
    const Result<QString> model = modelFor(request, settings);
    if (!model)
        return tl::unexpected(model.error());
    out.model = *model;
    const QString url = settings.url.isEmpty() ? environment.value(QStringLiteral("ANTHROPIC_BASE_URL"),
                                                                   QStringLiteral("https://api.anthropic.com"))
                                               : settings.url;
    out.endpoint = messagesEndpoint(url);
    if (!out.endpoint.isValid() || out.endpoint.host().isEmpty() || !out.endpoint.scheme().startsWith(Key("http")))
        return fail(ErrorCode::InvalidArgument, Text::tr("that is no address of a Messages API"), url,
                    Text::tr("Correct messages.url, e.g. https://api.anthropic.com."));
    if (const Result<void> login = setLogin(options.value(Key("credential")), settings, environment, &out); !login)
        return tl::unexpected(login.error());
    const Result<ToolRegistry> tools = toolsFor(request, options.value(Key("tools")), settings.tools);
    if (!tools)
        return tl::unexpected(tools.error());
    out.tools = *tools;
    const Result<ClaudePolicy> policy = policyFor(request, settings.riskRules, out.tools);
    if (!policy)
        return tl::unexpected(policy.error());
    out.policy = *policy;
    return out;
}

} // namespace podium::agents
