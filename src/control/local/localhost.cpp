// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/localhost.h"

#include "agents/tools/embeddingclient.h"
#include "agents/worktree/worktreekeeper.h"
#include "base/whenfinished.h"
#include "control/local/budgets.h"
#include "control/local/files/oldoutput.h"
#include "control/local/logtee.h"
#include "control/local/runnerset.h"
#include "control/local/runs/runreplays.h"
#include "domain/definition/workflowloader.h"
#include "domain/policy/agentpresets.h"
#include "storage/guest/databasequeries.h"
#include "storage/shareddatastore.h"
#include "storage/upkeep/upkeep.h"
#include "storage/worktreeledger.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSysInfo>
#include <QThreadPool>
#include <QVariant>

namespace podium::control
{

namespace
{

Q_LOGGING_CATEGORY(logHost, "podium.control.host")

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LocalHost)
};

constexpr int MinBackgroundThreads = 8;
constexpr qint64 TidyEveryMs = 3'600'000;

engine::EngineOptions engineOptions(const Settings &settings, const QString &dataFolder,
                                    const domain::QuietHours &quietHours)
{
    engine::EngineOptions out;
    out.owner = Text::tr("%1, process %2 on %3")
                    .arg(QCoreApplication::applicationName())
                    .arg(QCoreApplication::applicationPid())
                    .arg(QSysInfo::machineHostName());
    out.dataFolder = dataFolder;
    out.maxParallel = int(settings.number(QStringLiteral("engine.max_parallel")));
    out.pools = settings.counts(QStringLiteral("engine.pools"));
    out.roleLimits = settings.counts(QStringLiteral("engine.role_limits"));
    out.teamLimits = settings.counts(QStringLiteral("engine.team_limits"));
    out.heartbeatMs = settings.number(QStringLiteral("engine.heartbeat"));
    out.goneMs = settings.number(QStringLiteral("engine.gone_after"));
    out.stopGraceMs = settings.number(QStringLiteral("engine.stop_grace"));
    out.detachedForMs = settings.number(QStringLiteral("engine.detached_for"));
    out.inlineResultBytes = settings.number(QStringLiteral("engine.inline_result"));
    out.breakerFailures = int(settings.number(QStringLiteral("engine.breaker_failures")));
    out.breakerOpenMs = settings.number(QStringLiteral("engine.breaker_open"));
    out.criticalVotes = int(settings.number(QStringLiteral("approvals.votes")));
    out.answerWithinMs = settings.number(QStringLiteral("approvals.answer_within"));
    const QJsonObject roles = settings.value(QStringLiteral("approvals.roles")).toObject();
    for (auto it = roles.begin(); it != roles.end(); ++it)
        out.roles.insert(it.key(), it.value().toVariant().toStringList());
    out.resumesAfterLimit = settings.text(QStringLiteral("limits.resume")) == QLatin1StringView("auto");
    out.shortLimitMs = settings.number(QStringLiteral("limits.short"));
    out.quietHours = quietHours;
    out.budgets = budgetLimits(settings);
    out.budgetShareUsd = settings.value(QStringLiteral("budget.share")).toDouble();
    return out;
}

Result<domain::WorkflowPtr> readStored(const QJsonObject &definition, const QString &sourceFile)
{
    const domain::LoadResult loaded = domain::workflowFromDefinition(definition);
    if (loaded.workflow)
        return loaded.workflow;
    return fail(ErrorCode::Corrupt,
                Text::tr("a stored workflow cannot be read: %1")
                    .arg(loaded.diagnostics.isEmpty() ? QString() : loaded.diagnostics.first().text()),
                sourceFile);
}

Result<void> makeDataFolder(const QString &folder)
{
    const bool isNew = !QFileInfo::exists(folder);
    // With the folder for backups: one is made before the first thing is written by a new version.
    if (!QDir().mkpath(folder + QStringLiteral("/backups"))) {
        return fail(ErrorCode::Unavailable, Text::tr("cannot create the data folder"), folder,
                    Text::tr("Choose another with --data-folder"));
    }
    // Prompts, results and logs are the user's alone.
    if (isNew)
        QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return {};
}

agents::PortRange worktreePorts(const Settings &settings)
{
    const int first = int(settings.number(QStringLiteral("worktree.first_port")));
    return {first, int(settings.number(QStringLiteral("worktree.last_port"))) - first + 1};
}

