// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/layeredlayout.h"
#include "gui/graph/layers.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace podium::gui;

namespace
{

constexpr QSizeF Card(200, 80);

LayoutInput input(int count, QList<std::pair<int, int>> edges)
{
    LayoutInput input;
    input.sizes.fill(Card, count);
    input.edges = std::move(edges);
    return input;
}

/// `layers` × `width` nodes, each with three edges from the layer before or the one before that.
LayoutInput mesh(int layers, int width)
{
    std::mt19937 random(7);
    QList<std::pair<int, int>> edges;
    for (int layer = 1; layer < layers; ++layer) {
        for (int i = 0; i < width; ++i) {
            for (int k = 0; k < 3; ++k) {
                const int back = std::min(layer, random() % 5 == 0 ? 2 : 1);
                edges.append({(layer - back) * width + int(random() % quint32(width)), layer * width + i});
            }
        }
    }
    return input(layers * width, edges);
}

QRectF rectOf(const GraphLayout &layout, int node)
{
    return {layout.positions.at(node), Card};
}

bool anyOverlap(const GraphLayout &layout)
{
    for (int a = 0; a < layout.positions.size(); ++a) {
        for (int b = 0; b < a; ++b) {
            if (rectOf(layout, a).intersects(rectOf(layout, b)))
                return true;
        }
    }
    return false;
}

} // namespace

class LayeredLayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingNeedsNoRoom()
    {
        const GraphLayout layout = layeredLayout({});
        QVERIFY(layout.positions.isEmpty());
        QCOMPARE(layout.bounds, QRectF());
        QCOMPARE(layout.firstBend, QList<int>{0});
    }

    void oneNodeStandsInTheCorner()
    {
        const GraphLayout layout = layeredLayout(input(1, {}));
        QCOMPARE(layout.positions, QList<QPointF>{QPointF(0, 0)});
        QCOMPARE(layout.bounds, QRectF(QPointF(), Card));
    }

    void aChainIsAStraightLine()
    {
        const GraphLayout layout = layeredLayout(input(3, {{0, 1}, {1, 2}}));
        const double step = Card.width() + LayoutInput().rankGap;
        QCOMPARE(layout.positions, (QList<QPointF>{{0, 0}, {step, 0}, {2 * step, 0}}));
        QCOMPARE(layout.ranks, (QList<int>{0, 1, 2}));
    }

    void childrenStandAroundTheirParent()
    {
        const GraphLayout layout = layeredLayout(input(4, {{0, 1}, {0, 2}, {0, 3}}));
        const double step = Card.height() + LayoutInput().nodeGap;
        QCOMPARE(layout.positions.at(1).y(), 0.0);
        QCOMPARE(layout.positions.at(2).y(), step);
        QCOMPARE(layout.positions.at(3).y(), 2 * step);
        QCOMPARE(layout.positions.at(0).y(), step);
    }

    void edgesLeadToTheRight()
    {
        const LayoutInput graph = mesh(12, 9);
        const GraphLayout layout = layeredLayout(graph);
        for (const auto &[from, to] : graph.edges) {
            QVERIFY(layout.ranks.at(from) < layout.ranks.at(to));
            QVERIFY(rectOf(layout, from).right() < rectOf(layout, to).left());
        }
    }

    void cardsKeepTheirDistanceWithinTheBounds()
    {
        const GraphLayout layout = layeredLayout(mesh(10, 10));
        QVERIFY(!anyOverlap(layout));
        for (int i = 0; i < layout.positions.size(); ++i)
            QVERIFY(layout.bounds.contains(rectOf(layout, i)));
        QCOMPARE(layout.bounds.topLeft(), QPointF(0, 0));
    }

    void longEdgesPassBetweenTheCards()
    {
        const GraphLayout layout = layeredLayout(input(4, {{0, 1}, {1, 2}, {2, 3}, {0, 3}}));
        const auto bends = layout.bendsOf(3);
        QCOMPARE(bends.size(), size_t(4)); // Two columns, in and out.
        for (size_t i = 0; i < bends.size(); i += 2) {
            QCOMPARE(bends[i].y(), bends[i + 1].y());
            QVERIFY(bends[i].x() < bends[i + 1].x());
            for (const int card : {1, 2})
                QVERIFY(!rectOf(layout, card).intersects(QRectF(bends[i], bends[i + 1]).adjusted(0, -1, 0, 1)));
        }
        QVERIFY(layout.bendsOf(0).empty());
    }

    void theSameInputGivesTheSamePicture()
    {
        const LayoutInput graph = mesh(15, 12);
        const GraphLayout first = layeredLayout(graph);
        const GraphLayout second = layeredLayout(graph);
        QCOMPARE(first.positions, second.positions);
        QCOMPARE(first.bends, second.bends);
    }

    void partsThatAreNotConnectedStandApart()
    {
        const GraphLayout layout = layeredLayout(input(5, {{0, 1}, {2, 3}}));
        QVERIFY(!anyOverlap(layout));
        QCOMPARE(layout.positions.at(0).y(), layout.positions.at(1).y());
        QCOMPARE(layout.positions.at(2).y(), layout.positions.at(3).y());
    }

    void singleNodesFormABlock()
    {
        const GraphLayout layout = layeredLayout(input(30, {}));
        QVERIFY(!anyOverlap(layout));
        const double ratio = layout.bounds.width() / layout.bounds.height();
        QVERIFY2(ratio > 0.8 && ratio < 3, qPrintable(QString::number(ratio)));
    }

    void aCycleIsBrokenWhereItCloses()
    {
        const GraphLayout layout = layeredLayout(input(3, {{0, 1}, {1, 2}, {2, 0}}));
        QCOMPARE(layout.ranks, (QList<int>{0, 1, 2}));
        // The edge that leads back passes the middle column from right to left.
        const auto bends = layout.bendsOf(2);
        QCOMPARE(bends.size(), size_t(2));
        QVERIFY(bends[0].x() > bends[1].x());
    }

    void edgesToItselfAndToNowhereAreLeftOut()
    {
        const GraphLayout layout = layeredLayout(input(2, {{0, 0}, {0, 1}, {1, 7}, {-1, 0}}));
        QCOMPARE(layout.ranks, (QList<int>{0, 1}));
        QCOMPARE(layout.firstBend.size(), 5);
        QVERIFY(layout.bends.isEmpty());
    }

    void twoRowsThatCrossAreUntangled()
    {
        // Each of the first row leads to one of the second, in opposite order.
        QList<std::pair<int, int>> edges;
        for (int i = 0; i < 8; ++i)
            edges.append({i, 15 - i});
        edges.append({0, 14}); // One part.
        for (int i = 1; i < 7; ++i)
            edges.append({i, 14 - i});
        const GraphLayout layout = layeredLayout(input(16, edges));
        QList<std::pair<double, double>> levels;
        for (const auto &[from, to] : edges)
            levels.append({layout.positions.at(from).y(), layout.positions.at(to).y()});
        for (const auto &a : levels) {
            for (const auto &b : levels)
                QVERIFY(!(a.first < b.first && a.second > b.second));
        }
    }

    void crossingsAreCounted()
    {
        // 0 and 1 above, 2 and 3 below; 0-3 and 1-2 cross.
        Layers layers;
        layers.vertexCount = layers.nodeCount = 4;
        layers.layerOf = {0, 0, 1, 1};
        layers.orders = {{0, 1}, {2, 3}};
        layers.after.build(4, {{0, 3}, {1, 2}});
        layers.before.build(4, {{3, 0}, {2, 1}});
        QCOMPARE(crossingsOf(layers), 1);
        orderLayers(layers, {});
        QCOMPARE(crossingsOf(layers), 0);
    }

    void anEditLeavesTheOthersInTheirOrder()
    {
        LayoutInput graph = mesh(10, 10);
        const GraphLayout before = layeredLayout(graph);
        for (const QPointF &position : before.positions)
            graph.previousY.append(position.y() + Card.height() / 2);
        // A new task after an old one, and one more dependency.
        graph.sizes.append(Card);
        graph.previousY.append(GraphLayout::Unknown);
        graph.edges.append({45, 100});
        graph.edges.append({3, 17});
        const GraphLayout after = layeredLayout(graph);

        int pairs = 0;
        int turned = 0;
        for (int a = 0; a < before.positions.size(); ++a) {
            for (int b = 0; b < a; ++b) {
                if (before.ranks.at(a) != before.ranks.at(b))
                    continue;
                ++pairs;
                turned += (before.positions.at(a).y() < before.positions.at(b).y()) !=
                          (after.positions.at(a).y() < after.positions.at(b).y());
            }
        }
        QVERIFY2(turned * 50 < pairs, qPrintable(QStringLiteral("%1 of %2").arg(turned).arg(pairs)));
        QVERIFY(!anyOverlap(after));
    }

    void aLongChainNeedsNoDeepStack()
    {
        constexpr int count = 100'000;
        QList<std::pair<int, int>> edges;
        for (int i = 1; i < count; ++i)
            edges.append({i - 1, i});
        QCOMPARE(layeredLayout(input(count, edges)).ranks.last(), count - 1);
    }
};

QTEST_APPLESS_MAIN(LayeredLayoutTest)
#include "tst_layeredlayout.moc"
