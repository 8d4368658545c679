// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "enginefixture.h"

#include <QTest>

#include <algorithm>

using namespace podium;
using namespace podium::test;
using engine::Command;

class EngineFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("illegal event"))); }

    void tasksStartInTheOrderOfTheirDependencies()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"}), task("c", {"a"}), task("d", {"b", "c"})}));
        QCOMPARE(f.running(), QStringList{"a"});
        f.finish("a", succeed());
        QCOMPARE(f.running(), (QStringList{"b", "c"}));
        f.finish("b", succeed());
        QCOMPARE(f.state("d"), "PENDING");
        f.finish("c", succeed());
        QCOMPARE(f.running(), QStringList{"d"});
        f.finish("d", succeed());
        QCOMPARE(f.runState(), "COMPLETED");
        QCOMPARE(f.runRows["r"].tasksDone, 4);
    }

    void eventsTellTheWholeStoryInOrder()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"})}));
        f.finish("a", succeed());
        f.finish("b", succeed());
        QCOMPARE(f.log(),
                 (QStringList{"run.created", "run.started", "task.ready a", "task.claimed a", "task.succeeded a",
                              "task.ready b", "task.claimed b", "task.succeeded b", "run.finished"}));
        for (qsizetype i = 0; i < f.events.size(); ++i)
            QCOMPARE(f.events.at(i).seq, i + 1);
    }

    void completionAndNextClaimShareADecision()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"})}));
        f.engine->attemptFinished(f.open.takeFirst().key, succeed(), f.now);
        f.engine->claim(f.now);
        const engine::Engine::Decision decision = f.engine->take();
        QStringList types;
        for (const domain::Event &event : decision.batch.events)
            types.append(domain::eventTypeName(event.type));
        QCOMPARE(types, (QStringList{"task.succeeded", "task.ready", "task.claimed"}));
        QCOMPARE(decision.effects.size(), 1);
    }

    void resultsReachDependantsAndExpressions()
    {
        EngineFixture f;
        domain::TaskSpec b = task("b", {"a"});
        b.prompt = QStringLiteral("use {{ tasks.a.result.name }} for {{ inputs.who }}");
        f.submit(workflow({task("a"), b},
                          [](domain::Workflow &w) {
                              w.inputs = {{"who", "string", {}, true, QJsonValue::Undefined, {}}};
                          }),
                 {{"inputs", QJsonObject{{"who", "Ida"}}}});
        f.finish("a", succeed(QJsonObject{{"name", "x"}}));
        QCOMPARE(f.open.first().spec.prompt, "use x for Ida");
        QCOMPARE(f.open.first().previousResults.value("a")["result"]["name"].toString(), "x");
    }

    void aStoppedEngineStartsNothingUntilThatIsTakenBack()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"})}));
        const Result<QJsonObject> stopped = f.perform(Command::Verb::Stop);
        QVERIFY(stopped);
        QCOMPARE(stopped->value("running").toInt(), 1);
        QVERIFY(stopped->value("stopping").toBool());
        f.finish("a", succeed());
        QCOMPARE(f.running(), QStringList());
        QCOMPARE(f.state("b"), "READY");
        QVERIFY(f.perform(Command::Verb::Stop, {}, {{"off", true}}));
        QCOMPARE(f.running(), QStringList{"b"});
    }

    void whatIsStoppedWithTheEngineIsTakenUpByTheNextOne()
    {
        EngineFixture f;
        domain::TaskSpec resumed = task("resumed");
        resumed.onInterrupt = domain::OnInterrupt::Resume;
        domain::TaskSpec faster = task("faster");
        f.submit(workflow({resumed, faster, task("cancelled"), task("later", {"resumed"})}));
        QVERIFY(f.perform(Command::Verb::Stop, {}, {{"now", true}}));
        QCOMPARE(std::count_if(f.effects.begin(), f.effects.end(),
                               [](const engine::Effect &e) { return e.kind == engine::Effect::Kind::Stop; }),
                 3);
        domain::AttemptOutcome ended;
        ended.status = domain::AttemptOutcome::Status::Cancelled;
        ended.session = "talk";
        f.finish("resumed", ended);
        f.finish("faster", succeed());
        QCOMPARE(f.state("faster"), "SUCCESS");
        QCOMPARE(f.state("resumed"), "READY");
        QCOMPARE(f.row("resumed").session, "talk");
        QVERIFY(f.running() == QStringList{"cancelled"});
        f.finish("cancelled", ended);
        QVERIFY(f.replayEqualsState());
        f.restart();
        f.settle();
        QCOMPARE(f.running(), (QStringList{"resumed", "cancelled"}));
        QCOMPARE(f.runState(), "IN_PROGRESS");
    }

    void failedTaskBlocksItsDependantsAndTheRestGoesOn()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"}), task("c", {"b"}), task("other")}));
        f.finish("a", failWith("exit_code"));
        QCOMPARE(f.state("b"), "BLOCKED");
        QCOMPARE(f.state("c"), "BLOCKED");
        QCOMPARE(f.row("c").why, "a failed");
        QCOMPARE(f.runState(), "IN_PROGRESS");
        f.finish("other", succeed());
        QCOMPARE(f.runState(), "FAILED");
        QVERIFY(f.runRows["r"].reason.contains("a"));
    }

    void failFastStopsWhatRunsAndCancelsTheRest()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.onFailure = domain::FailurePolicy::FailFast;
        f.submit(workflow({a, task("b"), task("c", {"b"})}));
        f.finish("a", failWith("exit_code"));
        QCOMPARE(f.state("c"), "CANCELLED");
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Stop);
        f.finish("b", failWith("killed"));
        QCOMPARE(f.state("b"), "CANCELLED");
        QCOMPARE(f.runState(), "FAILED");
    }

    void allowedFailureLetsDependantsRun()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.onFailure = domain::FailurePolicy::AllowFailure;
        f.submit(workflow({a, task("b", {"a"})}));
        f.finish("a", failWith("exit_code"));
        QCOMPARE(f.running(), QStringList{"b"});
        f.finish("b", succeed());
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void failedAttemptIsTriedAgainAfterItsDelay()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.retry.maxAttempts = 3;
        a.retry.backoffMs = 1000;
        a.retry.jitter = 0;
        f.submit(workflow({a}));
        f.finish("a", failWith("exit_code"));
        QCOMPARE(f.state("a"), "READY");
        QCOMPARE(f.row("a").notBeforeMs, f.now + 1000);
        f.advance(999);
        QVERIFY(f.running().isEmpty());
        f.advance(1);
        QCOMPARE(f.running(), QStringList{"a"});
        f.finish("a", failWith("exit_code"));
        QCOMPARE(f.row("a").notBeforeMs, f.now + 2000);
        f.advance(2000);
        f.finish("a", failWith("exit_code"));
        QCOMPARE(f.state("a"), "FAILED");
        QCOMPARE(f.row("a").attempt, 3);
    }

    void whatCannotHelpIsNotTriedAgain()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.retry.maxAttempts = 3;
        f.submit(workflow({a}));
        f.finish("a", failWith("auth", false));
        QCOMPARE(f.state("a"), "FAILED");
    }

    void limitParksWithoutUsingUpATry()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        domain::AttemptOutcome limit;
        limit.status = domain::AttemptOutcome::Status::Parked;
        limit.parkedUntilMs = f.now + 60'000;
        limit.session = QStringLiteral("s1");
        f.finish("a", limit);
        QCOMPARE(f.state("a"), "READY");
        QCOMPARE(f.row("a").failures, 0);
        f.advance(60'000);
        QCOMPARE(f.running(), QStringList{"a"});
        QCOMPARE(f.open.first().session, "s1");
    }

    static domain::AttemptOutcome usageLimit(const EngineFixture &f, qint64 ms)
    {
        domain::AttemptOutcome limit;
        limit.status = domain::AttemptOutcome::Status::Parked;
        limit.errorClass = QStringLiteral("rate_limit");
        limit.error = QStringLiteral("The limit is hit.");
        limit.parkedUntilMs = f.now + ms;
        limit.session = QStringLiteral("s1");
        return limit;
    }

    void longLimitIsWaitedForOnlyIfSomebodyAgrees()
    {
        constexpr qint64 Hour = 3'600'000;
        EngineFixture f;
        f.policy.resumesAfterLimit = false;
        f.restart();
        f.submit(workflow({task("a")}));
        f.finish("a", usageLimit(f, 60'000)); // A short one.
        QCOMPARE(f.state("a"), "READY");
        f.advance(60'000);
        f.finish("a", usageLimit(f, Hour));
        QCOMPARE(f.state("a"), "AWAITING_REVIEW");
        QCOMPARE(f.row("a").failures, 0);
        const domain::Approval asked = f.approvals.first();
        QVERIFY(f.perform(Command::Verb::Decide, {}, {{"approval", asked.id}, {"approve", true}}));
        QCOMPARE(f.state("a"), "READY");
        QVERIFY(f.running().isEmpty());
        f.advance(Hour - 1);
        QVERIFY(f.running().isEmpty());
        f.advance(1);
        QCOMPARE(f.running(), QStringList{"a"});
        QCOMPARE(f.open.first().session, "s1");
        QVERIFY(f.replayEqualsState());
    }

    void workflowMayGoOnByItselfAfterALimit()
    {
        EngineFixture f;
        f.policy.resumesAfterLimit = false;
        f.restart();
        f.submit(workflow({task("a")}, [](domain::Workflow &w) { w.resumeAfterLimit = true; }));
        f.finish("a", usageLimit(f, 3'600'000));
        QCOMPARE(f.state("a"), "READY");
    }

    void nothingGoesOnByItselfInTheQuietHours()
    {
        for (const auto &[hour, ms] : {std::pair(20, 4LL * 3'600'000), std::pair(23, 60'000LL)}) { // Also a short one.
            EngineFixture f;
            f.policy.quietHours = domain::QuietHours::fromText(QStringLiteral("22:00-07:00")).value();
            f.restart();
            f.submit(workflow({task("a")}));
            f.now = QDateTime(QDate(2026, 3, 2), QTime(hour, 0)).toMSecsSinceEpoch();
            f.finish("a", usageLimit(f, ms));
            QCOMPARE(QDateTime::fromMSecsSinceEpoch(f.row("a").notBeforeMs), QDateTime(QDate(2026, 3, 3), QTime(7, 0)));
        }
    }

    void lateReportOfAnOldAttemptIsRefused()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.retry.maxAttempts = 2;
        a.retry.backoffMs = 0;
        f.submit(workflow({a}));
        const domain::AttemptKey first = f.open.first().key;
        f.finish("a", failWith("exit_code"));
        f.advance(1);
        f.engine->attemptFinished(first, succeed(QJsonValue("zombie")), f.now);
        f.settle();
        QCOMPARE(f.state("a"), "RUNNING");
        f.finish("a", succeed(QJsonValue("real")));
        QCOMPARE(f.row("a").result.toString(), "real");
    }

    void falseConditionSkipsAndDependantsGoOn()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.when = QStringLiteral("inputs.deep");
        f.submit(workflow({a, task("b", {"a"})}, [](domain::Workflow &w) {
            w.inputs = {{"deep", "boolean", {}, false, false, {}}};
        }));
        QCOMPARE(f.state("a"), "SKIPPED");
        QCOMPARE(f.running(), QStringList{"b"});
    }

    void expressionErrorFailsTheTaskWithoutAnAttempt()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.prompt = QStringLiteral("{{ nonsense.x }}");
        f.submit(workflow({a}));
        QCOMPARE(f.state("a"), "FAILED");
        QCOMPARE(f.row("a").errorClass, "expression");
        QVERIFY(f.effects.isEmpty());
        QCOMPARE(f.runState(), "FAILED");
    }

    void aResultThatCannotBeReadFailsWhatNeedsItAndNothingElse()
    {
        EngineFixture f;
        domain::TaskSpec prompt = task("prompt", {"a"});
        prompt.prompt = QStringLiteral("Sum up {{ tasks.a.result.text }}");
        domain::TaskSpec when = task("when", {"a"});
        when.when = QStringLiteral("tasks.a.result.text != null");
        domain::TaskSpec items = task("items", {"a"});
        items.foreach = domain::Foreach{};
        items.foreach->in = QStringLiteral("tasks.a.result.list");
        f.submit(workflow({task("a"), prompt, when, items, task("other", {"a"})},
                          [](domain::Workflow &w) { w.outputs.insert("sum", "tasks.a.result.text"); }));
        f.results.error = Error{ErrorCode::Corrupt, "artifact `1f` is damaged", "podium.db", "Restore a backup."};
        f.finish("a", succeed(QJsonObject{{"$artifact", "1f"}}));
        for (const QString &key : {QStringLiteral("prompt"), QStringLiteral("when"), QStringLiteral("items")}) {
            QCOMPARE(f.state(key), "FAILED");
            QCOMPARE(f.row(key).errorClass, "storage");
            const QString why = f.row(key).why;
            QVERIFY2(why.contains(QLatin1String("the result of `a` cannot be read: podium.db: artifact `1f`")),
                     qPrintable(why));
            QVERIFY2(why.contains(QLatin1String("podiumctl check")), qPrintable(why));
        }
        QCOMPARE(f.running(), QStringList{"other"});
        f.finish("other", succeed());
        QCOMPARE(f.runState(), "FAILED");
        // With the result back, what failed goes on from it.
        f.results.error.reset();
        QVERIFY(f.perform(engine::Command::Verb::RetryTask, "prompt"));
        QCOMPARE(f.running(), QStringList{"prompt"});
    }

    void whatMayNotHaveBegunIsNotStartedWithoutTheResultItNeeds()
    {
        EngineFixture f;
        domain::TaskSpec b = task("b", {"a"});
        b.prompt = QStringLiteral("Sum up {{ tasks.a.result.text }}");
        f.submit(workflow({task("a"), b}));
        f.finish("a", succeed(QJsonObject{{"$artifact", "1f"}, {"text", "t"}}));
        QCOMPARE(f.running(), QStringList{"b"});
        f.results.error = Error{ErrorCode::Corrupt, "artifact `1f` is damaged", {}, {}};
        f.restart();
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Stop);
        domain::AttemptOutcome stopped;
        stopped.status = domain::AttemptOutcome::Status::Cancelled;
        f.finish("b", stopped);
        QCOMPARE(f.state("b"), "FAILED");
        QCOMPARE(f.row("b").errorClass, "storage");
        QVERIFY2(f.row("b").why.contains(QLatin1String("artifact `1f` is damaged")), qPrintable(f.row("b").why));
        QVERIFY(f.replayEqualsState());
    }

    void timeoutStopsTheAttemptAndCountsAsFailure()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.timeoutMs = 500;
        f.submit(workflow({a}));
        f.advance(500);
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Stop);
        domain::AttemptOutcome stopped;
        stopped.status = domain::AttemptOutcome::Status::Cancelled;
        f.finish("a", stopped);
        QCOMPARE(f.state("a"), "FAILED");
        QCOMPARE(f.row("a").errorClass, "timeout");
    }

    void runnerThatNeverConfirmsAStopDoesNotHangTheRun()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        QVERIFY(f.perform(Command::Verb::CancelRun));
        f.advance(60'000);
        QCOMPARE(f.runState(), "CANCELLED");
    }

    void cancelledRunWaitsForItsAttemptsAndEndsCancelled()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"})}));
        QVERIFY(f.perform(Command::Verb::CancelRun));
        QCOMPARE(f.state("b"), "CANCELLED");
        QCOMPARE(f.runState(), "IN_PROGRESS");
        QVERIFY(f.runRows["r"].cancelling);
        f.finish("a", failWith("killed"));
        QCOMPARE(f.runState(), "CANCELLED");
    }

    void pausedRunClaimsNothingNew()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"})}));
        QVERIFY(f.perform(Command::Verb::PauseRun));
        f.finish("a", succeed());
        QCOMPARE(f.state("b"), "READY");
        QVERIFY(f.running().isEmpty());
        QVERIFY(f.perform(Command::Verb::ResumeRun));
        QCOMPARE(f.running(), QStringList{"b"});
    }

    void retryFromATaskResetsWhatIsDownstream()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"}), task("c", {"b"}), task("d")}));
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
        QVERIFY(f.perform(Command::Verb::RetryTask, "b"));
        QCOMPARE(f.runState(), "IN_PROGRESS");
        QCOMPARE(f.running(), QStringList{"b"});
        QCOMPARE(f.state("c"), "PENDING");
        QCOMPARE(f.state("d"), "SUCCESS");
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
        QCOMPARE(f.row("b").attempt, 2);
        QCOMPARE(f.row("a").attempt, 1);
    }

    void retryTakesBackWhatWasReadyToRunWithTheOldResult()
    {
        EngineFixture f;
        domain::TaskSpec b = task("b", {"a"});
        b.prompt = QStringLiteral("Use {{ tasks.a.result }}.");
        domain::TaskSpec slow = task("slow", {"a"});
        slow.retry.maxAttempts = 2;
        slow.retry.backoffMs = 600'000;
        f.submit(workflow({task("a"), b, task("c", {"b"}), slow}));
        QVERIFY(f.perform(Command::Verb::PauseRun));
        f.finish("a", succeed(QJsonValue("old")));
        QVERIFY(f.perform(Command::Verb::ResumeRun));
        f.finish("slow", failWith("exit_code"));
        QVERIFY(f.perform(Command::Verb::CancelTask, "b"));
        f.finish("b", failWith("exit_code"));
        QCOMPARE(f.state("slow"), "READY"); // It will be tried again.
        QVERIFY(f.perform(Command::Verb::RetryTask, "a"));
        QCOMPARE(f.state("slow"), "PENDING");
        QCOMPARE(f.state("b"), "PENDING");
        f.advance(700'000); // Past the wait before the next try.
        QCOMPARE(f.running(), QStringList{"a"});
        QVERIFY(f.replayEqualsState());
        f.restart();
        f.finish("a", succeed(QJsonValue("new")));
        QCOMPARE(f.running(), QStringList({"b", "slow"}));
        QCOMPARE(f.open.first().spec.prompt, "Use new.");
        QCOMPARE(f.row("slow").failures, 0);
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void retryTakesBackWorkThatWaitsForAReview()
    {
        EngineFixture f;
        domain::TaskSpec b = task("b", {"a"});
        b.review = domain::Gate();
        f.submit(workflow({task("a"), b}));
        f.finish("a", succeed());
        f.finish("b", succeed(QJsonValue("of the old")));
        QCOMPARE(f.state("b"), "AWAITING_REVIEW");
        QVERIFY(f.perform(Command::Verb::RetryTask, "a"));
        QCOMPARE(f.state("b"), "PENDING");
        QCOMPARE(f.approvals.first().state, domain::Approval::State::Closed);
        QVERIFY(f.replayEqualsState());
        f.finish("a", succeed());
        QCOMPARE(f.running(), QStringList{"b"});
        f.finish("b", succeed(QJsonValue("of the new")));
        QCOMPARE(f.state("b"), "AWAITING_REVIEW");
        QCOMPARE(f.approvals.size(), 2);
    }

    void whatRunsWithAResultKeepsItFromBeingDoneAgain()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"}), task("c", {"b"})}));
        f.finish("a", succeed());
        f.finish("b", succeed());
        QCOMPARE(f.running(), QStringList{"c"});
        const Result<QJsonObject> refused = f.perform(Command::Verb::RetryTask, "a");
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY2(refused.error().text().contains("c runs"), qPrintable(refused.error().text()));
        QCOMPARE(f.state("a"), "SUCCESS");
        QVERIFY(f.perform(Command::Verb::CancelTask, "c"));
        f.finish("c", failWith("exit_code"));
        QVERIFY(f.perform(Command::Verb::RetryTask, "a"));
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void resumeAfterFailureRunsOnlyWhatDidNotSucceed()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"}), task("c", {"b"})}));
        f.finish("a", succeed());
        f.finish("b", failWith("exit_code"));
        QCOMPARE(f.runState(), "FAILED");
        QVERIFY(f.perform(Command::Verb::ResumeRun));
        QCOMPARE(f.running(), QStringList{"b"});
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
        QCOMPARE(f.row("a").attempt, 1);
    }

    void skippingAFailedTaskUnblocksItsDependants()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b", {"a"}), task("c", {"b"}), task("bad"), task("d", {"c", "bad"})}));
        f.finish("a", failWith("exit_code"));
        f.finish("bad", failWith("exit_code"));
        QCOMPARE(f.runState(), "FAILED");
        QVERIFY(f.perform(Command::Verb::SkipTask, "a"));
        QCOMPARE(f.running(), QStringList{"b"});
        QCOMPARE(f.state("d"), "BLOCKED");
        QCOMPARE(f.row("d").why, "bad failed");
    }

    void illegalOperationsAreRefusedWithTheReason()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        QCOMPARE(f.perform(Command::Verb::RetryTask, "a").error().code, ErrorCode::Conflict);
        QCOMPARE(f.perform(Command::Verb::SkipTask, "nope").error().code, ErrorCode::NotFound);
        f.finish("a", succeed());
        QCOMPARE(f.perform(Command::Verb::CancelRun).error().code, ErrorCode::Conflict);
        QCOMPARE(f.perform(Command::Verb::ResumeRun).error().code, ErrorCode::Conflict);
    }

    void forkTakesOverWhatDoesNotSeeTheChangedInput()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        domain::TaskSpec b = task("b", {"a"});
        b.prompt = QStringLiteral("{{ inputs.tone }}");
        const domain::WorkflowPtr w = workflow({a, b, task("c", {"b"}), task("d", {"a"})}, [](domain::Workflow &it) {
            it.inputs = {{"tone", "string", {}, false, QStringLiteral("dry"), {}}};
        });
        f.submit(w);
        f.runAll([](const engine::AttemptRequest &request) { return succeed(QJsonValue(request.taskKey)); });
        // The parent is adopted as the orchestrator would do it.
        f.perform(Command::Verb::ChangeRun);
        f.submit(w, {{"parent_run", "r"}, {"inputs", QJsonObject{{"tone", "warm"}}}}, QStringLiteral("fork"));
        QCOMPARE(f.state("a", "fork"), "SUCCESS");
        QCOMPARE(f.row("a", "fork").result.toString(), "a");
        QCOMPARE(f.row("a", "fork").resultSource, "fork");
        QCOMPARE(f.state("d", "fork"), "SUCCESS");
        QCOMPARE(f.running(), QStringList{"b"});
        QCOMPARE(f.runRows["fork"].parentRun, "r");
    }

    void missingAndUnknownInputsAreAllNamed()
    {
        const domain::WorkflowPtr w = workflow({task("a")}, [](domain::Workflow &it) {
            it.inputs = {{"repo", "string", {}, true, QJsonValue::Undefined, {}}, {"n", "integer", {}, false, 1, {}}};
        });
        const Result<QJsonObject> checked = engine::checkedInputs(*w, {{"n", "x"}, {"repoo", 1}}, "w");
        QVERIFY(!checked);
        for (const char *part : {"\"repo\"", "\"n\"", "\"repoo\""})
            QVERIFY2(checked.error().message.contains(part), qPrintable(checked.error().message));
    }

    void resultThatDoesNotFitItsSchemaIsAFailureThatMayBeTriedAgain()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.outputSchema = {{"type", "object"}, {"required", QJsonArray{"n"}}};
        a.retry.maxAttempts = 2;
        a.retry.backoffMs = 0;
        f.submit(workflow({a}));
        f.finish("a", succeed(QJsonObject{{"m", 1}}));
        QCOMPARE(f.row("a").errorClass, "output_schema");
        f.advance(1);
        f.finish("a", succeed(QJsonObject{{"n", 1}}));
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void emptyWorkflowCompletesAtOnce()
    {
        EngineFixture f;
        f.submit(workflow({}));
        QCOMPARE(f.runState(), "COMPLETED");
    }

    void chainOfTenThousandInlineTasksDoesNotRecurse()
    {
        QList<domain::TaskSpec> tasks;
        for (int i = 0; i < 10'000; ++i)
            tasks.append(task(QString::number(i), i ? QStringList{QString::number(i - 1)} : QStringList(), "noop"));
        EngineFixture f;
        f.submit(workflow(tasks));
        QCOMPARE(f.runState(), "COMPLETED");
    }
};

QTEST_GUILESS_MAIN(EngineFlowTest)
#include "tst_engineflow.moc"