QMap<QString, QString> databasesForAgents(const Settings &settings)
{
    QMap<QString, QString> out;
    const QJsonObject addresses = settings.value(QStringLiteral("tools.databases")).toObject();
    for (auto it = addresses.begin(); it != addresses.end(); ++it)
        out.insert(it.key(), it.value().toString());
    return out;
}

agents::EmbeddingSettings embeddingSettings(const Settings &settings)
{
    agents::EmbeddingSettings out;
    out.url = settings.text(QStringLiteral("tools.embedding_url"));
    out.model = settings.text(QStringLiteral("tools.embedding_model"));
    out.key = settings.text(QStringLiteral("tools.embedding_key"));
    out.batch = int(settings.number(QStringLiteral("tools.embedding_batch")));
    return out;
}

} // namespace

QString LocalHost::databaseUrl(const Settings &settings)
{
    const QString url = settings.text(QStringLiteral("database"));
    return url.isEmpty() ? settings.text(QStringLiteral("data_folder")) + QStringLiteral("/podium.db") : url;
}

LocalHost::LocalHost(const Settings &settings)
    : m_settings(settings), m_dataFolder(settings.text(QStringLiteral("data_folder"))),
      m_service(std::make_unique<QObject>())
{
    m_replays = std::make_unique<RunReplays>();
    // What runs in the background waits for git, tests and disks, not for a processor.
    QThreadPool::globalInstance()->setMaxThreadCount(std::max(MinBackgroundThreads, QThread::idealThreadCount()));
    m_serviceThread.setObjectName(QStringLiteral("service"));
    m_service->moveToThread(&m_serviceThread);
    m_serviceThread.start();
}

Result<std::shared_ptr<LocalHost>> LocalHost::own(const Settings &settings, bool claim)
{
    std::shared_ptr<LocalHost> host(new LocalHost(settings));
    if (Result<void> made = makeDataFolder(host->m_dataFolder); !made)
        return tl::unexpected(made.error());
    if (Result<void> started = host->start(claim); !started)
        return tl::unexpected(started.error());
    return host;
}

Result<std::shared_ptr<LocalHost>> LocalHost::look(const Settings &settings)
{
    // Nothing there yet: make it, so that every question has an (empty) answer. Of an earlier version: bring it up to
    // date, which only an owner may do. What cannot be opened says so when it is asked.
    const Result<int> version = storage::storedVersion(databaseUrl(settings));
    if (version && *version < storage::currentVersion()) {
        if (const auto made = own(settings, false); !made)
            return tl::unexpected(made.error());
    }
    std::shared_ptr<LocalHost> host(new LocalHost(settings));
    host->m_queries = std::make_unique<storage::RunQueries>(databaseUrl(settings));
    host->m_hub->close({ErrorCode::Unavailable,
                        Text::tr("no process is running the engine"),
                        {},
                        Text::tr("podiumctl resume RUN goes on with a run")});
    return host;
}

Result<std::shared_ptr<LocalHost>> LocalHost::glance(const Settings &settings)
{
    const Result<int> version = storage::storedVersion(databaseUrl(settings));
    if (!version)
        return tl::unexpected(version.error());
    if (*version != storage::currentVersion())
        return fail(ErrorCode::NotFound, Text::tr("there is no database of this version"), databaseUrl(settings));
    return look(settings);
}

