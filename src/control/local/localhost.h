// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "control/local/eventhub.h"
#include "control/settings/settings.h"
#include "engine/orchestrator.h"
#include "engine/ports/icredentials.h"
#include "engine/ports/idatabasequeries.h"
#include "engine/ports/ishareddata.h"
#include "storage/queries.h"
#include "storage/storage.h"
#include "storage/upkeep/retention.h"

#include <QMutex>
#include <QThread>
#include <QWaitCondition>

namespace podium::agents
{
class EmbeddingClient;
class WorktreeKeeper;
} // namespace podium::agents

namespace podium::control
{

class LogTee;
class RunReplays;
class RunnerSet;

/// The embedded back end: puts engine, store and runners together, each in its thread, and takes them apart in an order
/// that loses nothing. Created and destroyed in one thread; what it gives out is thread-safe.
class LocalHost
{
public:
    /// Becomes the one owner of the data folder (created if need be) and takes up what is unfinished; with `claim`
    /// false it starts nothing new. Conflict while another process is the owner.
    static Result<std::shared_ptr<LocalHost>> own(const Settings &settings, bool claim);
    /// Only looks; works beside an owner.
    static Result<std::shared_ptr<LocalHost>> look(const Settings &settings);
    /// The same, but neither makes nor changes anything: an error where there is nothing to look at.
    static Result<std::shared_ptr<LocalHost>> glance(const Settings &settings);
    /// Commits what was decided, lets go of running processes without ending them, writes what is queued.
    ~LocalHost();

    bool owns() const { return m_engine != nullptr; }
    engine::Orchestrator &engine() { return *m_engine; }
    storage::Storage *storage() { return m_storage.get(); }
    /// What agents may name as their runner; empty unless it owns.
    QStringList runnerNames() const;
    /// Null unless it owns.
    agents::WorktreeKeeper *worktrees() { return m_worktrees.get(); }
    /// Asks the session of an attempt that this runner has; only if it owns.
    QFuture<Result<QJsonObject>> askSession(const QString &runner, const domain::AttemptKey &key,
                                            const engine::SessionRequest &request);
    storage::RunQueries &queries() { return *m_queries; }
    /// The run with all its events, for who replays it.
    QFuture<Result<engine::StoredRun>> storedRun(const QString &run);
    /// Runs as they were at any of their events.
    RunReplays &replays() { return *m_replays; }
    const std::shared_ptr<EventHub> &hub() const { return m_hub; }
    const Settings &settings() const { return m_settings; }
    const QString &dataFolder() const { return m_dataFolder; }
    /// For work that needs an event loop beside the callers': run.wait.
    QObject &service() { return *m_service; }

    /// Around every call; false once the host is closing. The destructor waits for the last leave().
    bool enter();
    void leave();
    /// Closes the hub: every stream and every run.wait ends. The first thing that the destructor does.
    void endStreams();
    /// For a stream that was made with `logs` just now.
    void logsAreFollowed(const QString &run);

    /// Where the data is: the configured database, or the file in the data folder.
    static QString databaseUrl(const Settings &settings);
    static storage::RetentionPolicy retentionPolicy(const Settings &settings);

private:
    explicit LocalHost(const Settings &settings);
    Result<void> start(bool claim);
    void seedAgents();
    void startUpkeep();

    Settings m_settings;
    QString m_dataFolder;
    SystemClock m_clock;
    std::shared_ptr<EventHub> m_hub = std::make_shared<EventHub>();
    std::unique_ptr<storage::Storage> m_storage;
    std::unique_ptr<LogTee> m_logs;
    std::unique_ptr<engine::Orchestrator> m_engine;
    std::unique_ptr<engine::IWorktreeStore> m_worktreeStore;
    std::unique_ptr<engine::ISharedData> m_sharedData;
    std::unique_ptr<engine::IDatabaseQueries> m_databases;
    std::unique_ptr<agents::EmbeddingClient> m_embeddings;
    std::unique_ptr<agents::WorktreeKeeper> m_worktrees;
    std::unique_ptr<engine::ICredentials> m_credentials;
    std::unique_ptr<RunnerSet> m_runners;
    std::unique_ptr<storage::RunQueries> m_queries;
    std::unique_ptr<RunReplays> m_replays;
    std::unique_ptr<QObject> m_service; ///< Lives in m_serviceThread.
    QMutex m_callsMutex;
    QWaitCondition m_callsDone;
    int m_calls = 0;        ///< Guarded by m_callsMutex.
    bool m_closing = false; ///< Guarded by m_callsMutex.
    QThread m_engineThread;
    QThread m_serviceThread;
};

} // namespace podium::control
