// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/irunstore.h"
#include "storage/queryvalues.h"

#include <QMap>

namespace podium::storage
{

class Connection;

// Queries of runs and what belongs to them; see RunQueries. At most `limit` rows.

Result<QList<engine::RunRow>> readRuns(Connection &connection, const RunFilter &filter, int limit);
/// All that fit, whatever their offset.
Result<int> countRuns(Connection &connection, const RunFilter &filter);
/// By id, or by a beginning or an end of it that only one run has. NotFound, or Conflict naming the candidates.
Result<engine::RunRow> readRun(Connection &connection, const QString &idOrPart);
Result<QList<engine::TaskRow>> readTasks(Connection &connection, const TaskFilter &filter);
Result<QMap<QString, int>> readTaskCounts(Connection &connection, const QString &run);
/// Of those of these runs of which there is anything to tell.
Result<QHash<QString, RunFigures>> readRunFigures(Connection &connection, const QStringList &runs);
/// Of one task, or of all with -1.
Result<QList<AttemptRecord>> readAttempts(Connection &connection, const QString &run, int task);
Result<EventPage> readEvents(Connection &connection, const EventFilter &filter, int limit);
Result<QList<domain::Approval>> readApprovals(Connection &connection, std::optional<domain::Approval::State> state,
                                              const QString &run, int limit);
Result<QList<domain::Agent>> readAgents(Connection &connection);
/// Oldest first, revoked ones too.
Result<QList<domain::Permit>> readPermits(Connection &connection);
Result<QList<AgentState>> readAgentStates(Connection &connection);
Result<QList<WorkflowInfo>> readWorkflows(Connection &connection, int limit);
Result<WorkflowInfo> readWorkflow(Connection &connection, const QString &hash);
/// Successful tasks of the newest finished runs, newest first.
Result<QList<TaskHistory>> readHistory(Connection &connection, const QString &workflowName, int runs);
/// Of all workflows, newest runs first; no more than a few thousand.
Result<QList<KindHistory>> readKindHistory(Connection &connection, const QStringList &kinds, int runs);
Result<QList<ArtifactInfo>> readArtifacts(Connection &connection, int limit);

} // namespace podium::storage