Result<void> LocalHost::start(bool claim)
{
    const Result<QList<domain::RiskRule>> rules = ownRiskRules(m_settings);
    if (!rules)
        return tl::unexpected(rules.error());
    const Result<domain::PriceTable> prices = priceTable(m_settings);
    if (!prices)
        return tl::unexpected(prices.error());
    const Result<domain::QuietHours> quiet =
        domain::QuietHours::fromText(m_settings.text(QStringLiteral("limits.quiet_hours")));
    if (!quiet)
        return tl::unexpected(quiet.error());

    storage::StorageOptions options;
    options.url = databaseUrl(m_settings);
    options.readWorkflow = readStored;
    options.backupFolder = m_dataFolder + QStringLiteral("/backups");
    m_storage = std::make_unique<storage::Storage>(options);
    m_logs = std::make_unique<LogTee>(*m_storage, m_hub);

    m_engine = std::make_unique<engine::Orchestrator>(engineOptions(m_settings, m_dataFolder, *quiet), *m_storage,
                                                      *m_storage, *m_logs, m_clock);
    m_worktreeStore = std::make_unique<storage::WorktreeLedger>(*m_storage);
    m_worktrees = std::make_unique<agents::WorktreeKeeper>(
        *m_worktreeStore, m_clock,
        agents::WorktreeKeeper::Options{m_dataFolder + QStringLiteral("/worktrees"), worktreePorts(m_settings)});
    m_sharedData = std::make_unique<storage::SharedDataStore>(*m_storage, m_clock);
    m_databases = std::make_unique<storage::DatabaseQueries>(databasesForAgents(m_settings));
    m_embeddings = std::make_unique<agents::EmbeddingClient>(embeddingSettings(m_settings));
    m_credentials = credentialVault(m_settings);
    m_runners = std::make_unique<RunnerSet>(
        agents::RunnerContext{*m_engine, *m_logs, *m_storage, m_clock, m_dataFolder,
                              m_settings.text(QStringLiteral("supervisor.program")),
                              m_settings.number(QStringLiteral("engine.heartbeat")),
                              m_settings.number(QStringLiteral("engine.stop_grace")), m_worktrees.get(),
                              m_storage.get(), m_settings.number(QStringLiteral("engine.supervisor_patience"))},
        agents::ToolPorts{&m_clock, m_sharedData.get(), m_databases.get(), m_embeddings.get()}, m_settings,
        AgentPolicies{*rules, *prices, m_credentials.get()});
    for (engine::IAgentRunner *runner : m_runners->runners())
        m_engine->addRunner(runner);
    m_engine->addSink(m_hub.get());
    QObject::connect(m_engine.get(), &engine::Orchestrator::halted, m_engine.get(),
                     [hub = m_hub](const Error &error) { hub->close(error); });
    m_engineThread.setObjectName(QStringLiteral("engine"));
    m_engine->moveToThread(&m_engineThread);
    m_engineThread.start();

    QFuture<Result<void>> started = m_engine->start(claim);
    started.waitForFinished();
    if (const Result<void> result = started.result(); !result) {
        m_hub->close(result.error());
        return result;
    }
    QFuture<QJsonObject> figures = m_engine->inspect();
    figures.waitForFinished();
    const QJsonObject engine = figures.result().value(QStringLiteral("engine")).toObject();
    m_hub->startAt(engine.value(QStringLiteral("last_seq")).toInteger());
    m_queries = std::make_unique<storage::RunQueries>(databaseUrl(m_settings));
    if (engine.value(QStringLiteral("last_seq")).toInteger() == 0)
        seedAgents();
    if (claim)
        startUpkeep();
    return {};
}

storage::RetentionPolicy LocalHost::retentionPolicy(const Settings &settings)
{
    storage::RetentionPolicy out;
    out.packLogsAfterMs = settings.number(QStringLiteral("retention.pack_logs"));
    out.dropLogsAfterMs = settings.number(QStringLiteral("retention.logs"));
    out.compactRunsAfterMs = settings.number(QStringLiteral("retention.finished_runs"));
    return out;
}

void LocalHost::startUpkeep()
{
    storage::SnapshotPolicy snapshots;
    const qint64 every = m_settings.number(QStringLiteral("backup.every"));
    if (every > 0) {
        snapshots.folder = m_dataFolder + QStringLiteral("/snapshots");
        snapshots.everyMs = every;
        snapshots.keep = int(m_settings.number(QStringLiteral("backup.keep")));
    }
    // A child of the service object: made and ended in its thread.
    QMetaObject::invokeMethod(
        m_service.get(),
        [this, snapshots] {
            auto *upkeep = new storage::Upkeep(*m_storage, databaseUrl(m_settings), retentionPolicy(m_settings),
                                               snapshots, std::make_shared<SystemClock>(), m_service.get());
            QObject::connect(upkeep, &storage::Upkeep::failed, upkeep,
                             [](const Error &error) { qCWarning(logHost).noquote() << "upkeep:" << error.text(); });
            // Walks through folders, which is dear, for what gets old within weeks.
            auto tidied = std::make_shared<QDeadlineTimer>();
            QObject::connect(upkeep, &storage::Upkeep::retentionDone, upkeep, [this, tidied] {
                if (!tidied->hasExpired())
                    return;
                tidied->setRemainingTime(TidyEveryMs);
                whenFinished(
                    removeOldOutput(*m_storage, m_dataFolder, retentionPolicy(m_settings), SystemClock().nowMs()),
                    m_service.get(), [](const Result<qint64> &removed) {
                        if (!removed)
                            qCWarning(logHost).noquote() << "old output:" << removed.error().text();
                    });
            });
            upkeep->start();
        },
        Qt::QueuedConnection);
}

