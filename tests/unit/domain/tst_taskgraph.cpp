// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/graph/ancestry.h"
#include "domain/graph/taskgraph.h"

#include "domain/workflow.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace podium::domain;
using Ints = QList<int>;

namespace
{

TaskGraph chain(int length)
{
    QList<Ints> dependencies(length);
    for (int i = 1; i < length; ++i)
        dependencies[i] = {i - 1};
    return TaskGraph::fromDependencies(dependencies);
}

/// Edges go from lower to higher positions of a random permutation, so that there is no cycle.
QList<Ints> randomDag(QRandomGenerator &random, int size)
{
    Ints nodes(size);
    for (int i = 0; i < size; ++i)
        nodes[i] = i;
    std::shuffle(nodes.begin(), nodes.end(), random);
    QList<Ints> dependencies(size);
    for (int i = 1; i < size; ++i) {
        const int count = random.bounded(4);
        for (int k = 0; k < count; ++k)
            dependencies[nodes.at(i)].append(nodes.at(random.bounded(i)));
    }
    return dependencies;
}

/// Independent of the code under test: reachability by repeated relaxation of a matrix.
QList<QList<bool>> reachability(const QList<Ints> &dependencies)
{
    const int size = static_cast<int>(dependencies.size());
    QList<QList<bool>> reach(size, QList<bool>(size, false));
    for (int i = 0; i < size; ++i) {
        for (const int d : dependencies.at(i))
            reach[i][d] = true;
    }
    for (int k = 0; k < size; ++k) {
        for (int i = 0; i < size; ++i) {
            for (int j = 0; reach.at(i).at(k) && j < size; ++j)
                reach[i][j] = reach.at(i).at(j) || reach.at(k).at(j);
        }
    }
    return reach;
}

TaskSpec task(const QString &id, const QStringList &dependsOn)
{
    TaskSpec spec;
    spec.id = id;
    spec.dependsOn = dependsOn;
    return spec;
}

} // namespace

