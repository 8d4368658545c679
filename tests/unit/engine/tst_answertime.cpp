// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "enginefixture.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using domain::Approval;
using engine::Command;

namespace
{

constexpr qint64 Minute = 60'000;

Approval question(const QString &id, Approval::Kind kind = Approval::Kind::Question)
{
    Approval out;
    out.id = id;
    out.kind = kind;
    out.subject = {{"input", id}};
    return out;
}

void ask(EngineFixture &f, const Approval &asked)
{
    f.engine->approvalRequested(f.open.first().key, asked, f.now);
    f.settle();
}

QJsonObject yes(const QString &id)
{
    return {{"approval", id}, {"approve", true}};
}

} // namespace

/// Until when requests of agents can be answered, what holds when nobody did, and which answers hold once more.
class TestAnswerTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestExpiresAsTheConfigurationSays()
    {
        EngineFixture f;
        f.policy.answerWithinMs = 10 * Minute;
        f.restart();
        f.submit(workflow({task("a")}));
        ask(f, question("perm-1", Approval::Kind::Permission));
        QCOMPARE(f.approvals["perm-1"].expiresMs, f.now + 10 * Minute);
        f.advance(10 * Minute - 1);
        QCOMPARE(f.approvals["perm-1"].state, Approval::State::Open);
        f.advance(1);
        QCOMPARE(f.approvals["perm-1"].state, Approval::State::Expired);
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Answer);
        QCOMPARE(f.effects.last().approval.state, Approval::State::Expired);
        QVERIFY(!f.perform(Command::Verb::Decide, {}, yes("perm-1"))); // Too late.
        QCOMPARE(f.state("a"), QStringLiteral("RUNNING"));
        QVERIFY(f.replayEqualsState());
    }

    void taskSaysItBetterThanTheConfiguration()
    {
        EngineFixture f;
        f.policy.answerWithinMs = 10 * Minute;
        f.restart();
        domain::TaskSpec a = task("a");
        a.answerWithinMs = Minute;
        f.submit(workflow({a}));
        ask(f, question("q"));
        QCOMPARE(f.approvals["q"].expiresMs, f.now + Minute);
    }

    void withoutALimitRequestsWait()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        ask(f, question("q"));
        QCOMPARE(f.approvals["q"].expiresMs, 0);
        f.advance(1000 * Minute);
        QCOMPARE(f.approvals["q"].state, Approval::State::Open);
    }

    void limitOfAgentsIsNotThatOfPeoplesTasks()
    {
        EngineFixture f;
        f.policy.answerWithinMs = Minute;
        f.restart();
        f.submit(workflow({task("a", {}, "human")}));
        ask(f, question("form", Approval::Kind::Form));
        QCOMPARE(f.approvals["form"].expiresMs, 0); // Its time-out would be its limit.
    }

    void defaultAnswerIsForQuestionsOnly()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.answerWithinMs = Minute;
        a.human.defaultAnswer = QJsonObject{{"*", "the safest"}};
        f.submit(workflow({a}));
        ask(f, question("q"));
        ask(f, question("perm-1", Approval::Kind::Permission));
        f.advance(Minute);
        QCOMPARE(f.approvals["q"].answer, a.human.defaultAnswer.toObject());
        QCOMPARE(f.approvals["perm-1"].state, Approval::State::Expired);
        QVERIFY(f.approvals["perm-1"].answer.isEmpty());
        QVERIFY(f.replayEqualsState());
    }

    /// Podium was away when the time came: the runner asks again, and is told.
    void limitSurvivesARestart()
    {
        EngineFixture f;
        f.policy.answerWithinMs = Minute;
        f.restart();
        f.submit(workflow({task("a")}));
        const Approval asked = question("perm-1", Approval::Kind::Permission);
        ask(f, asked);
        f.advance(Minute / 2);
        f.restart();
        QCOMPARE(f.engine->run("r")->approvals.value("perm-1").expiresMs, f.now + Minute / 2); // Not anew.
        f.advance(Minute);
        QCOMPARE(f.approvals["perm-1"].state, Approval::State::Expired);
        f.effects.clear();
        ask(f, asked);
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Answer);
        QCOMPARE(f.effects.last().approval.state, Approval::State::Expired);
        QCOMPARE(f.log().count("approval.requested a"), 1);
    }

    void whatWasAllowedHoldsOnceMoreIfItIsOfLowRisk_data()
    {
        QTest::addColumn<int>("risk");
        QTest::addColumn<bool>("holds");
        QTest::newRow("low") << int(domain::Risk::Low) << true;
        QTest::newRow("medium") << int(domain::Risk::Medium) << true;
        QTest::newRow("high") << int(domain::Risk::High) << false;
        QTest::newRow("critical") << int(domain::Risk::Critical) << false;
    }
    /// The process may have been lost after it did it.
    void whatWasAllowedHoldsOnceMoreIfItIsOfLowRisk()
    {
        QFETCH(int, risk);
        QFETCH(bool, holds);
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.onInterrupt = domain::OnInterrupt::Resume;
        f.submit(workflow({a}));
        Approval asked = question("perm-1", Approval::Kind::Permission);
        asked.risk = domain::Risk(risk);
        asked.needed = 1;
        ask(f, asked);
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes("perm-1")));
        domain::AttemptOutcome lost;
        lost.status = domain::AttemptOutcome::Status::Interrupted;
        f.finish("a", lost);
        QCOMPARE(f.open.first().key.attempt, 2);
        ask(f, asked);
        QCOMPARE(f.log().count("approval.requested a"), holds ? 1 : 2);
        QCOMPARE(f.approvals["perm-1"].state, holds ? Approval::State::Approved : Approval::State::Open);
        QVERIFY(f.replayEqualsState());
        if (holds)
            return;
        // The same attempt after a restart of Podium: its program has asked once, and is told once.
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes("perm-1")));
        f.effects.clear();
        ask(f, asked);
        QCOMPARE(f.effects.last().approval.state, Approval::State::Approved);
        QCOMPARE(f.log().count("approval.requested a"), 2);
    }

    void whatWasDeniedStaysDenied()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.onInterrupt = domain::OnInterrupt::Resume;
        f.submit(workflow({a}));
        Approval asked = question("perm-1", Approval::Kind::Permission);
        asked.risk = domain::Risk::Critical;
        ask(f, asked);
        QVERIFY(f.perform(Command::Verb::Decide, {}, {{"approval", "perm-1"}, {"approve", false}}));
        domain::AttemptOutcome lost;
        lost.status = domain::AttemptOutcome::Status::Interrupted;
        f.finish("a", lost);
        f.effects.clear();
        ask(f, asked);
        QCOMPARE(f.effects.last().approval.state, Approval::State::Denied);
        QCOMPARE(f.log().count("approval.requested a"), 1);
    }
};

QTEST_GUILESS_MAIN(TestAnswerTime)
#include "tst_answertime.moc"
