// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/estimate.h"

#include "base/json.h"
#include "domain/policy/foresight.h"

#include <QTest>

#include <cmath>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

TaskSpec task(const QString &id, const QStringList &dependsOn = {}, std::optional<qint64> ms = {})
{
    TaskSpec spec;
    spec.id = id;
    spec.type = u"agent"_s;
    spec.dependsOn = dependsOn;
    spec.estimate.durationMs = ms;
    return spec;
}

bool near(double actual, double expected, double share)
{
    return std::abs(actual - expected) <= share * expected;
}

/// History without any variation: the simulation must then equal the calculation by hand.
EstimateOptions exact(const QMap<QString, double> &ms)
{
    EstimateOptions options;
    for (auto it = ms.cbegin(); it != ms.cend(); ++it)
        options.durationsMs.insert(it.key(), QList<double>(10, it.value()));
    return options;
}

} // namespace

class TestEstimate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void randomNumbersAreTheSameEverywhere()
    {
        SeededRandom random(1);
        QCOMPARE(random.next(), Q_UINT64_C(0x910A2DEC89025CC1));
        double sum = 0;
        double squares = 0;
        constexpr int Count = 20'000;
        for (int i = 0; i < Count; ++i) {
            const double x = random.normal();
            sum += x;
            squares += x * x;
            const double u = random.uniform();
            QVERIFY(u >= 0 && u < 1);
        }
        QVERIFY(std::abs(sum / Count) < 0.03);
        QVERIFY(near(squares / Count, 1.0, 0.05));
    }

    void quantilesInterpolate()
    {
        QCOMPARE(quantilesOf({}).p50, 0.0);
        QCOMPARE(quantilesOf({7}).p90, 7.0);
        const Quantiles q = quantilesOf({10, 0, 5, 20, 15});
        QCOMPARE(q.p50, 10.0);
        QCOMPARE(q.p10, 2.0);
        QCOMPARE(q.p90, 18.0);
    }

    void aTaskWithoutHistoryTakesThatOfItsKind()
    {
        Workflow inner;
        inner.tasks = {task(u"probe"_s)};
        inner.tasks.first().kind = u"test"_s;
        Workflow workflow;
        workflow.tasks = {task(u"known"_s), task(u"given"_s, {}, 5'000),
                          task(u"alike"_s), task(u"shell"_s),
                          task(u"plain"_s), task(u"sub"_s)};
        for (int i : {0, 1, 2, 3})
            workflow.tasks[i].kind = u"review"_s;
        workflow.tasks[3].type = u"shell"_s;
        workflow.tasks[5].type = u"workflow"_s;
        workflow.tasks[5].sub.definition = std::make_shared<Workflow>(inner);
        QCOMPARE(kindsIn(workflow), QStringList({u"review"_s, u"test"_s}));
        EstimateOptions options = exact({{u"known"_s, 1'000}});
        options.kindDurationsMs.insert(kindKey(u"agent"_s, u"review"_s), QList<double>(10, 70'000));
        options.kindCostsUsd.insert(kindKey(u"agent"_s, u"review"_s), QList<double>(10, 0.25));
        options.kindDurationsMs.insert(kindKey(u"agent"_s, u"test"_s), QList<double>(10, 9'000));
        const WorkflowEstimate estimate = estimateWorkflow(workflow, options);
        const auto source = [&](int i) { return estimateSourceName(estimate.tasks.at(i).durationSource); };
        QCOMPARE(source(0), u"history"_s);
        QCOMPARE(source(1), u"given"_s);
        QCOMPARE(source(2), u"kind"_s);
        QCOMPARE(estimate.tasks.at(2).durationMs.p50, 70'000.0);
        QCOMPARE(estimate.tasks.at(2).usd.p50, 0.25);
        QCOMPARE(source(3), u"default"_s); // A review by a program says nothing of one by an agent.
        QCOMPARE(source(4), u"default"_s);
        QCOMPARE(estimate.tasks.at(4).costSource, EstimateSource::Unknown);
        QCOMPARE(source(5), u"children"_s);
        QCOMPARE(estimate.tasks.at(5).durationMs.p50, 9'000.0);
    }

    void distributionsFollowTheirSource()
    {
        SeededRandom random(5);
        const Distribution history = Distribution::ofHistory({1, 2, 3, 4, 5, -7, std::nan("")});
        for (int i = 0; i < 100; ++i) {
            const double x = history.draw(random);
            QVERIFY(x >= 1 && x <= 5 && x == std::floor(x));
        }
        QVERIFY(Distribution::ofHistory({-1}).isEmpty());
        QList<double> drawn;
        const Distribution given = Distribution::around(1000, 0.35);
        for (int i = 0; i < 5000; ++i)
            drawn.append(given.draw(random));
        QVERIFY(near(quantilesOf(drawn).p50, 1000, 0.05));
        QVERIFY(near(quantilesOf(drawn).p90, 1000 * std::exp(1.28 * 0.35), 0.07));
    }

    void dependentTasksAddUpAndParallelOnesDoNot()
    {
        Workflow workflow;
        workflow.tasks = {task(u"a"_s), task(u"b"_s, {u"a"_s}), task(u"c"_s, {u"a"_s}), task(u"d"_s, {u"b"_s, u"c"_s})};
        const auto estimate =
            estimateWorkflow(workflow, exact({{u"a"_s, 10}, {u"b"_s, 20}, {u"c"_s, 50}, {u"d"_s, 5}}));
        QCOMPARE(estimate.durationMs.p10, 65.0);
        QCOMPARE(estimate.durationMs.p90, 65.0);
        QCOMPARE(estimate.criticalPath, QStringList({u"a"_s, u"c"_s, u"d"_s}));
        QCOMPARE(estimate.criticalPathMs, 65.0);
        QCOMPARE(estimate.peakParallel, 2);
        QVERIFY(near(estimate.averageParallel, 85.0 / 65.0, 0.001));
        QVERIFY(!estimate.usesDefaults);
        QCOMPARE(estimate.tasks.at(1).durationSource, EstimateSource::History);
    }

    void placesLimitWhatRunsAtOnce()
    {
        Workflow workflow;
        for (int i = 0; i < 6; ++i)
            workflow.tasks.append(task(QString::number(i)));
        EstimateOptions options =
            exact({{u"0"_s, 10}, {u"1"_s, 10}, {u"2"_s, 10}, {u"3"_s, 10}, {u"4"_s, 10}, {u"5"_s, 10}});
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 10.0);
        workflow.maxParallel = 2;
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 30.0);
        QCOMPARE(estimateWorkflow(workflow, options).peakParallel, 2);
        options.maxParallel = 4; // what is asked for goes before what the file says
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 20.0);
        options.places = 1; // but nothing gets more than the engine has
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 60.0);
        options.maxParallel = 0;
        options.places = 8;
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 30.0);
    }

    void poolsHavePlacesOfTheirOwn()
    {
        Workflow workflow;
        workflow.tasks = {task(u"a"_s), task(u"b"_s), task(u"c"_s), task(u"free"_s), task(u"both"_s)};
        for (const int i : {0, 1, 2})
            workflow.tasks[i].pools = QStringList(u"db"_s);
        workflow.tasks[4].pools = QStringList({u"db"_s, u"gpu"_s});
        workflow.pools = {{u"db"_s, 1}};
        EstimateOptions options = exact({{u"a"_s, 10}, {u"b"_s, 10}, {u"c"_s, 10}, {u"free"_s, 35}, {u"both"_s, 5}});
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 35.0);
        QCOMPARE(estimateWorkflow(workflow, options).peakParallel, 2);
        workflow.pools = {{u"db"_s, 2}};
        QCOMPARE(estimateWorkflow(workflow, exact({{u"a"_s, 10}, {u"b"_s, 10}, {u"c"_s, 10}})).peakParallel, 3);
        options.pools = {{u"db"_s, 1}}; // the engine's
        options.durationsMs.insert(u"free"_s, {});
        workflow.tasks.removeAt(3);
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 35.0);
        // Who waits for a place in one pool does not keep others from a place in another.
        Workflow mixed;
        mixed.tasks = {task(u"long"_s), task(u"both"_s), task(u"db"_s)};
        mixed.tasks[0].pools = QStringList(u"gpu"_s);
        mixed.tasks[1].pools = QStringList({u"gpu"_s, u"db"_s});
        mixed.tasks[2].pools = QStringList(u"db"_s);
        mixed.pools = {{u"db"_s, 1}, {u"gpu"_s, 1}};
        QCOMPARE(estimateWorkflow(mixed, exact({{u"long"_s, 30}, {u"both"_s, 10}, {u"db"_s, 30}})).durationMs.p50,
                 40.0);
        // The items of one task share them as well.
        Workflow items;
        items.tasks = {task(u"each"_s)};
        items.tasks[0].foreach = Foreach{u"range(4)"_s, u"item"_s, 0};
        items.tasks[0].pools = QStringList(u"db"_s);
        items.pools = {{u"db"_s, 2}};
        const auto estimate = estimateWorkflow(items, exact({{u"each"_s, 10}}));
        QCOMPARE(estimate.durationMs.p50, 20.0);
        QCOMPARE(estimate.criticalPathMs, 20.0);
    }

    void whatTheInputsRuleOutIsSkipped()
    {
        Workflow workflow;
        workflow.inputs = {InputSpec{u"qa"_s, u"boolean"_s, {}, false, true, {}},
                           InputSpec{u"target"_s, u"string"_s, {}, true, QJsonValue::Undefined, {}}};
        workflow.tasks = {task(u"a"_s), task(u"b"_s, {u"a"_s}), task(u"c"_s, {u"b"_s}), task(u"d"_s)};
        workflow.tasks[1].when = u"inputs.qa"_s;
        workflow.tasks[3].when = u"inputs.qa and tasks.a.result.ok"_s;
        EstimateOptions options = exact({{u"a"_s, 10}, {u"b"_s, 100}, {u"c"_s, 5}, {u"d"_s, 1}});
        options.costsUsd = {{u"a"_s, QList<double>(5, 1.0)},
                            {u"b"_s, QList<double>(5, 50.0)},
                            {u"c"_s, QList<double>(5, 1.0)},
                            {u"d"_s, QList<double>(5, 1.0)}};
        auto estimate = estimateWorkflow(workflow, options);
        QCOMPARE(estimate.durationMs.p50, 115.0);
        QCOMPARE(estimate.usd.p50, 53.0);
        QVERIFY(!estimate.tasks.at(1).skipped);
        QVERIFY(!estimate.tasks.at(3).skipped); // needs a result
        options.inputs = {{u"qa"_s, false}};
        estimate = estimateWorkflow(workflow, options);
        QCOMPARE(estimate.durationMs.p50, 15.0); // what comes after it starts all the same
        QCOMPARE(estimate.usd.p50, 2.0);
        QVERIFY(estimate.tasks.at(1).skipped);
        QVERIFY(estimate.tasks.at(3).skipped); // false whatever the result is
        QCOMPARE(estimate.criticalPath, QStringList({u"a"_s, u"c"_s}));
        QVERIFY(toJson(estimate).value(u"tasks").toArray().at(1).toObject().value(u"skipped").toBool());
        // An input that will be given, but is not yet, rules nothing out.
        workflow.tasks[1].when = u"inputs.target == 'live'"_s;
        QVERIFY(!estimateWorkflow(workflow, options).tasks.at(1).skipped);
        options.inputs.insert(u"target"_s, u"test"_s);
        QVERIFY(estimateWorkflow(workflow, options).tasks.at(1).skipped);
    }

    void whatASubWorkflowIsGivenRulesOutToo()
    {
        auto child = std::make_shared<Workflow>();
        child->inputs = {InputSpec{u"deep"_s, u"boolean"_s, {}, false, true, {}}};
        child->tasks = {task(u"x"_s), task(u"y"_s, {u"x"_s})};
        child->tasks[1].when = u"inputs.deep"_s;
        Workflow workflow;
        workflow.inputs = {InputSpec{u"qa"_s, u"boolean"_s, {}, false, true, {}}};
        workflow.tasks = {task(u"sub"_s)};
        workflow.tasks[0].type = u"workflow"_s;
        workflow.tasks[0].sub.definition = child;
        workflow.tasks[0].sub.with = {{u"deep"_s, u"{{ inputs.qa }}"_s}};
        EstimateOptions options = exact({{u"sub/x"_s, 10}, {u"sub/y"_s, 20}});
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 30.0);
        options.inputs = {{u"qa"_s, false}};
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 10.0);
        const Workflow foreseen = Foresight(workflow, options.inputs).withoutSkipped(workflow);
        QCOMPARE(foreseen.tasks.at(0).sub.definition->tasks.at(1).type, u"noop"_s);
        workflow.tasks[0].sub.with = {{u"deep"_s, u"{{ tasks.before.result.deep }}"_s}};
        child->inputs[0].defaultValue = false; // is not what it will be
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 30.0);
    }

    void priorityDecidesWhoGetsThePlace()
    {
        Workflow workflow;
        workflow.tasks = {task(u"late"_s), task(u"urgent"_s), task(u"after"_s, {u"urgent"_s})};
        workflow.tasks[1].priority = 10;
        workflow.tasks[2].priority = 10;
        workflow.maxParallel = 1;
        const auto options = exact({{u"late"_s, 100}, {u"urgent"_s, 1}, {u"after"_s, 1}});
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p50, 102.0);
        workflow.tasks.append(task(u"person"_s, {u"urgent"_s}));
        workflow.tasks.last().type = u"human"_s; // takes no place: runs beside the others
        QCOMPARE(
            estimateWorkflow(workflow, exact({{u"late"_s, 100}, {u"urgent"_s, 1}, {u"after"_s, 1}, {u"person"_s, 150}}))
                .durationMs.p50,
            151.0);
    }

    void sourcesAreNamed()
    {
        Workflow workflow;
        workflow.tasks = {task(u"history"_s), task(u"given"_s, {}, 60'000), task(u"guess"_s), task(u"shell"_s)};
        workflow.tasks[1].estimate.usd = 2.0;
        workflow.tasks[3].type = u"shell"_s;
        EstimateOptions options = exact({{u"history"_s, 10}});
        options.costsUsd.insert(u"history"_s, {1, 1, 1, 1, 1});
        const auto estimate = estimateWorkflow(workflow, options);
        QCOMPARE(estimate.tasks.at(0).costSource, EstimateSource::History);
        QCOMPARE(estimate.tasks.at(1).durationSource, EstimateSource::Given);
        QCOMPARE(estimate.tasks.at(1).costSource, EstimateSource::Given);
        QCOMPARE(estimate.tasks.at(2).durationSource, EstimateSource::Default);
        QCOMPARE(estimate.tasks.at(2).costSource, EstimateSource::Unknown);
        QCOMPARE(estimate.tasks.at(3).costSource, EstimateSource::Default);
        QCOMPARE(estimate.unknownCosts, 1); // unknown is counted, not taken for nothing
        QVERIFY(estimate.usesDefaults);
        QVERIFY(near(estimate.usd.p50, 3.0, 0.1));
        QVERIFY(estimate.usd.p10 < estimate.usd.p50 && estimate.usd.p50 < estimate.usd.p90);
        const QJsonObject json = toJson(estimate);
        QCOMPARE(json.value(u"tasks").toArray().at(2).toObject().value(u"usd"), QJsonValue());
        QCOMPARE(json.value(u"tasks").toArray().at(0).toObject().value(u"duration_source").toString(), u"history"_s);
    }

    void sameSeedGivesTheSameEstimate()
    {
        Workflow workflow;
        workflow.tasks = {task(u"a"_s, {}, 1000), task(u"b"_s, {u"a"_s})};
        EstimateOptions options;
        const QByteArray first = canonicalJson(toJson(estimateWorkflow(workflow, options)));
        QCOMPARE(canonicalJson(toJson(estimateWorkflow(workflow, options))), first);
        options.seed = 2;
        QVERIFY(canonicalJson(toJson(estimateWorkflow(workflow, options))) != first);
    }

    void listsAreCountedIfTheInputsTell()
    {
        Workflow workflow;
        workflow.tasks = {task(u"each"_s), task(u"unknown"_s)};
        workflow.tasks[0].foreach = Foreach{u"inputs.files"_s, u"item"_s, 2};
        workflow.tasks[1].foreach = Foreach{u"tasks.each.result"_s, u"item"_s, 0};
        EstimateOptions options = exact({{u"each"_s, 10}, {u"unknown"_s, 1}});
        options.inputs = {{u"files"_s, QJsonArray{1, 2, 3, 4, 5}}};
        auto estimate = estimateWorkflow(workflow, options);
        QCOMPARE(estimate.tasks.at(0).items, 5);
        QVERIFY(!estimate.tasks.at(0).itemsAssumed);
        QVERIFY(estimate.tasks.at(1).itemsAssumed);
        QCOMPARE(estimate.durationMs.p50, 30.0); // three waves of two
        QCOMPARE(estimate.tasks.at(0).durationMs.p50, 30.0);
        options.inputs = {{u"files"_s, QJsonArray{}}};
        estimate = estimateWorkflow(workflow, options);
        QCOMPARE(estimate.tasks.at(0).items, 0);
        QCOMPARE(estimate.durationMs.p50, 1.0);
    }

    void longListsAreScaled()
    {
        Workflow workflow;
        workflow.tasks = {task(u"each"_s)};
        workflow.tasks[0].foreach = Foreach{u"range(50000)"_s, u"item"_s, 1};
        const auto estimate = estimateWorkflow(workflow, exact({{u"each"_s, 2}}));
        QVERIFY(near(estimate.durationMs.p50, 100'000, 0.001));
        QVERIFY(near(estimate.tasks.at(0).durationMs.p50, 100'000, 0.001));
    }

    void limitsCutDraws()
    {
        Workflow workflow;
        workflow.tasks = {task(u"a"_s)};
        workflow.tasks[0].timeoutMs = 50;
        workflow.tasks[0].budget.usd = 1.5;
        EstimateOptions options = exact({{u"a"_s, 1000}});
        options.costsUsd.insert(u"a"_s, QList<double>(5, 9.0));
        QCOMPARE(estimateWorkflow(workflow, options).durationMs.p90, 50.0);
        QCOMPARE(estimateWorkflow(workflow, options).usd.p90, 1.5);
    }

    void loopsRunAtLeastOnceAndAtMostTheirLimit()
    {
        Workflow workflow;
        workflow.tasks = {task(u"fix"_s)};
        workflow.tasks[0].repeat = Repeat{u"result.ok"_s, 3};
        const auto estimate = estimateWorkflow(workflow, exact({{u"fix"_s, 10}}));
        QCOMPARE(estimate.durationMs.p10, 10.0);
        QCOMPARE(estimate.durationMs.p90, 30.0);
    }

    void childrenGiveTheDurationOfTheirParent()
    {
        auto child = std::make_shared<Workflow>();
        child->tasks = {task(u"x"_s), task(u"y"_s, {u"x"_s})};
        Workflow workflow;
        workflow.tasks = {task(u"sub"_s), task(u"z"_s, {u"sub"_s})};
        workflow.tasks[0].type = u"workflow"_s;
        workflow.tasks[0].sub.definition = child;
        const auto estimate =
            estimateWorkflow(workflow, exact({{u"sub/x"_s, 10}, {u"sub/y"_s, 20}, {u"y"_s, 900}, {u"z"_s, 5}}));
        QCOMPARE(estimate.durationMs.p50, 35.0);
        QCOMPARE(estimate.tasks.at(0).durationSource, EstimateSource::Children);
        QCOMPARE(estimate.unknownCosts, 3);
    }

    void cyclesAreLeftOut()
    {
        Workflow workflow;
        workflow.tasks = {task(u"a"_s, {u"b"_s}), task(u"b"_s, {u"a"_s}), task(u"c"_s)};
        const auto estimate = estimateWorkflow(workflow, exact({{u"a"_s, 10}, {u"b"_s, 10}, {u"c"_s, 7}}));
        QCOMPARE(estimate.durationMs.p50, 7.0);
        QCOMPARE(estimate.tasks.size(), 1);
        QVERIFY(estimateWorkflow(Workflow(), {}).tasks.isEmpty());
    }

    void largeWorkflowsGetFewerRounds()
    {
        Workflow workflow;
        for (int i = 0; i < 10'000; ++i)
            workflow.tasks.append(
                task(QString::number(i), i == 0 ? QStringList() : QStringList(QString::number(i / 2)), 1000));
        workflow.tasks[1].dependsOn = QStringList(u"0"_s);
        workflow.maxParallel = 8;
        EstimateOptions options;
        options.rounds = 1000;
        const auto estimate = estimateWorkflow(workflow, options);
        QVERIFY(estimate.rounds >= 50 && estimate.rounds < 1000);
        QCOMPARE(estimate.peakParallel, 8);
        // 10,000 tasks of a mean of 1000 × e^(0.35²/2) ms on 8 places
        QVERIFY(near(estimate.durationMs.p50, 10'000 * 1063.2 / 8, 0.02));
    }
};

QTEST_APPLESS_MAIN(TestEstimate)
#include "tst_estimate.moc"
