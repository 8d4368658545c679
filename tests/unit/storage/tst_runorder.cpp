// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/queries.h"
#include "storage/storage.h"
#include "support/backends.h"
#include "support/storesamples.h"

#include <QTest>

using namespace podium;
using namespace podium::storage;
using namespace podium::test;
using domain::RunState;
using engine::StoreBatch;

/// In which order the store lists runs, which words find them, and how they come in pages.
class TestRunOrder : public QObject
{
    Q_OBJECT

private:
    Backends m_backends;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<RunQueries> m_queries;
    qint64 m_seq = 0;

    /// Three runs: alpha-1 (completed), alpha-2 (in progress), beta-1 (failed).
    void fill()
    {
        const QString url = m_backends.fresh();
        m_store = std::make_unique<Storage>(sampleOptions(url));
        m_queries = std::make_unique<RunQueries>(url);
        m_seq = 0;
        const Result<engine::StoredState> state = await(m_store->takeOver(QStringLiteral("test")));
        QVERIFY2(state, qPrintable(state ? QString() : state.error().text()));
        const domain::WorkflowPtr alpha = sampleWorkflow(3, QStringLiteral("alpha"));
        const domain::WorkflowPtr beta = sampleWorkflow(2, QStringLiteral("beta"));
        const QList<std::tuple<QString, domain::WorkflowPtr, RunState>> runs{
            {QStringLiteral("alpha-1"), alpha, RunState::Completed},
            {QStringLiteral("alpha-2"), alpha, RunState::InProgress},
            {QStringLiteral("beta-1"), beta, RunState::Failed}};
        qint64 created = 1000;
        for (const auto &[id, workflow, state2] : runs) {
            StoreBatch batch = creationOf(id, workflow, m_seq);
            batch.runs.first().state = state2;
            batch.runs.first().createdMs = ++created;
            QVERIFY(commitNow(*m_store, batch));
        }
    }

    QStringList idsOf(const RunFilter &filter, int limit = 100)
    {
        QStringList ids;
        const auto runs = await(m_queries->listRuns(filter, limit));
        if (!runs)
            return {runs.error().text()};
        for (const engine::RunRow &run : *runs)
            ids << run.id;
        return ids;
    }

private Q_SLOTS:
    void cleanup()
    {
        m_queries.reset();
        m_store.reset();
    }

    void runsComeInTheOrderThatIsAskedFor_data() { Backends::addRows(); }
    void runsComeInTheOrderThatIsAskedFor()
    {
        fill();
        const domain::WorkflowPtr gamma = sampleWorkflow(1, QStringLiteral("gamma"));
        // Beside alpha-1, alpha-2 and beta-1, which began at once and have not ended.
        const auto add = [&](const char *id, RunState state, const char *title, qint64 took, double usd) {
            StoreBatch batch = creationOf(QLatin1StringView(id), gamma, m_seq);
            engine::RunRow &run = batch.runs.first();
            run.state = state;
            run.title = QLatin1StringView(title);
            run.createdMs = 2000 + m_seq;
            run.startedMs = took > 0 ? run.createdMs : 0;
            run.finishedMs = run.startedMs + took;
            if (usd >= 0)
                run.usage.usd = usd;
            QVERIFY(commitNow(*m_store, batch));
        };
        add("short", RunState::Completed, "Apples, pears", 10, 7.5);
        add("long", RunState::Cancelled, "", 900, 0.25);
        add("unbegun", RunState::Pending, "zebra", 0, -1);
        RunFilter filter;
        filter.text = QStringLiteral("gamma");
        const auto ordered = [&](RunOrder order, bool reverse = false) {
            filter.order = order;
            filter.reverse = reverse;
            return idsOf(filter);
        };
        QCOMPARE(ordered(RunOrder::Newest), QStringList({"unbegun", "long", "short"}));
        QCOMPARE(ordered(RunOrder::Newest, true), QStringList({"short", "long", "unbegun"}));
        QCOMPARE(ordered(RunOrder::Longest), QStringList({"long", "short", "unbegun"}));
        QCOMPARE(ordered(RunOrder::Longest, true), QStringList({"short", "long", "unbegun"}));
        QCOMPARE(ordered(RunOrder::Dearest), QStringList({"short", "long", "unbegun"}));
        QCOMPARE(ordered(RunOrder::Dearest, true), QStringList({"long", "short", "unbegun"}));
        QCOMPARE(ordered(RunOrder::State), QStringList({"unbegun", "long", "short"}));
        QCOMPARE(ordered(RunOrder::Name), QStringList({"short", "long", "unbegun"})); // "long" has only a workflow.
        filter = {};
        filter.order = RunOrder::State;
        QCOMPARE(idsOf(filter), QStringList({"alpha-2", "beta-1", "unbegun", "long", "short", "alpha-1"}));
        // What goes on is as long as it has taken until now.
        filter.states = {RunState::InProgress, RunState::Cancelled};
        filter.order = RunOrder::Longest;
        const qint64 started = await(m_queries->run(QStringLiteral("alpha-2")))->startedMs;
        filter.nowMs = started + 100;
        QCOMPARE(idsOf(filter), QStringList({"long", "alpha-2"}));
        filter.nowMs = started + 1000;
        QCOMPARE(idsOf(filter), QStringList({"alpha-2", "long"}));
    }

    void runsAreSearchedByWordsAndReadInPages_data() { Backends::addRows(); }
    void runsAreSearchedByWordsAndReadInPages()
    {
        fill();
        RunFilter filter;
        filter.text = QStringLiteral(" ALPHA  pha-2");
        QCOMPARE(idsOf(filter), QStringList({"alpha-2"})); // Each word anywhere, in whatever order.
        filter.text = QStringLiteral("alpha beta");
        QCOMPARE(idsOf(filter), QStringList());
        QCOMPARE(await(m_queries->countRuns(filter)).value(), 0);
        filter.text = QStringLiteral("run");
        filter.offset = 1;
        QCOMPARE(idsOf(filter, 1), QStringList({"alpha-2"}));
        filter.offset = 2;
        QCOMPARE(idsOf(filter), QStringList({"alpha-1"}));
        QCOMPARE(await(m_queries->countRuns(filter)).value(), 3);
    }
};

QTEST_GUILESS_MAIN(TestRunOrder)
#include "tst_runorder.moc"
