// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What a person is told outside of the window, over a real session bus with somebody on it who shows notifications.
#include "app/desktop/instance.h"
#include "app/desktop/tray.h"
#include "domain/event.h"
#include "gui/backend/backend.h"
#include "gui/backend/enginestatus.h"
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/shell/notices.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QJsonArray>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTime>

#include <algorithm>
#include <utility>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

/// The desktop's side of org.freedesktop.Notifications.
class Shown : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct One
    {
        uint id;
        QString title;
        QString text;
    };
    QList<One> all;

    void click(uint id) { Q_EMIT ActionInvoked(id, u"default"_s); }

public Q_SLOTS:
    uint Notify(const QString &, uint, const QString &, const QString &title, const QString &text, const QStringList &,
                const QVariantMap &, int)
    {
        all.append({uint(all.size()) + 1, title, text});
        return all.last().id;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
};

class TestNotices : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString program = QStandardPaths::findExecutable(u"dbus-daemon"_s);
        if (program.isEmpty())
            QSKIP("no dbus-daemon");
        QStandardPaths::setTestModeEnabled(true);
        QSettings().clear();
        m_bus.start(program, {u"--session"_s, u"--print-address"_s, u"--nofork"_s});
        QVERIFY(m_bus.waitForReadyRead(10'000));
        const QByteArray address = m_bus.readLine().trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        QDBusConnection bus = QDBusConnection::connectToBus(QString::fromUtf8(address), u"desktop"_s);
        QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, &m_desktop,
                                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
        QVERIFY(begin());
        m_instance = std::make_unique<desktop::Instance>(path(u"data"_s));
        m_tray = std::make_unique<desktop::Tray>();
        podium().listenTo(*m_instance, *m_tray);
        window()->hide();
    }

    void cleanupTestCase()
    {
        m_tray.reset();
        m_instance.reset();
        if (m_bus.state() == QProcess::Running) {
            QCOMPARE(end(), QStringList());
            QDBusConnection::disconnectFromBus(u"desktop"_s);
            m_bus.kill();
            m_bus.waitForFinished();
        }
    }

    void init() { m_desktop.all.clear(); }

    void aRequestIsToldAndLeadsToTheInbox()
    {
        const QString run = submit(
            u"name: asks\ntasks:\n  - id: gated\n    gate: May <b>it</b> start?\n    run: 'true'\n"_s, path(u"."_s));
        QTRY_COMPARE(m_desktop.all.size(), 1);
        QVERIFY2(m_desktop.all.first().title.startsWith(u"Needs you: "), qPrintable(m_desktop.all.first().title));
        // Desktops read it as markup.
        QVERIFY(!m_desktop.all.first().text.contains(u'<'));
        QTRY_COMPARE(EngineStatus::instance()->needsYou(), 1);
        m_desktop.click(1);
        QTRY_COMPARE(Navigator::instance()->page(), u"inbox"_s);
        QTRY_VERIFY(window()->isVisible());
        // Looked at, it tells nothing more.
        Notices::instance()->setWatched(true);
        bool heard = false;
        connect(Backend::instance(), &Backend::eventsArrived, this, [&](const domain::Events &events) {
            for (const domain::Event &event : events)
                heard |= event.run == run && event.type == domain::EventType::RunFinished;
        });
        const QJsonObject asked = ask(u"approval.list"_s)[u"approvals"][0].toObject();
        ask(u"approval.decide"_s, {{u"approval"_s, asked[u"id"]}, {u"approve"_s, true}});
        QTRY_COMPARE_WITH_TIMEOUT(state(run), u"COMPLETED"_s, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(heard, 20'000);
        Backend::instance()->disconnect(this);
        ask(u"run.show"_s, {{u"run"_s, run}}); // The notice has asked for it before.
        QCOMPARE(m_desktop.all.size(), 1);
        Notices::instance()->setWatched(false);
        window()->hide();
    }

    void theEndOfARunIsToldAndLeadsThere()
    {
        submit(u"name: good\ntasks:\n  - {id: one, run: 'true'}\n"_s, path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(titles(), QStringList{u"Finished: good"_s}, 20'000);
        const QString run = submit(u"name: bad\ntasks:\n  - {id: one, run: 'false'}\n"_s, path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(titles().last(), u"Failed: bad"_s, 20'000);
        QVERIFY(!m_desktop.all.last().text.isEmpty());
        m_desktop.click(m_desktop.all.last().id);
        QTRY_COMPARE(Navigator::instance()->run(), run);
        window()->hide();
    }

    void whatFailsInARunThatGoesOnIsTold()
    {
        const QString run = submit(u"name: half\ntasks:\n  - {id: bad, run: 'exit 3'}\n"
                                   "  - {id: fine, on_failure: allow_failure, run: 'exit 4'}\n"
                                   "  - {id: long, run: sleep 600}\n"_s,
                                   path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(titles(), QStringList{u"Failed: bad of half"_s}, 30'000);
        const QJsonArray stops = ask(u"stop.list"_s)[u"stops"].toArray();
        const auto mine = [&](const QJsonValue &stop) { return stop[u"run"].toString() == run; };
        const auto stop = std::find_if(stops.begin(), stops.end(), mine);
        QVERIFY(stop != stops.end());
        QCOMPARE((*stop)[u"task"].toString(), u"bad"_s); // What may fail stops nobody.
        QCOMPARE((*stop)[u"failed"].toInt(), 1);
        QVERIFY((*stop)[u"live"].toBool());
        QCOMPARE(state(run), u"IN_PROGRESS"_s);
        m_desktop.click(m_desktop.all.last().id);
        QTRY_COMPARE(Navigator::instance()->run(), run);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"0 of 3 done, 2 failed"_s), 30'000);
        QVERIFY(find(u"Retry failed"_s, QAccessible::Button));
        picture(u"run-half"_s);
        Navigator::instance()->closeRun();
        Navigator::instance()->setPage(u"inbox"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"half goes on without what failed"_s), 30'000);
        picture(u"inbox-half"_s);
        window()->hide();
        Notices::instance()->setWatched(false);
        ask(u"run.cancel"_s, {{u"run"_s, run}});
        QTRY_COMPARE_WITH_TIMEOUT(state(run), u"CANCELLED"_s, 30'000);
        QCOMPARE(m_desktop.all.size(), 1);
    }

    void whatStandsStillIsTold()
    {
        const QString run = submit(u"name: nobody\ntasks:\n"
                                   "  - {id: lone, type: agent, agent: not-there, prompt: Do}\n"_s,
                                   path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(titles(), QStringList{u"Cannot go on: lone of nobody"_s}, 30'000);
        QVERIFY(!m_desktop.all.last().text.isEmpty());
        ask(u"run.cancel"_s, {{u"run"_s, run}});
        QTRY_COMPARE_WITH_TIMEOUT(state(run), u"CANCELLED"_s, 30'000);
    }

    void whyARunFailedIsTold()
    {
        using domain::Event;
        Event failed;
        failed.seq = 1;
        failed.run = u"r1"_s;
        failed.type = domain::EventType::TaskFailed;
        for (const auto &[errorClass, title] :
             {std::pair{u"auth"_s, u"Login needed: r1"_s}, std::pair{u"rate_limit"_s, u"Limit reached: r1"_s},
              std::pair{u"exit_code"_s, u"Failed: r1"_s}}) {
            failed.data = {{u"error_class"_s, errorClass}};
            Event finished = failed;
            finished.type = domain::EventType::RunFinished;
            finished.data = {{u"state"_s, u"FAILED"_s}, {u"reason"_s, u"Its task failed"_s}};
            m_desktop.all.clear();
            Q_EMIT Backend::instance()->eventsArrived({failed, finished});
            QTRY_COMPARE_WITH_TIMEOUT(titles(), QStringList{title}, 30'000);
        }
    }

    void whatComesTogetherIsToldTogether()
    {
        QString yaml = u"name: many\ntasks:\n"_s;
        for (const char *id : {"a", "b", "c", "d", "e"})
            yaml += u"  - {id: %1, gate: Go on, run: 'true'}\n"_s.arg(QLatin1StringView(id));
        const QString run = submit(yaml, path(u"."_s));
        QTRY_COMPARE(m_desktop.all.size(), 1);
        QCOMPARE(m_desktop.all.first().text, u"5 requests for you"_s);
        Notices::instance()->setOn(false);
        ask(u"run.cancel"_s, {{u"run"_s, run}});
        Notices::instance()->setOn(true);
    }

    void theHoursOfQuietAreKeptAndSummedUp()
    {
        Navigator::instance()->closeRun();
        Navigator::instance()->setPage(u"settings"_s);
        window()->show();
        QVERIFY(click(u"From"_s));
        QVERIFY(Notices::instance()->hasQuietHours());
        const QTime now = QTime::currentTime();
        enter(u"Quiet from"_s, now.addSecs(-3600).toString(u"HH:mm"_s));
        enter(u"Quiet to"_s, now.addSecs(3600).toString(u"HH:mm"_s));
        enter(u"Quiet to"_s, u"25:00"_s); // No time: not taken.
        picture(u"settings-quiet"_s);
        QCOMPARE(Notices::instance()->to(), now.addSecs(3600).toString(u"HH:mm"_s));
        QVERIFY(Notices::instance()->isQuiet());
        window()->hide();
        Notices::instance()->setWatched(false);
        const QString run = submit(u"name: night\ntasks:\n  - {id: one, run: 'true'}\n"_s, path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(state(run), u"COMPLETED"_s, 20'000);
        const QString other = submit(u"name: other\ntasks:\n  - {id: one, run: 'true'}\n"_s, path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(state(other), u"COMPLETED"_s, 20'000);
        QCOMPARE(m_desktop.all.size(), 0);
        Notices::instance()->setQuietHours(false);
        QTRY_COMPARE(titles(), (QStringList{u"Finished: night"_s, u"Finished: other"_s}));
    }

    void theIconShowsHowMuchNeedsAPerson()
    {
        const QImage none = desktop::Tray::picture(0, 22);
        QCOMPARE(none.size(), QSize(22, 22));
        QVERIFY(none != desktop::Tray::picture(3, 22));
        QVERIFY(desktop::Tray::picture(4, 22) != desktop::Tray::picture(3, 22));
        QCOMPARE(desktop::Tray::picture(10, 64), desktop::Tray::picture(99, 64));
    }

private:
    QStringList titles() const
    {
        QStringList out;
        for (const Shown::One &one : m_desktop.all)
            out += one.title;
        return out;
    }
    QString state(const QString &run) { return ask(u"run.show"_s, {{u"run"_s, run}})[u"run"][u"state"].toString(); }
    void enter(const QString &field, const QString &text)
    {
        QVERIFY(click(field));
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        for (const QChar c : text)
            QTest::keyClick(window(), c.toLatin1());
        QTest::keyClick(window(), Qt::Key_Return);
    }

    QProcess m_bus;
    Shown m_desktop;
    std::unique_ptr<desktop::Instance> m_instance;
    std::unique_ptr<desktop::Tray> m_tray;
};

QTEST_MAIN(TestNotices)
#include "tst_notices.moc"
