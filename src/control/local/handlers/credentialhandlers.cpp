// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/policyfiles.h"

namespace podium::control
{

namespace
{

using security::Credential;

Reply list(const Request &request)
{
    const Result<QList<Credential>> all = credentialVault(request.settings)->all();
    if (!all)
        return replyNow(tl::unexpected(all.error()));
    return replyNow(QJsonObject{{QStringLiteral("credentials"), jsonArray(*all, [](const Credential &credential) {
                                     return QJsonObject{
                                         {QStringLiteral("name"), credential.name},
                                         {QStringLiteral("kind"), security::credentialKindName(credential.kind)},
                                         {QStringLiteral("created_ms"), credential.createdMs}};
                                 })}});
}

Reply named(const Request &request, const Result<void> &done)
{
    if (!done)
        return replyNow(tl::unexpected(done.error()));
    return replyNow(QJsonObject{{QStringLiteral("name"), request.text("name")}});
}

Reply set(const Request &request)
{
    const Credential credential{
        request.text("name"), security::credentialKindFromName(request.text("kind")).value_or(Credential::Kind::ApiKey),
        request.text("secret"), SystemClock().nowMs()};
    return named(request, credentialVault(request.settings)->put(credential));
}

Reply remove(const Request &request)
{
    return named(request, credentialVault(request.settings)->remove(request.text("name")));
}

} // namespace

Handlers credentialHandlers()
{
    return {{QStringLiteral("credential.list"), list},
            {QStringLiteral("credential.set"), set},
            {QStringLiteral("credential.remove"), remove}};
}

} // namespace podium::control
