// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Reviewer agents decide: a quorum of those that live, dissent kept, tests above votes.
#include "integration/claudefixture.h"
#include "integration/proof/claudectlfixture.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium::test;

class TestConsensus : public QObject, private ClaudeCtlFixture
{
    Q_OBJECT

    /// What the reviewer with this number (from 1) answers.
    void reviewer(int number, ApiTurn turn)
    {
        turn.when = [number](const ApiRequest &request) {
            return request.firstUserText().contains(u"You are reviewer %1 of "_s.arg(number));
        };
        m_api->add(std::move(turn).forever());
    }
    void votes(int number, const QString &choice, const QString &reason)
    {
        reviewer(number, ApiTurn::use(u"StructuredOutput"_s, {{u"choice"_s, choice}, {u"reason"_s, reason}}));
    }

    /// A change whose release hangs on what the reviewers say; `test` is its test.
    QString release(const QByteArray &test, const QByteArray &with = {}) const
    {
        return write("release", "name: release\ntasks:\n"
                                "  - {id: unit, run: '" +
                                    test +
                                    "', on_failure: allow_failure}\n"
                                    "  - id: review\n    uses: consensus\n    depends_on: [unit]\n    with:\n"
                                    "      question: May it be shipped?\n" +
                                    with +
                                    "      tests_passed: \"{{ tasks.unit.state == 'SUCCESS' }}\"\n"
                                    "  - id: ship\n    depends_on: [review]\n"
                                    "    when: tasks.review.result.choice == 'accept'\n    run: 'true'\n");
    }

