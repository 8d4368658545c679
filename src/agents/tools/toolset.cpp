// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/toolset.h"

#include "agents/tools/datatools.h"
#include "agents/tools/embeddingtool.h"
#include "agents/tools/querytool.h"
#include "domain/policy/placementrule.h"

#include <QCoreApplication>

#include <algorithm>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ToolSet)
};

QStringList names(const ToolPorts &ports)
{
    QStringList out{QStringLiteral("share_data"), QStringLiteral("get_shared_data"), QStringLiteral("query_database"),
                    QStringLiteral("generate_embedding")};
    for (const AgentTool &tool : ports.more)
        out.append(tool.name);
    return out;
}

/// What the options say about a tool: nothing, no, yes, or yes with settings.
struct Wish
{
    bool isSaid = false;
    bool isWanted = false;
    QJsonObject settings;
};

Result<QHash<QString, Wish>> wishes(const QJsonValue &options, const QStringList &known)
{
    QHash<QString, Wish> out;
    if (!options.isUndefined() && !options.isObject())
        return fail(ErrorCode::InvalidArgument, Text::tr("expected tools with true, false or their settings"),
                    QStringLiteral("options.tools"));
    const QJsonObject object = options.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString where = QStringLiteral("options.tools.") + it.key();
        if (!known.contains(it.key())) {
            return fail(ErrorCode::InvalidArgument, Text::tr("Podium has no such tool"), where,
                        Text::tr("Its tools: %1.").arg(known.join(QStringLiteral(", "))));
        }
        if (!it.value().isBool() && !it.value().isObject())
            return fail(ErrorCode::InvalidArgument, Text::tr("expected true, false or settings"), where);
        out.insert(it.key(), {true, it.value().isObject() || it.value().toBool(), it.value().toObject()});
    }
    return out;
}

/// The settings have these keys only.
Result<void> onlyKeys(const QString &tool, const QJsonObject &settings, const QStringList &known)
{
    for (const QString &key : settings.keys()) {
        if (known.contains(key))
            continue;
        return fail(ErrorCode::InvalidArgument, Text::tr("unknown key"),
                    QStringLiteral("options.tools.%1.%2").arg(tool, key),
                    known.isEmpty() ? Text::tr("This tool has no settings.")
                                    : Text::tr("Known keys: %1.").arg(known.join(QStringLiteral(", "))));
    }
    return {};
}

} // namespace

bool hasCapability(const engine::AttemptRequest &request, const QString &capability)
{
    const QStringList &all = request.agent ? request.agent->capabilities : request.spec.capabilities;
    return std::any_of(all.begin(), all.end(),
                       [&](const QString &known) { return domain::isSameWord(known, capability); });
}

Result<ToolRegistry> toolsFor(const engine::AttemptRequest &request, const QJsonValue &options, const ToolPorts &ports)
{
    const Result<QHash<QString, Wish>> said = wishes(options, names(ports));
    if (!said)
        return tl::unexpected(said.error());
    ToolRegistry out;
    const auto add = [&](const AgentTool &tool, bool byDefault, const QStringList &keys = {}) -> Result<void> {
        const Wish wish = said->value(tool.name);
        if (wish.isSaid ? !wish.isWanted : !byDefault)
            return {};
        if (Result<void> known = onlyKeys(tool.name, wish.settings, keys); !known)
            return known;
        return out.add(tool);
    };
    Result<void> added;
    if (ports.clock && ports.sharedData) {
        added = add(shareDataTool(*ports.sharedData, *ports.clock), true);
        if (added)
            added = add(getSharedDataTool(*ports.sharedData), true);
    }
    if (added && ports.databases) {
        const Result<QueryGrants> grants =
            queryGrants(said->value(QStringLiteral("query_database")).settings, ports.databases->connections());
        if (!grants)
            return tl::unexpected(grants.error());
        added = add(queryDatabaseTool(*ports.databases, *grants),
                    hasCapability(request, QStringLiteral("database_operations")) &&
                        !ports.databases->connections().isEmpty(),
                    {QStringLiteral("connections"), QStringLiteral("write"), QStringLiteral("max_rows"),
                     QStringLiteral("timeout")});
    }
    if (added && ports.embeddings) {
        added = add(generateEmbeddingTool(*ports.embeddings), hasCapability(request, QStringLiteral("embeddings")) &&
                                                                  !ports.embeddings->settings().url.isEmpty());
    }
    for (const AgentTool &tool : ports.more) {
        if (added)
            added = add(tool, true);
    }
    return added ? Result<ToolRegistry>(out) : tl::unexpected(added.error());
}

} // namespace podium::agents
