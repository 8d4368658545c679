// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowloader.h"
#include "storage/queries.h"
#include "storage/storage.h"
#include "support/backends.h"
#include "support/storesamples.h"

#include <QMap>
#include <QTest>

using namespace podium;
using namespace podium::test;
using namespace podium::storage;
using domain::EventType;
using domain::TaskState;
using engine::StoreBatch;

/// What is learnt from earlier runs for estimates.
class TestTaskHistory : public QObject
{
    Q_OBJECT
private:
    Backends m_backends;

private Q_SLOTS:
    void historyIsThatOfAttemptsByTheFullKey_data() { Backends::addRows(); }
    void historyIsThatOfAttemptsByTheFullKey()
    {
        const QString url = m_backends.fresh();
        Storage store(sampleOptions(url));
        RunQueries queries(url);
        const Result<engine::StoredState> state = await(store.takeOver(QStringLiteral("test")));
        QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
        qint64 seq = 0;
        const QString run = QStringLiteral("alpha-1");
        QVERIFY(commitNow(store, creationOf(run, sampleWorkflow(6, QStringLiteral("alpha")), seq)));
        StoreBatch batch;
        const auto add = [&](int index, const char *key, const char *runner, qint64 ms) {
            engine::TaskRow task = sampleTask(run, index, TaskState::Success);
            task.key = QLatin1StringView(key);
            task.runner = QLatin1StringView(runner);
            task.startedMs = 1000;
            task.finishedMs = 1000 + ms;
            batch.tasks << task;
            batch.events << sampleEvent(++seq, run, EventType::TaskSucceeded, index, 1);
        };
        add(0, "taken", "fork", 0);
        add(1, "each", "expansion", 900);
        add(2, "each[0]", "shell", 40);
        add(3, "sub", "expansion", 800);
        add(4, "sub/each", "simulated", 7);
        add(5, "loop[12]#3/each", "claude", 8);
        QVERIFY(commitNow(store, batch));
        const auto history = await(queries.history(QStringLiteral("alpha"), 10));
        QVERIFY(history);
        QMap<QString, qint64> took;
        for (const TaskHistory &entry : *history)
            took.insert(entry.path, entry.durationMs);
        const QMap<QString, qint64> expected{
            {QStringLiteral("each"), 40}, {QStringLiteral("sub/each"), 7}, {QStringLiteral("loop/each"), 8}};
        QCOMPARE(took, expected);
    }

    void kindsAreComparedOverAllWorkflows_data() { Backends::addRows(); }
    void kindsAreComparedOverAllWorkflows()
    {
        const QString url = m_backends.fresh();
        Storage store(sampleOptions(url));
        RunQueries queries(url);
        QVERIFY(await(store.takeOver(QStringLiteral("test"))));
        qint64 seq = 0;
        for (const QString &name : {QStringLiteral("alpha"), QStringLiteral("beta")}) {
            const QString run = name + QStringLiteral("-1");
            QVERIFY(commitNow(store, creationOf(run, sampleWorkflow(4, name), seq)));
            StoreBatch batch;
            const auto add = [&](int index, const char *kind, TaskState state, double usd) {
                engine::TaskRow task = sampleTask(run, index, state);
                task.key = QStringLiteral("t%1").arg(index);
                task.type = QStringLiteral("agent");
                task.kind = QLatin1StringView(kind);
                task.runner = QStringLiteral("claude");
                task.agent = QStringLiteral("ada");
                task.attempt = 1;
                task.startedMs = 1000;
                task.finishedMs = 1000 + 10 * (index + 1);
                task.usage = task.attemptUsage = domain::Usage();
                task.usage.usd = task.attemptUsage.usd = usd;
                batch.tasks << task;
                domain::Event end = sampleEvent(
                    ++seq, run, state == TaskState::Success ? EventType::TaskSucceeded : EventType::TaskFailed, index,
                    1);
                end.timeMs = task.finishedMs;
                batch.events << end;
            };
            add(0, "review", TaskState::Success, 0.5);
            add(1, "review", TaskState::Failed, 0.25);
            add(2, "code", TaskState::Success, 2);
            add(3, "", TaskState::Success, 4);
            QVERIFY(commitNow(store, batch));
        }
        const auto history = await(queries.kindHistory({QStringLiteral("review"), QStringLiteral("poetry")}));
        QVERIFY(history);
        QCOMPARE(history->size(), 2); // What failed says nothing of how long it takes.
        for (const KindHistory &entry : *history) {
            QCOMPARE(entry.type + entry.kind, QStringLiteral("agentreview"));
            QCOMPARE(entry.durationMs, 10);
            QCOMPARE(entry.usd.value_or(-1), 0.5);
        }
        QVERIFY(await(queries.kindHistory({}))->isEmpty());
        const auto spent = await(queries.spendingByKind(0));
        QVERIFY2(spent, qPrintable(spent ? QString() : spent.error().text()));
        QStringList told;
        for (const KindSpending &kind : *spent) {
            told += QStringLiteral("%1 %2 %3/%4 of %5")
                        .arg(kind.kind)
                        .arg(kind.spent.usd)
                        .arg(kind.succeeded)
                        .arg(kind.failed)
                        .arg(kind.spent.attempts);
        }
        QCOMPARE(told, QStringList({QStringLiteral("code 4 2/0 of 2"), QStringLiteral("review 1.5 2/2 of 4")}));
        QVERIFY(await(queries.spendingByKind(100'000))->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTaskHistory)
#include "tst_taskhistory.moc"