    /// "STATE of ship, choice, decided_by, live, dissent, votes" of the newest run.
    QStringList verdict() const
    {
        const QString run = newestRun();
        QJsonObject result;
        const QJsonArray tasks = ctl({"show", run, "--task", "review", "--json"}).json().value("tasks"_L1).toArray();
        for (const QJsonValue &value : tasks) {
            if (value["key"_L1] == "review"_L1)
                result = value["result"_L1].toObject();
        }
        const auto told = [](const QJsonValue &votes) {
            QStringList out;
            for (const QJsonValue &vote : votes.toArray())
                out += vote.isNull() ? u"-"_s : vote["choice"_L1].toString() + u": "_s + vote["reason"_L1].toString();
            return out.join(u"; "_s);
        };
        return {task(run, u"ship"_s).value("state"_L1).toString(),
                result.value("choice"_L1).toString(),
                result.value("decided_by"_L1).toString(),
                QString::number(result.value("live"_L1).toInt()),
                told(result.value("dissent"_L1)),
                told(result.value("votes"_L1))};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIntValue("PODIUM_SKIP_CLAUDE") == 1)
            QSKIP("PODIUM_SKIP_CLAUDE=1");
        QVERIFY2(ClaudeFixture::fault().isEmpty(), qPrintable(ClaudeFixture::fault()));
    }
    void init() { begin(); }
    void cleanup() { end(); }

    void aQuorumDecidesAndDissentIsKept()
    {
        votes(1, u"accept"_s, u"It is short."_s);
        votes(2, u"reject"_s, u"It lacks a test."_s);
        votes(3, u"accept"_s, u"It works."_s);
        const Outcome ran = call({"run", release("true"), "--plain"});
        QVERIFY2(ran.code == 0, ran.err + ran.out);
        QCOMPARE(verdict(), (QStringList{u"SUCCESS"_s, u"accept"_s, u"votes"_s, u"3"_s, u"reject: It lacks a test."_s,
                                         u"accept: It is short.; reject: It lacks a test.; accept: It works."_s}));
        const QByteArray shown = ctl({"show", newestRun(), "--task", "review"}).out;
        QVERIFY2(shown.contains("It lacks a test."), shown);
    }

    void failedTestsOutrankEveryVote()
    {
        for (int number = 1; number <= 3; ++number)
            votes(number, u"accept"_s, u"Fine."_s);
        QCOMPARE(call({"run", release("false"), "--plain"}).code, 0);
        QCOMPARE(verdict(), (QStringList{u"SKIPPED"_s, u"reject"_s, u"tests"_s, u"3"_s,
                                         u"accept: Fine.; accept: Fine.; accept: Fine."_s,
                                         u"accept: Fine.; accept: Fine.; accept: Fine."_s}));
    }

    void reviewersThatFailHaveNoVote()
    {
        votes(1, u"accept"_s, u"Fine."_s);
        reviewer(2, ApiTurn::fail(400, u"invalid_request_error"_s, u"strange"_s));
        reviewer(3, ApiTurn::fail(400, u"invalid_request_error"_s, u"strange"_s));
        QCOMPARE(call({"run", release("true", "      quorum: 1\n"), "--plain"}).code, 0);
        QCOMPARE(verdict(), (QStringList{u"SKIPPED"_s, u"reject"_s, u"too few answers"_s, u"1"_s, u"accept: Fine."_s,
                                         u"accept: Fine.; -; -"_s}));
        // Where one answer is enough, it decides.
        QCOMPARE(call({"run", release("true", "      quorum: 1\n      live: 1\n"), "--plain"}).code, 0);
        QCOMPARE(verdict().mid(0, 4), (QStringList{u"SUCCESS"_s, u"accept"_s, u"votes"_s, u"1"_s}));
    }

    void withoutAQuorumNothingIsShipped()
    {
        votes(1, u"accept"_s, u"Fine."_s);
        votes(2, u"reject"_s, u"No."_s);
        votes(3, u"perhaps"_s, u"Who knows."_s); // Not among the options: counts for none.
        QCOMPARE(call({"run", release("true"), "--plain"}).code, 0);
        QCOMPARE(verdict().mid(0, 5), (QStringList{u"SKIPPED"_s, u"reject"_s, u"no quorum"_s, u"3"_s,
                                                   u"accept: Fine.; perhaps: Who knows."_s}));
    }

    void simulatedReviewersDecideToo()
    {
        for (const QString &agent : QString::fromUtf8(ctl({"agents", "-q"}).out).split(u'\n', Qt::SkipEmptyParts))
            QCOMPARE(ctl({"agents", "set", agent, "--runner", "simulated"}).code, 0);
        const QByteArray options = "      options: [simulated, reject]\n";
        QCOMPARE(call({"run", release("true", options), "--plain"}).code, 0);
        QCOMPARE(verdict().mid(1, 4), (QStringList{u"simulated"_s, u"votes"_s, u"3"_s, QString()}));
        QCOMPARE(call({"run", release("false", options), "--plain"}).code, 0);
        QCOMPARE(verdict().mid(1, 2), (QStringList{u"reject"_s, u"tests"_s}));
        QVERIFY(m_api->requests().isEmpty());
    }

    void reviewersAnswerARequestAndTheirDissentIsKeptWithIt()
    {
        votes(1, u"approve"_s, u"It is short."_s);
        votes(2, u"deny"_s, u"It lacks a test."_s);
        votes(3, u"approve"_s, u"It works."_s);
        QProcess *run = start({"run", gated(), "--plain"});
        const QString request = waitForRequest(run);
        QVERIFY(!request.isEmpty());
        const Outcome asked = call({"consult", request});
        QVERIFY2(asked.code == 0 && asked.out.contains("Decided: approve."), asked.out + asked.err);
        QCOMPARE(finish(run), 0);
        // Each saw exactly what is decided on.
        QVERIFY(m_api->requests().first().firstUserText().contains(u"Deploy to production?"));
        const QByteArray kept = ctl({"approvals", request}).out;
        for (const char *line : {"approved by reviewers (consult-", "reviewer 1: approve: It is short.",
                                 "reviewer 2: deny: It lacks a test.", "reviewer 3: approve: It works."})
            QVERIFY2(kept.contains(line), kept);
    }

    void failedTestRefusesARequestWhateverTheVotesSay()
    {
        for (int number = 1; number <= 3; ++number)
            votes(number, u"approve"_s, u"Fine."_s);
        QProcess *run = start({"run", gated(), "--plain"});
        const QString request = waitForRequest(run);
        const Outcome asked = call({"consult", request, "--test", "exit 4"});
        QVERIFY2(asked.code == 0 && asked.out.contains("Decided: deny. The tests failed"), asked.out + asked.err);
        QVERIFY(finish(run) != 0);
        const QByteArray kept = ctl({"approvals", request}).out;
        QVERIFY2(kept.contains("The tests outranked") && kept.contains("reviewer 3: approve: Fine."), kept);
    }

    void theTestLooksAtWhatTheTaskHasDone()
    {
        for (int number = 1; number <= 3; ++number)
            votes(number, u"approve"_s, u"Fine."_s);
        QProcess *run = start({"run",
                               write("work", "tasks:\n  - {id: a, run: 'echo x > broken', review: true,\n"
                                             "     workspace: {kind: scratch}}\n"),
                               "--plain"});
        const QString request = waitForRequest(run);
        const Outcome asked = call({"consult", request, "--test", "test ! -e broken"});
        QVERIFY2(asked.out.contains("Decided: deny. The tests failed"), asked.out + asked.err);
        QVERIFY(finish(run) != 0);
    }

    void authorHasNoSeatAndTheOthersOneEach()
    {
        for (const char *name : {"second", "third"})
            QCOMPARE(ctl({"agents", "set", name, "--runner", "claude", "--capability", "review"}).code, 0);
        for (int number = 1; number <= 3; ++number)
            votes(number, u"approve"_s, u"Fine."_s);
        m_api->add(ApiTurn::say(u"Written."_s));
        QProcess *run = start({"run",
                               write("work", "tasks:\n  - {id: a, prompt: Write it, agent: second, review: true,\n"
                                             "     workspace: scratch}\n"),
                               "--plain"});
        const QString request = waitForRequest(run);
        const Outcome asked = call({"consult", request});
        QVERIFY2(asked.code == 0 && asked.out.contains("Decided: approve."), asked.out + asked.err);
        QCOMPARE(finish(run), 0);
        const QString reviewers = QString::fromUtf8(ctl({"runs", "-q"}).out).section(u'\n', 0, 0);
        QSet<QString> sitting;
        const QJsonArray tasks = shown(reviewers).value("tasks"_L1).toArray();
        for (const QJsonValue &value : tasks) {
            if (value["key"_L1].toString().contains(u"vote["))
                sitting.insert(value["agent"_L1].toString());
        }
        QCOMPARE(sitting.size(), 3);
        QVERIFY2(!sitting.contains(u"second"_s), qPrintable(sitting.values().join(u' ')));
    }

    void withoutAConsensusTheRequestStaysWithPeople()
    {
        votes(1, u"approve"_s, u"Fine."_s);
        reviewer(2, ApiTurn::fail(400, u"invalid_request_error"_s, u"strange"_s));
        reviewer(3, ApiTurn::fail(400, u"invalid_request_error"_s, u"strange"_s));
        QProcess *run = start({"run", gated(), "--plain"});
        const QString request = waitForRequest(run);
        const Outcome asked = call({"consult", request, "--quorum", "1"});
        QVERIFY2(asked.out.contains("Not decided (too few answers)") && asked.out.contains("reviewer 2 failed"),
                 asked.out + asked.err);
        QCOMPARE(ctl({"approvals", "-q"}).out.trimmed(), request.toUtf8());
        QCOMPARE(call({"consult", request, "--quorum", "4"}).code, 3);
        QCOMPARE(ctl({"approve", request}).code, 0);
        QCOMPARE(finish(run), 0);
    }

    void reviewersCountAsOneWhereSeveralHaveToAgree()
    {
        for (int number = 1; number <= 3; ++number)
            votes(number, u"approve"_s, u"Fine."_s);
        QProcess *run = start({"run", gated("{message: \"Deploy to production?\", approvals: 2}"), "--plain"});
        const QString request = waitForRequest(run);
        const Outcome asked = call({"consult", request});
        QVERIFY2(asked.out.contains("people have to agree as well"), asked.out + asked.err);
        QCOMPARE(run->state(), QProcess::Running);
        QCOMPARE(ctl({"approve", request, "--as", "anna"}).code, 0);
        QCOMPARE(finish(run), 0);
        QVERIFY(ctl({"approvals", request}).out.contains("reviewer 1: approve: Fine."));
    }

private:
    QString gated(const QByteArray &gate = "\"Deploy to production?\"") const
    {
        return write("gated", "name: gated\ntasks:\n  - {id: deploy, run: 'true', gate: " + gate + "}\n");
    }
};

QTEST_GUILESS_MAIN(TestConsensus)
#include "tst_consensus.moc"