void LocalHost::seedAgents()
{
    // A store in which nothing ever happened gets the agents that come with Podium.
    const QList<domain::Agent> agents = domain::defaultAgents();
    QList<QFuture<Result<QJsonObject>>> replies;
    for (const domain::Agent &agent : agents) {
        engine::Command command;
        command.verb = engine::Command::Verb::SetAgent;
        command.by = QStringLiteral("podium");
        command.agent = agent;
        replies += m_engine->perform(command);
    }
    for (QFuture<Result<QJsonObject>> &reply : replies) {
        reply.waitForFinished();
        if (const Result<QJsonObject> result = reply.result(); !result)
            qCWarning(logHost).noquote() << "an agent was not added:" << result.error().text();
    }
}

QFuture<Result<QJsonObject>> LocalHost::askSession(const QString &runner, const domain::AttemptKey &key,
                                                   const engine::SessionRequest &request)
{
    for (engine::IAgentRunner *candidate : m_runners ? m_runners->runners() : QList<engine::IAgentRunner *>()) {
        if (candidate->name() == runner)
            return candidate->ask(key, request);
    }
    return QtFuture::makeReadyFuture(
        Result<QJsonObject>(fail(ErrorCode::Unavailable, Text::tr("this program has no runner \"%1\"").arg(runner))));
}

QStringList LocalHost::runnerNames() const
{
    QStringList out;
    if (m_runners) {
        for (const engine::IAgentRunner *runner : m_runners->runners())
            out += runner->name();
    }
    out.sort();
    return out;
}

bool LocalHost::enter()
{
    const QMutexLocker lock(&m_callsMutex);
    if (m_closing)
        return false;
    ++m_calls;
    return true;
}

void LocalHost::leave()
{
    const QMutexLocker lock(&m_callsMutex);
    if (--m_calls == 0)
        m_callsDone.wakeAll();
}

void LocalHost::endStreams()
{
    m_hub->close({ErrorCode::Unavailable,
                  Text::tr("the process that ran the engine has ended"),
                  {},
                  Text::tr("podiumctl resume RUN goes on with a run")});
}

void LocalHost::logsAreFollowed(const QString &run)
{
    if (m_logs)
        m_logs->followed(run);
}

QFuture<Result<engine::StoredRun>> LocalHost::storedRun(const QString &run)
{
    return m_queries->storedRun(run, readStored);
}

LocalHost::~LocalHost()
{
    endStreams();
    if (m_worktrees)
        m_worktrees->shutdown(); // What is being prepared or tested; the next process takes it up again.
    {
        // Whatever was called is answered while everything it uses is still there; run.wait ends with the hub.
        QMutexLocker lock(&m_callsMutex);
        m_closing = true;
        while (m_calls > 0)
            m_callsDone.wait(&m_callsMutex);
    }
    // What lives in the service thread ends there, timers and all.
    QMetaObject::invokeMethod(
        m_service.get(),
        [this] {
            const QObjectList children = m_service->children(); // A copy: each of them leaves the list as it goes.
            qDeleteAll(children);
        },
        Qt::BlockingQueuedConnection);
    m_serviceThread.quit();
    m_serviceThread.wait();
    m_service.reset();
    if (m_engine && m_engineThread.isRunning()) {
        QFuture<void> stopped = m_engine->shutdown();
        stopped.waitForFinished();
    }
    m_queries.reset(); // Answers its last questions, which may still speak to the engine.
    m_engineThread.quit();
    m_engineThread.wait();
    // The runners report to the engine: their threads end before it goes.
    m_runners.reset();
    m_embeddings.reset();
    m_databases.reset();
    m_worktrees.reset();
    m_engine.reset();
    m_logs.reset();
    m_storage.reset(); // Writes what is queued and gives the lock back.
}

} // namespace podium::control
