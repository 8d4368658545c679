// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/agentcheck.h"

#include "agents/claude/claudelaunch.h"
#include "agents/messages/messagesoptions.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AgentCheck)
};

} // namespace

Result<void> checkAgent(const domain::Agent &agent)
{
    engine::AttemptRequest request;
    request.agent = agent;
    QJsonObject &options = request.agent->options;
    // What stands for something elsewhere is only looked at.
    const QJsonValue tools = options.take(QStringLiteral("tools"));
    if (!tools.isUndefined() && !tools.isObject()) {
        return fail(ErrorCode::InvalidArgument, Text::tr("expected an object: tool: true, false or its settings"),
                    QStringLiteral("options.tools"), Text::tr("Correct the options of the agent."));
    }
    if (!options.value(QLatin1StringView("credential")).toString().isEmpty())
        options.remove(QStringLiteral("credential"));
    if (agent.runner == QLatin1StringView("messages"))
        return checkMessagesOptions(request);
    if (agent.runner != QLatin1StringView("claude"))
        return {}; // The others take no options.
    ClaudeSettings settings;
    settings.privateConfigFolder = QStringLiteral("/");
    const Result<ClaudeOptions> read = claudeOptions(request, settings);
    return read ? Result<void>() : tl::unexpected(read.error());
}

} // namespace podium::agents
