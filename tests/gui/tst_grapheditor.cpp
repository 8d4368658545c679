// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Drawing on the canvas with real mouse and key events, against commands that write down what was asked for.
#include "gui/controls/theme.h"
#include "gui/graphedit/grapheditor.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace podium::gui;
using namespace Qt::StringLiterals;

namespace
{

GraphNode node(const QString &id)
{
    GraphNode made;
    made.id = id;
    made.title = u"Title of "_s + id;
    made.state = u"PENDING"_s;
    return made;
}

/// Keeps a graph in the plainest way, and every step of it.
class Drawing : public GraphCommands
{
public:
    explicit Drawing(GraphModel *model) : m_model(model) {}

    ConnectionVerdict verdict(const QString &from, const QString &to) const override
    {
        ++asked;
        if (const QStringList way = path(to, from); !way.isEmpty())
            return {false, u"A cycle: "_s + way.join(u" → "), way};
        return {true, u"Drop to connect"_s, {}};
    }
    void connectNodes(const QString &from, const QString &to) override
    {
        edges.append({from, to});
        log(u"connect %1 %2"_s.arg(from, to));
    }
    void place(const QHash<QString, QPointF> &moved) override
    {
        places.insert(moved);
        QStringList ids = moved.keys();
        ids.sort();
        log(u"place "_s + ids.join(u' '));
    }
    void shapeFrame(const QString &id, const QRectF &rect) override
    {
        Q_UNUSED(rect)
        log(u"shape "_s + id);
    }
    void remove(const QStringList &ids, const QList<GraphEdge> &gone) override
    {
        for (const GraphEdge &edge : gone)
            edges.removeAll(edge);
        for (const QString &id : ids) {
            nodes.removeIf([&](const GraphNode &each) { return each.id == id; });
            edges.removeIf([&](const GraphEdge &each) { return each.from == id || each.to == id; });
        }
        QStringList names = ids;
        for (const GraphEdge &edge : gone)
            names += edge.from + u'>' + edge.to;
        names.sort();
        log(u"remove "_s + names.join(u' '));
    }
    QString textOf(const QStringList &ids) const override { return ids.join(u'\n'); }
    QStringList insert(const QString &text, QPointF at) override
    {
        QStringList made;
        for (const QString &id : text.split(u'\n')) {
            nodes += node(id + u"2"_s);
            places.insert(nodes.last().id, at);
            at += QPointF(0, 120);
            made += nodes.last().id;
        }
        log(u"insert "_s + made.join(u' '));
        return made;
    }
    QStringList duplicate(const QStringList &ids) override { return insert(ids.join(u'\n'), {40, 900}); }
    void rename(const QString &id, const QString &title) override { log(u"rename %1 %2"_s.arg(id, title)); }

    void show() { m_model->setPlacedGraph(nodes, edges, places); }
    QString last() const { return steps.value(steps.size() - 1); }

    QList<GraphNode> nodes;
    QList<GraphEdge> edges;
    QHash<QString, QPointF> places;
    QStringList steps;
    mutable int asked = 0;

private:
    void log(const QString &step)
    {
        steps += step;
        show();
    }
    QStringList path(const QString &from, const QString &to) const
    {
        if (from == to)
            return {from};
        for (const GraphEdge &edge : edges) {
            if (edge.from != from)
                continue;
            if (const QStringList rest = path(edge.to, to); !rest.isEmpty())
                return QStringList{from} + rest;
        }
        return {};
    }

    GraphModel *m_model;
};

} // namespace

class GraphEditorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        Theme::loadFonts();
        Theme::instance()->setReducedMotion(true);
    }

    void init()
    {
        m_window = std::make_unique<QQuickWindow>();
        m_window->resize(1000, 700);
        m_model = std::make_unique<GraphModel>();
        m_model->setEditable(true);
        m_drawing = std::make_unique<Drawing>(m_model.get());
        m_drawing->nodes = {node(u"a"_s), node(u"b"_s), node(u"c"_s), node(u"d"_s)};
        m_drawing->edges = {{u"a"_s, u"b"_s}, {u"b"_s, u"c"_s}};
        m_drawing->places = {{u"a"_s, {0, 0}}, {u"b"_s, {300, 0}}, {u"c"_s, {600, 0}}, {u"d"_s, {312, 252}}};
        m_drawing->show();
        m_editor = new GraphEditor(m_window->contentItem());
        m_editor->setSize(m_window->size());
        m_editor->setModel(m_model.get());
        m_editor->setCommands(m_drawing.get());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->requestActivate();
        QTRY_VERIFY(m_window->isActive());
        m_editor->forceActiveFocus();
        m_editor->setZoom(1);
        m_editor->centreOn({450, 200});
        QTRY_VERIFY(m_editor->isSettled());
    }

    void cleanup()
    {
        m_window.reset();
        m_drawing.reset();
        m_model.reset();
    }

    void aConnectionIsDrawnFromPortToPort()
    {
        press(port(u"c"_s, false));
        drag(middle(u"d"_s));
        QVERIFY(m_editor->isLinking());
        QVERIFY(m_editor->isAllowed());
        QCOMPARE(m_model->markOf(3), GraphModel::Mark::Allowed);
        QCOMPARE(m_editor->lineTo().toPoint(), port(u"d"_s, true));
        release(middle(u"d"_s));
        QCOMPARE(m_drawing->last(), u"connect c d"_s);
        QVERIFY(!m_editor->isLinking());
        QCOMPARE(m_model->markOf(3), GraphModel::Mark::None);
        QCOMPARE(m_model->edges().size(), 3);
    }

    void itCanBeDrawnFromTheInputBackwards()
    {
        dragFromTo(port(u"d"_s, true), port(u"a"_s, false));
        QCOMPARE(m_drawing->last(), u"connect a d"_s);
    }

    void aCycleIsRefusedAndShown()
    {
        press(port(u"c"_s, false));
        drag(middle(u"a"_s));
        QVERIFY(!m_editor->isAllowed());
        QCOMPARE(m_editor->verdictText(), u"A cycle: a → b → c"_s);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_model->markOf(i), GraphModel::Mark::Refused);
        QCOMPARE(m_model->markOf(3), GraphModel::Mark::None);
        QCOMPARE(m_model->edgeMarkOf(0), GraphModel::Mark::Refused);
        QTRY_VERIFY(m_editor->isSettled());
        const QImage shot = m_window->grabWindow();
        const QRectF card = m_editor->rectOf(u"b"_s);
        QCOMPARE(shot.pixelColor(QPointF(card.center().x(), card.top()).toPoint()), Theme::instance()->failed());
        release(middle(u"a"_s));
        QVERIFY(m_drawing->steps.isEmpty());
        QCOMPARE(m_model->markOf(0), GraphModel::Mark::None);
    }

    void theRulesAreAskedOncePerCard()
    {
        press(port(u"c"_s, false));
        for (int i = 0; i < 20; ++i)
            drag(middle(u"d"_s) + QPoint(i, 0));
        QCOMPARE(m_drawing->asked, 1);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!m_editor->isLinking());
        release(middle(u"d"_s));
        QVERIFY(m_drawing->steps.isEmpty());
    }

    void aConnectionDroppedOnNothingAsksForSomethingNew()
    {
        QSignalSpy dropped(m_editor, &GraphEditor::linkDropped);
        dragFromTo(port(u"c"_s, false), at({760, 300}));
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped.first().at(0).toString(), u"c"_s);
        QVERIFY(!dropped.first().at(1).toBool());
        QVERIFY((dropped.first().at(2).toPointF() - QPointF(760, 300)).manhattanLength() < 2);
        QVERIFY(m_drawing->steps.isEmpty());
    }

    void aCardIsMovedOntoTheGrid()
    {
        dragFromTo(middle(u"d"_s), middle(u"d"_s) + QPoint(100, 65), Qt::NoModifier);
        QCOMPARE(m_drawing->last(), u"place d"_s);
        const QPointF place = m_model->nodeRect(3).topLeft();
        QCOMPARE(std::fmod(place.x(), GraphEditor::GridPitch), 0.0);
        QCOMPARE(std::fmod(place.y(), GraphEditor::GridPitch), 0.0);
        QVERIFY((place - QPointF(412, 317)).manhattanLength() < 14);
        QCOMPARE(m_drawing->steps.size(), 1);
    }

    void aMovedCardCatchesOnOthers()
    {
        press(middle(u"d"_s));
        // 312 → 304: within reach of the left edge of b, at 300.
        drag(middle(u"d"_s) + QPoint(-8, 40));
        QVERIFY(!m_editor->guides().isEmpty());
        QCOMPARE(m_model->nodeRect(3).left(), 300.0);
        release(m_last);
        QVERIFY(m_editor->guides().isEmpty());
        QCOMPARE(m_drawing->places.value(u"d"_s).x(), 300.0);
    }

    void anUnwantedMoveIsTakenBack()
    {
        press(middle(u"d"_s));
        drag(middle(u"d"_s) + QPoint(100, 60));
        QVERIFY(m_model->nodeRect(3).topLeft() != QPointF(312, 252));
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QCOMPARE(m_model->nodeRect(3).topLeft(), QPointF(312, 252));
        release(m_last);
        QVERIFY(m_drawing->steps.isEmpty());
    }

    void severalAreSelectedByABox()
    {
        dragFromTo(at({-40, -80}), at({520, 40}));
        QCOMPARE(m_model->selectedIds(), (QStringList{u"a"_s, u"b"_s}));
        // One more.
        click(middle(u"d"_s), Qt::ShiftModifier);
        QCOMPARE(m_model->selectedIds(), (QStringList{u"a"_s, u"b"_s, u"d"_s}));
        click(middle(u"a"_s), Qt::ControlModifier);
        QCOMPARE(m_model->selectedIds(), (QStringList{u"b"_s, u"d"_s}));
        // They move together, as one step.
        dragFromTo(middle(u"b"_s), middle(u"b"_s) + QPoint(36, 60));
        QCOMPARE(m_drawing->steps, QStringList{u"place b d"_s});
        QCOMPARE(m_model->nodeRect(1).topLeft() - QPointF(300, 0), m_model->nodeRect(3).topLeft() - QPointF(312, 252));
        click(at({-40, 300}));
        QVERIFY(m_model->selectedIds().isEmpty());
    }

    void anEdgeIsSelectedAndDeleted()
    {
        click(at(m_model->edgePath(0).pointAtPercent(0.5)));
        QCOMPARE(m_model->selectedEdges(), (QList<GraphEdge>{{u"a"_s, u"b"_s}}));
        key(Qt::Key_Delete);
        QCOMPARE(m_drawing->last(), u"remove a>b"_s);
        QCOMPARE(m_model->edges().size(), 1);
    }

    void everythingIsSelectedAndDeleted()
    {
        key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_model->selectedIds().size(), 4);
        key(Qt::Key_Backspace);
        QCOMPARE(m_model->count(), 0);
        QTRY_VERIFY(m_editor->isSettled());
        // Nothing of it is left in the picture.
        const QImage shot = m_window->grabWindow();
        for (int x = 100; x < 900; ++x)
            QVERIFY(shot.pixelColor(x, 200) != Theme::instance()->surface1());
    }

    void cardsAreCopiedAsText()
    {
        click(middle(u"b"_s));
        key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"b"_s);
        QTest::mouseMove(m_window.get(), at({700, 300}));
        key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_drawing->last(), u"insert b2"_s);
        QCOMPARE(m_model->selectedIds(), QStringList{u"b2"_s});
        QVERIFY((m_drawing->places.value(u"b2"_s) - QPointF(700, 300)).manhattanLength() <= 12);
        key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(m_drawing->last(), u"insert b22"_s);
        key(Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(m_drawing->last(), u"remove b22"_s);
    }

    void theKeyboardGoesEverywhereAndMoves()
    {
        key(Qt::Key_Tab);
        QCOMPARE(m_model->selectedId(), u"a"_s);
        key(Qt::Key_Right);
        QCOMPARE(m_model->selectedId(), u"b"_s);
        key(Qt::Key_Down);
        QCOMPARE(m_model->selectedId(), u"d"_s);
        key(Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(m_model->selectedIds(), (QStringList{u"b"_s, u"d"_s}));
        key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(m_drawing->last(), u"place b d"_s);
        QCOMPARE(m_drawing->places.value(u"d"_s), QPointF(312, 252 + GraphEditor::GridPitch));
        key(Qt::Key_Escape);
        QVERIFY(m_model->selectedIds().isEmpty());
        QSignalSpy asked(m_editor, &GraphEditor::titleEditAsked);
        key(Qt::Key_Backtab);
        QCOMPARE(m_model->selectedId(), u"d"_s);
        key(Qt::Key_F2);
        QCOMPARE(asked.size(), 1);
    }

    void theKeyboardConnects()
    {
        click(middle(u"c"_s));
        key(Qt::Key_C);
        QVERIFY(m_editor->isLinking());
        key(Qt::Key_Left);
        QVERIFY(!m_editor->isAllowed()); // c → b would be a cycle.
        key(Qt::Key_Return);
        QVERIFY(m_drawing->steps.isEmpty());
        key(Qt::Key_Down);
        QVERIFY(m_editor->isAllowed());
        key(Qt::Key_Return);
        QCOMPARE(m_drawing->last(), u"connect c d"_s);
        QVERIFY(!m_editor->isLinking());
    }

    void cardsAreAligned()
    {
        m_model->setSelection({u"b"_s, u"d"_s});
        m_editor->alignSelection(Align::Left);
        QCOMPARE(m_drawing->last(), u"place d"_s);
        QCOMPARE(m_model->nodeRect(3).left(), 300.0);
        m_editor->alignSelection(Align::Left);
        QCOMPARE(m_drawing->steps.size(), 1);
        m_model->setSelection({u"a"_s, u"b"_s, u"c"_s});
        m_drawing->places[u"b"_s] = {240, 0};
        m_drawing->show();
        m_editor->alignSelection(Align::SpreadAcross);
        QCOMPARE(m_model->nodeRect(1).left(), 300.0);
    }

    void aGroupLiesRoundItsMembers()
    {
        GraphFrame group{u"@group"_s, GraphFrame::Kind::Group, u"Build"_s, {}, {u"b"_s, u"d"_s}};
        m_model->setFrames({group});
        const QRectF rect = m_model->frames().first().rect;
        QVERIFY(rect.contains(m_model->nodeRect(1) | m_model->nodeRect(3)));
        QVERIFY(!rect.intersects(m_model->nodeRect(0)));
        dragFromTo(middle(u"d"_s), middle(u"d"_s) + QPoint(0, 120));
        QCOMPARE(m_model->frames().first().rect.height(), rect.height() + 120);
        QCOMPARE(m_drawing->last(), u"place d"_s);
    }

    void aGroupTakesAlongWhatIsInIt()
    {
        m_model->setFrames({{u"@group"_s, GraphFrame::Kind::Group, u"Build"_s, QRectF(288, -48, 240, 180), {}}});
        dragFromTo(at({400, -36}), at({400, 60}));
        QCOMPARE(m_drawing->last(), u"place @group b"_s);
        QCOMPARE(m_model->nodeRect(1).top(), 96.0);
        QCOMPARE(m_model->frames().first().rect.top(), 48.0);
        dragFromTo(at({526, 226}), at({566, 262}));
        QCOMPARE(m_drawing->last(), u"shape @group"_s);
        QCOMPARE(m_model->frames().first().rect.height(), 216.0);
    }

    void theMiddleButtonPans()
    {
        const QRectF seen = m_editor->viewRect();
        QTest::mousePress(m_window.get(), Qt::MiddleButton, {}, at({100, 300}));
        for (int i = 1; i <= 4; ++i)
            QTest::mouseMove(m_window.get(), at({100, 300}) + QPoint(10, 0));
        QTest::mouseRelease(m_window.get(), Qt::MiddleButton, {}, at({140, 300}));
        QVERIFY(m_editor->viewRect().left() < seen.left());
        QVERIFY(m_drawing->steps.isEmpty());
    }

private:
    QPoint at(QPointF inGraph) const { return m_editor->fromGraph(inGraph).toPoint(); }
    QPoint middle(const QString &id) const { return at(m_model->nodeRect(m_model->indexOf(id)).center()); }
    QPoint port(const QString &id, bool input) const
    {
        const QRectF rect = m_model->nodeRect(m_model->indexOf(id));
        return at({input ? rect.left() : rect.right(), rect.center().y()});
    }
    void press(QPoint point, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(m_window.get(), Qt::LeftButton, modifiers, m_last = point);
    }
    void drag(QPoint point)
    {
        const QPoint from = m_last;
        QTest::mouseMove(m_window.get(), from + (point - from) / 2);
        QTest::mouseMove(m_window.get(), m_last = point);
    }
    void release(QPoint point) { QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, point); }
    void dragFromTo(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        press(from, modifiers);
        drag(to);
        release(to);
    }
    void click(QPoint point, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(m_window.get(), Qt::LeftButton, modifiers, point);
    }
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_window.get(), which, modifiers); }

    std::unique_ptr<QQuickWindow> m_window;
    std::unique_ptr<GraphModel> m_model;
    std::unique_ptr<Drawing> m_drawing;
    GraphEditor *m_editor = nullptr;
    QPoint m_last;
};

QTEST_MAIN(GraphEditorTest)
#include "tst_grapheditor.moc"
