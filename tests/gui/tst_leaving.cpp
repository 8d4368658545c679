// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Closing the window while tasks run: each way out does what it says.
#include "gui/backend/enginestatus.h"
#include "gui/desktopfixture.h"
#include "gui/shell/leaving.h"

#include <QFile>
#include <QJsonArray>
#include <QQuickItem>
#include <QSignalSpy>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestLeaving : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QVERIFY(begin());
        window()->requestActivate();
    }
    void cleanup() { QCOMPARE(end(), QStringList()); }

    void anIdleWindowJustCloses()
    {
        QSignalSpy left(Leaving::instance(), &Leaving::left);
        window()->close();
        QCOMPARE(left.size(), 1);
        QVERIFY(!window()->isVisible());
    }

    void itKeepsRunningWithoutTheWindow()
    {
        startSleeping();
        QSignalSpy left(Leaving::instance(), &Leaving::left);
        window()->close();
        QTRY_VERIFY(sees(u"1 task still running"_s));
        QVERIFY(window()->isVisible());
        picture(u"leaving"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"1 task still running"_s));
        window()->close();
        QTRY_VERIFY(sees(u"1 task still running"_s));
        QTRY_VERIFY(window()->activeFocusItem()->property("text").toString().startsWith(u"Keep running"_s));
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY(!window()->isVisible());
        QCOMPARE(left.size(), 0);
        QCOMPARE(running(), 1);
        wake();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_run), u"COMPLETED"_s, 20'000);
        window()->show();
    }

    void itStopsAfterWhatRuns()
    {
        startSleeping();
        QSignalSpy left(Leaving::instance(), &Leaving::left);
        window()->close();
        QVERIFY(click(u"Stop after running tasks"_s));
        QTRY_COMPARE(Leaving::instance()->state(), Leaving::State::Finishing);
        QTRY_VERIFY(sees(u"Nothing new starts. Podium ends after 1 running task."_s));
        picture(u"leaving-after"_s);
        window()->grabWindow(); // Its buttons have their places once it was drawn.
        // A change of mind, and back.
        QVERIFY(click(u"Go on as before"_s));
        QTRY_COMPARE(Leaving::instance()->state(), Leaving::State::Staying);
        QVERIFY(!ask(u"engine.show"_s)[u"engine"][u"stopping"].toBool());
        Leaving::instance()->stopAfterRunning();
        QTRY_VERIFY(ask(u"engine.show"_s)[u"engine"][u"stopping"].toBool());
        QCOMPARE(left.size(), 0);
        wake();
        QTRY_COMPARE_WITH_TIMEOUT(left.size(), 1, 20'000);
        QTRY_COMPARE(taskState(u"sleeps"_s), u"SUCCESS"_s);
        QCOMPARE(taskState(u"after"_s), u"READY"_s);
        QCOMPARE(stateOf(m_run), u"IN_PROGRESS"_s);
        goesOnAtTheNextStart();
    }

    void itStopsNow()
    {
        startSleeping();
        QSignalSpy left(Leaving::instance(), &Leaving::left);
        window()->close();
        QTRY_VERIFY(sees(u"Stop now"_s));
        QTRY_VERIFY(window()->activeFocusItem()->property("text").toString().startsWith(u"Keep running"_s));
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(left.size(), 1, 20'000);
        QTRY_COMPARE(taskState(u"sleeps"_s), u"READY"_s); // What the engine knows is stored a moment later.
        QTRY_COMPARE(running(), 0);
        wake();
        goesOnAtTheNextStart();
    }

private:
    /// A task that runs until wake(), and one that waits for it.
    void startSleeping()
    {
        QFile::remove(path(u"wake"_s));
        QFile::remove(path(u"up"_s));
        m_run = submit(u"name: busy\ntasks:\n"
                       "  - {id: sleeps, run: 'touch up; while [ ! -e wake ]; do sleep 0.05; done'}\n"
                       "  - {id: after, run: 'true', depends_on: [sleeps]}\n"_s,
                       path(u"."_s));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path(u"up"_s)), 20'000);
        QTRY_COMPARE(EngineStatus::instance()->running(), 1);
    }
    void wake()
    {
        QFile file(path(u"wake"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    /// As Podium does when it is started again.
    void goesOnAtTheNextStart()
    {
        QCOMPARE(end(), QStringList());
        QVERIFY(begin());
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_run), u"COMPLETED"_s, 20'000);
    }
    QString stateOf(const QString &run) { return ask(u"run.show"_s, {{u"run"_s, run}})[u"run"][u"state"].toString(); }
    QString taskState(const QString &key)
    {
        const QJsonArray tasks = ask(u"run.show"_s, {{u"run"_s, m_run}})[u"tasks"].toArray();
        for (const QJsonValue &task : tasks) {
            if (task[u"key"].toString() == key)
                return task[u"state"].toString();
        }
        return {};
    }
    int running() { return ask(u"engine.show"_s)[u"engine"][u"running"].toInt(-1); }

    QString m_run;
};

QTEST_MAIN(TestLeaving)
#include "tst_leaving.moc"
