// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/datatools.h"

#include "agents/tools/toolschema.h"
#include "base/clock.h"
#include "base/continuation.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace podium::agents
{

using engine::SharedValue;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DataTools)
};

constexpr int MaxKeyLength = 200;
constexpr qsizetype MaxValueBytes = 64 * 1024;
constexpr int MaxListed = 200;
constexpr qint64 Day = 86'400;

QJsonObject described(const SharedValue &value)
{
    const auto time = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms).toUTC().toString(Qt::ISODate); };
    return {{QStringLiteral("key"), value.key},
            {QStringLiteral("version"), value.version},
            {QStringLiteral("author"), value.author},
            {QStringLiteral("updated"), time(value.updatedMs)},
            {QStringLiteral("expires"), time(value.expiresMs)}};
}

QJsonObject keySchema(const char *description)
{
    return toolschema::field("string", description,
                             {{QStringLiteral("minLength"), 1}, {QStringLiteral("maxLength"), MaxKeyLength}});
}

} // namespace

AgentTool shareDataTool(engine::ISharedData &data, const Clock &clock)
{
    AgentTool tool;
    tool.name = QStringLiteral("share_data");
    tool.description = QStringLiteral(
        "Share a value with the other agents of your team, under a key. It replaces what is there and is gone after "
        "expires_in seconds. Pass if_version (from get_shared_data; 0 = must not exist) to not overwrite a change "
        "that you have not seen.");
    tool.inputSchema = toolschema::object(
        {{QStringLiteral("key"), keySchema("Name of the value, e.g. \"api/base_url\".")},
         {QStringLiteral("value"), QJsonObject{{QStringLiteral("description"), QStringLiteral("Any JSON value.")}}},
         {QStringLiteral("expires_in"),
          toolschema::field("integer", "Seconds; a day if left out.",
                            {{QStringLiteral("minimum"), 1}, {QStringLiteral("maximum"), 30 * Day}})},
         {QStringLiteral("if_version"),
          toolschema::field("integer", "The version that is replaced.", {{QStringLiteral("minimum"), 0}})}},
        {QStringLiteral("key"), QStringLiteral("value")});
    tool.consent = AgentTool::Consent::Given;
    tool.risk = domain::Risk::Low;
    tool.handler = [&data, &clock](const ToolCall &call) -> ToolAnswer {
        SharedValue value;
        value.team = call.team;
        value.key = call.arguments.value(QLatin1StringView("key")).toString();
        value.value = call.arguments.value(QLatin1StringView("value"));
        value.author = call.agent;
        value.by = call.key;
        const qint64 seconds = call.arguments.value(QLatin1StringView("expires_in")).toInteger(Day);
        value.expiresMs = clock.nowMs() + seconds * 1000;
        const qsizetype bytes = canonicalJson(value.value).size();
        if (bytes > MaxValueBytes) {
            return answered(fail(ErrorCode::Exhausted,
                                 Text::tr("the value has %1 bytes, at most %2 are kept").arg(bytes).arg(MaxValueBytes),
                                 value.key, Text::tr("Write it to a file and share the path.")));
        }
        std::optional<int> onlyIf;
        if (const QJsonValue version = call.arguments.value(QLatin1StringView("if_version")); version.isDouble())
            onlyIf = version.toInt();
        return then(data.share(value, onlyIf), [](const Result<SharedValue> &shared) -> Result<QJsonValue> {
            return shared ? Result<QJsonValue>(described(*shared)) : tl::unexpected(shared.error());
        });
    };
    return tool;
}

AgentTool getSharedDataTool(engine::ISharedData &data)
{
    AgentTool tool;
    tool.name = QStringLiteral("get_shared_data");
    tool.description =
        QStringLiteral("Read what the agents of your team share: the value of a key, or without a key a list of all "
                       "keys (with prefix: of those that begin with it), without their values.");
    tool.inputSchema =
        toolschema::object({{QStringLiteral("key"), keySchema("The value to read.")},
                            {QStringLiteral("prefix"), keySchema("List the keys that begin with this.")}});
    tool.consent = AgentTool::Consent::Given;
    tool.risk = domain::Risk::Low;
    tool.repeatable = true;
    tool.readOnly = true;
    tool.handler = [&data](const ToolCall &call) -> ToolAnswer {
        const QString key = call.arguments.value(QLatin1StringView("key")).toString();
        if (!key.isEmpty()) {
            return then(data.shared(call.team, key), [](const Result<SharedValue> &found) -> Result<QJsonValue> {
                if (!found)
                    return tl::unexpected(found.error());
                QJsonObject out = described(*found);
                out.insert(QStringLiteral("value"), found->value);
                return QJsonValue(out);
            });
        }
        return then(
            data.allShared(call.team, call.arguments.value(QLatin1StringView("prefix")).toString(), MaxListed + 1),
            [](const Result<QList<SharedValue>> &found) -> Result<QJsonValue> {
                if (!found)
                    return tl::unexpected(found.error());
                QJsonArray list;
                for (const SharedValue &value : found->first(std::min<qsizetype>(found->size(), MaxListed)))
                    list.append(described(value));
                return QJsonValue(QJsonObject{{QStringLiteral("values"), list},
                                              {QStringLiteral("truncated"), found->size() > MaxListed}});
            });
    };
    return tool;
}

} // namespace podium::agents
