// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What needs a person, answered by keys and mouse: one, several that are alike, and never another than was seen.
#include "gui/backend/enginestatus.h"
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <utility>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestInboxPage : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(begin(qEnvironmentVariable("PODIUM_THEME")));
        window()->requestActivate();
        Navigator::instance()->setPage(u"inbox"_s);
        QTRY_VERIFY(sees(u"Nothing needs you"_s));
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }
    void cleanup()
    {
        for (const QString &run : std::as_const(m_runs))
            ask(u"run.cancel"_s, {{u"run"_s, run}});
        QTRY_COMPARE_WITH_TIMEOUT(open(), 0, LimitMs);
        m_runs.clear();
        // What was denied has failed, and comes a little later.
        if (const int failed = stops() - m_dismissed; failed > 0)
            (void)QTest::qWaitFor([&] { return sees(standing(failed)); });
        // What was looked at stays until somebody asks for what there is.
        Navigator::instance()->setPage(u"runs"_s);
        Navigator::instance()->setPage(u"inbox"_s);
        QTest::keyClick(window(), Qt::Key_N);
    }

    void requestsOfLowRiskAndOneKindAreAnsweredTogether()
    {
        asks({{u"one"_s, u"Bash"_s, u"ls one"_s, u"low"_s},
              {u"two"_s, u"Bash"_s, u"ls two"_s, u"low"_s},
              {u"three"_s, u"Bash"_s, u"ls three"_s, u"low"_s},
              {u"fetch"_s, u"WebFetch"_s, u"http://host"_s, u"low"_s},
              {u"risky"_s, u"Bash"_s, u"rm -r three"_s, u"high"_s}});
        showAll(5);
        select(u"ls one"_s);
        QTRY_VERIFY(sees(u"3 requests of this kind, all of low risk"_s));
        picture(u"inbox-batch"_s);
        // One is left out.
        QVERIFY(click(u"ls two"_s, QAccessible::CheckBox));
        QTRY_VERIFY(sees(u"Approve all 2"_s));
        QTest::keyClick(window(), Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(open(), 3, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(taskState(u"one"_s), u"SUCCESS"_s, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(taskState(u"three"_s), u"SUCCESS"_s, LimitMs);
        QCOMPARE(taskState(u"two"_s), u"RUNNING"_s);
        QCOMPARE(taskState(u"risky"_s), u"RUNNING"_s);
    }

    void oneThatIsRefusedHidesNoOther()
    {
        asks({{u"one"_s, u"Bash"_s, u"ls one"_s, u"low"_s},
              {u"two"_s, u"Bash"_s, u"ls two"_s, u"low"_s},
              {u"three"_s, u"Bash"_s, u"ls three"_s, u"low"_s}});
        showAll(3);
        select(u"ls one"_s);
        QTRY_VERIFY(sees(u"Approve all 3"_s));
        // Answered elsewhere while the list is held.
        ask(u"approval.decide"_s, {{u"approval"_s, request(u"two"_s)}, {u"approve"_s, false}});
        QTest::keyClick(window(), Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(taskState(u"one"_s), u"SUCCESS"_s, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(taskState(u"three"_s), u"SUCCESS"_s, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(taskState(u"two"_s), u"FAILED"_s, LimitMs);
        QCOMPARE(open(), 0);
    }

    void whatIsRiskyIsAnsweredOneByOne()
    {
        asks({{u"one"_s, u"Bash"_s, u"rm one"_s, u"high"_s}, {u"two"_s, u"Bash"_s, u"rm two"_s, u"high"_s}});
        showAll(2);
        select(u"rm one"_s);
        QVERIFY(!sees(u"Approve all …"_s));
        QTest::keyClick(window(), Qt::Key_A, Qt::ShiftModifier);
        QTest::keyClick(window(), Qt::Key_D);
        QTRY_COMPARE_WITH_TIMEOUT(taskState(u"one"_s), u"FAILED"_s, LimitMs);
        QCOMPARE(taskState(u"two"_s), u"RUNNING"_s);
    }

    void whatCannotBeSeenIsMarked()
    {
        const QString command = u"cat \u202Egpj.sh\u200B"_s;
        const QString shown = u"cat \uFFFDgpj.sh\uFFFD"_s;
        asks({{u"odd"_s, u"Bash"_s, command, u"medium"_s}, {u"plain"_s, u"Bash"_s, u"cat one"_s, u"medium"_s}});
        showAll(2);
        select(u"cat one"_s);
        QTRY_VERIFY(sees(u"Allow"_s));
        QVERIFY(!sees(u"It has characters that cannot be seen…"_s));
        select(shown);
        QTRY_VERIFY(sees(u"It has characters that cannot be seen…"_s));
        QVERIFY(sees(shown));
        QVERIFY(!sees(command));
        picture(u"inbox-hidden"_s);
        // What is edited is the very same, with what is hidden written out.
        QTest::keyClick(window(), Qt::Key_E);
        QTRY_VERIFY(sees(u"Allow this instead"_s));
        QTest::keyClick(window(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(open(), 1, LimitMs);
        QCOMPARE(decidedOn(u"odd"_s)[u"answer"][u"updated_input"][u"command"].toString(), command);
    }

    void nothingMovesUnderThePointer()
    {
        asks({{u"mild"_s, u"Bash"_s, u"a mild thing"_s, u"low"_s}, {u"other"_s, u"Bash"_s, u"another"_s, u"low"_s}});
        showAll(2);
        QRect place; // Once what came was laid out.
        QVERIFY(QTest::qWaitFor([&] {
            const QRect before = std::exchange(place, entry(u"another"_s) ? entry(u"another"_s)->rect() : QRect());
            window()->grabWindow();
            return !place.isEmpty() && before == place;
        }));
        QTest::mouseMove(window(), place.center() - window()->position());
        // Riskier ones would come before it.
        asks({{u"grave"_s, u"Bash"_s, u"a grave thing"_s, u"critical"_s},
              {u"second"_s, u"Bash"_s, u"a second one"_s, u"high"_s}});
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"2 new"_s), LimitMs);
        QVERIFY(!entry(u"a grave thing"_s));
        QCOMPARE(entry(u"another"_s)->rect(), place);
        picture(u"inbox-new"_s);
        // Answered elsewhere it stays where it is, and says so.
        ask(u"approval.decide"_s, {{u"approval"_s, request(u"mild"_s)}, {u"approve"_s, true}});
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"answered"_s), LimitMs);
        QCOMPARE(entry(u"another"_s)->rect(), place);
        QTest::keyClick(window(), Qt::Key_N);
        QTRY_VERIFY(entry(u"a grave thing"_s));
        QTRY_VERIFY(!entry(u"a mild thing"_s));
        QVERIFY(entry(u"a grave thing"_s)->rect().top() < entry(u"another"_s)->rect().top());
    }

    void theInputIsEditedAndThatIsAllowed()
    {
        asks({{u"told"_s, u"Bash"_s, u"git push"_s, u"medium"_s}});
        showAll(1);
        select(u"git push"_s);
        QTest::keyClick(window(), Qt::Key_E);
        QTRY_VERIFY(sees(u"Allow this instead"_s));
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        type(u"{\"command\": "_s);
        QTRY_VERIFY(sees(u"This is no JSON object…"_s));
        // What is no object is not sent, and letters are no answers.
        QTest::keyClick(window(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(open(), 1);
        type(u"\"git push --dry-run\"}"_s);
        picture(u"inbox-edit"_s);
        QTest::keyClick(window(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(open(), 0, LimitMs);
        const QJsonObject decided = decidedOn(u"told"_s);
        QCOMPARE(decided[u"state"].toString(), u"approved"_s);
        QCOMPARE(decided[u"answer"][u"updated_input"][u"command"].toString(), u"git push --dry-run"_s);
    }

    void aWordIsSentWithTheAnswer()
    {
        asks({{u"told"_s, u"Bash"_s, u"git push"_s, u"medium"_s}});
        showAll(1);
        select(u"git push"_s);
        QTest::keyClick(window(), Qt::Key_C);
        type(u"a bad idea"_s);
        QCOMPARE(open(), 1);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTest::keyClick(window(), Qt::Key_D);
        QTRY_COMPARE_WITH_TIMEOUT(open(), 0, LimitMs);
        QCOMPARE(decidedOn(u"told"_s)[u"answer"][u"comment"].toString(), u"a bad idea"_s);
    }

    void whatIsAlwaysAllowedIsSeenAndRevoked()
    {
        asks({{u"told"_s, u"Bash"_s, u"make check"_s, u"medium"_s}});
        showAll(1);
        select(u"make check"_s);
        QVERIFY(click(u"How often: Once"_s));
        QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY(sees(u"How often: Always in this workflow"_s));
        QVERIFY(click(u"Allow"_s, QAccessible::Button));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Nobody is asked again about: …"_s), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Always allowed: 1"_s), LimitMs);
        picture(u"inbox-rule"_s);
        QCOMPARE(permits().size(), 1);
        QVERIFY(click(u"Always allowed: 1"_s));
        QTRY_VERIFY(sees(u"Always allowed"_s));
        picture(u"inbox-rules"_s);
        QVERIFY(click(u"Revoke make check"_s));
        QTRY_COMPARE_WITH_TIMEOUT(permits().size(), 0, LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"No rule is left."_s), LimitMs);
        QTest::keyClick(window(), Qt::Key_Escape);
    }

    void whatFailedIsMendedOrDismissed()
    {
        const int before = stops();
        m_runs.append(submit(u"name: broken\ntasks: [{id: a, run: 'test -f mended'}]\n"_s, path(u"."_s)));
        QTRY_COMPARE_WITH_TIMEOUT(stops(), before + 1, LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(sees(standing(before + 1)), LimitMs);
        QTest::keyClick(window(), Qt::Key_N);
        select(u"broken failed"_s);
        // It needs somebody, so it is counted, and not among what is done.
        QTRY_COMPARE_WITH_TIMEOUT(EngineStatus::instance()->needsYou(), open() + before + 1, LimitMs);
        QTRY_COMPARE(window()->title(), u"(%1) Podium"_s.arg(open() + before + 1));
        QVERIFY(!find(u"broken, …"_s));
        QTRY_VERIFY(sees(u"Retry what failed"_s));
        picture(u"inbox-stop"_s);
        QFile mended(path(u"mended"_s));
        QVERIFY(mended.open(QIODevice::WriteOnly));
        QTest::keyClick(window(), Qt::Key_A);
        QTRY_COMPARE_WITH_TIMEOUT(ask(u"run.show"_s, {{u"run"_s, m_runs.last()}})[u"run"][u"state"].toString(),
                                  u"COMPLETED"_s, LimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(stops(), before, LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!sees(standing(before + 1)), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"broken, …"_s), LimitMs); // Done.
        QTRY_COMPARE_WITH_TIMEOUT(EngineStatus::instance()->needsYou(), open() + before, LimitMs);

        m_runs.append(submit(u"name: hopeless\ntasks: [{id: a, run: 'exit 3'}]\n"_s, path(u"."_s)));
        QTRY_VERIFY_WITH_TIMEOUT(sees(standing(before + 1)), LimitMs);
        QTest::keyClick(window(), Qt::Key_N);
        select(u"hopeless failed"_s);
        QTRY_VERIFY(sees(u"Dismiss"_s));
        QVERIFY(!find(u"hopeless, …"_s));
        QTest::keyClick(window(), Qt::Key_D);
        QTRY_VERIFY_WITH_TIMEOUT(!sees(standing(before + 1)), LimitMs);
        QCOMPARE(EngineStatus::instance()->needsYou(), open() + before); // At once.
        QVERIFY(find(u"hopeless, …"_s));
        QCOMPARE(stops(), before + 1); // The run stays as it is.
        m_dismissed = 1;
    }

    void theKeysAreListedAndWalkTheList()
    {
        asks({{u"one"_s, u"Bash"_s, u"first of all"_s, u"high"_s}, {u"two"_s, u"Bash"_s, u"then this"_s, u"medium"_s}});
        showAll(2);
        select(u"first of all"_s);
        QTest::keyClick(window(), Qt::Key_J);
        QTRY_VERIFY(sees(u"two in …"_s));
        QTest::keyClick(window(), Qt::Key_K);
        QTRY_VERIFY(sees(u"one in …"_s));
        QTest::keyClick(window(), '?');
        QTRY_VERIFY(sees(u"Keys of the Inbox"_s));
        picture(u"inbox-keys"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"Keys of the Inbox"_s));
        // What waits for it is named.
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"No other task waits for it."_s), LimitMs);
        QTest::keyClick(window(), Qt::Key_O);
        QTRY_COMPARE(Navigator::instance()->run(), m_runs.last());
        QCOMPARE(Navigator::instance()->task(), u"one"_s);
        Navigator::instance()->closeRun();
    }

private:
    static constexpr int LimitMs = 30'000;
    struct Ask
    {
        QString key;
        QString tool;
        QString command;
        QString risk;
    };
    void asks(const QList<Ask> &list)
    {
        QString yaml = u"name: asks\ntasks:\n"_s;
        for (const Ask &one : list) {
            yaml += u"  - id: %1\n    type: simulated\n    simulate: {steps: [{ask: {title: '%2', risk: %3, subject: "
                    "{tool: %4, input: {command: '%2'}}}}]}\n"_s.arg(one.key, one.command, one.risk, one.tool);
        }
        m_runs.append(submit(yaml, path(u"."_s)));
        QVERIFY(!m_runs.last().isEmpty());
    }
    QJsonArray requests() { return ask(u"approval.list"_s)[u"approvals"].toArray(); }
    int stops() { return int(ask(u"stop.list"_s)[u"stops"].toArray().size()); }
    /// What the page says of that many.
    static QString standing(int count) { return u"%1 standing still"_s.arg(count); }
    int open() { return int(requests().size()); }
    QJsonArray permits() { return ask(u"rule.list"_s)[u"permits"].toArray(); }
    /// Waits for that many requests, and asks for those that came while the list was held.
    void showAll(int count)
    {
        QTRY_COMPARE_WITH_TIMEOUT(open(), count, LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"%1 waiting for you…"_s.arg(count)), LimitMs);
        QTest::keyClick(window(), Qt::Key_N);
    }
    QString request(const QString &key)
    {
        const QJsonArray all = requests();
        for (const QJsonValue &one : all) {
            if (one[u"task_key"].toString() == key)
                return one[u"id"].toString();
        }
        return {};
    }
    QJsonObject decidedOn(const QString &key)
    {
        const QJsonArray all =
            ask(u"approval.list"_s, {{u"all"_s, true}, {u"run"_s, m_runs.last()}})[u"approvals"].toArray();
        for (const QJsonValue &one : all) {
            if (one[u"task_key"].toString() == key)
                return one.toObject();
        }
        return {};
    }
    /// In the list, by what it asks for.
    QAccessibleInterface *entry(const QString &title) { return find(title + u", …"_s); }
    void select(const QString &title)
    {
        QTRY_VERIFY_WITH_TIMEOUT(entry(title), LimitMs);
        QVERIFY(click(title + u", …"_s));
        QTest::mouseMove(window(), QPoint(window()->width() - 20, window()->height() - 60));
    }
    void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(window(), c.toLatin1());
    }
    QString taskState(const QString &key)
    {
        for (const QString &run : std::as_const(m_runs)) {
            const QJsonArray tasks = ask(u"run.show"_s, {{u"run"_s, run}})[u"tasks"].toArray();
            for (const QJsonValue &task : tasks) {
                if (task[u"key"].toString() == key)
                    return task[u"state"].toString();
            }
        }
        return {};
    }

    QStringList m_runs;
    int m_dismissed = 0;
};

QTEST_MAIN(TestInboxPage)
#include "tst_inboxpage.moc"
