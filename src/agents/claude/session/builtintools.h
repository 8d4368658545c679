// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "engine/ports/iagentrunner.h"

#include <QHash>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace podium::agents
{

/// An agent's option `tools`, sorted by whose tools they are.
struct ToolWishes
{
    QHash<QString, bool> builtin; ///< Of Claude Code: wanted or not.
    QJsonValue podium;            ///< The rest, as it was.
};
Result<ToolWishes> takeBuiltinTools(const QJsonValue &options);

/// Tools of Claude Code that this agent does not get: those for which it lacks the capability, and those that reach
/// beyond its attempt. A wish decides; else a rule that allows a tool ("WebFetch(domain:example.org)") gives it.
QStringList withheldTools(const engine::AttemptRequest &request, const QHash<QString, bool> &wishes,
                          const QStringList &allowed);

/// Tools that start subagents.
const QStringList &spawningTools();

} // namespace podium::agents
