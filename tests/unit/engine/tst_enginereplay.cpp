// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/state/runreplay.h"
#include "enginefixture.h"

#include <QRandomGenerator>
#include <QTest>

using namespace podium;
using namespace podium::test;
using engine::Command;

namespace
{

/// A random workflow: DAG of mixed kinds, policies and expansions.
domain::WorkflowPtr randomWorkflow(QRandomGenerator &random, int depth = 0)
{
    const int count = 2 + int(random.bounded(12));
    QList<domain::TaskSpec> tasks;
    for (int i = 0; i < count; ++i) {
        domain::TaskSpec spec = task(QStringLiteral("t%1").arg(i));
        for (int d = 0; d < i; ++d) {
            if (random.bounded(4) == 0)
                spec.dependsOn.append(QStringLiteral("t%1").arg(d));
        }
        spec.priority = int(random.bounded(11));
        spec.retry.maxAttempts = 1 + int(random.bounded(3));
        spec.retry.backoffMs = int(random.bounded(500));
        spec.onFailure = domain::FailurePolicy(random.bounded(3));
        spec.onInterrupt = domain::OnInterrupt(random.bounded(4));
        spec.timeoutMs = random.bounded(3) == 0 ? 200 : 0;
        switch (random.bounded(10)) {
        case 0:
            spec.foreach =
                domain::Foreach{QStringLiteral("range(%1)").arg(random.bounded(5)), "item", int(random.bounded(3))};
            break;
        case 1:
            spec.repeat = domain::Repeat{QStringLiteral("iteration == %1").arg(1 + random.bounded(4)), 3};
            break;
        case 2:
            spec.when = random.bounded(2) ? QStringLiteral("true") : QStringLiteral("1 > 2");
            break;
        case 3:
            spec.gate = domain::Gate{"go?", {}, 1};
            break;
        case 4:
            spec.review = domain::Gate{"good?", {}, 1};
            break;
        case 5:
            if (depth < 2) {
                spec.type = "workflow";
                spec.sub.definition = randomWorkflow(random, depth + 1);
            }
            break;
        case 6:
            spec.type = "noop";
            break;
        default:
            break;
        }
        tasks.append(spec);
    }
    return workflow(tasks, [&](domain::Workflow &w) { w.maxParallel = int(random.bounded(4)); });
}

domain::AttemptOutcome randomOutcome(QRandomGenerator &random, qint64 now)
{
    domain::AttemptOutcome outcome;
    switch (random.bounded(8)) {
    case 0:
        return failWith("exit_code");
    case 1:
        return failWith("auth", false);
    case 2:
        outcome.status = domain::AttemptOutcome::Status::Parked;
        outcome.parkedUntilMs = now + random.bounded(300);
        return outcome;
    case 3:
        outcome.status = domain::AttemptOutcome::Status::Interrupted;
        return outcome;
    case 4:
        outcome.status = domain::AttemptOutcome::Status::Skipped;
        return outcome;
    default:
        outcome = succeed(QJsonObject{{"n", int(random.bounded(100))}});
        outcome.usage.usd = 0.01;
        return outcome;
    }
}

} // namespace

class EngineReplayTest : public QObject
{
    Q_OBJECT

