// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"

namespace podium::control
{

namespace
{

QJsonObject entryJson(const storage::AuditEntry &entry)
{
    return {{QStringLiteral("id"), entry.id},           {QStringLiteral("time_ms"), entry.timeMs},
            {QStringLiteral("who"), entry.who},         {QStringLiteral("operation"), entry.operation},
            {QStringLiteral("subject"), entry.subject}, {QStringLiteral("outcome"), entry.outcome},
            {QStringLiteral("data"), entry.data},       {QStringLiteral("hash"), entry.hash}};
}

Reply list(const Request &request)
{
    storage::AuditFilter filter;
    filter.sinceId = request.params.value(QStringLiteral("since")).toInteger();
    filter.tail = !request.has("since");
    filter.who = request.text("who");
    filter.operation = request.text("operation");
    filter.subject = request.text("subject");
    return answered(request.host->queries().audit(filter, request.params.value(QStringLiteral("limit")).toInt()),
                    [](const QList<storage::AuditEntry> &entries) -> Result<QJsonObject> {
                        return QJsonObject{{QStringLiteral("entries"), jsonArray(entries, entryJson)}};
                    });
}

} // namespace

Handlers auditHandlers()
{
    return {{QStringLiteral("audit.list"), list}};
}

} // namespace podium::control
