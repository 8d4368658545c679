// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/irunstore.h"
#include "engine/ports/iworktreestore.h"
#include "storage/queryvalues.h"
#include "storage/records/library.h"
#include "storage/records/notes.h"
#include "storage/sql/connection.h"
#include "storage/storageoptions.h"

#include <QFuture>
#include <QMap>
#include <QThread>

namespace podium::storage
{

class QueryWorker;
class TagReader;

/// The version of the database's schema; 0 if it is empty or not there. Writes nothing, blocks.
Result<int> storedVersion(const QString &url);
/// The version that this program reads.
int currentVersion();

/// Everything that can be asked of the database, from a connection and thread of its own: questions never wait for
/// writes, and see what was committed. Needs no lock; works beside another process's Storage. Thread-safe. Limits count
/// rows.
class RunQueries
{
public:
    explicit RunQueries(const QString &url, const ConnectionOptions &options = {});
    ~RunQueries();
    Q_DISABLE_COPY_MOVE(RunQueries)

    template<typename T> using Answer = QFuture<Result<T>>;

    Answer<QList<engine::RunRow>> listRuns(const RunFilter &filter, int limit = 100);
    /// All that fit, whatever their offset.
    Answer<int> countRuns(const RunFilter &filter);
    /// By id, or by a beginning or end that only one run has; Conflict names the candidates.
    Answer<engine::RunRow> run(const QString &idOrPart);
    Answer<QList<engine::TaskRow>> tasks(const TaskFilter &filter);
    Answer<QList<engine::TaskRow>> tasks(const QString &run) { return tasks(TaskFilter{run, {}, {}, {}}); }
    /// The run with all its events, to replay it; Conflict if retention has removed them.
    Answer<engine::StoredRun> storedRun(const QString &run, const WorkflowReader &readWorkflow);
    /// How many tasks of the run are in which state, by its name.
    Answer<QMap<QString, int>> taskCounts(const QString &run);
    /// By run; a run without any is not in it.
    Answer<QHash<QString, RunFigures>> runFigures(const QStringList &runs);
    Answer<QList<AttemptRecord>> attempts(const QString &run, int task = -1);
    Answer<EventPage> events(const EventFilter &filter, int limit = 1000);
    Answer<QList<domain::Approval>> approvals(std::optional<domain::Approval::State> state, const QString &run = {},
                                              int limit = 1000);
    Answer<QList<domain::Agent>> agents();
    /// What people have allowed for good, oldest first; also what was revoked.
    Answer<QList<domain::Permit>> permits();
    Answer<QList<AgentState>> agentStates();
    Answer<QList<WorkflowInfo>> workflows(int limit = 100);
    Answer<WorkflowInfo> workflow(const QString &hash);
    /// By hash.
    Answer<QHash<QString, WorkflowTags>> tags(const QStringList &hashes);
    /// The library of workflows; see storage::readLibrary() and those after it.
    Answer<QList<LibraryVersion>> library();
    Answer<QList<LibraryVersion>> libraryVersions(const QString &name);
    Answer<std::optional<LibraryVersion>> libraryVersion(const QString &name, qint64 version = 0);
    /// Durations and costs of successful tasks in the newest `runs` runs of a workflow.
    Answer<QList<TaskHistory>> history(const QString &workflowName, int runs = 50);
    /// Durations and costs of successful tasks of these kinds in the newest `runs` runs of all workflows, newest first.
    Answer<QList<KindHistory>> kindHistory(const QStringList &kinds, int runs = 200);
    /// By kind: what attempts that ended since then have used; without tasks that have none.
    Answer<QList<KindSpending>> spendingByKind(qint64 sinceMs);
    /// What attempts that ended since then, and before `untilMs` (0: until now), have used.
    Answer<QList<engine::StoredSpending>> spending(qint64 sinceMs, qint64 untilMs = 0);
    /// How the attempts of each agent ended since then, by its name.
    Answer<QHash<QString, AgentOutcomes>> agentOutcomes(qint64 sinceMs);
    Answer<QList<LogEntry>> logs(const LogFilter &filter, int limit = 1000);
    /// The same, a page at a time, only lines that `pattern` fits; an empty one fits all. InvalidArgument for a pattern
    /// that is none.
    Answer<LogPage> logPage(const LogFilter &filter, const QString &pattern, int limit);
    Answer<QList<ArtifactInfo>> artifacts(int limit = 1000);
    Answer<QByteArray> artifact(const QString &hash);
    Answer<QList<Message>> messages(const QString &run, const QString &recipient = {}, qint64 sinceId = 0,
                                    int limit = 1000);
    Answer<QList<Knowledge>> knowledge(const QString &topic, const QString &text = {}, int limit = 100);
    Answer<QList<Decision>> decisions(const QString &run, int limit = 1000);
    Answer<QList<Vote>> votes(const QString &decision);
    /// Oldest first; of all runs if `run` is empty, without what was merged or discarded with `openOnly`.
    Answer<QList<engine::WorktreeRow>> worktrees(const QString &run, bool openOnly);
    Answer<QList<AuditEntry>> audit(const AuditFilter &filter = {}, int limit = 1000);

private:
    template<typename T> Answer<T> ask(std::function<Result<T>(Connection &)> question);

    QThread m_thread;
    std::shared_ptr<TagReader> m_tags; ///< Used in m_thread.
    QueryWorker *m_worker;             ///< Lives in m_thread.
};

} // namespace podium::storage
