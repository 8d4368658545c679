// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/controls/theme.h"
#include "gui/graph/graphcanvas.h"
#include "gui/graph/graphminimap.h"

#include <QProcess>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

#include <memory>

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
    made.stateWord = state;
    made.icon = u"circle"_s;
    return made;
}

} // namespace

class GraphCanvasTest : public QObject
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
        Theme::instance()->setScheme(Theme::Scheme::Dark);
        m_window = std::make_unique<QQuickWindow>();
        m_model = std::make_unique<GraphModel>();
        m_window->resize(800, 600);
        m_canvas = new GraphCanvas(m_window->contentItem());
        m_canvas->setSize(m_window->size());
        m_canvas->setModel(m_model.get());
        // a → b → d, a → c → d
        m_model->setGraph({node(u"a"_s, u"SUCCESS"_s), node(u"b"_s), node(u"c"_s), node(u"d"_s)},
                          {{u"a"_s, u"b"_s}, {u"a"_s, u"c"_s}, {u"b"_s, u"d"_s}, {u"c"_s, u"d"_s}});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_canvas->forceActiveFocus();
        QTRY_VERIFY(m_canvas->isSettled());
    }

    void cleanup()
    {
        m_window.reset();
        m_model.reset();
    }

    void theWholeGraphIsSeenAtFirst()
    {
        QVERIFY(m_canvas->viewRect().contains(m_canvas->contentRect()));
        QCOMPARE(m_canvas->contentRect(), m_model->bounds());
        QVERIFY(m_canvas->zoom() <= 1);
        // In the middle.
        const QPointF off = m_canvas->viewRect().center() - m_canvas->contentRect().center();
        QVERIFY(off.manhattanLength() < 0.01);
    }

    void aLargeGraphOpensReadableWhereItRuns()
    {
        QList<GraphNode> nodes;
        QList<GraphEdge> edges;
        for (int i = 0; i < 20; ++i) {
            nodes << node(u"n%1"_s.arg(i), i == 12 ? u"RUNNING"_s : u"PENDING"_s);
            if (i > 0)
                edges << GraphEdge{u"n%1"_s.arg(i - 1), u"n%1"_s.arg(i)};
        }
        const auto seen = [this](const QString &id) {
            return m_canvas->viewRect().contains(m_model->nodeRect(m_model->indexOf(id)));
        };
        m_canvas->setProperty("opensAt", 0.72);
        m_model->setGraph(nodes, edges);
        QCOMPARE(m_canvas->zoom(), 0.72);
        QVERIFY(seen(u"n12"_s) && !seen(u"n0"_s));
        m_canvas->setWidth(500); // Something opens beside it, before anybody went elsewhere.
        QVERIFY(seen(u"n12"_s));
        m_model->select(u"n2"_s); // Somebody was led to this one.
        QVERIFY(seen(u"n2"_s));
        m_canvas->fit();
        QVERIFY(m_canvas->zoom() < 0.72);
        QVERIFY(m_canvas->viewRect().contains(m_canvas->contentRect()));
        m_canvas->setWidth(800);
        QVERIFY(m_canvas->viewRect().contains(m_canvas->contentRect()));

        // Nothing runs: from its beginning, and what is pressed stays where it is.
        nodes[12].state = u"PENDING"_s;
        for (GraphNode &other : nodes)
            other.id[0] = u'm';
        for (GraphEdge &edge : edges)
            edge.from[0] = edge.to[0] = u'm';
        m_model->select({});
        m_model->setGraph(nodes, edges);
        QCOMPARE(m_canvas->zoom(), 0.72);
        QVERIFY(seen(u"m0"_s));
        const QPointF before = m_canvas->viewRect().topLeft();
        const QPointF card = m_canvas->fromGraph(m_model->nodeRect(m_model->indexOf(u"m1"_s)).center());
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, card.toPoint());
        QCOMPARE(m_canvas->selectedId(), u"m1"_s);
        m_canvas->setWidth(600);
        QCOMPARE(m_canvas->viewRect().topLeft(), before);
    }

    void pixelsHaveTheColoursOfTheTheme()
    {
        for (const auto scheme : {Theme::Scheme::Dark, Theme::Scheme::Light}) {
            Theme::instance()->setScheme(scheme);
            QTRY_VERIFY(m_canvas->isSettled());
            m_canvas->setZoom(1);
            QTRY_VERIFY(m_canvas->isSettled());
            const QImage shot = m_window->grabWindow();
            const QRectF card = m_model->nodeRect(0);
            const auto at = [&](QPointF inGraph) { return shot.pixelColor(m_canvas->fromGraph(inGraph).toPoint()); };
            QCOMPARE(at(QPointF(card.left() + 1, card.center().y())), Theme::instance()->success());
            QCOMPARE(at(card.bottomRight() - QPointF(12, 8)), Theme::instance()->surface1());
            for (const QPoint corner : {QPoint(1, 1), QPoint(799, 1), QPoint(1, 599), QPoint(799, 599)})
                QCOMPARE(shot.pixelColor(corner), Theme::instance()->window());
        }
    }

    void tilesMakeOnePicture()
    {
        m_canvas->setZoom(1);
        QTRY_VERIFY(m_canvas->isSettled());
        const double ratio = m_window->effectiveDevicePixelRatio();
        GraphPainter painter(ratio, ratio);
        QImage whole((m_window->size() * ratio), QImage::Format_RGB32);
        const QPointF origin = m_canvas->viewRect().topLeft() * ratio;
        const QPoint corner(qRound(origin.x()), qRound(origin.y()));
        painter.paint(whole, corner, QRect(corner, whole.size()), *m_model, -1);
        const QImage shot = m_window->grabWindow().convertToFormat(QImage::Format_RGB32);
        QCOMPARE(shot.size(), whole.size());
        QImage shown = shot.copy();
        shown.setDevicePixelRatio(1);
        QCOMPARE(differences(shown, whole), 0);
    }

    void tilesMakeOnePictureOnDenseScreensToo()
    {
        if (qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
            QSKIP("This is the dense screen");
        for (const char *factor : {"1.25", "1.5", "2"}) {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"QT_SCALE_FACTOR"_s, QString::fromLatin1(factor));
            QProcess process;
            process.setProcessEnvironment(environment);
            process.setProcessChannelMode(QProcess::MergedChannels);
            process.start(QCoreApplication::applicationFilePath(), {u"tilesMakeOnePicture"_s});
            QVERIFY(process.waitForFinished());
            QVERIFY2(process.exitCode() == 0, process.readAll().constData());
        }
    }

    void aChangeOfStateRepaintsItsTilesOnly()
    {
        m_canvas->setZoom(1);
        QTRY_VERIFY(m_canvas->isSettled());
        settlePrefetch();
        const QImage before = m_window->grabWindow();
        const int painted = m_canvas->paintedTiles();
        m_model->updateNode(node(u"b"_s, u"FAILED"_s));
        QTRY_VERIFY(m_canvas->isSettled());
        const QImage after = m_window->grabWindow();
        const int more = m_canvas->paintedTiles() - painted;
        QVERIFY2(more >= 1 && more <= 4, qPrintable(QString::number(more)));

        const QRect card = QRectF(m_canvas->fromGraph(m_model->nodeRect(1).topLeft()), GraphModel::CardSize)
                               .toAlignedRect()
                               .adjusted(-8, -8, 8, 8);
        bool changedInside = false;
        for (int y = 0; y < after.height(); ++y) {
            for (int x = 0; x < after.width(); ++x) {
                if (before.pixel(x, y) == after.pixel(x, y))
                    continue;
                QVERIFY2(card.contains(x, y), qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
                changedInside = true;
            }
        }
        QVERIFY(changedInside);
    }

    void aChangeOutOfSightCostsNothing()
    {
        m_canvas->setZoom(2);
        m_canvas->centreOn(m_model->nodeRect(0).topLeft());
        QTRY_VERIFY(m_canvas->isSettled());
        settlePrefetch();
        const int painted = m_canvas->paintedTiles();
        m_model->updateNode(node(u"d"_s, u"FAILED"_s));
        m_window->grabWindow();
        QVERIFY(m_canvas->isSettled());
        QCOMPARE(m_canvas->paintedTiles(), painted);
    }

    void panningMovesTiles()
    {
        m_canvas->setZoom(1);
        // From here the pan brings no further tile within the margin that is painted ahead.
        m_canvas->centreOn(QPointF(10, -56) + QPointF(400, 300));
        QTRY_VERIFY(m_canvas->isSettled());
        settlePrefetch();
        const QImage before = m_window->grabWindow();
        const int painted = m_canvas->paintedTiles();
        m_canvas->panBy({-40, 30});
        const QImage after = m_window->grabWindow();
        QCOMPARE(m_canvas->paintedTiles(), painted);
        QCOMPARE(after.copy(100, 100, 500, 400), before.copy(140, 70, 500, 400));
    }

    void theTilesInMemoryAreBounded()
    {
        QList<GraphNode> nodes;
        for (int i = 0; i < 1500; ++i)
            nodes.append(node(QString::number(i)));
        m_model->setGraph(nodes, {});
        QTRY_VERIFY(!m_model->isArranging());
        m_canvas->setZoom(1);
        const qint64 viewBytes = qint64(m_window->width()) * m_window->height() * 4;
        m_canvas->centreOn({0, 0});
        for (int i = 0; i < 40; ++i) {
            m_canvas->panBy({-300, -150});
            QTRY_VERIFY(m_canvas->isSettled());
            QVERIFY2(m_canvas->tileBytes() < 12 * viewBytes, qPrintable(QString::number(m_canvas->tileBytes())));
        }
    }

    void zoomKeepsThePointUnderThePointer()
    {
        const QPointF point(300, 200);
        const QPointF there = m_canvas->toGraph(point);
        m_canvas->zoomAt(point, 1.5);
        QVERIFY((m_canvas->toGraph(point) - there).manhattanLength() < 0.01);
        m_canvas->zoomAt(point, 1000);
        QCOMPARE(m_canvas->zoom(), 2.0);
        m_canvas->zoomAt(point, 1e-6);
        QVERIFY(m_canvas->zoom() > 0.05);
    }

    void thePictureIsPaintedAnewWhenTheZoomRests()
    {
        m_canvas->setZoom(1);
        QTRY_VERIFY(m_canvas->isSettled());
        const int painted = m_canvas->paintedTiles();
        m_canvas->zoomAt({400, 300}, 1.2);
        m_window->grabWindow();
        QCOMPARE(m_canvas->paintedTiles(), painted); // Scaled for now.
        QVERIFY(!m_canvas->isSettled());
        QTRY_VERIFY(m_canvas->isSettled());
        QVERIFY(m_canvas->paintedTiles() > painted);
    }

    void anotherGraphIsShownFromTheBeginning()
    {
        m_canvas->setZoom(2);
        m_canvas->centreOn(m_model->nodeRect(3).center());
        // The same one with a task more: the view stays.
        const QPointF middle = m_canvas->viewRect().center();
        m_model->setGraph(m_model->nodes() + QList<GraphNode>{node(u"e"_s)},
                          m_model->edges() + QList<GraphEdge>{{u"d"_s, u"e"_s}});
        QCOMPARE(m_canvas->zoom(), 2.0);
        QVERIFY((m_canvas->viewRect().center() - middle).manhattanLength() < 1);
        m_model->setGraph({node(u"x"_s), node(u"y"_s)}, {{u"x"_s, u"y"_s}});
        QCOMPARE(m_canvas->zoom(), 1.0);
        QVERIFY(m_canvas->viewRect().contains(m_canvas->contentRect()));
    }

    void aModelMayGoFirst()
    {
        QTest::mouseMove(m_window.get(), m_canvas->fromGraph(m_model->nodeRect(0).center()).toPoint());
        m_model.reset();
        QTest::mouseMove(m_window.get(), {5, 5});
        QTest::keyClick(m_window.get(), Qt::Key_Right);
        QCOMPARE(m_canvas->selectedId(), QString());
        QCOMPARE(m_window->grabWindow().pixelColor(400, 300), Theme::instance()->window());
    }

    void theGraphCannotBeLost()
    {
        m_canvas->panBy({100'000, 100'000});
        QVERIFY(m_canvas->viewRect().intersects(m_canvas->contentRect()));
        m_canvas->panBy({-200'000, -200'000});
        QVERIFY(m_canvas->viewRect().intersects(m_canvas->contentRect()));
        QTest::keyClick(m_window.get(), Qt::Key_Home);
        QVERIFY(m_canvas->viewRect().contains(m_canvas->contentRect()));
    }

    void aClickSelectsAndADoubleClickActivates()
    {
        QSignalSpy selections(m_canvas, &GraphCanvas::selectionChanged);
        QSignalSpy activations(m_canvas, &GraphCanvas::nodeActivated);
        const QPoint onB = m_canvas->fromGraph(m_model->nodeRect(1).center()).toPoint();
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, onB);
        QCOMPARE(m_canvas->selectedId(), u"b"_s);
        QCOMPARE(selections.count(), 1);
        QTest::mouseDClick(m_window.get(), Qt::LeftButton, {}, onB);
        QCOMPARE(activations.count(), 1);
        QCOMPARE(activations.at(0).at(0).toString(), u"b"_s);
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, {5, 5});
        QCOMPARE(m_canvas->selectedId(), QString());
    }

    void aDragPansAndSelectsNothing()
    {
        const QPointF before = m_canvas->viewRect().topLeft();
        for (const auto button : {Qt::LeftButton, Qt::MiddleButton}) {
            QTest::mousePress(m_window.get(), button, {}, {400, 300});
            QTest::mouseMove(m_window.get(), {430, 300});
            QTest::mouseMove(m_window.get(), {450, 320});
            QTest::mouseRelease(m_window.get(), button, {}, {450, 320});
        }
        const QPointF moved = (m_canvas->viewRect().topLeft() - before) * m_canvas->zoom();
        QCOMPARE(moved, QPointF(-100, -40));
        QCOMPARE(m_canvas->selectedId(), QString());
    }

    void theWheelPansAndWithControlZooms()
    {
        const auto wheel = [this](QPoint angle, Qt::KeyboardModifiers modifiers) {
            QWheelEvent event(QPointF(300, 200), m_window->mapToGlobal(QPointF(300, 200)), {}, angle, Qt::NoButton,
                              modifiers, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(m_window.get(), &event);
        };
        const double zoom = m_canvas->zoom();
        const QPointF origin = m_canvas->viewRect().topLeft();
        wheel({0, -120}, Qt::NoModifier);
        QVERIFY(m_canvas->viewRect().top() > origin.y());
        QCOMPARE(m_canvas->viewRect().left(), origin.x());
        wheel({0, -120}, Qt::ShiftModifier);
        QVERIFY(m_canvas->viewRect().left() > origin.x());
        QCOMPARE(m_canvas->zoom(), zoom);
        const QPointF there = m_canvas->toGraph({300, 200});
        wheel({0, 120}, Qt::ControlModifier);
        QCOMPARE(m_canvas->zoom(), zoom * 1.2);
        QVERIFY((m_canvas->toGraph({300, 200}) - there).manhattanLength() < 0.01);
    }

    void arrowsFollowEdgesAndColumns()
    {
        QSignalSpy activations(m_canvas, &GraphCanvas::nodeActivated);
        QTest::keyClick(m_window.get(), Qt::Key_Right);
        QCOMPARE(m_canvas->selectedId(), u"a"_s); // Nothing was selected: begin.
        QTest::keyClick(m_window.get(), Qt::Key_Right);
        QCOMPARE(m_canvas->selectedId(), u"b"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Down);
        QCOMPARE(m_canvas->selectedId(), u"c"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Down);
        QCOMPARE(m_canvas->selectedId(), u"c"_s); // The last of its column.
        QTest::keyClick(m_window.get(), Qt::Key_Right);
        QCOMPARE(m_canvas->selectedId(), u"d"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Left);
        QTest::keyClick(m_window.get(), Qt::Key_Left);
        QCOMPARE(m_canvas->selectedId(), u"a"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Return);
        QCOMPARE(activations.count(), 1);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QCOMPARE(m_canvas->selectedId(), QString());
    }

    void theSelectionIsBroughtIntoSight()
    {
        m_canvas->setZoom(2);
        m_canvas->centreOn(m_model->nodeRect(0).center());
        m_canvas->select(u"a"_s);
        QVERIFY(!m_canvas->viewRect().contains(m_model->nodeRect(1)));
        QTest::keyClick(m_window.get(), Qt::Key_Right);
        QVERIFY(m_canvas->viewRect().contains(m_model->nodeRect(m_model->selected())));
    }

    void theSelectedNodeCanBeReadOut()
    {
        QSignalSpy texts(m_canvas, &GraphCanvas::selectedTextChanged);
        m_canvas->select(u"a"_s);
        QCOMPARE(m_canvas->selectedText(), u"Title of a, SUCCESS"_s);
        QCOMPARE(texts.count(), 1);
        GraphNode changed = node(u"a"_s, u"FAILED"_s);
        changed.footerRight = u"$ 1.12"_s;
        m_model->updateNode(changed);
        QCOMPARE(m_canvas->selectedText(), u"Title of a, FAILED, $ 1.12"_s);
        QCOMPARE(texts.count(), 2);
    }

    void theMinimapLeadsTheCanvas()
    {
        GraphMinimap map;
        map.setParentItem(m_window->contentItem());
        map.setPosition({640, 0});
        map.setSize({160, 100});
        map.setCanvas(m_canvas);
        m_canvas->setZoom(2);
        QTRY_VERIFY(m_canvas->isSettled());
        QImage shot = m_window->grabWindow();
        const auto has = [&shot](const QColor &colour) {
            for (int y = 0; y < 100; ++y) {
                for (int x = 640; x < 800; ++x) {
                    if (shot.pixelColor(x, y) == colour)
                        return true;
                }
            }
            return false;
        };
        QVERIFY(has(Theme::instance()->success()));
        QVERIFY(has(Theme::instance()->accent()));
        QVERIFY(!has(Theme::instance()->failed()));
        m_model->updateNode(node(u"c"_s, u"FAILED"_s));
        shot = m_window->grabWindow();
        QVERIFY(has(Theme::instance()->failed()));

        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, {720, 50});
        QVERIFY((m_canvas->viewRect().center() - m_canvas->contentRect().center()).manhattanLength() < 2);
    }

    void largerTextMakesALargerPicture()
    {
        m_canvas->setZoom(1);
        const QPointF right = m_canvas->fromGraph({100, 0}) - m_canvas->fromGraph({0, 0});
        Theme::instance()->setTextScale(1.5);
        const QPointF larger = m_canvas->fromGraph({100, 0}) - m_canvas->fromGraph({0, 0});
        Theme::instance()->setTextScale(1);
        QCOMPARE(larger.x(), right.x() * 1.5);
    }

private:
    static int differences(const QImage &a, const QImage &b)
    {
        int found = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x)
                found += a.pixel(x, y) != b.pixel(x, y);
        }
        return found;
    }

    /// Until the margin around what is seen is painted too.
    void settlePrefetch()
    {
        int last = -1;
        while (last != m_canvas->paintedTiles()) {
            last = m_canvas->paintedTiles();
            for (int i = 0; i < 5; ++i)
                m_window->grabWindow();
        }
    }

    std::unique_ptr<QQuickWindow> m_window;
    std::unique_ptr<GraphModel> m_model;
    GraphCanvas *m_canvas = nullptr;
};

QTEST_MAIN(GraphCanvasTest)
#include "tst_graphcanvas.moc"
