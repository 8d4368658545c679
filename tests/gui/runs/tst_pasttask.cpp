// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// In the past the panel of a task has what there was then, and nothing that came later.
#include "gui/backend/format.h"
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/runs/taskattempts.h"
#include "gui/runs/tasklog.h"

#include <QJsonArray>
#include <QTest>

#include <utility>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestPastTask : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(begin(qEnvironmentVariable("PODIUM_THEME", u"dark"_s)));
        // The second attempt writes a line more; delays keep what is told in different milliseconds.
        m_run = submit(u"name: then\ntasks:\n  - {id: first, type: simulated, simulate: {steps: [{log: begun}, "
                       "{delay: 20ms}]}}\n  - id: work\n    title: Work\n    type: simulated\n    depends_on: [first]\n"
                       "    retry: {max_attempts: 2}\n    simulate:\n      steps:\n        - log: line one\n"
                       "        - delay: 20ms\n        - fail: {error: broken, times: 1}\n        - log: line two\n"
                       "        - delay: 20ms\n      result: {answer: 42}\n"
                       "  - {id: last, type: simulated, depends_on: [work], simulate: {steps: [{delay: 20ms}]}}\n"_s,
                       path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(ask(u"run.show"_s, {{u"run"_s, m_run}})[u"run"][u"state"].toString(), u"COMPLETED"_s,
                                  LimitMs);
        const QJsonArray events = ask(u"run.events"_s, {{u"run"_s, m_run}})[u"events"].toArray();
        for (const QJsonValue &event : events)
            m_events.append(event.toObject());
        QTRY_COMPARE_WITH_TIMEOUT(texts(-1).size(), 3, LimitMs); // Lines are written a little later.
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void operationsTellWhatThereWas()
    {
        // Not there, or not begun.
        QVERIFY(attempts(0).isEmpty());
        QVERIFY(
            ask(u"run.attempts"_s, {{u"run"_s, m_run}, {u"task"_s, u"work"_s}, {u"at"_s, 0}}).contains(u"problem"_s));
        QVERIFY(texts(0).isEmpty());
        QCOMPARE(texts(0, {}), QStringList());
        QVERIFY(attempts(seqOf(u"task.succeeded"_s, u"first"_s)).isEmpty());
        QCOMPARE(texts(seqOf(u"task.succeeded"_s, u"first"_s), {}), QStringList{u"begun"_s});
        // At the first attempt.
        QJsonArray then = attempts(seqOf(u"task.started"_s, u"work"_s, 0));
        QCOMPARE(then.size(), 1);
        QCOMPARE(then[0][u"outcome"].toString(), u"running"_s);
        QVERIFY(then[0][u"error"].toString().isEmpty());
        // It had failed, and the second had not begun.
        const qint64 failed = seqOf(u"task.retrying"_s, u"work"_s);
        then = attempts(failed);
        QCOMPARE(then.size(), 1);
        QCOMPARE(then[0][u"outcome"].toString(), u"failed"_s);
        QCOMPARE(texts(failed), QStringList{u"line one"_s});
        // The second attempt.
        then = attempts(seqOf(u"task.started"_s, u"work"_s, 1));
        QCOMPARE(then.size(), 2);
        QCOMPARE(then[1][u"outcome"].toString(), u"running"_s);
        then = attempts(m_events.last()[u"seq"].toInteger());
        QCOMPARE(then.size(), 2);
        QCOMPARE(then[1][u"outcome"].toString(), u"succeeded"_s);
        QCOMPARE(texts(m_events.last()[u"seq"].toInteger()), texts(-1));
        QCOMPARE(texts(-1), (QStringList{u"line one"_s, u"line one"_s, u"line two"_s}));
    }

    void aMomentIsGoneToAndLeft()
    {
        TaskLog log;
        TaskAttempts tried;
        log.setRun(m_run);
        log.setTask(u"work"_s);
        tried.setRun(m_run);
        tried.setTask(u"work"_s);
        QTRY_COMPARE_WITH_TIMEOUT(log.lines()->count(), 3, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(tried.attempts()->count(), 2, LimitMs);
        const auto seq = double(seqOf(u"task.retrying"_s, u"work"_s));
        log.setAt(seq);
        tried.setAt(seq);
        QTRY_COMPARE_WITH_TIMEOUT(log.lines()->count(), 1, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(tried.attempts()->count(), 1, LimitMs);
        QCOMPARE(tried.attempts()->at(0)[u"outcome"].toString(), u"failed"_s);
        log.setAt(0);
        tried.setAt(0);
        QTRY_COMPARE_WITH_TIMEOUT(log.lines()->count(), 0, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(tried.attempts()->count(), 0, LimitMs);
        log.setAt(-1);
        tried.setAt(-1);
        QTRY_COMPARE_WITH_TIMEOUT(log.lines()->count(), 3, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(tried.attempts()->count(), 2, LimitMs);
    }

    void theTabsShowThatMoment()
    {
        Navigator::instance()->openRun(m_run, u"work"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Attempts, 2"_s), LimitMs);
        QVERIFY(click(u"Events"_s));
        QTRY_VERIFY_WITH_TIMEOUT(find(eventName(u"task.retrying"_s)), LimitMs);
        QVERIFY(click(eventName(u"task.retrying"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"The past: …"_s), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!sees(u"Attempts, 2"_s), LimitMs);
        QVERIFY(click(u"Attempts"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Attempt 1, failed"_s), LimitMs);
        QVERIFY(!sees(u"Attempt 2, succeeded"_s));
        picture(u"past-attempts"_s);
        QVERIFY(click(u"Result"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"No result yet"_s), LimitMs);
        picture(u"past-result"_s);
        QVERIFY(click(u"Back to live"_s, QAccessible::Button));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Attempts, 2"_s), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!sees(u"No result yet"_s), LimitMs);
    }

private:
    static constexpr int LimitMs = 30'000;
    QJsonArray attempts(qint64 seq)
    {
        return ask(u"run.attempts"_s, {{u"run"_s, m_run}, {u"task"_s, u"work"_s}, {u"at"_s, seq}})[u"attempts"]
            .toArray();
    }
    /// Lines up to that event; negative: all.
    QStringList texts(qint64 seq, const QString &task = u"work"_s)
    {
        QJsonObject params{{u"run"_s, m_run}};
        if (!task.isEmpty())
            params.insert(u"task"_s, task);
        if (seq >= 0)
            params.insert(u"at"_s, seq);
        QStringList out;
        const QJsonArray lines = ask(u"run.logs"_s, params)[u"lines"].toArray();
        for (const QJsonValue &line : lines)
            out.append(line[u"text"].toString());
        return out;
    }
    QJsonObject eventOf(const QString &type, const QString &task, int n = 0)
    {
        for (const QJsonObject &event : std::as_const(m_events)) {
            if (event[u"type"].toString() == type && event[u"task_key"].toString() == task && n-- == 0)
                return event;
        }
        return {};
    }
    qint64 seqOf(const QString &type, const QString &task, int n = 0)
    {
        return eventOf(type, task, n)[u"seq"].toInteger(-1);
    }
    /// As its row is called.
    QString eventName(const QString &type)
    {
        return Format::clock(eventOf(type, u"work"_s)[u"time_ms"].toDouble()) + u' ' + Format::event(type) + u" work"_s;
    }

    QString m_run;
    QList<QJsonObject> m_events;
};

QTEST_MAIN(TestPastTask)
#include "tst_pasttask.moc"
