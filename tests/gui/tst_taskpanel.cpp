// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// A real session of Claude Code over a scripted API, read and steered in the panel of its task.
#include "gui/backend/markdown.h"
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"
#include "gui/runs/transcript.h"
#include "integration/claudefixture.h"

#include <QJsonArray>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;
using test::ApiTurn;

class TestTaskPanel : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIntValue("PODIUM_SKIP_CLAUDE") == 1)
            QSKIP("PODIUM_SKIP_CLAUDE=1");
        QVERIFY2(test::ClaudeFixture::fault().isEmpty(), qPrintable(test::ClaudeFixture::fault()));
        QVERIFY(m_api.listen());
        QVERIFY(QDir().mkpath(path(u"home"_s)));
        qputenv("PODIUM_CLAUDE", test::ClaudeFixture::program().toUtf8());
        qputenv("HOME", path(u"home"_s).toUtf8());
        qputenv("ANTHROPIC_BASE_URL", m_api.url().toUtf8());
        qputenv("ANTHROPIC_API_KEY", "key-of-the-test");
        for (const char *name :
             {"DISABLE_TELEMETRY", "DISABLE_ERROR_REPORTING", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"})
            qputenv(name, "1");
        QVERIFY(begin());
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void theConversationIsReadInTheWindow()
    {
        ApiTurn first = ApiTurn::use(u"Bash"_s, {{u"command"_s, u"ls -la /etc"_s}}, u"I will **count** first."_s);
        first.content.prepend(QJsonObject{{u"type"_s, u"thinking"_s},
                                          {u"thinking"_s, u"Counting settles it.\nThen the rest."_s},
                                          {u"signature"_s, u"x"_s}});
        m_api.addConversation(
            u"Count to forty"_s,
            {first, ApiTurn::use(u"Bash"_s, {{u"command"_s, u"ls /no/such/place"_s}}), ApiTurn::say(u"Counted."_s)});
        m_run = submit(u"name: talk\ntasks:\n  - id: count\n    title: Count\n    prompt: Count to forty\n"
                       "    role: worker\n    workspace: scratch\n"_s,
                       path(u"."_s));
        QVERIFY(!m_run.isEmpty());
        Navigator::instance()->openRun(m_run, u"count"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Agent, Counted.…"_s), 60'000);
        QTRY_VERIFY(sees(u"Told, …"_s));
        QVERIFY(sees(u"Thought, Counting settles it.…"_s));
        QVERIFY(sees(u"Bash: ls -la /etc, done"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Bash: ls /no/such/place, failed"_s), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"End of the turn"_s), 20'000);
        QVERIFY(click(u"Bash: ls -la /etc, done"_s));
        QTRY_VERIFY(sees(u"Show …"_s));
        picture(u"conversation"_s);
        QVERIFY(click(u"Given"_s));
        QTRY_VERIFY(sees(u"Prompt"_s));
        picture(u"given"_s);
        QVERIFY(click(u"Attempts"_s));
        QTRY_VERIFY(sees(u"Attempt 1, succeeded"_s));
        picture(u"attempts"_s);
        QVERIFY(click(u"Result"_s));
        picture(u"result"_s);
        QVERIFY(click(u"Conversation"_s));
    }

    void theConversationOfThePastSaysWhatItIs()
    {
        const QJsonArray events = ask(u"run.events"_s, {{u"run"_s, m_run}})[u"events"].toArray();
        const auto transcript = [&](const QString &type) {
            for (const QJsonValue &event : events) {
                if (event[u"type"].toString() == type)
                    return ask(u"run.transcript"_s,
                               {{u"run"_s, m_run}, {u"task"_s, u"count"_s}, {u"at"_s, event[u"seq"]}});
            }
            return QJsonObject();
        };
        QCOMPARE(transcript(u"task.ready"_s)[u"attempt"].toInt(-1), 0); // It had not begun.
        QVERIFY(transcript(u"task.ready"_s)[u"entries"].toArray().isEmpty());
        QVERIFY(transcript(u"task.started"_s)[u"later"].toBool());
        QVERIFY(!transcript(u"task.succeeded"_s)[u"later"].toBool());
        QVERIFY(!transcript(u"task.succeeded"_s)[u"entries"].toArray().isEmpty());
        Transcript talk;
        talk.setRun(m_run);
        talk.setTask(u"count"_s);
        QTRY_VERIFY_WITH_TIMEOUT(talk.rows()->count() > 3, 30'000);
        QVERIFY(!talk.later());
        const auto at = [&](const QString &type) {
            for (const QJsonValue &event : events) {
                if (event[u"type"].toString() == type)
                    talk.setAt(event[u"seq"].toDouble());
            }
        };
        at(u"task.started"_s);
        QTRY_VERIFY_WITH_TIMEOUT(talk.later(), 30'000);
        at(u"task.ready"_s);
        QTRY_COMPARE_WITH_TIMEOUT(talk.rows()->count(), 0, 30'000);
        at(u"task.succeeded"_s);
        QTRY_VERIFY_WITH_TIMEOUT(talk.rows()->count() > 3, 30'000);
        QVERIFY(!talk.later());
    }

    void whatASubagentSaysLiesBelowItsCall()
    {
        Transcript talk;
        const auto entry = [](const QString &kind, const QString &parent, const QString &id, const QString &text) {
            static int at = 0;
            return QJsonObject{{u"at"_s, u"%1.0"_s.arg(++at)},
                               {u"kind"_s, kind},
                               {u"parent"_s, parent},
                               {u"id"_s, id},
                               {u"text"_s, text},
                               {u"summary"_s, text},
                               {u"tool"_s, u"Agent"_s}};
        };
        talk.add({entry(u"tool"_s, {}, u"a"_s, u"Agent: review"_s), entry(u"subagent"_s, {}, u"a"_s, u"review"_s),
                  entry(u"tool"_s, u"a"_s, u"b"_s, u"Bash: ls"_s), entry(u"result"_s, u"a"_s, u"b"_s, u"files"_s),
                  entry(u"text"_s, u"a"_s, {}, u"fine"_s), entry(u"text"_s, {}, {}, u"thanks"_s)});
        QCOMPARE(talk.rows()->count(), 2);
        QCOMPARE(talk.rows()->at(0)[u"said"].toInt(), 2);
        QVERIFY(!talk.rows()->at(0)[u"done"].toBool());
        talk.toggle(talk.rows()->at(0)[u"at"].toString());
        QCOMPARE(talk.rows()->count(), 4);
        QCOMPARE(talk.rows()->at(1)[u"depth"].toInt(), 1);
        QCOMPARE(talk.rows()->at(1)[u"result"].toString(), u"files"_s);
        talk.add({entry(u"result"_s, {}, u"a"_s, u"all fine"_s)});
        QVERIFY(talk.rows()->at(0)[u"done"].toBool());
        QVERIFY(talk.text().contains(u"all fine"_s));
        talk.setAllOpen(false);
        QCOMPARE(talk.rows()->count(), 2);
    }

    void nothingThatAnAgentWritesIsFetched()
    {
        const QString safe =
            harmlessMarkdown(u"![a](http://host/p.png) <img src='http://host/p.png'> \x60![x](y)\x60"_s);
        QVERIFY(!safe.contains(u"!["_s));
        QVERIFY(!safe.contains(u"<i"_s));
        QCOMPARE(QString(safe).remove(QChar(0x200B)),
                 u"![a](http://host/p.png) <img src='http://host/p.png'> \x60![x](y)\x60"_s);
    }

    void forkingAsksForInputsAndStartsAnotherRun()
    {
        const QString run = submit(u"name: greet\ninputs: {name: {type: string, default: Ann}}\ntasks:\n"
                                   "  - {id: hello, run: 'echo hello {{ inputs.name }}'}\n"_s,
                                   path(u"."_s));
        QTRY_COMPARE_WITH_TIMEOUT(ask(u"run.show"_s, {{u"run"_s, run}})[u"run"][u"state"].toString(), u"COMPLETED"_s,
                                  20'000);
        Navigator::instance()->openRun(run, u"hello"_s);
        QVERIFY(click(u"Fork…"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"name"_s));
        picture(u"fork"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
    }

private:
    test::MessagesApi m_api;
    QString m_run;
};

QTEST_MAIN(TestTaskPanel)
#include "tst_taskpanel.moc"
