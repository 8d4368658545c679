// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// A plan that has gone wrong is changed by the real planner, shown, and applied once somebody has agreed.
#include "integration/claudefixture.h"
#include "integration/proof/claudectlfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium::test;

class TestReplanCommand : public QObject, private ClaudeCtlFixture
{
    Q_OBJECT

    void propose(const QJsonArray &tasks)
    {
        ApiTurn turn = ApiTurn::use(u"StructuredOutput"_s,
                                    {{u"summary"_s, u"The build needs another way."_s}, {u"tasks"_s, tasks}});
        turn.when = [](const ApiRequest &request) {
            return request.firstUserText().contains(u"its plan has to be changed");
        };
        m_api->add(std::move(turn).forever());
    }

    /// A run whose second task fails and whose third never comes to be.
    QString failedRun()
    {
        const QString flow = write("shop", "name: shop\ntasks:\n"
                                           "  - {id: look, run: 'echo x >> \"" +
                                               path("looked").toUtf8() +
                                               "\"; echo found', output: text}\n"
                                               "  - {id: build, run: 'exit 3', depends_on: [look]}\n"
                                               "  - {id: ship, run: 'true', depends_on: [build]}\n");
        return call({"run", flow, "--plain"}).code == 0 ? QString() : newestRun();
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

    void proposalIsShownAndAppliedOnlyWithConsent()
    {
        const QString failed = failedRun();
        QVERIFY(!failed.isEmpty());
        propose({QJsonObject{{u"id"_s, u"rebuild"_s},
                             {u"title"_s, u"Build anew"_s},
                             {u"description"_s, u"Build it anew from what was found."_s},
                             {u"depends_on"_s, QJsonArray{u"look"_s}}},
                 QJsonObject{{u"id"_s, u"ship"_s}, {u"depends_on"_s, QJsonArray{u"rebuild"_s}}}});
        const Outcome shown = call({"replan", failed, "--goal", "A shop of brick"});
        QVERIFY2(shown.code == 0, shown.err);
        for (const char *line : {"The build needs another way.", "+ rebuild: Build anew (after look)", "- build",
                                 "~ ship", "    - depends_on: [\"build\"]", "    + depends_on: [\"rebuild\"]",
                                 "done, and kept: look", "Nothing has been applied."})
            QVERIFY2(shown.out.contains(line), shown.out + line);
        // The planner was told how it stands.
        const QString asked = m_api->requests().last().firstUserText();
        QVERIFY2(asked.contains(u"A shop of brick") && asked.contains(u"exit code 3") && asked.contains(u"found"),
                 qPrintable(asked));
        QCOMPARE(ctl({"runs", "-q"}).out.count('\n'), 2); // The run and its planner: nothing else has begun.

        const QString planner = newestRun();
        const int paid = int(m_api->requests().size());
        const QJsonObject again = call({"replan", failed, "--planner", planner, "--json"}).json();
        QCOMPARE(int(m_api->requests().size()), paid); // Seen again for nothing.
        const QString digest = again.value("digest"_L1).toString();
        QVERIFY2(shown.out.contains("--planner " + planner.toUtf8() + " --consent " + digest.toUtf8()), shown.out);
        QCOMPARE(again.value("applied"_L1), QJsonValue(false));
        const Outcome wrong = call({"replan", failed, "--planner", planner, "--consent", "0123"});
        QVERIFY2(wrong.code == 3 && wrong.err.contains("not the one that was agreed to"), wrong.err);
        QVERIFY(call({"replan", failed, "--consent", digest}).code != 0);
        QCOMPARE(ctl({"runs", "-q"}).out.count('\n'), 2);

        m_api->addConversation(u"Build it anew from what was found"_s, {ApiTurn::say(u"Built."_s)});
        const Outcome applied = call({"replan", failed, "--planner", planner, "--consent", digest});
        QVERIFY2(applied.code == 0 && applied.out.contains("goes on with the changed plan"), applied.err);
        const QString next = newestRun();
        const Outcome done = call({"resume", next, "--plain"});
        QVERIFY2(done.code == 0, done.out + done.err);
        for (const char *key : {"look", "rebuild", "ship"})
            QCOMPARE(task(next, QLatin1StringView(key)).value("state"_L1).toString(), u"SUCCESS"_s);
        QVERIFY(task(next, u"build"_s).isEmpty());
        QCOMPARE(lines("looked"), 1); // What was done is not done again.
        QCOMPARE(task(next, u"look"_s).value("failures"_L1).toInt(), 0);
        QCOMPARE(resultOfLook(next), u"found"_s);
        QCOMPARE(state(failed), u"FAILED"_s); // The history stays.
    }

    void runThatGoesOnIsNotPulledAway()
    {
        QProcess *run = start({"run", gate(), "--plain"});
        QTRY_COMPARE_WITH_TIMEOUT(lines("started"), 1, LimitMs);
        const QString id = newestRun();
        propose({QJsonObject{{u"id"_s, u"a"_s}}});
        const QJsonObject shown = call({"replan", id, "--goal", "Less", "--json"}).json();
        QCOMPARE(shown.value("changes"_L1).toArray().size(), 1); // Without its second task.
        const QStringList consent{u"replan"_s,    id,
                                  u"--planner"_s, shown.value("planner_run"_L1).toString(),
                                  u"--consent"_s, shown.value("digest"_L1).toString()};
        const Outcome early = call(consent);
        QVERIFY2(early.code == 3 && early.err.contains("podiumctl cancel"), early.err);
        // It has gone on: what was shown is not what is there any more.
        openGate();
        QCOMPARE(finish(run), 0);
        const Outcome late = call(consent);
        QVERIFY2(late.code == 3 && late.err.contains("not the one that was agreed to"), late.err);
    }

    void answerThatDoesNotFitChangesNothing()
    {
        const QString failed = failedRun();
        propose({QJsonObject{{u"id"_s, u"look"_s}, {u"description"_s, u"Look again"_s}}});
        const Outcome refused = call({"replan", failed});
        QVERIFY2(refused.code != 0 && refused.err.contains("is done already"), refused.err);
        QCOMPARE(ctl({"runs", "-q"}).out.count('\n'), 2);
    }

private:
    /// The result of the task `look`.
    QString resultOfLook(const QString &run) const
    {
        return ctl({"result", run, "look", "--json"}).json().value("result"_L1).toString();
    }
};

QTEST_GUILESS_MAIN(TestReplanCommand)
#include "tst_replancommand.moc"
