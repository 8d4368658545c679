// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/queries.h"

#include "storage/read/logreader.h"
#include "storage/read/notereader.h"
#include "storage/read/queryworker.h"
#include "storage/read/runreader.h"
#include "storage/read/spendingreader.h"
#include "storage/read/tagreader.h"
#include "storage/records/artifacts.h"
#include "storage/records/worktreerows.h"
#include "storage/schema/migrations.h"
#include "storage/writer/stateloader.h"

#include <QFileInfo>
#include <QPromise>

namespace podium::storage
{

namespace
{

/// One answer stays small enough for memory, whatever was asked for.
int bounded(int limit)
{
    return qBound(0, limit, 100'000);
}

} // namespace

Result<int> storedVersion(const QString &url)
{
    const Result<DatabaseUrl> parsed = DatabaseUrl::parse(url);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (parsed->dialect == Dialect::Sqlite && !QFileInfo::exists(parsed->path))
        return 0;
    const Result<std::unique_ptr<Connection>> opened = Connection::open(*parsed, OpenMode::ReadOnly);
    return opened ? schemaVersion(**opened) : tl::unexpected(opened.error());
}

int currentVersion()
{
    return newestVersion();
}

RunQueries::RunQueries(const QString &url, const ConnectionOptions &options)
    : m_tags(std::make_shared<TagReader>()), m_worker(new QueryWorker(DatabaseUrl::parse(url), options))
{
    m_thread.setObjectName(QStringLiteral("queries"));
    m_worker->moveToThread(&m_thread);
    m_thread.start();
}

RunQueries::~RunQueries()
{
    QMetaObject::invokeMethod(
        m_worker, [this] { m_worker->close(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    delete m_worker; // Its thread has ended and its connection is closed.
}

template<typename T> RunQueries::Answer<T> RunQueries::ask(std::function<Result<T>(Connection &)> question)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QFuture<Result<T>> future = promise->future();
    QMetaObject::invokeMethod(
        m_worker,
        [promise, question = std::move(question), worker = m_worker] {
            const Result<Connection *> connection = worker->connection();
            promise->addResult(connection ? question(**connection) : Result<T>(tl::unexpected(connection.error())));
            promise->finish();
        },
        Qt::QueuedConnection);
    return future;
}

RunQueries::Answer<QList<engine::RunRow>> RunQueries::listRuns(const RunFilter &filter, int limit)
{
    return ask<QList<engine::RunRow>>([=](Connection &c) { return readRuns(c, filter, bounded(limit)); });
}

RunQueries::Answer<int> RunQueries::countRuns(const RunFilter &filter)
{
    return ask<int>([=](Connection &c) { return storage::countRuns(c, filter); });
}

RunQueries::Answer<engine::RunRow> RunQueries::run(const QString &idOrPart)
{
    return ask<engine::RunRow>([=](Connection &c) { return readRun(c, idOrPart); });
}

RunQueries::Answer<QList<engine::TaskRow>> RunQueries::tasks(const TaskFilter &filter)
{
    return ask<QList<engine::TaskRow>>([=](Connection &c) { return readTasks(c, filter); });
}

RunQueries::Answer<engine::StoredRun> RunQueries::storedRun(const QString &run, const WorkflowReader &readWorkflow)
{
    return ask<engine::StoredRun>([=](Connection &c) { return loadStoredRun(c, run, readWorkflow); });
}

RunQueries::Answer<QMap<QString, int>> RunQueries::taskCounts(const QString &run)
{
    return ask<QMap<QString, int>>([=](Connection &c) { return readTaskCounts(c, run); });
}

RunQueries::Answer<QHash<QString, RunFigures>> RunQueries::runFigures(const QStringList &runs)
{
    return ask<QHash<QString, RunFigures>>([=](Connection &c) { return readRunFigures(c, runs); });
}

RunQueries::Answer<QList<AttemptRecord>> RunQueries::attempts(const QString &run, int task)
{
    return ask<QList<AttemptRecord>>([=](Connection &c) { return readAttempts(c, run, task); });
}

RunQueries::Answer<EventPage> RunQueries::events(const EventFilter &filter, int limit)
{
    return ask<EventPage>([=](Connection &c) { return readEvents(c, filter, bounded(limit)); });
}

RunQueries::Answer<QList<domain::Approval>> RunQueries::approvals(std::optional<domain::Approval::State> state,
                                                                  const QString &run, int limit)
{
    return ask<QList<domain::Approval>>([=](Connection &c) { return readApprovals(c, state, run, bounded(limit)); });
}

RunQueries::Answer<QList<domain::Agent>> RunQueries::agents()
{
    return ask<QList<domain::Agent>>(readAgents);
}

RunQueries::Answer<QList<domain::Permit>> RunQueries::permits()
{
    return ask<QList<domain::Permit>>(readPermits);
}

RunQueries::Answer<QList<LibraryVersion>> RunQueries::library()
{
    return ask<QList<LibraryVersion>>(readLibrary);
}

RunQueries::Answer<QList<LibraryVersion>> RunQueries::libraryVersions(const QString &name)
{
    return ask<QList<LibraryVersion>>([=](Connection &c) { return readVersions(c, name); });
}

RunQueries::Answer<std::optional<LibraryVersion>> RunQueries::libraryVersion(const QString &name, qint64 version)
{
    return ask<std::optional<LibraryVersion>>([=](Connection &c) { return readVersion(c, name, version); });
}

RunQueries::Answer<QList<engine::StoredSpending>> RunQueries::spending(qint64 sinceMs, qint64 untilMs)
{
    return ask<QList<engine::StoredSpending>>(
        [sinceMs, untilMs](Connection &connection) { return readSpending(connection, sinceMs, untilMs); });
}

RunQueries::Answer<QHash<QString, AgentOutcomes>> RunQueries::agentOutcomes(qint64 sinceMs)
{
    return ask<QHash<QString, AgentOutcomes>>(
        [sinceMs](Connection &connection) { return readAgentOutcomes(connection, sinceMs); });
}

RunQueries::Answer<QHash<QString, WorkflowTags>> RunQueries::tags(const QStringList &hashes)
{
    return ask<QHash<QString, WorkflowTags>>([tags = m_tags, hashes](Connection &c) { return tags->read(c, hashes); });
}

RunQueries::Answer<QList<AgentState>> RunQueries::agentStates()
{
    return ask<QList<AgentState>>(readAgentStates);
}

RunQueries::Answer<QList<WorkflowInfo>> RunQueries::workflows(int limit)
{
    return ask<QList<WorkflowInfo>>([=](Connection &c) { return readWorkflows(c, bounded(limit)); });
}

RunQueries::Answer<WorkflowInfo> RunQueries::workflow(const QString &hash)
{
    return ask<WorkflowInfo>([=](Connection &c) { return readWorkflow(c, hash); });
}

RunQueries::Answer<QList<TaskHistory>> RunQueries::history(const QString &workflowName, int runs)
{
    return ask<QList<TaskHistory>>([=](Connection &c) { return readHistory(c, workflowName, bounded(runs)); });
}

RunQueries::Answer<QList<KindHistory>> RunQueries::kindHistory(const QStringList &kinds, int runs)
{
    return ask<QList<KindHistory>>([=](Connection &c) { return readKindHistory(c, kinds, bounded(runs)); });
}

RunQueries::Answer<QList<KindSpending>> RunQueries::spendingByKind(qint64 sinceMs)
{
    return ask<QList<KindSpending>>([sinceMs](Connection &c) { return readSpendingByKind(c, sinceMs); });
}

RunQueries::Answer<QList<LogEntry>> RunQueries::logs(const LogFilter &filter, int limit)
{
    return ask<QList<LogEntry>>([=](Connection &c) { return readLogs(c, filter, bounded(limit)); });
}

RunQueries::Answer<LogPage> RunQueries::logPage(const LogFilter &filter, const QString &pattern, int limit)
{
    return ask<LogPage>([=](Connection &c) { return readLogPage(c, filter, pattern, bounded(limit)); });
}

RunQueries::Answer<QList<ArtifactInfo>> RunQueries::artifacts(int limit)
{
    return ask<QList<ArtifactInfo>>([=](Connection &c) { return readArtifacts(c, bounded(limit)); });
}

RunQueries::Answer<QByteArray> RunQueries::artifact(const QString &hash)
{
    return ask<QByteArray>([=](Connection &c) { return readArtifact(c, hash); });
}

RunQueries::Answer<QList<Message>> RunQueries::messages(const QString &run, const QString &recipient, qint64 sinceId,
                                                        int limit)
{
    return ask<QList<Message>>([=](Connection &c) { return readMessages(c, run, recipient, sinceId, bounded(limit)); });
}

RunQueries::Answer<QList<Knowledge>> RunQueries::knowledge(const QString &topic, const QString &text, int limit)
{
    return ask<QList<Knowledge>>([=](Connection &c) { return readKnowledge(c, topic, text, bounded(limit)); });
}

RunQueries::Answer<QList<Decision>> RunQueries::decisions(const QString &run, int limit)
{
    return ask<QList<Decision>>([=](Connection &c) { return readDecisions(c, run, bounded(limit)); });
}

RunQueries::Answer<QList<Vote>> RunQueries::votes(const QString &decision)
{
    return ask<QList<Vote>>([=](Connection &c) { return readVotes(c, decision); });
}

RunQueries::Answer<QList<engine::WorktreeRow>> RunQueries::worktrees(const QString &run, bool openOnly)
{
    return ask<QList<engine::WorktreeRow>>([=](Connection &c) { return readWorktrees(c, run, openOnly); });
}

RunQueries::Answer<QList<AuditEntry>> RunQueries::audit(const AuditFilter &filter, int limit)
{
    return ask<QList<AuditEntry>>([=](Connection &c) { return readAudit(c, filter, bounded(limit)); });
}

} // namespace podium::storage
