// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/runnerset.h"

#include "agents/claude/clauderunner.h"
#include "agents/messages/messagesrunner.h"
#include "agents/person/personrunner.h"
#include "agents/process/runnerthread.h"
#include "agents/shell/shellrunner.h"
#include "agents/simulated/simulatedrunner.h"

namespace podium::control
{

RunnerSet::RunnerSet(const agents::RunnerContext &context, const agents::ToolPorts &tools, const Settings &settings,
                     const AgentPolicies &policies)
{
    m_runners.push_back(std::make_unique<agents::PersonRunner>(context.sink));
    add(std::make_unique<agents::ShellRunner>(context));
    add(std::make_unique<agents::SimulatedRunner>(context.sink, context.logs, context.clock, context.heartbeatMs));
    agents::ClaudeSettings claude;
    claude.program = settings.text(QStringLiteral("claude.program"));
    claude.privateConfigFolder = context.dataFolder + QStringLiteral("/claude");
    claude.hibernateAfterMs = settings.number(QStringLiteral("claude.hibernate_after"));
    claude.backgroundWaitMs = settings.number(QStringLiteral("claude.background_wait"));
    claude.tools = tools;
    claude.riskRules = policies.riskRules;
    claude.prices = policies.prices;
    claude.credentials = policies.credentials;
    add(std::make_unique<agents::ClaudeRunner>(context, claude));
    agents::MessagesSettings messages;
    messages.url = settings.text(QStringLiteral("messages.url"));
    messages.model = settings.text(QStringLiteral("messages.model"));
    messages.tools = tools;
    messages.riskRules = policies.riskRules;
    messages.prices = policies.prices;
    messages.credentials = policies.credentials;
    add(std::make_unique<agents::MessagesRunner>(
        agents::MessagesPorts{context.sink, context.logs, context.clock, context.artifacts}, messages,
        context.heartbeatMs));
}

RunnerSet::~RunnerSet()
{
    m_threads.clear();
    m_runners.clear();
}

QList<engine::IAgentRunner *> RunnerSet::runners() const
{
    QList<engine::IAgentRunner *> out;
    for (const auto &runner : m_runners)
        out += runner.get();
    return out;
}

} // namespace podium::control
