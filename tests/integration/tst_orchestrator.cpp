// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/definition/workflowloader.h"
#include "engine/orchestrator.h"
#include "storage/storage.h"

#include <QMutex>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>

using namespace podium;
using domain::AttemptKey;
using domain::AttemptOutcome;
using engine::AttemptRequest;
using engine::Command;

namespace
{

/// Ends every attempt at once, or keeps it until the test lets it go.
class TestRunner : public engine::IAgentRunner
{
public:
    explicit TestRunner(engine::IAttemptSink &sink) : m_sink(sink) {}
    QString name() const override { return QStringLiteral("simulated"); }
    void start(const AttemptRequest &request) override { take(request, false); }
    void attach(const AttemptRequest &request) override { take(request, true); }
    void stop(const AttemptKey &key, engine::StopMode, qint64) override
    {
        AttemptOutcome outcome;
        outcome.status = AttemptOutcome::Status::Cancelled;
        m_sink.attemptFinished(key, outcome);
    }
    void answer(const AttemptKey &, const domain::Approval &) override {}
    void send(const AttemptKey &, const QString &) override {}
    void detach() override { detached = true; }

    QList<AttemptRequest> held() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_held;
    }
    int attachedCount() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_attached;
    }

    bool hold = false;
    bool detached = false;
    QJsonValue result = QJsonValue::Null;

private:
    void take(const AttemptRequest &request, bool attached)
    {
        {
            const QMutexLocker lock(&m_mutex);
            m_attached += attached ? 1 : 0;
            if (hold) {
                m_held.append(request);
                return;
            }
        }
        AttemptOutcome outcome;
        outcome.status = AttemptOutcome::Status::Succeeded;
        outcome.result = result;
        m_sink.attemptFinished(request.key, outcome);
    }

    engine::IAttemptSink &m_sink;
    mutable QMutex m_mutex;
    QList<AttemptRequest> m_held;
    int m_attached = 0;
};

class Sink : public engine::IEventSink
{
public:
    void published(const domain::Events &events) override
    {
        const QMutexLocker lock(&m_mutex);
        m_events += events;
    }
    domain::Events all() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_events;
    }
    bool has(domain::EventType type) const
    {
        const QMutexLocker lock(&m_mutex);
        return std::any_of(m_events.cbegin(), m_events.cend(),
                           [type](const domain::Event &event) { return event.type == type; });
    }

private:
    mutable QMutex m_mutex;
    domain::Events m_events;
};

domain::WorkflowPtr layered(int layers, int width)
{
    QByteArray yaml = "name: layered\ntasks:\n";
    for (int layer = 0; layer < layers; ++layer) {
        for (int i = 0; i < width; ++i) {
            yaml += "  - id: t" + QByteArray::number(layer) + "_" + QByteArray::number(i) + "\n    type: simulated\n";
            if (layer == 0)
                continue;
            yaml += "    depends_on: [";
            for (int d = 0; d < qMin(3, width); ++d)
                yaml += (d ? ", t" : "t") + QByteArray::number(layer - 1) + "_" + QByteArray::number((i + d) % width);
            yaml += "]\n";
        }
    }
    const domain::LoadResult loaded = domain::loadWorkflow(yaml, QStringLiteral("layered.yaml"));
    if (!loaded.workflow)
        qFatal("%s", qPrintable(loaded.diagnostics.first().text()));
    return loaded.workflow;
}

/// The real store, with a count of what it was given and has not answered.
class CountingStore : public engine::IRunStore
{
public:
    explicit CountingStore(storage::Storage &store) : m_store(store) {}
    QFuture<Result<engine::StoredState>> takeOver(const QString &owner) override { return m_store.takeOver(owner); }
    QFuture<Result<engine::StoredRun>> loadRun(const QString &run) override { return m_store.loadRun(run); }
    void commit(engine::StoreBatch batch, Committed done) override
    {
        ++given;
        ++underWay;
        m_store.commit(std::move(batch), [this, done = std::move(done)](const Result<void> &result) {
            done(result);
            --underWay;
        });
    }
    std::atomic<int> given = 0;
    std::atomic<int> underWay = 0;

private:
    storage::Storage &m_store;
};

