// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Two runs, and two attempts of a task, beside each other in the real window.
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"

#include <QJsonArray>
#include <QQuickItem>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestRunComparison : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(begin(qEnvironmentVariable("PODIUM_PICTURES_THEME", u"dark"_s)));
        m_left = ended(
            submit(u"name: greet\ninputs: {who: {type: string, default: Ann}}\ntasks:\n"
                   "  - {id: hello, title: Greet, output: text, run: 'printf \"dear\\n{{ inputs.who }}\\nbye\"'}\n"
                   "  - {id: same, run: 'echo same'}\n"_s,
                   path(u"."_s)));
        m_right = ask(u"run.fork"_s, {{u"run"_s, m_left}, {u"inputs"_s, QJsonObject{{u"who"_s, u"Bob"_s}}}})[u"run"]
                      .toString();
        ended(m_right);
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void whatDiffersIsToldTaskByTask()
    {
        const QJsonObject both = ask(u"run.compare"_s, {{u"run"_s, m_left}, {u"with"_s, m_right}});
        QCOMPARE(both[u"left"][u"id"].toString(), m_left);
        QCOMPARE(both[u"right"][u"parent_run"].toString(), m_left);
        QVERIFY(both[u"same_definition"].toBool());
        QCOMPARE(both[u"inputs"][0][u"left"].toString(), u"Ann"_s);
        QCOMPARE(both[u"inputs"][0][u"right"].toString(), u"Bob"_s);
        QCOMPARE(both[u"tasks"][0][u"key"].toString(), u"hello"_s);
        QVERIFY(both[u"tasks"][0][u"differs"].toArray().contains(u"result"_s));
        QVERIFY(!both[u"tasks"][1][u"differs"].toArray().contains(u"result"_s));
        QVERIFY(ask(u"run.compare"_s, {{u"run"_s, m_left}, {u"with"_s, u"none"_s}}).contains(u"problem"_s));
    }

    void resultsOfATaskAreComparedByLine()
    {
        const QJsonObject answer =
            ask(u"run.compare_attempts"_s, {{u"run"_s, m_left}, {u"with"_s, m_right}, {u"task"_s, u"hello"_s}});
        QStringList lines;
        const QJsonArray result = answer[u"result"].toArray();
        for (const QJsonValue &line : result)
            lines += line[u"kind"].toString() + u' ' + line[u"text"].toString().trimmed();
        QVERIFY2(lines.filter(u"removed"_s).join(u'|').contains(u"Ann"_s), qPrintable(lines.join(u'|')));
        QVERIFY2(lines.filter(u"added"_s).join(u'|').contains(u"Bob"_s), qPrintable(lines.join(u'|')));
        QVERIFY(ask(u"run.compare_attempts"_s, {{u"run"_s, m_left}, {u"task"_s, u"hello"_s}, {u"attempt"_s, 7}})
                    .contains(u"problem"_s));
    }

    void twoRunsAreChosenInTheGridAndCompared()
    {
        Navigator::instance()->openRun(m_left);
        QVERIFY(click(u"Grid"_s));
        QTRY_VERIFY(find(u"Greet, Success"_s));
        auto *table = qobject_cast<QQuickItem *>(find(u"Tasks of the last runs"_s)->object());
        QVERIFY(table);
        table->forceActiveFocus();
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Space);
        QTest::keyClick(window(), Qt::Key_Right);
        QTest::keyClick(window(), Qt::Key_Space);
        picture(u"grid-chosen"_s);
        QTRY_VERIFY(find(u"Compare"_s, QAccessible::Button)->object()->property("enabled").toBool());
        QVERIFY(click(u"Compare"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"Greet: Success and Success, differs in …"_s));
        QTRY_VERIFY(sees(u"Input who: …"_s));
        picture(u"compare-runs"_s);
        QVERIFY(click(u"Greet: Success and Success, differs in …"_s));
        QTRY_VERIFY(findLine());
        picture(u"compare-task"_s);
        QVERIFY(click(u"Only what differs"_s));
        QTRY_COMPARE(find(u"Tasks of both runs"_s)->object()->property("count").toInt(), 1);
        QVERIFY(click(u"Given"_s));
        picture(u"compare-given"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(Navigator::instance()->compared().isEmpty());
        QTRY_VERIFY(find(u"Grid"_s));
    }

    void aForkIsComparedWithWhatItCameFrom()
    {
        Navigator::instance()->openRun(m_right);
        QVERIFY(click(u"Compare with its origin"_s, QAccessible::Button));
        QTRY_COMPARE(Navigator::instance()->compared()[u"run"_s].toString(), m_left);
        QCOMPARE(Navigator::instance()->compared()[u"with"_s].toString(), m_right);
        Navigator::instance()->closeComparison();
    }

    void twoAttemptsAreComparedFromTheirList()
    {
        const QString run = submit(u"name: again\ntasks:\n  - id: flaky\n    title: Flaky\n"
                                   "    retry: {attempts: 2, backoff: 1ms}\n    run: 'if test -e again; then echo "
                                   "second; else touch again; echo first; exit 1; fi'\n"_s,
                                   path(u"."_s));
        ended(run);
        QCOMPARE(ask(u"run.attempts"_s, {{u"run"_s, run}, {u"task"_s, u"flaky"_s}})[u"attempts"].toArray().size(), 2);
        Navigator::instance()->openRun(run, u"flaky"_s);
        QVERIFY(click(u"Attempts, 2"_s));
        QTRY_VERIFY(find(u"Compare with attempt 1"_s, QAccessible::Button));
        picture(u"attempts-compare"_s);
        QVERIFY(click(u"Compare with attempt 1"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"Two attempts"_s));
        QTRY_VERIFY(sees(u"Attempt 1, failed"_s));
        QTRY_VERIFY(sees(u"Attempt 2, succeeded"_s));
        picture(u"compare-attempts"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"Two attempts"_s));
    }

private:
    bool findLine() const { return find(u"Ann became Bob"_s) != nullptr || sees(u"Ann"_s) || sees(u"Ann…"_s); }
    QString ended(const QString &run)
    {
        if (!QTest::qWaitFor(
                [&] {
                    const QString now = ask(u"run.show"_s, {{u"run"_s, run}})[u"run"][u"state"].toString();
                    return now == u"COMPLETED" || now == u"FAILED";
                },
                30'000))
            qWarning("the run did not end");
        return run;
    }

    QString m_left;
    QString m_right;
};

QTEST_MAIN(TestRunComparison)
#include "tst_runcomparison.moc"
