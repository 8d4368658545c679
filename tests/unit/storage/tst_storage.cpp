// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "storage/storage.h"
#include "support/backends.h"
#include "support/storesamples.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using domain::EventType;
using domain::RunState;
using domain::TaskState;
using engine::StoreBatch;
using engine::StoredRun;
using engine::StoredState;
using storage::Storage;

/// Storage behind the engine's ports, on SQLite and on PostgreSQL.
class TestStorage : public QObject
{
    Q_OBJECT

private:
    Backends m_backends;

private Q_SLOTS:
    void newDatabaseIsEmpty_data() { Backends::addRows(); }
    void newDatabaseIsEmpty()
    {
        Storage store(sampleOptions(m_backends.fresh()));
        const Result<StoredState> state = await(store.takeOver(QStringLiteral("me")));
        QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
        QCOMPARE(state->epoch, 1);
        QCOMPARE(state->lastSeq, 0);
        QVERIFY(state->runs.isEmpty());
        QVERIFY(state->agents.isEmpty());
    }

    void unfinishedRunsComeBackWithTheirEvents_data() { Backends::addRows(); }
    void unfinishedRunsComeBackWithTheirEvents()
    {
        const QString url = m_backends.fresh();
        const domain::WorkflowPtr workflow = sampleWorkflow();
        qint64 seq = 0;
        StoreBatch first = creationOf(QStringLiteral("one"), workflow, seq);
        first.events.last().data = {{QStringLiteral("odd"), QStringLiteral("'; \\ \" ? \u00e4 \U0001F600 \n %1 $1")},
                                    {QStringLiteral("nul"), QString(QChar(u'\0'))},
                                    {QStringLiteral("big"), 9007199254740993LL},
                                    {QStringLiteral("real"), 0.1}};
        const domain::Events written = first.events;
        {
            Storage store(sampleOptions(url));
            QVERIFY(await(store.takeOver(QStringLiteral("me"))));
            QVERIFY(commitNow(store, first));
            StoreBatch second = creationOf(QStringLiteral("two"), workflow, seq);
            second.runs.first().state = RunState::Completed;
            QVERIFY(commitNow(store, second));
        }
        Storage store(sampleOptions(url));
        const Result<StoredState> state = await(store.takeOver(QStringLiteral("me again")));
        QVERIFY(state);
        QCOMPARE(state->epoch, 2);
        QCOMPARE(state->lastSeq, seq);
        QCOMPARE(state->runs.size(), 1);
        const StoredRun &run = state->runs.first();
        QCOMPARE(run.workflow->hash, workflow->hash);
        QCOMPARE(run.workflow->sourceFile, workflow->sourceFile);
        QCOMPARE(run.events.size(), written.size());
        for (qsizetype i = 0; i < written.size(); ++i) {
            QCOMPARE(canonicalJson(domain::toJson(run.events.at(i))), canonicalJson(domain::toJson(written.at(i))));
        }
        const Result<StoredRun> finished = await(store.loadRun(QStringLiteral("two")));
        QVERIFY(finished);
        QCOMPARE(finished->events.size(), 2);
        const Result<StoredRun> none = await(store.loadRun(QStringLiteral("three")));
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::NotFound);
    }

    void callbacksComeInTheOrderOfTheCommits_data() { Backends::addRows(); }
    void callbacksComeInTheOrderOfTheCommits()
    {
        Storage store(sampleOptions(m_backends.fresh()));
        QVERIFY(await(store.takeOver(QStringLiteral("me"))));
        qint64 seq = 0;
        QVERIFY(commitNow(store, creationOf(QStringLiteral("run"), sampleWorkflow(), seq)));
        QList<int> order;
        for (int i = 0; i < 500; ++i) {
            StoreBatch batch;
            batch.events << sampleEvent(++seq, QStringLiteral("run"), EventType::TaskReady, i % 3);
            batch.tasks << sampleTask(QStringLiteral("run"), i % 3, TaskState::Ready);
            store.commit(batch, [&order, i](const Result<void> &done) {
                if (done)
                    order.append(i);
            });
        }
        QVERIFY(commitNow(store, {}));
        QCOMPARE(order.size(), 500);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QCOMPARE(await(store.loadRun(QStringLiteral("run")))->events.size(), 502);
    }

    void committingWithoutTakingOverIsRefused_data() { Backends::addRows(); }
    void committingWithoutTakingOverIsRefused()
    {
        Storage store(sampleOptions(m_backends.fresh()));
        const Result<void> done = commitNow(store, {});
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Conflict);
    }

    void afterARefusedBatchNothingIsCommittedUntilTakeOver_data() { Backends::addRows(); }
    void afterARefusedBatchNothingIsCommittedUntilTakeOver()
    {
        Storage store(sampleOptions(m_backends.fresh()));
        QVERIFY(await(store.takeOver(QStringLiteral("me"))));
        qint64 seq = 0;
        QVERIFY(commitNow(store, creationOf(QStringLiteral("run"), sampleWorkflow(), seq)));
        StoreBatch twice; // A sequence number that is there already: a defect of the engine.
        twice.events << sampleEvent(seq, QStringLiteral("run"), EventType::TaskReady, 0);
        QVERIFY(!commitNow(store, twice));
        StoreBatch good;
        good.events << sampleEvent(seq + 1, QStringLiteral("run"), EventType::TaskReady, 0);
        QVERIFY(!commitNow(store, good));
        const Result<StoredState> state = await(store.takeOver(QStringLiteral("me")));
        QVERIFY(state);
        QCOMPARE(state->lastSeq, seq);
        QVERIFY(commitNow(store, good));
    }

    void secondWriterIsRefusedAndNamesTheFirst_data() { Backends::addRows(); }
    void secondWriterIsRefusedAndNamesTheFirst()
    {
        const QString url = m_backends.fresh();
        auto first = std::make_unique<Storage>(sampleOptions(url));
        QVERIFY(await(first->takeOver(QStringLiteral("the first one"))));
        Storage second(sampleOptions(url));
        const Result<StoredState> refused = await(second.takeOver(QStringLiteral("the second one")));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY2(refused.error().message.contains(u"the first one"), qPrintable(refused.error().message));
        qint64 seq = 0;
        QVERIFY(commitNow(*first, creationOf(QStringLiteral("run"), sampleWorkflow(), seq)));
        QCOMPARE(await(second.loadRun(QStringLiteral("run")))->events.size(), 2); // Reading needs no lock.
        first.reset();
        QVERIFY(await(second.takeOver(QStringLiteral("the second one"))));
    }

    void artifactsAreKeptByContent_data() { Backends::addRows(); }
    void artifactsAreKeptByContent()
    {
        Storage store(sampleOptions(m_backends.fresh()));
        QVERIFY(!store.put("x", QStringLiteral("text/plain")));
        QVERIFY(await(store.takeOver(QStringLiteral("me"))));
        QByteArray binary;
        for (int i = 0; i < 100'000; ++i)
            binary.append(char(i * 2654435761u >> 24));
        for (const QByteArray &bytes : {QByteArray("text"), QByteArray(), QByteArray(1'000'000, 'x'), binary}) {
            const Result<QString> hash = store.put(bytes, QStringLiteral("text/plain"));
            QVERIFY2(hash, qPrintable(hash ? QString() : hash.error().text()));
            QCOMPARE(*hash, sha256Hex(bytes));
            QCOMPARE(store.put(bytes, QStringLiteral("text/plain")), hash);
            QCOMPARE(store.get(*hash), Result<QByteArray>(bytes));
        }
        QCOMPARE(store.get(QStringLiteral("none")).error().code, ErrorCode::NotFound);
    }

    void streamsAreReadOnFromWhereTheyWereStored_data() { Backends::addRows(); }
    void streamsAreReadOnFromWhereTheyWereStored()
    {
        const QString url = m_backends.fresh();
        const domain::AttemptKey key{QStringLiteral("run"), 0, 1};
        {
            Storage store(sampleOptions(url));
            QVERIFY(await(store.takeOver(QStringLiteral("me"))));
            QCOMPARE(store.lastOffset(key, QStringLiteral("stdout")), 0);
            store.append({sampleLine(QStringLiteral("run"), 0, QStringLiteral("hello"), 6),
                          sampleLine(QStringLiteral("run"), 0, QStringLiteral("wor\0ld"), 12)});
            QCOMPARE(store.lastOffset(key, QStringLiteral("stdout")), 12);
            QCOMPARE(store.pendingBytes(), 0);
            store.append({sampleLine(QStringLiteral("run"), 0, QStringLiteral("last words"), 23)});
        }
        Storage store(sampleOptions(url));
        QCOMPARE(store.lastOffset(key, QStringLiteral("stdout")), 23);
        QCOMPARE(store.lastOffset(key, QStringLiteral("stderr")), 0);
    }
};

QTEST_GUILESS_MAIN(TestStorage)
#include "tst_storage.moc"
