// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/graphmodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace
{

GraphNode node(const QString &id, const QString &state = u"PENDING"_s)
{
    GraphNode made;
    made.id = id;
    made.title = u"Title of "_s + id;
    made.state = state;
    return made;
}

/// a → b → d, a → c → d
void fillDiamond(GraphModel &model)
{
    model.setGraph({node(u"a"_s), node(u"b"_s), node(u"c"_s), node(u"d"_s)},
                   {{u"a"_s, u"b"_s}, {u"a"_s, u"c"_s}, {u"b"_s, u"d"_s}, {u"c"_s, u"d"_s}});
}

} // namespace

class GraphModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSmallGraphIsThereAtOnce()
    {
        GraphModel model;
        QSignalSpy resets(&model, &GraphModel::reset);
        fillDiamond(model);
        QCOMPARE(resets.count(), 1);
        QVERIFY(!model.isArranging());
        QCOMPARE(model.count(), 4);
        QCOMPARE(model.indexOf(u"c"_s), 2);
        QCOMPARE(model.successorsOf(0), (QList<int>{1, 2}));
        QCOMPARE(model.predecessorsOf(3), (QList<int>{1, 2}));
        QVERIFY(model.nodeRect(0).right() < model.nodeRect(1).left());
    }

    void aLargeGraphIsLaidOutAside()
    {
        GraphModel model;
        QSignalSpy resets(&model, &GraphModel::reset);
        QList<GraphNode> nodes;
        QList<GraphEdge> edges;
        for (int i = 0; i < 1000; ++i) {
            nodes.append(node(QString::number(i)));
            if (i > 0)
                edges.append({QString::number(i / 2), QString::number(i)});
        }
        model.setGraph(nodes, edges);
        QVERIFY(model.isArranging());
        QCOMPARE(resets.count(), 0);
        // Only the last one that was asked for counts.
        nodes.append(node(u"last"_s));
        model.setGraph(nodes, edges);
        QTRY_VERIFY(!model.isArranging());
        QCOMPARE(resets.count(), 1);
        QCOMPARE(model.count(), 1001);
    }

    void newValuesMoveNothing()
    {
        GraphModel model;
        fillDiamond(model);
        QSignalSpy resets(&model, &GraphModel::reset);
        QSignalSpy changes(&model, &GraphModel::nodeChanged);
        QList<GraphNode> nodes = model.nodes();
        nodes[1].state = u"RUNNING"_s;
        model.setGraph(nodes, model.edges());
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.at(0).at(0).toInt(), 1);
        QCOMPARE(model.nodes().at(1).state, u"RUNNING"_s);
    }

    void anUpdateTouchesItsCardOnly()
    {
        GraphModel model;
        fillDiamond(model);
        QSignalSpy regions(&model, &GraphModel::regionChanged);
        QVERIFY(model.updateNode(node(u"b"_s, u"RUNNING"_s)));
        QCOMPARE(regions.count(), 1);
        const QRectF region = regions.at(0).at(0).toRectF();
        QVERIFY(region.contains(model.nodeRect(1)));
        for (const int other : {0, 2, 3})
            QVERIFY(!region.intersects(model.nodeRect(other)));
        // Nothing is painted for what is the same.
        QVERIFY(model.updateNode(node(u"b"_s, u"RUNNING"_s)));
        QCOMPARE(regions.count(), 1);
        QVERIFY(!model.updateNode(node(u"nobody"_s)));
    }

    void whatCannotBeDrawnIsLeftOut()
    {
        GraphModel model;
        model.setGraph({node(u"a"_s), node(u"a"_s), node(u"b"_s)},
                       {{u"a"_s, u"b"_s}, {u"a"_s, u"nobody"_s}, {u"b"_s, u"b"_s}});
        QCOMPARE(model.count(), 2);
        QCOMPARE(model.edges().size(), 2);
        QVERIFY(model.edgePath(1).isEmpty());
    }

    void pointsFindCardsAndEdges()
    {
        GraphModel model;
        fillDiamond(model);
        for (int i = 0; i < model.count(); ++i) {
            QCOMPARE(model.nodeAt(model.nodeRect(i).center()), i);
            QCOMPARE(model.nodeAt(model.nodeRect(i).topLeft() - QPointF(2, 0)), -1);
        }
        for (int i = 0; i < model.edges().size(); ++i)
            QCOMPARE(model.edgeAt(model.edgePath(i).pointAtPercent(0.5), 3), i);
        QCOMPARE(model.edgeAt(model.nodeRect(0).center() - QPointF(500, 0), 3), -1);
        QVERIFY(model.nodesIn(model.bounds()).size() == 4);
    }

    void theCriticalPathIsWhatWasSaidLast()
    {
        GraphModel model;
        fillDiamond(model);
        model.setCriticalPath({u"a"_s, u"b"_s, u"d"_s});
        const auto critical = [&model] {
            QStringList found;
            for (int i = 0; i < model.edges().size(); ++i) {
                if (model.isCritical(i))
                    found.append(model.edges().at(i).from + model.edges().at(i).to);
            }
            return found.join(u' ');
        };
        QCOMPARE(critical(), u"ab bd"_s);
        QSignalSpy regions(&model, &GraphModel::regionChanged);
        model.setCriticalPath({u"a"_s, u"b"_s, u"d"_s});
        QCOMPARE(regions.count(), 0);
        model.setCriticalPath({u"a"_s, u"c"_s, u"d"_s});
        QCOMPARE(critical(), u"ac cd"_s);
        // Another graph, the same path.
        model.setGraph({node(u"c"_s), node(u"d"_s), node(u"e"_s)}, {{u"c"_s, u"d"_s}, {u"c"_s, u"e"_s}});
        QCOMPARE(critical(), u"cd"_s);
        model.setCriticalPath({});
        QCOMPARE(critical(), QString());
    }

    void aMovedCardIsFoundWhereItIs()
    {
        GraphModel model;
        fillDiamond(model);
        const QRectF old = model.nodeRect(1);
        QSignalSpy regions(&model, &GraphModel::regionChanged);
        QVERIFY(model.moveNode(u"b"_s, {2000, 1500}));
        QCOMPARE(model.nodeAt({2010, 1510}), 1);
        QCOMPARE(model.nodeAt(old.center()), -1);
        QCOMPARE(model.edgeAt(model.edgePath(0).pointAtPercent(0.6), 3), 0);
        QVERIFY(model.bounds().contains(model.nodeRect(1)));
        QRectF touched;
        for (const QList<QVariant> &region : regions)
            touched |= region.at(0).toRectF();
        QVERIFY(touched.contains(old));
        QVERIFY(touched.contains(model.nodeRect(1)));
        QVERIFY(!model.moveNode(u"nobody"_s, {}));
        model.arrange();
        QCOMPARE(model.nodeRect(1), old);
    }

    void theSelectionFollowsItsNode()
    {
        GraphModel model;
        fillDiamond(model);
        QSignalSpy selections(&model, &GraphModel::selectionChanged);
        model.select(u"c"_s);
        model.select(u"c"_s);
        QCOMPARE(selections.count(), 1);
        // The node goes to another index.
        model.setGraph({node(u"c"_s), node(u"x"_s)}, {});
        QCOMPARE(model.selectedId(), u"c"_s);
        QCOMPARE(model.selected(), 0);
        QCOMPARE(selections.count(), 1);
        model.setGraph({node(u"x"_s)}, {});
        QCOMPARE(model.selectedId(), QString());
        QCOMPARE(selections.count(), 2);
        model.select(u"nobody"_s);
        QCOMPARE(selections.count(), 2);
    }

    void nodesStayAboutWhereTheyAre()
    {
        GraphModel model;
        fillDiamond(model);
        const bool above = model.nodeRect(1).y() < model.nodeRect(2).y();
        // In another order, and with one more.
        model.setGraph({node(u"a"_s), node(u"c"_s), node(u"b"_s), node(u"d"_s), node(u"e"_s)},
                       {{u"a"_s, u"c"_s}, {u"a"_s, u"b"_s}, {u"c"_s, u"d"_s}, {u"b"_s, u"d"_s}, {u"d"_s, u"e"_s}});
        QCOMPARE(model.nodeRect(model.indexOf(u"b"_s)).y() < model.nodeRect(model.indexOf(u"c"_s)).y(), above);
    }
};

QTEST_GUILESS_MAIN(GraphModelTest)
#include "tst_graphmodel.moc"