/// Storage, engine thread and runner: what a process of Podium has.
class Process
{
public:
    Process(const QString &folder, bool hold = false, QJsonValue result = QJsonValue::Null)
        : storage(options(folder)), runner(nullptr)
    {
        engine::EngineOptions settings;
        settings.owner = QStringLiteral("test");
        settings.dataFolder = folder;
        settings.maxParallel = 64;
        orchestrator = std::make_unique<engine::Orchestrator>(settings, storage, storage, storage, clock);
        runner = std::make_unique<TestRunner>(*orchestrator);
        runner->hold = hold;
        runner->result = result;
        orchestrator->addRunner(runner.get());
        orchestrator->addSink(&sink);
        orchestrator->moveToThread(&thread);
        thread.start();
    }
    ~Process()
    {
        orchestrator->shutdown().waitForFinished();
        end();
    }
    /// Gone without a goodbye, as far as one process can play that: nothing more is decided or committed.
    void end()
    {
        if (!thread.isRunning())
            return;
        thread.quit();
        thread.wait();
        orchestrator.reset();
    }
    Result<QJsonObject> submit(const domain::WorkflowPtr &workflow, const QString &run)
    {
        Command command;
        command.run = run;
        command.workflow = workflow;
        command.by = QStringLiteral("test");
        return orchestrator->perform(command).result();
    }
    static storage::StorageOptions options(const QString &folder)
    {
        storage::StorageOptions out;
        out.url = folder + QStringLiteral("/podium.db");
        out.readWorkflow = [](const QJsonObject &definition, const QString &) -> Result<domain::WorkflowPtr> {
            return domain::workflowFromDefinition(definition).workflow;
        };
        return out;
    }

    SystemClock clock;
    storage::Storage storage;
    QThread thread;
    std::unique_ptr<engine::Orchestrator> orchestrator;
    std::unique_ptr<TestRunner> runner;
    Sink sink;
};

} // namespace

class OrchestratorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsAWorkflowOnARealStoreAndPublishesGaplessEvents()
    {
        QTemporaryDir folder;
        Process process(folder.path());
        QVERIFY(process.orchestrator->start().result());
        QVERIFY(process.submit(layered(5, 4), QStringLiteral("r")));
        QTRY_VERIFY_WITH_TIMEOUT(process.sink.has(domain::EventType::RunFinished), 20'000);
        const domain::Events events = process.sink.all();
        for (qsizetype i = 0; i < events.size(); ++i)
            QCOMPARE(events.at(i).seq, i + 1);
        QCOMPARE(events.last().data.value("state").toString(), "COMPLETED");
        const Result<engine::StoredRun> stored = process.storage.loadRun(QStringLiteral("r")).result();
        QVERIFY(stored);
        QCOMPARE(stored->events.size(), events.size());
    }

    void nextProcessAttachesToWhatWasRunningAndFinishesTheRun()
    {
        QTemporaryDir folder;
        QByteArray before;
        {
            Process first(folder.path(), true);
            QVERIFY(first.orchestrator->start().result());
            QVERIFY(first.submit(layered(3, 4), QStringLiteral("r")));
            QTRY_COMPARE_WITH_TIMEOUT(first.runner->held().size(), 4, 20'000);
        }
        Process second(folder.path());
        QVERIFY(second.orchestrator->start().result());
        QTRY_VERIFY_WITH_TIMEOUT(second.sink.has(domain::EventType::RunFinished), 20'000);
        QCOMPARE(second.runner->attachedCount(), 4);
        const Result<engine::StoredRun> stored = second.storage.loadRun(QStringLiteral("r")).result();
        QVERIFY(stored);
        int claims = 0;
        for (const domain::Event &event : stored->events)
            claims += event.type == domain::EventType::TaskClaimed ? 1 : 0;
        QCOMPARE(claims, 12); // nothing was started twice
    }

    void secondSchedulerOnTheSameStoreIsRefused()
    {
        QTemporaryDir folder;
        Process first(folder.path());
        QVERIFY(first.orchestrator->start().result());
        Process second(folder.path());
        const Result<void> started = second.orchestrator->start().result();
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::Conflict);
        const Result<QJsonObject> refused = second.submit(layered(1, 1), QStringLiteral("r"));
        QVERIFY(!refused);
    }

    void finishedRunIsLoadedAgainForARetry()
    {
        QTemporaryDir folder;
        Process process(folder.path());
        QVERIFY(process.orchestrator->start().result());
        QVERIFY(process.submit(layered(2, 2), QStringLiteral("r")));
        QTRY_VERIFY_WITH_TIMEOUT(process.sink.has(domain::EventType::RunFinished), 20'000);
        Command retry;
        retry.verb = Command::Verb::RetryTask;
        retry.run = QStringLiteral("r");
        retry.task = QStringLiteral("t0_0");
        QVERIFY(process.orchestrator->perform(retry).result());
        QTRY_VERIFY_WITH_TIMEOUT(process.sink.all().last().type == domain::EventType::RunFinished &&
                                     process.sink.has(domain::EventType::RunReopened),
                                 20'000);
        retry.run = QStringLiteral("nobody");
        QCOMPARE(process.orchestrator->perform(retry).result().error().code, ErrorCode::NotFound);
    }

    void largeResultsTravelByReference()
    {
        QTemporaryDir folder;
        const QString large(100'000, u'x');
        Process process(folder.path(), false, QJsonObject{{"text", large}});
        QVERIFY(process.orchestrator->start().result());
        QVERIFY(process.submit(layered(2, 1), QStringLiteral("r")));
        QTRY_VERIFY_WITH_TIMEOUT(process.sink.has(domain::EventType::RunFinished), 20'000);
        for (const domain::Event &event : process.sink.all()) {
            if (event.type != domain::EventType::TaskSucceeded)
                continue;
            const QJsonObject reference = event.data.value("result").toObject();
            const QString hash = reference.value("$artifact").toString();
            QCOMPARE(hash.size(), 64);
            QVERIFY(canonicalJson(event.data).size() < 4000);
            const Result<QByteArray> bytes = process.storage.get(hash);
            QVERIFY(bytes);
            QVERIFY(bytes->contains(large.toUtf8()));
        }
    }

    void refusedCommitHaltsTheEngineAndSaysWhy()
    {
        QTemporaryDir folder;
        storage::StorageOptions options = Process::options(folder.path());
        std::atomic_bool full = false;
        options.connection.fault = [&full](const QString &sql, bool) -> std::optional<Error> {
            if (full && sql.contains(QLatin1StringView("events")))
                return Error{ErrorCode::Exhausted, QStringLiteral("the disk is full"), {}, {}};
            return std::nullopt;
        };
        storage::Storage store(options);
        SystemClock clock;
        engine::EngineOptions settings;
        settings.dataFolder = folder.path();
        QThread thread;
        engine::Orchestrator orchestrator(settings, store, store, store, clock);
        TestRunner runner(orchestrator);
        orchestrator.addRunner(&runner);
        std::atomic_bool halted = false;
        QObject::connect(
            &orchestrator, &engine::Orchestrator::halted, &orchestrator, [&](const Error &) { halted = true; },
            Qt::DirectConnection);
        orchestrator.moveToThread(&thread);
        thread.start();
        QVERIFY(orchestrator.start().result());
        full = true;
        Command command;
        command.run = QStringLiteral("r");
        command.workflow = layered(1, 1);
        const Result<QJsonObject> refused = orchestrator.perform(command).result();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Exhausted);
        QVERIFY(halted);
        QCOMPARE(orchestrator.perform(command).result().error().code, ErrorCode::Exhausted);
        orchestrator.shutdown().waitForFinished();
        thread.quit();
        thread.wait();
    }

    void nothingIsCommittedAfterTheShutdown()
    {
        QTemporaryDir folder;
        storage::Storage store(Process::options(folder.path()));
        CountingStore counted(store);
        SystemClock clock;
        engine::EngineOptions settings;
        settings.dataFolder = folder.path();
        settings.maxParallel = 40;
        QThread thread;
        engine::Orchestrator orchestrator(settings, counted, store, store, clock);
        TestRunner runner(orchestrator);
        runner.hold = true;
        orchestrator.addRunner(&runner);
        orchestrator.moveToThread(&thread);
        thread.start();
        QVERIFY(orchestrator.start().result());
        Command command;
        command.run = QStringLiteral("r");
        command.workflow = layered(2, 40);
        QVERIFY(orchestrator.perform(command).result());
        QTRY_COMPARE_WITH_TIMEOUT(runner.held().size(), 40, 20'000);
        const auto endNext = [&](qsizetype from, qsizetype to) {
            AttemptOutcome outcome;
            outcome.status = AttemptOutcome::Status::Succeeded;
            for (qsizetype i = from; i < to; ++i)
                orchestrator.attemptFinished(runner.held().at(i).key, outcome);
        };
        // Some end while the engine shuts down, the others afterwards.
        const std::unique_ptr<QThread> worker(QThread::create([&] { endNext(0, 20); }));
        worker->start();
        orchestrator.shutdown().waitForFinished();
        worker->wait();
        const int given = counted.given;
        endNext(20, 40);
        QMetaObject::invokeMethod(
            &orchestrator, [] {}, Qt::BlockingQueuedConnection);
        QCOMPARE(counted.given.load(), given);
        QTRY_COMPARE(counted.underWay.load(), 0); // The last one has only to return.
        QVERIFY(runner.detached);
        QCOMPARE(orchestrator.perform(command).result().error().code, ErrorCode::Unavailable);
        thread.quit();
        thread.wait();
    }

    void noTimerRunsAfterTheShutdown()
    {
        QTemporaryDir folder;
        Process process(folder.path(), true);
        QVERIFY(process.orchestrator->start().result());
        const domain::LoadResult loaded = domain::loadWorkflow(
            "name: w\ntasks:\n  - {id: a, type: simulated, timeout: 1h}\n", QStringLiteral("w.yaml"));
        QVERIFY(process.submit(loaded.workflow, QStringLiteral("r")));
        QTRY_COMPARE(process.runner->held().size(), 1);
        const auto counted = [&process] {
            qsizetype count = 0;
            QMetaObject::invokeMethod(
                process.orchestrator.get(),
                [&] {
                    for (const QTimer *timer : process.orchestrator->findChildren<QTimer *>())
                        count += timer->isActive();
                },
                Qt::BlockingQueuedConnection);
            return count;
        };
        QCOMPARE(counted(), 2); // When the task is over time, and when it has given no sign of life.
        process.orchestrator->shutdown().waitForFinished();
        QCOMPARE(counted(), 0); // They could not be stopped from the thread that destroys them.
    }

    void wideRunOfManyTasksCompletes()
    {
        QTemporaryDir folder;
        Process process(folder.path());
        QVERIFY(process.orchestrator->start().result());
        const domain::WorkflowPtr workflow = layered(100, 100);
        QVERIFY(process.submit(workflow, QStringLiteral("r")));
        QTRY_VERIFY_WITH_TIMEOUT(process.sink.has(domain::EventType::RunFinished), 60'000);
    }
};

QTEST_GUILESS_MAIN(OrchestratorTest)
#include "tst_orchestrator.moc"
