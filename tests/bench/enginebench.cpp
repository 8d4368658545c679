// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/enginebench.h"

#include "agents/process/runnerthread.h"
#include "agents/shell/shellrunner.h"
#include "agents/simulated/simulatedrunner.h"
#include "base/ids.h"
#include "base/json.h"
#include "storage/storage.h"

#include <QElapsedTimer>

#include <semaphore>

namespace podium::bench
{

namespace
{

constexpr std::chrono::minutes TimeLimit(10);

/// Keeps a runner in a thread of its own, which ends before the runner goes.
template<typename Runner> struct Threaded
{
    explicit Threaded(std::unique_ptr<Runner> made) : runner(std::move(made)), thread(*runner) {}

    std::unique_ptr<Runner> runner;
    agents::RunnerThread thread;
};

template<typename Runner> std::shared_ptr<engine::IAgentRunner> threaded(std::unique_ptr<Runner> runner)
{
    const auto both = std::make_shared<Threaded<Runner>>(std::move(runner));
    return {both, both->runner.get()};
}

} // namespace

/// Notes when runs become possible and when they end; read by the thread that waits for `ended`.
class EngineBench::Sink : public engine::IEventSink
{
public:
    explicit Sink(const QElapsedTimer &timer) : m_timer(timer) {}

    void published(const domain::Events &events) override
    {
        for (const domain::Event &event : events) {
            if (event.type == domain::EventType::TaskReady)
                readyNs = m_timer.nsecsElapsed();
            if (event.type == domain::EventType::TaskFailed || event.type == domain::EventType::TaskBlocked)
                trouble = QString::fromUtf8(canonicalJson(event.data));
            if (event.type == domain::EventType::RunFinished) {
                state = event.data.value(QStringLiteral("state")).toString();
                ended.release();
            }
        }
    }

    std::binary_semaphore ended{0};
    qint64 readyNs = 0;
    QString state;
    QString trouble;

private:
    const QElapsedTimer &m_timer;
};

/// Stands between engine and runner: a sink for the runner, so that the start of an attempt can be timed.
class EngineBench::Probe : public engine::IAttemptSink
{
public:
    explicit Probe(engine::IAttemptSink &next) : m_next(next) { timer.start(); }

    void attemptStarted(const domain::AttemptKey &key, const domain::ProcessIdentity &process,
                        const QString &session) override
    {
        startedNs = timer.nsecsElapsed();
        m_next.attemptStarted(key, process, session);
    }
    void attemptActivity(const domain::AttemptKey &key, domain::Activity activity, const QString &detail) override
    {
        m_next.attemptActivity(key, activity, detail);
    }
    void attemptHeartbeat(const domain::AttemptKey &key, const engine::TreeStats &stats) override
    {
        m_next.attemptHeartbeat(key, stats);
    }
    void attemptUsage(const domain::AttemptKey &key, const domain::Usage &usage) override
    {
        m_next.attemptUsage(key, usage);
    }
    void approvalRequested(const domain::AttemptKey &key, const domain::Approval &approval) override
    {
        m_next.approvalRequested(key, approval);
    }
    void approvalWithdrawn(const domain::AttemptKey &key, const QString &approvalId) override
    {
        m_next.approvalWithdrawn(key, approvalId);
    }
    void attemptFinished(const domain::AttemptKey &key, const domain::AttemptOutcome &outcome) override
    {
        if (startedNs.load() == 0)
            startedNs = timer.nsecsElapsed();
        m_next.attemptFinished(key, outcome);
    }

    QElapsedTimer timer;
    std::atomic<qint64> startedNs = 0;

private:
    engine::IAttemptSink &m_next;
};

MakeRunner simulatedRunner()
{
    return [](engine::IAttemptSink &sink, storage::Storage &store, const Clock &clock, const QString &) {
        return threaded(std::make_unique<agents::SimulatedRunner>(sink, store, clock));
    };
}

MakeRunner shellRunner()
{
    return [](engine::IAttemptSink &sink, storage::Storage &store, const Clock &clock, const QString &folder) {
        return threaded(std::make_unique<agents::ShellRunner>(
            agents::RunnerContext{sink, store, store, clock, folder, QStringLiteral(PODIUM_SUPERVISOR_PROGRAM)}));
    };
}

EngineBench::EngineBench() = default;

Result<std::unique_ptr<EngineBench>> EngineBench::start(const QString &folder, const MakeRunner &makeRunner,
                                                        int maxParallel)
{
    std::unique_ptr<EngineBench> bench(new EngineBench);
    storage::StorageOptions storageOptions;
    storageOptions.url = QStringLiteral("sqlite://%1/podium.db").arg(folder);
    bench->m_store = std::make_unique<storage::Storage>(storageOptions);

    engine::EngineOptions options;
    options.owner = QStringLiteral("bench");
    options.dataFolder = folder;
    options.maxParallel = maxParallel;
    storage::Storage &store = *bench->m_store;
    bench->m_engine = std::make_unique<engine::Orchestrator>(options, store, store, store, bench->m_clock);
    bench->m_probe = std::make_unique<Probe>(*bench->m_engine);
    bench->m_sink = std::make_unique<Sink>(bench->m_probe->timer);
    bench->m_runner = makeRunner(*bench->m_probe, store, bench->m_clock, folder);
    bench->m_engine->addRunner(bench->m_runner.get());
    bench->m_engine->addSink(bench->m_sink.get());
    bench->m_thread.setObjectName(QStringLiteral("engine"));
    bench->m_engine->moveToThread(&bench->m_thread);
    bench->m_thread.start();

    QFuture<Result<void>> started = bench->m_engine->start();
    started.waitForFinished();
    if (!started.result())
        return tl::unexpected(started.result().error());
    return bench;
}

EngineBench::~EngineBench()
{
    m_engine->shutdown().waitForFinished();
    m_thread.quit();
    m_thread.wait();
    m_runner.reset();
    m_engine.reset();
}

Result<void> EngineBench::run(const domain::WorkflowPtr &workflow)
{
    engine::Command command;
    command.verb = engine::Command::Verb::SubmitRun;
    command.run = newId();
    command.by = QStringLiteral("bench");
    command.workflow = workflow;
    QFuture<Result<QJsonObject>> submitted = m_engine->perform(command);
    submitted.waitForFinished();
    if (!submitted.result())
        return tl::unexpected(submitted.result().error());
    if (!m_sink->ended.try_acquire_for(TimeLimit))
        return fail(ErrorCode::Timeout, QStringLiteral("the run did not end within ten minutes"), m_sink->trouble);
    if (m_sink->state != u"COMPLETED")
        return fail(ErrorCode::Internal, QStringLiteral("the run ended as %1").arg(m_sink->state), m_sink->trouble);
    return {};
}

Result<QList<double>> EngineBench::startLatencies(const domain::WorkflowPtr &workflow, int times)
{
    QList<double> latencies;
    for (int i = 0; i < times; ++i) {
        m_probe->startedNs = 0;
        const qint64 before = m_probe->timer.nsecsElapsed();
        if (const Result<void> done = run(workflow); !done)
            return tl::unexpected(done.error());
        latencies.append(double(m_probe->startedNs - before) / 1e6);
    }
    return latencies;
}

} // namespace podium::bench
