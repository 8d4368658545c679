// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Tasks in the states that are looked for stand out, on the graph and in the list, now and in the past.
#include "gui/backend/format.h"
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/graph/graphmodel.h"
#include "gui/graph/graphoverview.h"
#include "gui/graph/graphpainter.h"
#include "gui/runs/runcontroller.h"

#include <QJsonArray>
#include <QPainter>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestStateFilter : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(begin(qEnvironmentVariable("PODIUM_THEME", u"dark"_s)));
        m_run = submit(u"name: states\ntasks:\n  - {id: one, title: First, run: 'true'}\n"
                       "  - {id: two, title: Second, depends_on: [one], run: 'exit 3'}\n"
                       "  - {id: three, title: Third, depends_on: [two], run: 'true'}\n"
                       "  - {id: four, title: Fourth, depends_on: [one], run: 'true'}\n"_s,
                       path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(ask(u"run.show"_s, {{u"run"_s, m_run}})[u"run"][u"state"].toString(), u"FAILED"_s,
                                  LimitMs);
        Navigator::instance()->openRun(m_run);
        window()->requestActivate();
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void chosenStatesStandOutOnTheGraph()
    {
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Success, 2"_s, QAccessible::CheckBox), LimitMs);
        QTRY_VERIFY(window()->isActive());
        QTest::keyClick(window(), Qt::Key_F);
        QTest::keyClick(window(), Qt::Key_Right);
        QTest::keyClick(window(), Qt::Key_Right);
        QTest::keyClick(window(), Qt::Key_Space); // Success, Running, Failed
        QTRY_VERIFY(sees(u"1 of 4 match"_s));
        QVERIFY(find(u"Failed, 1"_s, QAccessible::CheckBox)->state().checked);
        picture(u"states-graph"_s);
        QVERIFY(click(u"Success, 2"_s, QAccessible::CheckBox));
        QTRY_VERIFY(sees(u"3 of 4 match"_s));
        // Nothing was taken away, and Esc shows all again without leaving the page.
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"… match"_s) && !sees(u"3 of 4 match"_s));
        QCOMPARE(Navigator::instance()->run(), m_run);
    }

    void theListStandsBackToo()
    {
        QVERIFY(click(u"Tasks"_s));
        QTRY_VERIFY(find(u"Second, Failed"_s));
        QVERIFY(click(u"Failed, 1"_s, QAccessible::CheckBox));
        QTRY_VERIFY(sees(u"1 of 4 match"_s));
        QVERIFY(find(u"First, Success"_s)); // Dimmed, not gone.
        picture(u"states-list"_s);
        QVERIFY(click(u"1 of 4 match"_s, QAccessible::Button));
        QTRY_VERIFY(!sees(u"1 of 4 match"_s));
        QVERIFY(click(u"Graph"_s));
    }

    void partsStandBelowWhatTheyAreOf()
    {
        const QString run = submit(u"name: parts\ntasks:\n  - {id: first, run: 'true'}\n"
                                   "  - {id: each, title: Each, depends_on: [first], run: 'true',\n"
                                   "     foreach: {in: '[1, 2]', as: n}}\n"
                                   "  - {id: last, depends_on: [each], run: 'true'}\n"_s,
                                   path(u"."_s));
        RunController controller;
        controller.setRun(run);
        QTRY_COMPARE_WITH_TIMEOUT(controller.state(), u"COMPLETED"_s, LimitMs);
        const QStringList expected{u"first"_s, u"each"_s, u"each[0]"_s, u"each[1]"_s, u"last"_s};
        const auto shown = [&controller] {
            QStringList keys;
            for (const QJsonObject &row : controller.tasks()->rows())
                keys.append(row[u"key"].toString());
            return keys;
        };
        QTRY_COMPARE_WITH_TIMEOUT(shown(), expected, LimitMs); // However it came: they are made while it runs.
        RunController later;
        later.setRun(run);
        QTRY_COMPARE_WITH_TIMEOUT(later.state(), u"COMPLETED"_s, LimitMs);
        QStringList keys;
        for (const QJsonObject &row : later.tasks()->rows())
            keys.append(row[u"key"].toString());
        QCOMPARE(keys, expected); // And read at once.
    }

    void whatWaitsForAPersonDoesNotRun()
    {
        const QString run = submit(u"name: asks\ntasks:\n  - {id: say, title: Word, type: human, message: Well}\n"
                                   "  - {id: after, title: Then, depends_on: [say], run: 'true'}\n"_s,
                                   path(u"."_s));
        RunController controller;
        controller.setRun(run);
        controller.setTask(u"say"_s);
        GraphModel *graph = controller.graph();
        QTRY_COMPARE_WITH_TIMEOUT(graph->count(), 2, LimitMs);
        const auto card = [graph] { return graph->nodes().at(graph->indexOf(u"say"_s)); };
        QTRY_COMPARE_WITH_TIMEOUT(card().state, u"AWAITING_REVIEW"_s, LimitMs);
        QCOMPARE(card().stateWord, u"Waiting for you"_s);
        QCOMPARE(card().icon, u"hand"_s);
        QCOMPARE(controller.taskCounts().value(u"RUNNING"_s).toInt(), 0);
        QCOMPARE(controller.cardCounts().value(u"AWAITING_REVIEW"_s).toInt(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(controller.taskFacts().value(u"shown"_s).toString(), u"AWAITING_REVIEW"_s, LimitMs);
        QCOMPARE(controller.taskFacts().value(u"state"_s).toString(), u"RUNNING"_s);

        Navigator::instance()->openRun(run);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Waiting for you, 1"_s, QAccessible::CheckBox), LimitMs);
        picture(u"states-waiting-graph"_s);
        QVERIFY(click(u"Tasks"_s));
        QTRY_VERIFY(find(u"Word, Waiting for you"_s));
        picture(u"states-waiting-list"_s);
        QVERIFY(click(u"Graph"_s));
        Navigator::instance()->closeRun();
        QTRY_VERIFY_WITH_TIMEOUT(find(u"asks, Waiting for you, 0 of 2 done"_s), LimitMs);
        picture(u"states-waiting-runs"_s);

        const QString request = controller.taskRequest();
        QVERIFY(!request.isEmpty());
        ask(u"approval.decide"_s, {{u"approval"_s, request}, {u"approve"_s, true}});
        QTRY_COMPARE_WITH_TIMEOUT(card().state, u"SUCCESS"_s, LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"asks, Completed, 2 of 2 done"_s), LimitMs);
        Navigator::instance()->openRun(m_run);
    }

    void whatRunsIsStoppedAfterAQuestion()
    {
        const QString run = submit(u"name: long\ntasks:\n  - {id: nap, title: Nap, run: sleep 600}\n"_s, path(u"."_s));
        const auto state = [&] { return ask(u"run.show"_s, {{u"run"_s, run}})[u"tasks"][0][u"state"].toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"RUNNING"_s, LimitMs);
        Navigator::instance()->openRun(run, u"nap"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Skip"_s, QAccessible::Button), LimitMs);
        QVERIFY(click(u"Skip"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"Skip “Nap” while it runs?"_s));
        picture(u"task-skip"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"Skip “Nap” while it runs?"_s));
        QCOMPARE(state(), u"RUNNING"_s);
        QVERIFY(click(u"Skip"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"Skip the task"_s));
        QVERIFY(click(u"Skip the task"_s, QAccessible::Button));
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"SKIPPED"_s, LimitMs);
        Navigator::instance()->openRun(m_run);
    }

    void theTimelineIsDatedAndStandsBackToo()
    {
        QVERIFY(click(u"Timeline"_s));
        const QJsonValue run = ask(u"run.show"_s, {{u"run"_s, m_run}})[u"run"];
        // Marks of the axis begin with the hour.
        const auto dated = [&](const char *moment) {
            return sees(Format::clock(run[QLatin1StringView(moment)].toDouble()).left(3) + u'…');
        };
        QTRY_VERIFY_WITH_TIMEOUT(dated("started_ms") || dated("finished_ms"), LimitMs);
        QVERIFY(!sees(u"now"_s)); // It has ended.
        QVERIFY(click(u"Failed, 1"_s, QAccessible::CheckBox));
        QTRY_VERIFY(sees(u"1 of 4 match"_s));
        QVERIFY(find(u"one, Success"_s));
        picture(u"states-timeline"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"1 of 4 match"_s));
        QVERIFY(click(u"Events"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Task started"_s), LimitMs);
        QVERIFY(!sees(u"task.started"_s));
        picture(u"events-in-words"_s);
        QVERIFY(click(u"Graph"_s));
    }

    void thePastHasItsOwnStates()
    {
        RunController controller;
        controller.setStates({u"FAILED"_s});
        controller.setRun(m_run);
        GraphModel *graph = controller.graph();
        QTRY_COMPARE_WITH_TIMEOUT(graph->count(), 4, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(controller.taskCounts().value(u"FAILED"_s).toInt(), 1, LimitMs);
        const auto dimmed = [graph](const QString &id) { return graph->nodes().at(graph->indexOf(id)).dimmed; };
        QTRY_VERIFY(!dimmed(u"two"_s));
        QVERIFY(dimmed(u"one"_s) && dimmed(u"three"_s) && dimmed(u"four"_s));
        // Before anything had failed.
        const QJsonArray events = ask(u"run.events"_s, {{u"run"_s, m_run}})[u"events"].toArray();
        for (const QJsonValue &event : events) {
            if (event[u"type"].toString() == u"task.succeeded"_s) {
                controller.setAt(event[u"seq"].toDouble());
                break;
            }
        }
        QTRY_COMPARE_WITH_TIMEOUT(controller.cardCounts().value(u"FAILED"_s).toInt(), 0, LimitMs);
        QVERIFY(dimmed(u"two"_s));
        controller.setStates({u"SUCCESS"_s});
        QVERIFY(!dimmed(u"one"_s) && dimmed(u"two"_s));
        controller.setStates({});
        QVERIFY(!dimmed(u"two"_s));
    }

    void whatStandsBackIsPaintedFainter()
    {
        GraphNode node{u"a"_s, u"A"_s, {}, {}, {}, u"FAILED"_s, {}, {}};
        GraphModel model;
        model.setGraph({node}, {});
        const auto painted = [&model] {
            GraphPainter painter(1, 1);
            QImage image(model.bounds().size().toSize(), QImage::Format_RGB32);
            painter.paint(image, {}, image.rect(), model, -1);
            return image;
        };
        GraphOverview overview;
        overview.paint(model, {200, 100}, Qt::black);
        const QRgb before = overview.image().pixel(overview.image().rect().center());
        const QImage bright = painted();
        node.dimmed = true;
        model.updateNode(node);
        QVERIFY(painted() != bright);
        QVERIFY(overview.paintNode(model, 0));
        const QRgb after = overview.image().pixel(overview.image().rect().center());
        QVERIFY2(qRed(after) < qRed(before) && qRed(after) > 0, "over what was painted before");
        node.dimmed = false;
        model.updateNode(node);
        QCOMPARE(painted(), bright);
    }

private:
    static constexpr int LimitMs = 30'000;
    QString m_run;
};

QTEST_MAIN(TestStateFilter)
#include "tst_statefilter.moc"
