// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/tools/agenttool.h"
#include "engine/ports/idatabasequeries.h"

#include <QStringList>

namespace podium::agents
{

/// What an agent may ask of databases.
struct QueryGrants
{
    QStringList connections; ///< For reading; empty = all that are configured.
    QStringList write;       ///< Also for writing.
    int maxRows = 200;
    qint64 timeLimitMs = 30'000;
};

/// From the settings of the tool: {"connections": […], "write": […], "max_rows": 200, "timeout": "30s"}. Unknown keys
/// and connections are errors.
Result<QueryGrants> queryGrants(const QJsonObject &settings, const QStringList &configured);

/// `query_database`: one SQL statement with parameters.
AgentTool queryDatabaseTool(engine::IDatabaseQueries &databases, const QueryGrants &grants);

} // namespace podium::agents
