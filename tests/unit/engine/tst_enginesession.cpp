// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Messages to agents, conversations that rest, and sessions in other hands.
#include "enginefixture.h"

#include <QTest>

using namespace podium;
using namespace podium::test;
using domain::AttemptOutcome;
using engine::Command;
using engine::Effect;
using Verb = Command::Verb;

class EngineSessionTest : public QObject
{
    Q_OBJECT

    static AttemptOutcome parked(QLatin1StringView as, int messages = 0, qint64 untilMs = AttemptOutcome::Forever)
    {
        AttemptOutcome out;
        out.status = AttemptOutcome::Status::Parked;
        out.errorClass = as;
        out.error = QStringLiteral("waits");
        out.parkedUntilMs = untilMs;
        out.session = QStringLiteral("s-1");
        out.messages = messages;
        return out;
    }
    static QJsonObject says(const char *text) { return {{"text", text}}; }
    static domain::WorkflowPtr talk(bool stays = true)
    {
        domain::TaskSpec spec = task("talk");
        spec.conversation.stays = stays;
        return workflow({spec});
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("illegal event"))); }

    void conversationRestsUntilSomebodySaysSomething()
    {
        EngineFixture f;
        f.submit(talk());
        f.finish("talk", parked(AttemptOutcome::Hibernating));
        QCOMPARE(f.state("talk"), "READY");
        f.advance(qint64(1000) * 24 * 3600 * 1000);
        QVERIFY(f.running().isEmpty());
        f.restart();
        QVERIFY(f.running().isEmpty()); // Not by a restart either.
        QVERIFY(f.perform(Verb::SendMessage, "talk", says("go on")));
        QCOMPARE(f.running(), QStringList{"talk"});
        QCOMPARE(f.open.last().messages, QStringList{"go on"});
        QVERIFY(f.open.last().continues);
        QCOMPARE(f.open.last().session, "s-1");
        QCOMPARE(f.row("talk").failures, 0);
        QVERIFY(f.replayEqualsState());
    }

    void messageThatNobodyHeardBeginsTheNextAttempt()
    {
        EngineFixture f;
        f.submit(talk());
        QVERIFY(f.perform(Verb::SendMessage, "talk", says("one")));
        QVERIFY(f.perform(Verb::SendMessage, "talk", says("two")));
        QCOMPARE(int(f.effects.last().kind), int(Effect::Kind::Send));
        f.finish("talk", parked(AttemptOutcome::Hibernating, 1));
        QCOMPARE(f.running(), QStringList{"talk"}); // It does not rest with one unheard.
        QCOMPARE(f.open.last().messages, QStringList{"two"});
        f.finish("talk", parked(AttemptOutcome::Hibernating, 1));
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.replayEqualsState());
    }

    void messageSentBeforeACrashIsInTheRequestToAttach()
    {
        EngineFixture f;
        f.submit(talk());
        QVERIFY(f.perform(Verb::SendMessage, "talk", says("still there?")));
        f.restart();
        const Effect &attach = f.effects.last();
        QCOMPARE(int(attach.kind), int(Effect::Kind::Attach));
        QCOMPARE(attach.request.messages, QStringList{"still there?"});
    }

    /// A limit that says each time that it ends in a second.
    void limitsInARowAreWaitedForLongerAndLonger()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        const auto limit = [&] {
            domain::AttemptOutcome out;
            out.status = domain::AttemptOutcome::Status::Parked;
            out.errorClass = QStringLiteral("rate_limit");
            out.parkedUntilMs = f.now + 1000;
            f.finish("a", out);
            return f.row("a").notBeforeMs - f.now;
        };
        QList<qint64> waits;
        for (int i = 0; i < 12; ++i) {
            waits.append(limit());
            f.advance(waits.last());
            QCOMPARE(f.running(), QStringList{"a"});
        }
        QCOMPARE(waits.first(3), (QList<qint64>{1000, 10'000, 20'000}));
        QCOMPARE(waits.last(), 15 * 60'000);
        QCOMPARE(f.row("a").failures, 0);
        QVERIFY(f.replayEqualsState());
        f.advance(3'600'000); // It works for an hour: the next limit is another one.
        QCOMPARE(limit(), 1000);
    }

    void messageToAParkedTaskWaitsForItsTime()
    {
        EngineFixture f;
        f.submit(talk(false));
        f.finish("talk", parked(QLatin1StringView("rate_limit"), 0, f.now + 60'000));
        QVERIFY(f.perform(Verb::SendMessage, "talk", says("faster")));
        QVERIFY(f.running().isEmpty());
        f.advance(60'000);
        QCOMPARE(f.running(), QStringList{"talk"});
        QCOMPARE(f.open.last().messages, QStringList{"faster"});
        QVERIFY(!f.open.last().continues);
    }

    void sessionInOtherHandsIsNotGoneOnWith()
    {
        EngineFixture f;
        f.submit(talk(false));
        f.finish("talk", parked(AttemptOutcome::HandedOver));
        QVERIFY(!f.perform(Verb::SendMessage, "talk", says("hello")));
        QVERIFY(!f.perform(Verb::HandOver, "talk"));
        QVERIFY(!f.perform(Verb::AskSession, "talk", {{"do", "interrupt"}}));
        f.advance(1'000'000'000);
        f.restart();
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.perform(Verb::GiveBack, "talk"));
        QCOMPARE(f.running(), QStringList{"talk"}); // A task goes on with its work.
        QVERIFY(f.open.last().continues && f.open.last().messages.isEmpty());
        QVERIFY(!f.perform(Verb::GiveBack, "talk"));
        QVERIFY(f.replayEqualsState());
    }

    void restingConversationIsHandedOverAndRestsAgainAfterwards()
    {
        EngineFixture f;
        f.submit(talk());
        QVERIFY(!f.perform(Verb::HandOver, "talk")); // It runs: its session has to be let go of first.
        f.finish("talk", parked(AttemptOutcome::Hibernating));
        QVERIFY(f.perform(Verb::HandOver, "talk"));
        QVERIFY(!f.perform(Verb::EndConversation, "talk"));
        QVERIFY(f.perform(Verb::GiveBack, "talk"));
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.perform(Verb::HandOver, "talk"));
        QVERIFY(f.perform(Verb::GiveBack, "talk", says("I have done it myself")));
        QCOMPARE(f.open.last().messages, QStringList{"I have done it myself"});
    }

    void parkedTaskThatWasHandedOverMissesItsTime()
    {
        EngineFixture f;
        f.submit(talk(false));
        const qint64 due = f.now + 60'000;
        f.finish("talk", parked(QLatin1StringView("rate_limit"), 0, due));
        QVERIFY(f.perform(Verb::HandOver, "talk"));
        f.advance(120'000);
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.perform(Verb::GiveBack, "talk",
                          {{"as_before", QJsonObject{{"not_before", due}, {"error_class", "rate_limit"}}}}));
        QCOMPARE(f.running(), QStringList{"talk"});
    }

    void restingConversationIsEnded()
    {
        EngineFixture f;
        f.submit(talk());
        QVERIFY(!f.perform(Verb::EndConversation, "talk"));
        f.finish("talk", parked(AttemptOutcome::Hibernating));
        QVERIFY(f.perform(Verb::EndConversation, "talk"));
        QCOMPARE(f.state("talk"), "SKIPPED");
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void whatASessionAgreedToHoldsForLaterAttempts()
    {
        EngineFixture f;
        f.submit(talk());
        QVERIFY(f.perform(Verb::AskSession, "talk", {{"do", "model"}, {"value", "asked"}}));
        f.finish("talk", parked(AttemptOutcome::Hibernating));
        QVERIFY(!f.perform(Verb::AskSession, "talk", {{"do", "model"}, {"value", "late"}}));
        QVERIFY(f.perform(Verb::SendMessage, "talk", says("a")));
        QCOMPARE(f.open.last().spec.model, QString()); // It was only asked.
        QVERIFY(f.perform(Verb::AskSession, "talk", {{"do", "model"}, {"value", "opus"}, {"done", true}}));
        f.finish("talk", parked(AttemptOutcome::Hibernating, 1));
        QVERIFY(f.perform(Verb::SendMessage, "talk", says("b")));
        QCOMPARE(f.open.last().spec.model, "opus");
        QVERIFY(f.replayEqualsState());
        QVERIFY(f.log().contains("session.asked talk"));
    }

    void taskThatIsDoneHasNobodyToTalkTo()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"})}));
        f.finish("a", succeed());
        QVERIFY(!f.perform(Verb::SendMessage, "a", says("hello")));
        QVERIFY(!f.perform(Verb::SendMessage, "b", says(" ")));
        QVERIFY(!f.perform(Verb::SendMessage, "c", says("hello")));
    }
};

QTEST_GUILESS_MAIN(EngineSessionTest)
#include "tst_enginesession.moc"
