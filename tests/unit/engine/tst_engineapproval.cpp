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

domain::TaskSpec gated(const QString &id, int approvals = 1)
{
    domain::TaskSpec spec = task(id);
    spec.gate = domain::Gate{QStringLiteral("Deploy {{ run.id }}?"), {}, approvals};
    return spec;
}

domain::TaskSpec reviewed(const QString &id)
{
    domain::TaskSpec spec = task(id);
    spec.review = domain::Gate{QStringLiteral("Good?"), {}, 1};
    return spec;
}

QJsonObject yes(const Approval &approval, QJsonObject more = {})
{
    more.insert("approval", approval.id);
    more.insert("approve", true);
    return more;
}

QJsonObject no(const Approval &approval, QJsonObject more = {})
{
    more.insert("approval", approval.id);
    more.insert("approve", false);
    return more;
}

} // namespace

class EngineApprovalTest : public QObject
{
    Q_OBJECT

    static Approval only(const EngineFixture &f)
    {
        for (const Approval &approval : f.approvals) {
            if (approval.state == Approval::State::Open)
                return approval;
        }
        return {};
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("illegal event"))); }

    /// A request of the running attempt of "work"; each has another id.
    static Approval asks(EngineFixture &f, const QString &command, domain::Risk risk = domain::Risk::Medium,
                         int needed = 0)
    {
        static int s_count = 0;
        Approval asked;
        asked.id = QStringLiteral("ask-%1").arg(++s_count);
        asked.kind = Approval::Kind::Permission;
        asked.risk = risk;
        asked.needed = needed;
        asked.title = command;
        asked.subject = {{"tool", "Bash"},
                         {"input", QJsonObject{{"command", command}, {"description", asked.id}}},
                         {"cwd", "/ws/a"}};
        f.engine->approvalRequested(f.open.first().key, asked, f.now);
        f.settle();
        return f.approvals.value(asked.id);
    }

    void alwaysAllowingAnswersTheNextEqualRequest_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("place");
        QTest::newRow("workflow") << "workflow"
                                  << "w";
        QTest::newRow("folder") << "folder"
                                << "/ws/a";
    }

    void alwaysAllowingAnswersTheNextEqualRequest()
    {
        QFETCH(QString, scope);
        EngineFixture f;
        f.submit(workflow({task("work")}));
        const Approval first = asks(f, "make test");
        QCOMPARE(first.state, Approval::State::Open);
        const Result<QJsonObject> given = f.perform(Command::Verb::Decide, {}, yes(first, {{"always", scope}}));
        QVERIFY2(given, given ? "" : qPrintable(given.error().text()));
        QVERIFY(f.log().contains("permit.given"));
        const Approval next = asks(f, "make test");
        QCOMPARE(next.state, Approval::State::Approved);
        QCOMPARE(next.decidedBy, "anna");
        QVERIFY(!next.answer.value("permit").toString().isEmpty());
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Answer);
        QCOMPARE(f.effects.last().approval.id, next.id);
        // Nothing else: neither another command, nor the same one where it is riskier.
        QCOMPARE(asks(f, "make install").state, Approval::State::Open);
        QCOMPARE(asks(f, "make test", domain::Risk::High).state, Approval::State::Open);
        QVERIFY(f.replayEqualsState());
    }

    void permitsEndWhenTheyAreRevokedAndOutliveTheEngine()
    {
        EngineFixture f;
        f.submit(workflow({task("work")}));
        const Approval first = asks(f, "make test");
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(first, {{"always", "workflow"}})));
        f.restart();
        const Approval next = asks(f, "make test");
        QCOMPARE(next.state, Approval::State::Approved);
        const QJsonObject revoke{{"permit", next.answer.value("permit").toString().left(4)}};
        QVERIFY(f.perform(Command::Verb::RevokePermit, {}, revoke));
        QCOMPARE(asks(f, "make test").state, Approval::State::Open);
        QVERIFY(!f.perform(Command::Verb::RevokePermit, {}, revoke));
        f.restart();
        QCOMPARE(asks(f, "make test").state, Approval::State::Open);
    }

    void whatIsRiskyIsNotAllowedAlways()
    {
        EngineFixture f;
        f.submit(workflow({task("work")}));
        const Approval risky = asks(f, "git push", domain::Risk::High);
        const Result<QJsonObject> given = f.perform(Command::Verb::Decide, {}, yes(risky, {{"always", "workflow"}}));
        QVERIFY(!given);
        QCOMPARE(given.error().code, ErrorCode::PermissionDenied);
        QCOMPARE(f.approvals[risky.id].state, Approval::State::Open);
        QVERIFY(!f.perform(Command::Verb::Decide, {}, yes(risky, {{"always", "world"}})));
    }

    void criticalRequestsNeedSeveralPeopleWhoAgreeToTheSame()
    {
        EngineFixture f;
        f.submit(workflow({task("work")}));
        const Approval asked = asks(f, "rm -rf /", domain::Risk::Critical);
        QCOMPARE(asked.needed, 2);
        const auto vote = [&](const QString &by, const QJsonObject &more = {}) {
            return f.perform(Command::Verb::Decide, {}, yes(asked, more), "r", by);
        };
        const auto changed = [](const char *command) {
            return QJsonObject{{"answer", QJsonObject{{"updated_input", QJsonObject{{"command", command}}}}}};
        };
        QVERIFY(vote("anna", changed("rm -rf build")));
        QCOMPARE(f.approvals[asked.id].state, Approval::State::Open);
        QVERIFY(!vote("anna", changed("rm -rf build")));
        QVERIFY(!vote("ben"));
        QVERIFY(!vote("ben", changed("rm -rf /")));
        QVERIFY(vote("ben", changed("rm -rf build")));
        const Approval decided = f.approvals[asked.id];
        QCOMPARE(decided.state, Approval::State::Approved);
        QCOMPARE(decided.answer.value("updated_input").toObject().value("command").toString(), "rm -rf build");
        QCOMPARE(decided.answer.value("votes").toArray().size(), 2);
        // A rule may say how many; one no is enough.
        QCOMPARE(asks(f, "rm -rf /", domain::Risk::Critical, 3).needed, 3);
        const Approval other = asks(f, "rm -rf /usr", domain::Risk::Critical);
        QVERIFY(f.perform(Command::Verb::Decide, {}, no(other)));
        QCOMPARE(f.approvals[other.id].state, Approval::State::Denied);
    }

    void whoAsksWithATextThatCannotBeFilledInFails()
    {
        for (const bool isGate : {true, false}) {
            EngineFixture f;
            domain::TaskSpec spec = isGate ? gated("deploy") : reviewed("deploy");
            (isGate ? spec.gate : spec.review)->message = QStringLiteral("Deploy {{ 1 / 0 }}?");
            f.submit(workflow({spec, task("end", {"deploy"})}));
            if (!isGate)
                f.finish("deploy", succeed(QJsonObject{{"ok", true}}));
            QCOMPARE(f.state("deploy"), QStringLiteral("FAILED"));
            QCOMPARE(f.row("deploy").errorClass, QStringLiteral("expression"));
            QVERIFY2(!f.row("deploy").why.isEmpty(), qPrintable(f.row("deploy").why));
            QVERIFY(f.approvals.isEmpty());
            QCOMPARE(f.state("end"), QStringLiteral("BLOCKED"));
            QVERIFY(f.replayEqualsState());
        }
    }

    void gateHoldsTheTaskUntilItIsApproved()
    {
        EngineFixture f;
        f.submit(workflow({gated("deploy"), task("end", {"deploy"})}));
        QCOMPARE(f.state("deploy"), "BLOCKED");
        QCOMPARE(f.runState(), "IN_PROGRESS");
        const Approval asked = only(f);
        QCOMPARE(asked.reason, "Deploy r?");
        QVERIFY(!asked.digest.isEmpty());
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(asked)));
        QCOMPARE(f.running(), QStringList{"deploy"});
        QCOMPARE(f.approvals[asked.id].decidedBy, "anna");
    }

    void whatIsForARoleIsDecidedByItsPeopleAndAgents()
    {
        EngineFixture f;
        f.policy.roles = {{"Web testing", {"tess", "tom"}}};
        f.restart();
        domain::Agent agent;
        agent.name = "checker";
        agent.role = "web_testing";
        agent.runner = "simulated";
        f.engine->scheduler().setAgent(agent);
        domain::TaskSpec for2 = gated("deploy", 3);
        for2.gate->role = "web-testing";
        domain::TaskSpec nobodys = gated("other");
        nobodys.gate->role = "supervisor";
        f.submit(workflow({for2, nobodys}));
        const auto askedFor = [&f](const char *role) {
            for (const Approval &approval : std::as_const(f.approvals)) {
                if (approval.role == QLatin1String(role))
                    return approval;
            }
            return Approval();
        };
        const auto decide = [&](const char *role, const QString &by, bool approve = true) {
            return f.perform(Command::Verb::Decide, {}, approve ? yes(askedFor(role)) : no(askedFor(role)), "r", by);
        };
        for (const char *other : {"anna", "web-testing", "supervisor"})
            QCOMPARE(decide("web-testing", other, false).error().code, ErrorCode::PermissionDenied);
        QVERIFY(decide("web-testing", "anna").error().hint.contains("tess, tom"));
        for (const char *its : {"tess", "checker", "tom"})
            QVERIFY(decide("web-testing", its));
        QCOMPARE(f.running(), QStringList{"deploy"});
        // A role without people: only on purpose.
        QVERIFY(decide("supervisor", "anna").error().hint.contains("--as \"supervisor\""));
        QVERIFY(decide("supervisor", "Supervisor"));
        QCOMPARE(f.running(), QStringList({"deploy", "other"}));
    }

    void deniedGateFailsTheTaskWithTheReason()
    {
        EngineFixture f;
        f.submit(workflow({gated("deploy")}));
        QVERIFY(f.perform(Command::Verb::Decide, {}, no(only(f), {{"comment", "not on Friday"}})));
        QCOMPARE(f.state("deploy"), "FAILED");
        QVERIFY(f.row("deploy").why.contains("not on Friday"));
        QCOMPARE(f.row("deploy").attempt, 0);
    }

    void decisionOnSomethingElseThanWasShownIsRefused()
    {
        EngineFixture f;
        f.submit(workflow({gated("deploy")}));
        const Result<QJsonObject> done = f.perform(Command::Verb::Decide, {}, yes(only(f), {{"digest", "0123"}}));
        QCOMPARE(done.error().code, ErrorCode::Conflict);
        QCOMPARE(f.state("deploy"), "BLOCKED");
    }

    void decidingTwiceIsRefused()
    {
        EngineFixture f;
        f.submit(workflow({gated("deploy"), task("b")}));
        const Approval asked = only(f);
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(asked)));
        QCOMPARE(f.perform(Command::Verb::Decide, {}, no(asked)).error().code, ErrorCode::Conflict);
    }

    void quorumNeedsDifferentPeople()
    {
        EngineFixture f;
        f.submit(workflow({gated("deploy", 2)}));
        const Approval asked = only(f);
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(asked), {}, "anna"));
        QCOMPARE(f.state("deploy"), "BLOCKED");
        const Result<QJsonObject> again = f.perform(Command::Verb::Decide, {}, yes(asked), {}, "anna");
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QVERIFY2(again.error().hint.contains("--as"), qPrintable(again.error().text()));
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(asked), {}, "bo"));
        QCOMPARE(f.state("deploy"), "RUNNING");
    }

    void reviewedWorkWaitsAndIsAcceptedOrDoneAgain()
    {
        EngineFixture f;
        f.submit(workflow({reviewed("draft"), task("end", {"draft"})}));
        f.finish("draft", succeed(QJsonValue("v1")));
        QCOMPARE(f.state("draft"), "AWAITING_REVIEW");
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.perform(Command::Verb::Decide, {}, no(only(f), {{"changes", true}, {"comment", "shorter"}})));
        QCOMPARE(f.running(), QStringList{"draft"});
        QCOMPARE(f.open.first().reviewNote, "shorter");
        f.finish("draft", succeed(QJsonValue("v2")));
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(only(f))));
        QCOMPARE(f.state("draft"), "SUCCESS");
        QCOMPARE(f.row("draft").result.toString(), "v2");
        QCOMPARE(f.running(), QStringList{"end"});
    }

    void whatTimesOutWhileTheRunIsCancelledIsNotTriedAgain()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.timeoutMs = 100;
        a.retry.maxAttempts = 3;
        f.submit(workflow({a}));
        f.advance(100);
        QVERIFY(f.perform(Command::Verb::CancelRun));
        domain::AttemptOutcome parked;
        parked.status = domain::AttemptOutcome::Status::Parked;
        parked.parkedUntilMs = f.now + 1000;
        f.finish("a", parked);
        QCOMPARE(f.state("a"), "CANCELLED");
        QCOMPARE(f.runState(), "CANCELLED");
    }

    void workThatEndsWhileTheRunIsCancelledIsNotReviewed()
    {
        EngineFixture f;
        f.submit(workflow({reviewed("draft"), task("end", {"draft"})}));
        QVERIFY(f.perform(Command::Verb::CancelRun));
        f.finish("draft", succeed());
        QCOMPARE(f.state("draft"), "CANCELLED");
        QVERIFY(only(f).id.isEmpty());
        QCOMPARE(f.runState(), "CANCELLED");
    }

    void rejectedWorkFailsTheTask()
    {
        EngineFixture f;
        f.submit(workflow({reviewed("draft"), task("end", {"draft"})}));
        f.finish("draft", succeed());
        QVERIFY(f.perform(Command::Verb::Decide, {}, no(only(f))));
        QCOMPARE(f.state("draft"), "FAILED");
        QCOMPARE(f.state("end"), "BLOCKED");
        QCOMPARE(f.runState(), "FAILED");
    }

    void runnersRequestIsAskedOnceAndAnsweredOnce()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        Approval asked;
        asked.id = "perm-1";
        asked.kind = Approval::Kind::Permission;
        asked.subject = {{"tool", "Bash"}};
        const domain::AttemptKey key = f.open.first().key;
        f.engine->approvalRequested(key, asked, f.now);
        f.engine->approvalRequested(key, asked, f.now);
        f.settle();
        QCOMPARE(f.log().count("approval.requested a"), 1);
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(asked)));
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Answer);
        QCOMPARE(f.effects.last().approval.state, Approval::State::Approved);
        // After a re-attach the runner asks again: it is told the decision, nobody is asked.
        f.engine->approvalRequested(key, asked, f.now);
        f.settle();
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Answer);
        QCOMPARE(f.log().count("approval.requested a"), 1);
    }

    void requestOfALostProcessIsTakenUpByTheNext()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.onInterrupt = domain::OnInterrupt::Resume;
        f.submit(workflow({a}));
        domain::AttemptOutcome lost;
        lost.status = domain::AttemptOutcome::Status::Interrupted;
        const auto ask = [&](const QString &id) {
            Approval asked;
            asked.id = id;
            asked.kind = Approval::Kind::Permission;
            asked.subject = {{"tool", "Bash"}, {"input", id}};
            f.engine->approvalRequested(f.open.first().key, asked, f.now);
            f.settle();
            return asked;
        };
        const Approval given = ask("given");
        const Approval refused = ask("refused");
        const Approval open = ask("open");
        const Approval late = ask("late");
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(given)));
        QVERIFY(f.perform(Command::Verb::Decide, {}, no(refused)));
        f.finish("a", lost);
        QCOMPARE(f.open.first().key.attempt, 2);
        for (const char *id : {"open", "late"})
            QCOMPARE(f.approvals[id].state, Approval::State::Open);
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(late))); // Nobody listens yet.
        f.restart();
        f.settle();
        const qsizetype asked = f.log().count("approval.requested a");

        f.effects.clear();
        for (const char *id : {"given", "refused", "open", "late"})
            ask(id);
        QCOMPARE(f.log().count("approval.requested a"), asked); // Nobody is asked twice.
        QStringList answers;
        for (const engine::Effect &effect : std::as_const(f.effects)) {
            if (effect.kind == engine::Effect::Kind::Answer && effect.key.attempt == 2)
                answers.append(effect.approval.id + u' ' + domain::approvalStateName(effect.approval.state));
        }
        QCOMPARE(answers, (QStringList{"given approved", "refused denied", "late approved"}));
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(open)));
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Answer);
        QCOMPARE(f.effects.last().key.attempt, 2);

        const Approval more = ask("more");
        f.finish("a", lost);
        QCOMPARE(f.approvals["more"].state, Approval::State::Open);
        f.finish("a", succeed());
        QCOMPARE(f.approvals["more"].state, Approval::State::Closed); // Nobody has asked for it again.
        QVERIFY(f.replayEqualsState());
    }

    void answersOfBeforeAFailureAreNotTakenUp()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.retry.maxAttempts = 2;
        f.submit(workflow({a}));
        Approval asked;
        asked.id = "perm-1";
        asked.kind = Approval::Kind::Permission;
        asked.subject = {{"tool", "Bash"}};
        f.engine->approvalRequested(f.open.first().key, asked, f.now);
        f.settle();
        QVERIFY(f.perform(Command::Verb::Decide, {}, no(asked)));
        f.finish("a", failWith("api_error"));
        f.advance(60'000);
        QCOMPARE(f.open.first().key.attempt, 2);
        f.engine->approvalRequested(f.open.first().key, asked, f.now);
        f.settle();
        QCOMPARE(f.log().count("approval.requested a"), 2);
        QCOMPARE(f.approvals["perm-1"].state, Approval::State::Open);
        QCOMPARE(f.approvals["perm-1"].attempt, 2);
    }

    void requestExpiresAndSaysSo()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        Approval asked;
        asked.id = "perm-1";
        asked.expiresMs = f.now + 1000;
        f.engine->approvalRequested(f.open.first().key, asked, f.now);
        f.settle();
        f.advance(1000);
        QCOMPARE(f.approvals["perm-1"].state, Approval::State::Expired);
        QCOMPARE(f.effects.last().approval.state, Approval::State::Expired);
    }

    void openRequestsCloseWithTheirAttempt()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        Approval asked;
        asked.id = "perm-1";
        f.engine->approvalRequested(f.open.first().key, asked, f.now);
        f.settle();
        f.finish("a", failWith("killed"));
        QCOMPARE(f.approvals["perm-1"].state, Approval::State::Closed);
    }

    void lostProcessFollowsItsPolicy_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<QString>("state");
        QTest::newRow("retry") << int(domain::OnInterrupt::Retry) << "RUNNING";
        QTest::newRow("resume") << int(domain::OnInterrupt::Resume) << "RUNNING";
        QTest::newRow("review") << int(domain::OnInterrupt::Review) << "AWAITING_REVIEW";
        QTest::newRow("fail") << int(domain::OnInterrupt::Fail) << "FAILED";
    }
    void lostProcessFollowsItsPolicy()
    {
        QFETCH(int, policy);
        QFETCH(QString, state);
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.onInterrupt = domain::OnInterrupt(policy);
        f.submit(workflow({a}));
        domain::AttemptOutcome lost;
        lost.status = domain::AttemptOutcome::Status::Interrupted;
        lost.session = "s1";
        f.finish("a", lost);
        QCOMPARE(f.state("a"), state);
        QCOMPARE(f.row("a").failures, state == "FAILED" ? 1 : 0);
        if (policy == int(domain::OnInterrupt::Resume))
            QCOMPARE(f.open.first().session, "s1");
        if (policy == int(domain::OnInterrupt::Retry))
            QCOMPARE(f.open.first().session, QString());
        if (policy == int(domain::OnInterrupt::Review)) {
            QVERIFY(f.perform(Command::Verb::Decide, {}, yes(only(f))));
            QCOMPARE(f.running(), QStringList{"a"});
        }
    }

    void reviewersCountOnceHoweverOftenTheyAreAsked()
    {
        EngineFixture f;
        f.submit(workflow({task("work")}));
        const Approval asked = asks(f, "deploy", domain::Risk::Critical, 2);
        const auto reviewed = [&](const QString &run) {
            return f.perform(Command::Verb::Decide, {},
                             yes(asked, {{"answer", QJsonObject{{"reviewers", QJsonObject{{"run", run}}}}}}), {},
                             QStringLiteral("reviewers (%1)").arg(run));
        };
        QVERIFY(reviewed("consult-1"));
        QVERIFY(!reviewed("consult-2"));
        QCOMPARE(f.approvals[asked.id].state, Approval::State::Open);
        QVERIFY(f.perform(Command::Verb::Decide, {}, yes(asked), {}, "anna"));
        QCOMPARE(f.approvals[asked.id].state, Approval::State::Approved);
    }

    void aQuestionIsNotApprovedWithoutAnAnswer()
    {
        EngineFixture f;
        f.submit(workflow({task("work")}));
        Approval asked;
        asked.id = "question-1";
        asked.kind = Approval::Kind::Question;
        f.engine->approvalRequested(f.open.first().key, asked, f.now);
        f.settle();
        QVERIFY(!f.perform(Command::Verb::Decide, {}, yes(f.approvals[asked.id], {{"comment", "yes"}})));
        QCOMPARE(f.approvals[asked.id].state, Approval::State::Open);
        QVERIFY(f.perform(Command::Verb::Decide, {},
                          yes(f.approvals[asked.id], {{"answer", QJsonObject{{"Which?", "Blue"}}}})));
        QCOMPARE(f.approvals[asked.id].state, Approval::State::Approved);
    }

    void voteIsDecidedByItsQuorumAndNotByATie()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a", {}, "decision");
        a.decision.options = QStringList{"x", "y"};
        f.submit(workflow({a}));
        QCOMPARE(f.running(), QStringList{"a"});
        Approval vote;
        vote.id = "vote-1";
        vote.kind = Approval::Kind::Vote;
        vote.needed = 2;
        vote.subject = {{"options", QJsonArray{"x", "y"}}};
        f.engine->approvalRequested(f.open.first().key, vote, f.now);
        f.settle();
        const auto cast = [&](const QString &who, const QString &choice) {
            return f.perform(Command::Verb::Decide, {}, yes(vote, {{"answer", QJsonObject{{"choice", choice}}}}), {},
                             who);
        };
        QVERIFY(!cast("anna", "z"));
        QVERIFY(cast("anna", "x"));
        QVERIFY(cast("bo", "y"));
        QCOMPARE(f.approvals["vote-1"].state, Approval::State::Open);
        QVERIFY(cast("cy", "y"));
        QCOMPARE(f.approvals["vote-1"].state, Approval::State::Approved);
        QCOMPARE(f.approvals["vote-1"].answer["choice"].toString(), "y");
    }

    void anOptionNeedsTheQuorumAndAVoteMayBeChanged()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a", {}, "decision");
        a.decision.options = QStringList{"x", "y", "z"};
        f.submit(workflow({a}));
        Approval vote;
        vote.id = "vote-1";
        vote.kind = Approval::Kind::Vote;
        vote.needed = 2;
        vote.subject = {{"options", QJsonArray{"x", "y", "z"}}, {"voters", QJsonArray{"anna", "bo", "cy"}}};
        f.engine->approvalRequested(f.open.first().key, vote, f.now);
        f.settle();
        const auto cast = [&](const QString &who, const QString &choice) {
            return f.perform(Command::Verb::Decide, {}, yes(vote, {{"answer", QJsonObject{{"choice", choice}}}}), {},
                             who);
        };
        const Result<QJsonObject> stranger = cast("local", "x");
        QCOMPARE(stranger.error().code, ErrorCode::PermissionDenied);
        QVERIFY2(stranger.error().hint.contains("--as"), qPrintable(stranger.error().text()));
        // Three voters, three opinions: more votes than the quorum, but no option has it.
        QVERIFY(cast("anna", "x"));
        QVERIFY(cast("bo", "y"));
        QVERIFY(cast("cy", "z"));
        QCOMPARE(f.approvals["vote-1"].state, Approval::State::Open);
        QCOMPARE(f.approvals["vote-1"].answer["votes"].toArray().size(), 3);
        QVERIFY(cast("bo", "x"));
        QCOMPARE(f.approvals["vote-1"].state, Approval::State::Approved);
        QCOMPARE(f.approvals["vote-1"].answer["choice"].toString(), "x");
        QCOMPARE(f.approvals["vote-1"].answer["votes"].toArray().size(), 3);
    }
};

QTEST_GUILESS_MAIN(EngineApprovalTest)
#include "tst_engineapproval.moc"
