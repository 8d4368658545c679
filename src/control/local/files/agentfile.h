// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QJsonObject>
#include <QList>

namespace podium::control
{

/// One agent of a file, as a request of the operation `agent.set`, and where it stands ("team.yaml:3:5").
struct AgentEntry
{
    QJsonObject params;
    QString where;
};

/// Reads a YAML or JSON file with the list `agents`. Whatever `agent.set` would not take is an error; all of them are
/// found at once, each with its line and column.
Result<QList<AgentEntry>> readAgentFile(const QByteArray &text, const QString &fileName);

} // namespace podium::control
