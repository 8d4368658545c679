// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/continuation.h"
#include "base/suggestion.h"
#include "control/cli/completion.h"
#include "control/local/doctor.h"
#include "control/local/handlers/handlers.h"
#include "control/local/handlers/idlewaiter.h"

#include <QCoreApplication>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SystemHandlers)
};

Reply config(const Request &request)
{
    const QString key = request.text("key");
    const QJsonArray rows = request.settings.describe(key);
    if (rows.isEmpty()) {
        const QString meant = suggestion(key, settingNames());
        return replyNow(fail(ErrorCode::NotFound, Text::tr("there is no configuration key \"%1\"").arg(key),
                             QStringLiteral("key"), meant.isEmpty() ? Text::tr("podiumctl config lists them") : meant));
    }
    return replyNow(QJsonObject{{QStringLiteral("settings"), rows}});
}

Reply version(const Request &)
{
    return replyNow(QJsonObject{{QStringLiteral("podium"), QCoreApplication::applicationVersion()},
                                {QStringLiteral("qt"), QString::fromLatin1(qVersion())}});
}

Reply completion(const Request &request)
{
    const Result<QString> script = completionScript(request.text("shell"));
    if (!script)
        return replyNow(tl::unexpected(script.error()));
    return replyNow(QJsonObject{{QStringLiteral("text"), *script}});
}

Reply serve(const Request &request)
{
    const QJsonValue idle = request.params.value(QStringLiteral("idle_exit_ms"));
    return IdleWaiter::wait(*request.host, idle.isDouble() ? std::optional(idle.toInteger()) : std::nullopt);
}

Reply status(const Request &request)
{
    if (!request.host->owns()) {
        return replyNow(QJsonObject{{QStringLiteral("live"), false},
                                    {QStringLiteral("attempts"), QJsonArray()},
                                    {QStringLiteral("waiting"), QJsonArray()}});
    }
    return then(request.host->engine().inspect(), [](const QJsonObject &figures) -> Result<QJsonObject> {
        return QJsonObject{{QStringLiteral("live"), true},
                           {QStringLiteral("engine"), figures.value(QStringLiteral("engine"))},
                           {QStringLiteral("attempts"), figures.value(QStringLiteral("attempts"))},
                           {QStringLiteral("waiting"), figures.value(QStringLiteral("waiting"))}};
    });
}

Reply stop(const Request &request)
{
    engine::Command command;
    command.verb = engine::Command::Verb::Stop;
    command.by = request.principal.name;
    command.args = {{QStringLiteral("now"), request.params.value(QStringLiteral("now"))},
                    {QStringLiteral("off"), request.params.value(QStringLiteral("off"))}};
    if (command.args.value(QStringLiteral("now")).toBool() && command.args.value(QStringLiteral("off")).toBool()) {
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("stopping now and taking it back exclude each other"),
                             QStringLiteral("now, off")));
    }
    return request.host->engine().perform(command);
}

} // namespace

Handlers systemHandlers()
{
    return {
        {QStringLiteral("engine.serve"), serve},
        {QStringLiteral("engine.show"), status},
        {QStringLiteral("engine.stop"), stop},
        {QStringLiteral("config.show"), config},
        {QStringLiteral("doctor"), [](const Request &request) { return replyNow(examine(request.settings)); }},
        {QStringLiteral("version"), version},
        {QStringLiteral("completion"), completion},
    };
}

} // namespace podium::control