    /// One random thing that can happen to the run.
    static void step(EngineFixture &f, QRandomGenerator &random)
    {
        const int dice = int(random.bounded(20));
        if (dice < 11 && !f.open.isEmpty()) {
            const qsizetype which = random.bounded(int(f.open.size()));
            const engine::AttemptRequest request = f.open.takeAt(which);
            f.engine->attemptFinished(request.key, randomOutcome(random, f.now), f.now);
            f.settle();
        } else if (dice < 13) {
            for (const domain::Approval &approval : std::as_const(f.approvals)) {
                if (approval.state != domain::Approval::State::Open)
                    continue;
                f.perform(Command::Verb::Decide, {},
                          {{"approval", approval.id},
                           {"approve", random.bounded(3) > 0},
                           {"changes", random.bounded(2) == 0}},
                          {});
                break;
            }
        } else if (dice < 16) {
            f.advance(random.bounded(400));
        } else if (!f.rows.isEmpty()) {
            QStringList keys;
            for (const engine::TaskRow &row : std::as_const(f.rows))
                keys.append(row.key);
            const QString key = keys.at(random.bounded(int(keys.size())));
            switch (random.bounded(12)) {
            case 0:
                f.perform(Command::Verb::CancelTask, key);
                break;
            case 1:
                f.perform(Command::Verb::SkipTask, key);
                break;
            case 2:
                f.perform(Command::Verb::RetryTask, key);
                break;
            case 3:
                f.perform(Command::Verb::PauseRun);
                break;
            case 4:
            case 5:
            case 6:
                f.perform(Command::Verb::ResumeRun);
                break;
            case 7:
                if (random.bounded(10) == 0)
                    f.perform(Command::Verb::CancelRun);
                break;
            default:
                f.restart();
            }
        }
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("illegal event"))); }

    void replayOfRandomRunsGivesByteEqualState()
    {
        for (quint32 seed = 1; seed <= 150; ++seed) {
            QRandomGenerator random(seed);
            EngineFixture f;
            f.submit(randomWorkflow(random));
            for (int i = 0; i < 60; ++i) {
                step(f, random);
                QVERIFY2(f.replayEqualsState(), qPrintable(QStringLiteral("seed %1, step %2").arg(seed).arg(i)));
            }
        }
    }

    void anyMomentIsTheFoldOfTheEventsBeforeIt()
    {
        for (quint32 seed = 1; seed <= 6; ++seed) {
            QRandomGenerator random(seed);
            EngineFixture f;
            f.submit(randomWorkflow(random));
            for (int i = 0; i < 120; ++i)
                step(f, random);
            // What a run goes on with comes later; half of it is known at first.
            domain::Events all;
            for (const domain::Event &event : std::as_const(f.events)) {
                if (event.run == u"r")
                    all.append(event);
            }
            engine::RunReplay replay({f.workflows.value(QStringLiteral("r")), all.mid(0, all.size() / 2)});
            QCOMPARE(replay.at(all.size()).value()->tasks.size(), replay.at(all.size() / 2).value()->tasks.size());
            replay.append(all);
            QCOMPARE(replay.events().size(), all.size());
            QList<QByteArray> moments;
            engine::RunState state(f.workflows.value(QStringLiteral("r")));
            moments.append(state.canonical());
            for (const domain::Event &event : std::as_const(all)) {
                QVERIFY(state.fold(event));
                moments.append(state.canonical());
            }
            for (int i = 0; i < 80; ++i) {
                const qsizetype position = random.bounded(int(moments.size()));
                const auto then = replay.at(position);
                QVERIFY(then);
                QCOMPARE((*then)->canonical(), moments.at(position));
            }
            QCOMPARE(replay.positionOf(0), qsizetype(0));
            QCOMPARE(replay.positionOf(all.at(3).seq), qsizetype(4));
            QCOMPARE(replay.positionOf(replay.lastSeq() + 1000), all.size());
        }
    }

    void aDamagedLogIsSaidAndNotShown()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        f.runAll();
        domain::Events events = f.events;
        events.removeIf([](const domain::Event &event) { return event.type == domain::EventType::TaskClaimed; });
        engine::RunReplay replay({f.workflows.value(QStringLiteral("r")), events});
        const auto end = replay.at(events.size());
        QVERIFY(!end);
        QCOMPARE(end.error().code, ErrorCode::Corrupt);
        QVERIFY(replay.at(1));
    }

    void everyRandomRunEndsOnceNothingDisturbsIt()
    {
        for (quint32 seed = 1000; seed < 1150; ++seed) {
            QRandomGenerator random(seed);
            EngineFixture f;
            f.submit(randomWorkflow(random));
            for (int i = 0; i < 40; ++i)
                step(f, random);
            // From here on every attempt succeeds and every request is granted.
            for (int guard = 0; guard < 10'000 && !domain::isFinished(f.runRows["r"].state); ++guard) {
                f.perform(Command::Verb::ResumeRun);
                f.runAll();
                for (const domain::Approval &approval : std::as_const(f.approvals)) {
                    if (approval.state == domain::Approval::State::Open)
                        f.perform(Command::Verb::Decide, {}, {{"approval", approval.id}, {"approve", true}}, {});
                }
            }
            if (!domain::isFinished(f.runRows["r"].state)) {
                for (const engine::TaskRow &row : std::as_const(f.rows))
                    qWarning().noquote() << row.key << domain::stateName(row.state) << row.why << row.type
                                         << row.attempt;
            }
            QVERIFY2(domain::isFinished(f.runRows["r"].state), qPrintable(QStringLiteral("seed %1").arg(seed)));
            for (const engine::TaskRow &row : std::as_const(f.rows)) {
                const bool atRest =
                    domain::isFinished(row.state) || row.state == domain::TaskState::Blocked || row.parent >= 0;
                QVERIFY2(atRest,
                         qPrintable(
                             QStringLiteral("seed %1: %2 is %3").arg(seed).arg(row.key, domain::stateName(row.state))));
            }
        }
    }

    void restartAttachesExactlyToWhatWasRunning()
    {
        EngineFixture f;
        f.submit(workflow({task("a"), task("b"), task("c", {"a"})}));
        f.finish("a", succeed());
        f.restart();
        QCOMPARE(f.running(), (QStringList{"b", "c"}));
        for (const engine::AttemptRequest &request : f.open)
            QCOMPARE(request.key.attempt, 1);
        f.runAll();
        QCOMPARE(f.runState(), "COMPLETED");
        QCOMPARE(f.row("b").attempt, 1);
    }

    void restartKeepsDelaysTimeoutsAndStops()
    {
        EngineFixture f;
        domain::TaskSpec a = task("a");
        a.retry.maxAttempts = 2;
        a.retry.backoffMs = 10'000;
        a.retry.jitter = 0;
        domain::TaskSpec b = task("b");
        b.timeoutMs = 5'000;
        f.submit(workflow({a, b, task("c")}));
        f.finish("a", failWith("exit_code"));
        QVERIFY(f.perform(Command::Verb::CancelTask, "c"));
        f.restart();
        QVERIFY(std::any_of(f.effects.begin(), f.effects.end(), [](const engine::Effect &effect) {
            return effect.kind == engine::Effect::Kind::Stop && effect.key.task == 2;
        }));
        f.effects.clear();
        f.advance(5'000);
        QCOMPARE(f.effects.last().kind, engine::Effect::Kind::Stop);
        f.advance(5'000);
        QVERIFY(f.running().contains("a"));
    }

    void damagedLogIsRefusedNotGuessed()
    {
        EngineFixture f;
        f.submit(workflow({task("a")}));
        engine::StoredRun stored{f.workflows["r"], f.events};
        stored.events.removeAt(2); // without task.ready
        engine::Engine other({}, f.results);
        const Result<void> loaded = other.adopt(stored);
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, ErrorCode::Corrupt);
    }
};

QTEST_GUILESS_MAIN(EngineReplayTest)
#include "tst_enginereplay.moc"
