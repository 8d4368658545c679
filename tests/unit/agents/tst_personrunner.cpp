// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/person/personrunner.h"

#include <QTest>

using namespace podium;
using domain::Approval;
using domain::AttemptKey;
using domain::AttemptOutcome;

namespace
{

class Recorder : public engine::IAttemptSink
{
public:
    void attemptStarted(const AttemptKey &, const domain::ProcessIdentity &, const QString &) override {}
    void attemptActivity(const AttemptKey &, domain::Activity activity, const QString &) override
    {
        activities.append(activity);
    }
    void attemptHeartbeat(const AttemptKey &, const engine::TreeStats &) override {}
    void attemptUsage(const AttemptKey &, const domain::Usage &) override {}
    void approvalRequested(const AttemptKey &, const Approval &approval) override { asked.append(approval); }
    void approvalWithdrawn(const AttemptKey &, const QString &) override {}
    void attemptFinished(const AttemptKey &, const AttemptOutcome &outcome) override { ended.append(outcome); }

    QList<domain::Activity> activities;
    QList<Approval> asked;
    QList<AttemptOutcome> ended;
};

engine::AttemptRequest form(qint64 timeoutMs = 0, const QString &onTimeout = QStringLiteral("fail"))
{
    engine::AttemptRequest request;
    request.key = {QStringLiteral("r"), 3, 1};
    request.taskKey = QStringLiteral("ask");
    request.claimedMs = 1000;
    request.spec.type = QStringLiteral("human");
    request.spec.timeoutMs = timeoutMs;
    request.spec.human.form = {{"type", "object"}};
    request.spec.human.onTimeout = onTimeout;
    request.spec.human.defaultAnswer = QJsonObject{{"go", false}};
    return request;
}

Approval decided(const Approval &asked, Approval::State state, const QJsonObject &answer = {})
{
    Approval out = asked;
    out.state = state;
    out.answer = answer;
    out.decidedBy = QStringLiteral("anna");
    return out;
}

} // namespace

class PersonRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formIsAskedForAndItsAnswerIsTheResult()
    {
        Recorder sink;
        agents::PersonRunner runner(sink);
        runner.start(form());
        QCOMPARE(sink.asked.size(), 1);
        QCOMPARE(sink.asked.first().kind, Approval::Kind::Form);
        QCOMPARE(sink.activities, QList{domain::Activity::WaitingForPerson});
        runner.answer(form().key,
                      decided(sink.asked.first(), Approval::State::Approved, {{"go", true}, {"comment", "fine"}}));
        QCOMPARE(sink.ended.size(), 1);
        QCOMPARE(sink.ended.first().status, AttemptOutcome::Status::Succeeded);
        QCOMPARE(sink.ended.first().result.toObject(), (QJsonObject{{"go", true}}));
    }

    void askingAgainAfterARestartIsTheSameRequest()
    {
        Recorder sink;
        agents::PersonRunner before(sink);
        before.start(form());
        agents::PersonRunner after(sink);
        after.attach(form());
        QCOMPARE(sink.asked.at(0).id, sink.asked.at(1).id);
        QCOMPARE(sink.asked.at(0).digest, sink.asked.at(1).digest);
    }

    void declinedFormFailsForGood()
    {
        Recorder sink;
        agents::PersonRunner runner(sink);
        runner.start(form());
        runner.answer(form().key, decided(sink.asked.first(), Approval::State::Denied, {{"comment", "no time"}}));
        QCOMPARE(sink.ended.first().errorClass, "declined");
        QVERIFY(!sink.ended.first().retryable);
        QVERIFY(sink.ended.first().error.contains("no time"));
    }

    void unansweredFormFollowsItsPolicy_data()
    {
        QTest::addColumn<QString>("policy");
        QTest::addColumn<int>("status");
        QTest::newRow("fail") << "fail" << int(AttemptOutcome::Status::Failed);
        QTest::newRow("skip") << "skip" << int(AttemptOutcome::Status::Skipped);
        QTest::newRow("default") << "default" << int(AttemptOutcome::Status::Succeeded);
    }
    void unansweredFormFollowsItsPolicy()
    {
        QFETCH(QString, policy);
        QFETCH(int, status);
        Recorder sink;
        agents::PersonRunner runner(sink);
        runner.start(form(5000, policy));
        QCOMPARE(sink.asked.first().expiresMs, 6000);
        runner.answer(form().key, decided(sink.asked.first(), Approval::State::Expired));
        QCOMPARE(int(sink.ended.first().status), status);
        if (policy == "default")
            QCOMPARE(sink.ended.first().result.toObject(), (QJsonObject{{"go", false}}));
    }

    void stopEndsTheWaitOnceAndLateAnswersAreIgnored()
    {
        Recorder sink;
        agents::PersonRunner runner(sink);
        runner.start(form());
        runner.stop(form().key, engine::StopMode::Graceful, 0);
        runner.stop(form().key, engine::StopMode::Kill, 0);
        runner.answer(form().key, decided(sink.asked.first(), Approval::State::Approved));
        QCOMPARE(sink.ended.size(), 1);
        QCOMPARE(sink.ended.first().status, AttemptOutcome::Status::Cancelled);
    }

    void decisionAsksForVotes()
    {
        Recorder sink;
        agents::PersonRunner runner(sink);
        engine::AttemptRequest request = form();
        request.spec.type = QStringLiteral("decision");
        request.spec.decision.options = QStringList{"a", "b"};
        request.spec.decision.quorum = 3;
        runner.start(request);
        QCOMPARE(sink.asked.first().kind, Approval::Kind::Vote);
        QCOMPARE(sink.asked.first().needed, 3);
        QCOMPARE(sink.asked.first().subject["options"].toArray(), (QJsonArray{"a", "b"}));
    }
};

QTEST_GUILESS_MAIN(PersonRunnerTest)
#include "tst_personrunner.moc"
