// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/agent.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace podium::domain
{

/// A named set of agents.
struct AgentSet
{
    QString name;
    QList<Agent> agents;
};

/// Reads a file of agent sets, as resources/presets/agents.yaml (or the same in JSON). All findings are in the error's
/// message, one a line, with file, line and column.
Result<QList<AgentSet>> readAgentSets(const QByteArray &text, const QString &fileName);

/// The sets that come with Podium: "default", "roles", "demo".
const QList<AgentSet> &presetAgentSets();
/// One of these, empty if there is none of that name.
QList<Agent> presetAgents(const QString &set);
/// What a new installation starts with: the five general workers and the nine specialists.
QList<Agent> defaultAgents();
/// The same work without spending anything: every role and capability of defaultAgents(), on the simulated runner.
QList<Agent> demoAgents();

} // namespace podium::domain
