// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The page of logs over lines that real tasks wrote.
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/logs/logexport.h"
#include "gui/logs/loglines.h"
#include "gui/logs/logmoment.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonArray>
#include <QQuickItem>
#include <QSignalSpy>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestLogsPage : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(begin());
        m_run = submit(u"name: noisy\ntasks:\n  - {id: loud, run: 'seq -f \"number %.0f\" 1 3000'}\n"
                       "  - {id: bad, run: 'echo went wrong >&2'}\n"_s,
                       path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(ask(u"run.show"_s, {{u"run"_s, m_run}})[u"run"][u"state"].toString(), u"COMPLETED"_s,
                                  30'000);
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void aFilterThatNothingFitsSaysSoAndIsTakenBack()
    {
        Navigator::instance()->setPage(u"logs"_s);
        QTRY_VERIFY(sees(u"info, loud, number 3000"_s) || sees(u"info, bad, went wrong"_s));
        QVERIFY(click(u"All streams"_s));
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY(sees(u"No line fits"_s));
        QVERIFY(!sees(u"Nothing was written yet"_s));
        picture(u"logs-none"_s);
        QVERIFY(click(u"Show all lines again"_s));
        QTRY_VERIFY(sees(u"info, loud, number 3000"_s) || sees(u"info, bad, went wrong"_s));
        QVERIFY(sees(u"All streams"_s));
    }

    void theNewestLinesAreShownAndOlderOnesFetched()
    {
        Navigator::instance()->setPage(u"logs"_s);
        QTRY_VERIFY(sees(u"info, loud, number 3000"_s) || sees(u"info, bad, went wrong"_s));
        picture(u"logs"_s);
        QVERIFY(click(u"Beginning"_s));
        QTRY_VERIFY(sees(u"info, loud, number 1"_s));
        QVERIFY(click(u"info, loud, number 1"_s));
        QTRY_VERIFY(sees(u"Only this task"_s));
        picture(u"logs-details"_s);
    }

    void wordsAndPatternsLeaveOnlyWhatFits()
    {
        // The page may still be moved by what the last click has opened.
        const auto enter = [this] {
            const QQuickItem *now =
                click(u"Words, in all output and conversations"_s) ? window()->activeFocusItem() : nullptr;
            return now && now->inherits("QQuickTextField");
        };
        QTRY_VERIFY(enter());
        type(u"wrong"_s);
        QTRY_COMPARE(window()->activeFocusItem()->property("text").toString(), u"wrong"_s);
        QTRY_VERIFY(sees(u"info, bad, went wrong"_s));
        QTRY_VERIFY(!sees(u"info, loud, number 1"_s));
        window()->contentItem()->forceActiveFocus();
        QTRY_VERIFY(enter());
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        type(u"er 2[79]9$"_s);
        QVERIFY(click(u".*"_s));
        QTRY_VERIFY(sees(u"info, loud, number 279"_s));
        QTRY_VERIFY(sees(u"info, loud, number 299"_s));
        QVERIFY(!sees(u"info, loud, number 280"_s));
        picture(u"logs-regex"_s);
    }

    void aLineLeadsToItsTask()
    {
        QVERIFY(click(u"info, loud, number 279"_s));
        QVERIFY(click(u"Open the task"_s));
        QTRY_COMPARE(Navigator::instance()->run(), m_run);
        QCOMPARE(Navigator::instance()->task(), u"loud"_s);
    }

    void whoseLinesAreShownIsChosenByFields()
    {
        Navigator::instance()->openLogs({}, {});
        // From the end again. The page may still be moved by what the last click has opened.
        const auto follows = [this] {
            const QAccessibleInterface *button = find(u"Follow"_s);
            const bool followed = button && button->object()->property("checked").toBool();
            if (!followed)
                click(u"Follow"_s);
            return followed;
        };
        QTRY_VERIFY_WITH_TIMEOUT(follows(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"info, loud, number 3000"_s) || sees(u"info, bad, went wrong"_s), 30'000);
        const auto writesIn = [this](const QString &field) {
            const QQuickItem *now = window()->activeFocusItem();
            return now && now->property("placeholderText").toString() == field;
        };
        QVERIFY(click(u"Only of a run, a task, an agent or a time"_s));
        QTRY_VERIFY_WITH_TIMEOUT(writesIn(u"Run"_s), 30'000);
        QVERIFY(!find(u"Task"_s, QAccessible::EditableText)); // Of which run?
        type(u"zzz"_s);
        QTest::keyClick(window(), Qt::Key_Return); // Before anybody knows.
        QTRY_VERIFY_WITH_TIMEOUT(window()->activeFocusItem()->property("wrong").toBool(), 30'000);
        QVERIFY(!find(u"noisy"_s, QAccessible::ListItem));
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        type(u"noi"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"noisy"_s, QAccessible::ListItem), 30'000);
        picture(u"logs-run-offered"_s);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Run: "_s + m_run), 30'000);
        QVERIFY(click(u"Task"_s, QAccessible::EditableText));
        QTRY_VERIFY_WITH_TIMEOUT(writesIn(u"Task"_s), 30'000);
        type(u"ba"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"bad"_s, QAccessible::ListItem) && !find(u"loud"_s, QAccessible::ListItem),
                                 30'000);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"info, bad, went wrong"_s) && !sees(u"info, loud, number 3000"_s), 30'000);
        QVERIFY(find(u"Task: bad"_s));

        // Together with words, which stay when one choice is taken back.
        QVERIFY(click(u"Words, in all output and conversations"_s));
        QTRY_VERIFY_WITH_TIMEOUT(writesIn(u"Words, in all output and conversations"_s), 30'000);
        type(u"3000"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"No line fits"_s), 30'000);
        picture(u"logs-chosen"_s);
        QVERIFY(click(u"Task: bad"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"info, loud, number 3000"_s), 30'000);
        QVERIFY(!sees(u"info, bad, went wrong"_s));

        QVERIFY(click(u"Until"_s, QAccessible::EditableText));
        QTRY_VERIFY_WITH_TIMEOUT(writesIn(u"Until"_s), 30'000);
        type(u"soon"_s);
        QTest::keyClick(window(), Qt::Key_Return);
        QVERIFY(window()->activeFocusItem()->property("wrong").toBool());
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        type(u"2001-09-09 3:30"_s);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"No line fits"_s), 30'000);
        QVERIFY(find(u"Until: …"_s));
        QVERIFY(click(u"Until: …"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"info, loud, number 3000"_s), 30'000);

        // A link from a task says whose lines they are, and shows all of them.
        Navigator::instance()->openLogs(m_run, u"bad"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"info, bad, went wrong"_s), 30'000);
        QVERIFY(find(u"Task: bad"_s) && find(u"Run: "_s + m_run));
        QVERIFY(click(u"Only of a run, a task, an agent or a time"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!find(u"Agent"_s, QAccessible::EditableText), 30'000);
        QVERIFY(find(u"Task: bad"_s)); // What limits is always to be seen.
        picture(u"logs-linked"_s);
        QVERIFY(click(u"Run: "_s + m_run));
        QTRY_VERIFY_WITH_TIMEOUT(!find(u"Task: bad"_s), 30'000);
    }

    void momentsAreReadAsPeopleWriteThem()
    {
        const QDateTime now(QDate(2026, 11, 30), QTime(10, 0));
        const auto at = [](int day, int hour, int minute) {
            return QDateTime(QDate(2026, 11, day), QTime(hour, minute)).toMSecsSinceEpoch();
        };
        QCOMPARE(logMoment(u"9:05"_s, now), at(30, 9, 5));
        QCOMPARE(logMoment(u" 23:30 "_s, now), at(29, 23, 30)); // It has not come today.
        QCOMPARE(logMoment(u"0:10"_s, now, QDateTime(QDate(2026, 11, 29), QTime(23, 0))), at(30, 0, 10));
        QCOMPARE(logMoment(u"2026-11-28"_s, now), at(28, 0, 0));
        QCOMPARE(logMoment(u"2026-11-28  7:15"_s, now), at(28, 7, 15));
        for (const char *text : {"", "soon", "25:00", "2026-13-01"})
            QCOMPARE(logMoment(QLatin1StringView(text), now), 0);
    }

    void everythingThatFitsIsExported()
    {
        for (const bool json : {false, true}) {
            const QString file = path(json ? u"all.jsonl"_s : u"all.txt"_s);
            LogExport all({{u"run"_s, m_run}, {u"task"_s, u"loud"_s}}, file, json, nullptr);
            QSignalSpy finished(&all, &LogExport::finished);
            QVERIFY(all.start());
            QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
            QCOMPARE(finished.first().first().toString(), QString());
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            const QByteArrayList lines = written.readAll().trimmed().split('\n');
            QCOMPARE(lines.size(), 3000);
            QVERIFY(json ? lines.last().startsWith('{') : lines.last().endsWith("number 3000"));
        }
        LogExport nowhere({}, path(u"no/such/folder/x"_s), false, nullptr);
        QVERIFY(!nowhere.start());
    }

    void memoryDoesNotGrowWithTheLog()
    {
        LogLines model;
        QAbstractItemModelTester tester(&model);
        QList<QJsonObject> lines;
        for (int i = 1; i <= 3000; ++i)
            lines.append({{u"id"_s, i + 10'000}, {u"text"_s, u"x"_s}});
        QCOMPARE(model.append(lines), 0);
        for (QJsonObject &line : lines)
            line[u"id"] = line[u"id"].toInt() + 3000;
        QCOMPARE(model.append(lines), 2000);
        QCOMPARE(model.count(), LogLines::MaxHeld);
        QCOMPARE(model.firstId(), 12'001);
        for (QJsonObject &line : lines)
            line[u"id"] = line[u"id"].toInt() - 5000;
        QCOMPARE(model.prepend(lines), 3000);
        QCOMPARE(model.lastId(), 13'000);
    }

private:
    void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(window(), c.toLatin1());
    }

    QString m_run;
};

QTEST_MAIN(TestLogsPage)
#include "tst_logspage.moc"
