// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// A run as it was at any of its events, in the real window.
#include "gui/backend/format.h"
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/runs/runcontroller.h"
#include "gui/runs/runhistory.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QQuickItem>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestRunHistory : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(begin(qEnvironmentVariable("PODIUM_PICTURES_THEME", u"dark"_s)));
        m_run = submit(u"name: past\ntasks:\n  - {id: a, title: First, run: 'echo one'}\n"
                       "  - {id: b, title: Second, depends_on: [a], run: 'exit 3'}\n"_s,
                       path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(state(m_run), u"FAILED"_s, 30'000);
        const QJsonArray events = ask(u"run.events"_s, {{u"run"_s, m_run}})[u"events"].toArray();
        for (const QJsonValue &event : events)
            m_events.append(event.toObject());
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void showTellsHowItWasAfterAnEvent()
    {
        const QJsonObject begun = at(numberOf(u"task.succeeded"_s, 0));
        QCOMPARE(begun[u"run"][u"state"].toString(), u"IN_PROGRESS"_s);
        QCOMPARE(taskOf(begun, u"a"_s)[u"state"].toString(), u"SUCCESS"_s);
        QCOMPARE(taskOf(begun, u"b"_s)[u"state"].toString(), u"PENDING"_s);
        QCOMPARE(begun[u"run"][u"tasks_done"].toInt(), 1);
        const QJsonObject last = at(m_events.last()[u"seq"].toInteger());
        QJsonObject now = ask(u"run.show"_s, {{u"run"_s, m_run}});
        QCOMPARE(last[u"run"], now[u"run"]);
        QCOMPARE(last[u"tasks"], now[u"tasks"]);
        const QJsonObject nothing = at(0);
        QCOMPARE(nothing[u"tasks"].toArray().size(), 0);
        QCOMPARE(nothing[u"run"][u"id"].toString(), m_run);
        QVERIFY(ask(u"run.show"_s, {{u"run"_s, m_run}, {u"at"_s, 0}, {u"task"_s, u"a"_s}}).contains(u"problem"_s));
        const QJsonObject whole =
            ask(u"run.show"_s, {{u"run"_s, m_run}, {u"at"_s, numberOf(u"task.succeeded"_s, 0)}, {u"task"_s, u"a"_s}});
        QCOMPARE(whole[u"tasks"].toArray().size(), 1);
        QVERIFY(!whole[u"tasks"][0][u"result"].isUndefined());
    }

    void onlyWhatDiffersIsTold()
    {
        const qint64 from = numberOf(u"task.succeeded"_s, 0);
        const qint64 to = m_events.last()[u"seq"].toInteger();
        const QJsonObject forward = ask(u"run.show"_s, {{u"run"_s, m_run}, {u"at"_s, to}, {u"since"_s, from}});
        QCOMPARE(forward[u"tasks"].toArray().size(), 1);
        QCOMPARE(forward[u"tasks"][0][u"key"].toString(), u"b"_s);
        QVERIFY(!forward[u"whole"].toBool());
        const QJsonObject back = ask(u"run.show"_s, {{u"run"_s, m_run}, {u"at"_s, 0}, {u"since"_s, to}});
        QVERIFY(back[u"whole"].toBool());
    }

    void thePageGoesBackAndSaysSo()
    {
        Navigator::instance()->openRun(m_run);
        QTRY_VERIFY(sees(u"Retry failed"_s));
        QVERIFY(enabled(u"Retry failed"_s));
        QVERIFY(click(u"Events"_s));
        QTRY_VERIFY(find(eventName(u"task.succeeded"_s)));
        picture(u"events"_s);
        QVERIFY(click(eventName(u"task.succeeded"_s)));
        QTRY_VERIFY(sees(u"The past: …"_s));
        QTRY_VERIFY(sees(u"1 of 2 done"_s));
        QTRY_VERIFY(!sees(u"Retry failed"_s)); // It was in progress then,
        QVERIFY(!enabled(u"Pause"_s));         // and nothing can be done about it.
        QVERIFY(!enabled(u"Fork…"_s));
        picture(u"events-past"_s);
        QVERIFY(click(u"Graph"_s));
        picture(u"graph-past"_s);
        QVERIFY(click(u"Tasks"_s));
        QTRY_VERIFY(sees(u"Second, Pending"_s));
        QVERIFY(click(u"Second, Pending"_s));
        QTRY_VERIFY(sees(u"Fork…"_s));
        picture(u"task-past"_s);
        QVERIFY(click(u"Back to live"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"Second, Failed"_s));
        QVERIFY(!sees(u"The past: …"_s));
        QTRY_VERIFY(enabled(u"Retry failed"_s));
    }

    void theLineIsMovedByKeys()
    {
        Navigator::instance()->openRun(m_run);
        QTRY_VERIFY(find(u"Replay"_s, QAccessible::Slider));
        auto *line = qobject_cast<QQuickItem *>(find(u"Replay"_s, QAccessible::Slider)->object());
        QVERIFY(line);
        line->forceActiveFocus(Qt::TabFocusReason);
        const int all = int(m_events.size());
        QTRY_COMPARE(line->property("to").toInt(), all);
        QCOMPARE(line->property("value").toInt(), all);
        QTest::keyClick(window(), Qt::Key_Left);
        QTRY_COMPARE(line->property("value").toInt(), all - 1);
        QTRY_VERIFY(sees(u"event %1 of %2"_s.arg(all - 1).arg(all)));
        QTest::keyClick(window(), Qt::Key_Home);
        QTRY_VERIFY(sees(u"The past: before the run was made. Nothing can be changed here."_s));
        QTest::keyClick(window(), Qt::Key_Right);
        QTRY_VERIFY(sees(u"event 1 of %1"_s.arg(all)));
        picture(u"line"_s);
        QVERIFY(click(u"Back to live"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"Retry failed"_s));
    }

    void itPlaysToTheEndAtEverySpeed()
    {
        RunHistory history;
        history.setRun(m_run);
        history.prepare();
        QTRY_VERIFY(history.ready());
        for (const auto speed : {RunHistory::Speed::VeryFast, RunHistory::Speed::Fast, RunHistory::Speed::AsItWas}) {
            history.setSpeed(speed);
            history.seekEvent(0);
            QTRY_COMPARE(history.position(), 0);
            history.play();
            QVERIFY(history.playing());
            QTRY_COMPARE_WITH_TIMEOUT(history.position(), history.count(), 60'000);
            QTRY_VERIFY(!history.playing());
            QVERIFY(!history.live());
        }
        QCOMPARE(history.marks().size(), 1);
        history.backToLive();
        QVERIFY(history.live());
        QCOMPARE(history.seq(), -1.0);
    }

    void tenThousandEventsAreGoneThroughWithoutHaste()
    {
        const QString run = submit(u"name: long\ntasks:\n"
                                   "  - {id: each, foreach: 'range(3500)', type: noop}\n"_s,
                                   path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(state(run), u"COMPLETED"_s, 240'000);
        RunHistory history;
        history.setRun(run);
        history.prepare();
        QTRY_VERIFY_WITH_TIMEOUT(history.ready(), 60'000);
        QVERIFY2(history.count() >= 7'000, qPrintable(QString::number(history.count())));
        RunController controller;
        controller.setRun(run);
        QTRY_VERIFY_WITH_TIMEOUT(controller.tasks()->count() > 3'000, 60'000);
        // Back and forth as a hand does, each step waited for until it is shown.
        QRandomGenerator random(3);
        QList<qint64> took;
        int place = history.count();
        for (int i = 0; i < 100; ++i) {
            const int before = place;
            place = std::clamp(place + int(random.bounded(800)) - 500, 1, history.count());
            if (i % 25 == 24)
                place = 1 + int(random.bounded(history.count())); // A jump.
            history.seek(place);
            const QSignalSpy shown(&controller, &RunController::factsChanged);
            QElapsedTimer clock;
            clock.start();
            controller.setAt(history.seq());
            QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty() || place == before, 30'000);
            took.append(clock.elapsed());
        }
        std::sort(took.begin(), took.end());
        qInfo("%d events, %d tasks: a step takes %lld ms, 95 of 100 take at most %lld ms", history.count(),
              controller.tasks()->count(), took.at(50), took.at(94));
        history.seek(1);
        controller.setAt(history.seq());
        QTRY_COMPARE(controller.tasks()->count(), 1);
        controller.setAt(-1);
        QTRY_VERIFY(controller.tasks()->count() > 3'000);
    }

private:
    QString state(const QString &run) { return ask(u"run.show"_s, {{u"run"_s, run}})[u"run"][u"state"].toString(); }
    QJsonObject at(qint64 seq) { return ask(u"run.show"_s, {{u"run"_s, m_run}, {u"at"_s, seq}}); }
    static QJsonObject taskOf(const QJsonObject &answer, const QString &key)
    {
        const QJsonArray tasks = answer[u"tasks"].toArray();
        for (const QJsonValue &task : tasks) {
            if (task[u"key"].toString() == key)
                return task.toObject();
        }
        return {};
    }
    /// Of the n-th event of this kind.
    qint64 numberOf(const QString &type, int n) const
    {
        for (const QJsonObject &event : m_events) {
            if (event[u"type"].toString() == type && n-- == 0)
                return event[u"seq"].toInteger();
        }
        return -1;
    }
    /// As its row is called.
    QString eventName(const QString &type) const
    {
        for (const QJsonObject &event : m_events) {
            if (event[u"type"].toString() == type)
                return Format::clock(event[u"time_ms"].toDouble()) + u' ' + Format::event(type) + u" a"_s;
        }
        return {};
    }
    bool enabled(const QString &name) const
    {
        const QAccessibleInterface *thing = find(name, QAccessible::Button);
        return thing && thing->object()->property("enabled").toBool();
    }

    QString m_run;
    QList<QJsonObject> m_events;
};

QTEST_MAIN(TestRunHistory)
#include "tst_runhistory.moc"
