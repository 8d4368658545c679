// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "enginefixture.h"

#include <QJsonArray>
#include <QTest>

using namespace podium;
using namespace podium::test;

namespace
{

void addAgents(EngineFixture &f, const QStringList &names, const QStringList &capabilities, int places = 1)
{
    for (const QString &name : names) {
        domain::Agent agent;
        agent.name = name;
        agent.runner = QStringLiteral("simulated");
        agent.capabilities = capabilities;
        agent.maxParallel = places;
        f.engine->scheduler().setAgent(agent);
    }
    f.settle();
}

domain::TaskSpec work(const QString &id, const QStringList &capabilities, const QStringList &dependsOn = {})
{
    domain::TaskSpec spec = task(id, dependsOn, QStringLiteral("agent"));
    spec.capabilities = capabilities;
    return spec;
}

domain::TaskSpec seats(int count, const QStringList &dependsOn = {})
{
    domain::TaskSpec spec = work(QStringLiteral("vote"), {QStringLiteral("review")}, dependsOn);
    spec.antiAffinity = spec.id;
    spec.foreach = domain::Foreach{QStringLiteral("range(%1)").arg(count)};
    return spec;
}

domain::TaskSpec around(const QList<domain::TaskSpec> &tasks, const QStringList &dependsOn = {})
{
    domain::TaskSpec spec = task(QStringLiteral("review"), dependsOn, QStringLiteral("workflow"));
    spec.sub.definition = workflow(tasks);
    return spec;
}

QStringList sitting(const EngineFixture &f, const QString &before = {})
{
    QStringList out;
    for (int seat = 0; seat < 3; ++seat)
        out.append(f.row(before + QStringLiteral("vote[%1]").arg(seat)).agent);
    return out;
}

} // namespace

/// Who reviews: different agents, and nobody his own work.
class TestSeats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differentAgentsSitInDifferentSeats()
    {
        EngineFixture f;
        addAgents(f, {"a", "b", "c", "d"}, {"review"}, 9);
        f.submit(workflow({seats(3)}));
        QCOMPARE(sitting(f), (QStringList{"a", "b", "c"}));
        QVERIFY(f.row("vote[2]").why.isEmpty());
        QVERIFY(f.replayEqualsState());
    }

    /// Whoever has answered keeps the seat: the next one is not given to the fastest.
    void seatIsKeptAfterTheAnswer()
    {
        EngineFixture f;
        addAgents(f, {"a", "b"}, {"review"}, 1);
        f.engine->scheduler().setLimits({1, {}, {}, {}});
        f.submit(workflow({seats(2)}));
        const QString first = f.row("vote[0]").agent;
        f.finish("vote[0]", succeed());
        QVERIFY(!f.row("vote[1]").agent.isEmpty());
        QVERIFY(f.row("vote[1]").agent != first);
    }

    void seatIsWaitedForWhileOneWithoutIsBusy()
    {
        EngineFixture f;
        addAgents(f, {"a"}, {"review"}, 9);
        addAgents(f, {"b"}, {"review", "other"});
        f.submit(workflow({work("other", {"other"})}), {}, "busy");
        f.submit(workflow({seats(2)}));
        QCOMPARE(f.row("vote[0]").agent, "a");
        QCOMPARE(f.state("vote[1]"), "READY");
        bool told = false;
        for (const engine::Scheduler::Waiting &waiting : f.engine->scheduler().waiting())
            told |= waiting.why == "waits for b: whoever else fits has a seat already" && !waiting.forGood;
        QVERIFY(told);
        f.finish("other", succeed(), "busy");
        QCOMPARE(f.row("vote[1]").agent, "b");
    }

    void whereTooFewFitTheDoubledSeatSaysSo()
    {
        EngineFixture f;
        addAgents(f, {"a", "b"}, {"review"}, 9);
        f.submit(workflow({seats(3)}));
        const QStringList agents = sitting(f);
        QCOMPARE(QSet<QString>(agents.begin(), agents.end()).size(), 2);
        QVERIFY(agents.at(0) != agents.at(1));
        QCOMPARE(f.row("vote[2]").why,
                 agents.at(2) + QStringLiteral(" has another seat, too: there is no further agent for this one"));
        QVERIFY(f.row("vote[0]").why.isEmpty() && f.row("vote[1]").why.isEmpty());
        QVERIFY(f.replayEqualsState());
    }

    void oneThatFailedHasLeftItsSeat()
    {
        EngineFixture f;
        addAgents(f, {"a", "b"}, {"review"}, 1);
        domain::TaskSpec vote = seats(2);
        vote.onFailure = domain::FailurePolicy::AllowFailure;
        vote.foreach->maxParallel = 1;
        f.submit(workflow({vote}));
        f.finish("vote[0]", failWith("startup", false));
        QVERIFY(!f.row("vote[1]").agent.isEmpty());
        QVERIFY(f.row("vote[1]").why.isEmpty());
    }

    void nobodyJudgesHisOwnWork()
    {
        EngineFixture f;
        addAgents(f, {"author"}, {"code", "review"}, 9);
        addAgents(f, {"b", "c"}, {"review"}, 9);
        f.submit(workflow({work("code", {"code"}), task("test", {"code"}), around({seats(3)}, {"test"})}));
        f.finish("code", succeed());
        f.finish("test", succeed());
        const QStringList agents = sitting(f, "review/");
        QVERIFY2(!agents.contains("author") && !agents.contains(QString()), qPrintable(agents.join(' ')));
        QVERIFY(agents.at(0) != agents.at(1));
    }

    void whereOnlyTheAuthorFitsTheReviewWaitsAndSaysWhy()
    {
        EngineFixture f;
        addAgents(f, {"author"}, {"code", "review"}, 9);
        f.submit(workflow({work("code", {"code"}), around({seats(3)}, {"code"})}));
        f.finish("code", succeed());
        QCOMPARE(f.state("review/vote[0]"), "READY");
        QCOMPARE(f.row("review/vote[0]").why,
                 "the only agent that fits, author, must not do it (anti-affinity to what is judged)");
        addAgents(f, {"b"}, {"review"}, 9);
        f.advance(1);
        QCOMPARE(f.row("review/vote[0]").agent, "b");
    }

    void refusalOfASubWorkflowIsThatOfItsTasks()
    {
        EngineFixture f;
        addAgents(f, {"author"}, {"code", "review"}, 9);
        addAgents(f, {"b"}, {"review"}, 9);
        domain::TaskSpec review = around({work("look", {"review"})}, {"code"});
        review.antiAffinity = QStringLiteral("code");
        f.submit(workflow({work("code", {"code"}), review}));
        f.finish("code", succeed());
        QCOMPARE(f.row("review/look").agent, "b");
    }

    void runThatJudgesAgentsIsDoneByOthers()
    {
        EngineFixture f;
        addAgents(f, {"author", "b"}, {"review"}, 9);
        f.submit(workflow({work("look", {"review"})}), {{"not_by", QJsonArray{"author"}}});
        QCOMPARE(f.row("look").agent, "b");
        f.submit(workflow({work("look", {"review"})}), {{"not_by", QJsonArray{"author", "b"}}}, "none");
        QCOMPARE(f.state("look", "none"), "READY");
        QCOMPARE(f.row("look", "none").why,
                 "the agents that fit, author, b, must not do it (anti-affinity to what the run is about)");
        f.restart();
        QCOMPARE(f.state("look", "none"), "READY");
        QVERIFY(f.replayEqualsState());
    }
};

QTEST_GUILESS_MAIN(TestSeats)
#include "tst_seats.moc"