class TestTaskGraph : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void emptyGraphHasNothing()
    {
        const TaskGraph graph = TaskGraph::fromDependencies({});
        QCOMPARE(graph.size(), 0);
        QVERIFY(!graph.cycle());
        QVERIFY(graph.topologicalOrder().isEmpty());
        QVERIFY(graph.unreachable().isEmpty());
        QVERIFY(graph.criticalPath({}).nodes.isEmpty());
        QCOMPARE(graph.criticalPath({}).length, 0.0);
        QVERIFY(ReadySet(graph).initial().isEmpty());
    }

    void workflowBecomesGraphByFileOrder()
    {
        Workflow workflow;
        workflow.tasks = {task(QStringLiteral("test"), {QStringLiteral("build"), QStringLiteral("build")}),
                          task(QStringLiteral("build"), {QStringLiteral("no-such-task")}),
                          task(QStringLiteral("build"), {QStringLiteral("test")})};
        const TaskGraph graph = TaskGraph::of(workflow);
        QCOMPARE(graph.size(), 3);
        QCOMPARE(graph.dependencies(0), Ints{1}); // repeated edge once; the first task of that id is meant
        QCOMPARE(graph.dependencies(1), Ints{});  // unknown id ignored
        QCOMPARE(graph.dependencies(2), Ints{0});
        QCOMPARE(graph.dependents(1), Ints{0});
        QVERIFY(!graph.cycle());
    }

    void indexesThatDoNotExistAreDropped()
    {
        const TaskGraph graph = TaskGraph::fromDependencies({{-1, 7, std::numeric_limits<int>::max()}, {0, 0, 0}});
        QCOMPARE(graph.dependencies(0), Ints{});
        QCOMPARE(graph.dependencies(1), Ints{0});
        QCOMPARE(graph.topologicalOrder(), (Ints{0, 1}));
    }

    void cycleIsNamedInOrderOfDependency()
    {
        // 0 <- 1, 1 needs 3, 3 needs 2, 2 needs 1; 4 waits for the cycle; 5 is free.
        const TaskGraph graph = TaskGraph::fromDependencies({{}, {0, 3}, {1}, {2}, {3}, {0}});
        QVERIFY(graph.cycle());
        QCOMPARE(*graph.cycle(), (Ints{1, 3, 2}));
        QCOMPARE(graph.topologicalOrder(), (Ints{0, 5}));
        QCOMPARE(graph.unreachable(), (Ints{1, 2, 3, 4}));
    }

    void taskThatDependsOnItselfIsACycle()
    {
        const TaskGraph graph = TaskGraph::fromDependencies({{}, {1}});
        QCOMPARE(*graph.cycle(), Ints{1});
        QCOMPARE(graph.unreachable(), Ints{1});
        QCOMPARE(graph.descendants(1), Ints{1});
    }

    void descendantsAndAncestorsFollowEveryPath()
    {
        const TaskGraph graph = TaskGraph::fromDependencies({{}, {0}, {0}, {1, 2}, {3}, {}});
        QCOMPARE(graph.descendants(0), (Ints{1, 2, 3, 4}));
        QCOMPARE(graph.descendants(4), Ints{});
        QCOMPARE(graph.ancestors(4), (Ints{0, 1, 2, 3}));
        QCOMPARE(graph.ancestors(5), Ints{});
    }

    void criticalPathIsTheHeaviestChain()
    {
        const TaskGraph graph = TaskGraph::fromDependencies({{}, {0}, {0}, {1, 2}, {}});
        const auto path = graph.criticalPath({1, 10, 20, 5, 25.5});
        QCOMPARE(path.nodes, (Ints{0, 2, 3}));
        QCOMPARE(path.length, 26.0);
    }

    void criticalPathIgnoresWeightsThatMeanNothing()
    {
        const TaskGraph graph = TaskGraph::fromDependencies({{}, {0}, {1}, {3}});
        const auto path = graph.criticalPath({std::numeric_limits<double>::quiet_NaN(), -5, 2});
        QCOMPARE(path.length, 2.0);
        QCOMPARE(path.nodes, (Ints{0, 1, 2}));
        const auto infinite = graph.criticalPath({std::numeric_limits<double>::infinity(), 1, 2});
        QCOMPARE(infinite.length, 3.0);
    }

    void readySetOpensATaskOnlyAfterItsLastDependency()
    {
        ReadySet ready(TaskGraph::fromDependencies({{}, {}, {0, 1}, {2}, {0}}));
        QCOMPARE(ready.initial(), (Ints{0, 1}));
        QCOMPARE(ready.waitingFor(2), 2);
        QCOMPARE(ready.complete(0), Ints{4});
        QCOMPARE(ready.complete(0), Ints{}); // twice does no harm
        QCOMPARE(ready.waitingFor(2), 1);
        const ReadySet snapshot = ready;
        QCOMPARE(ready.complete(1), Ints{2});
        QVERIFY(!snapshot.isComplete(1));
        QCOMPARE(ready.complete(2), Ints{3});
        QCOMPARE(ready.complete(99), Ints{});
        QCOMPARE(ready.complete(-1), Ints{});
    }

    void taskThatWasSkippedEarlyIsNotOfferedAgain()
    {
        ReadySet ready(TaskGraph::fromDependencies({{}, {0}, {1}}));
        QCOMPARE(ready.complete(1), Ints{2}); // completed before its dependency, e.g. a result taken over from a fork
        QCOMPARE(ready.complete(0), Ints{});
    }

    void chainOfAHundredThousandTasksNeedsNoStack()
    {
        constexpr int Length = 100'000;
        const TaskGraph graph = chain(Length);
        QVERIFY(!graph.cycle());
        QCOMPARE(graph.topologicalOrder().size(), Length);
        QCOMPARE(graph.descendants(0).size(), Length - 1);
        QCOMPARE(graph.ancestors(Length - 1).size(), Length - 1);
        QCOMPARE(graph.criticalPath(QList<double>(Length, 1.0)).length, double(Length));

        QList<Ints> ring(Length);
        for (int i = 0; i < Length; ++i)
            ring[i] = {(i + 1) % Length};
        const TaskGraph circle = TaskGraph::fromDependencies(ring);
        QCOMPARE(circle.cycle()->size(), Length);
        QCOMPARE(circle.cycle()->first(), 0);
        QCOMPARE(circle.unreachable().size(), Length);
    }

    void wideGraphIsLinear()
    {
        // One source, 100,000 leaves, one sink: quadratic handling of the sink's edges would not end.
        constexpr int Leaves = 100'000;
        QList<Ints> dependencies(Leaves + 2);
        for (int i = 1; i <= Leaves; ++i) {
            dependencies[i] = {0};
            dependencies[Leaves + 1].append(i);
        }
        ReadySet ready(TaskGraph::fromDependencies(dependencies));
        const Ints leaves = ready.complete(0);
        QCOMPARE(leaves.size(), Leaves);
        for (const int leaf : leaves)
            QCOMPARE(ready.complete(leaf).size(), leaf == Leaves ? 1 : 0);
    }

    void randomGraphsAgreeWithAnIndependentModel()
    {
        QRandomGenerator random(20'260'101);
        for (int round = 0; round < 300; ++round) {
            QList<Ints> dependencies = randomDag(random, 1 + random.bounded(24));
            const int size = static_cast<int>(dependencies.size());
            if (round % 3 == 0) { // any edge at all, so that many have cycles
                for (int k = 0; k < 3; ++k)
                    dependencies[random.bounded(size)].append(random.bounded(size));
            }
            const TaskGraph graph = TaskGraph::fromDependencies(dependencies);
            const auto reach = reachability(dependencies);

            bool cyclic = false;
            Ints stuck;
            for (int i = 0; i < size; ++i) {
                bool waitsForCycle = reach.at(i).at(i);
                cyclic = cyclic || waitsForCycle;
                for (int j = 0; j < size; ++j)
                    waitsForCycle = waitsForCycle || (reach.at(i).at(j) && reach.at(j).at(j));
                if (waitsForCycle)
                    stuck.append(i);
                Ints up;
                Ints down;
                for (int j = 0; j < size; ++j) {
                    if (reach.at(i).at(j))
                        up.append(j);
                    if (reach.at(j).at(i))
                        down.append(j);
                }
                QCOMPARE(graph.ancestors(i), up);
                QCOMPARE(graph.descendants(i), down);
            }
            QCOMPARE(graph.unreachable(), stuck);
            QCOMPARE(graph.cycle().has_value(), cyclic);
            if (cyclic) {
                const Ints nodes = *graph.cycle();
                for (qsizetype i = 0; i < nodes.size(); ++i)
                    QVERIFY(graph.dependencies(nodes.at(i)).contains(nodes.at((i + 1) % nodes.size())));
            }
            const Ancestry ancestry(graph);
            for (int i = 0; i < size; ++i) {
                for (int j = 0; !stuck.contains(i) && j < size; ++j)
                    QCOMPARE(ancestry.comesAfter(i, j), reach.at(i).at(j));
            }
            const Ints order = graph.topologicalOrder();
            QCOMPARE(order.size(), size - stuck.size());
            for (const int node : order) {
                for (const int dependency : graph.dependencies(node))
                    QVERIFY(order.indexOf(dependency) < order.indexOf(node));
            }
        }
    }

    /// A walk over the graph for each of these questions would take minutes.
    void distantAncestryOfManyNodesIsKnownAtOnce()
    {
        constexpr int Size = 100'000;
        const Ancestry inChain(chain(Size));
        for (int i = 1; i < Size; ++i)
            QVERIFY(inChain.comesAfter(i, i / 3));
        QVERIFY(!inChain.comesAfter(1, Size - 1));

        constexpr int Width = 100;
        QList<Ints> layers(Size);
        for (int i = Width; i < Size; ++i) {
            const int above = (i / Width - 1) * Width;
            layers[i] = {above + i % Width, above + (i + 1) % Width, above + (i * 7 + 3) % Width};
        }
        const Ancestry inLayers(TaskGraph::fromDependencies(layers));
        for (int i = 20 * Width; i < Size; ++i)
            QVERIFY(inLayers.comesAfter(i, i % Width));
    }
};

QTEST_APPLESS_MAIN(TestTaskGraph)
#include "tst_taskgraph.moc"
