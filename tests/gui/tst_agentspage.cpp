// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The pool in the window: agents are added, changed, scaled, stopped and removed by hand.
#include "gui/backend/navigator.h"
#include "gui/desktopfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestAgentsPage : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        // Claude Code is nowhere here, whatever this machine has.
        qputenv("PODIUM_CLAUDE", "/nowhere/claude");
        QVERIFY(begin());
        window()->requestActivate();
        ask(u"agent.set"_s, {{u"name"_s, u"a-sleeper"_s}, {u"runner"_s, u"simulated"_s}, {u"role"_s, u"sleeping"_s}});
        Navigator::instance()->setPage(u"agents"_s);
        QTRY_VERIFY(sees(u"a-sleeper, idle"_s));
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void oneWhoseRunnerIsNotThereSaysSo()
    {
        ask(u"agent.set"_s, {{u"name"_s, u"a-ghost"_s}, {u"runner"_s, u"claude"_s}, {u"role"_s, u"haunting"_s}});
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"a-ghost, Not available"_s), 30'000);
        QVERIFY(sees(u"Claude Code is not there, or is not executable"_s));
        QVERIFY(click(u"a-ghost, Not available"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"It gets no tasks: Claude Code is not there, or is not executable. Correct…"_s),
                                 30'000);
        picture(u"agent-absent"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        ask(u"agent.remove"_s, {{u"name"_s, u"a-ghost"_s}});
        QTRY_VERIFY_WITH_TIMEOUT(agent(u"a-ghost"_s).isEmpty(), 30'000);
    }

    void oneIsAddedFromAPreset()
    {
        QTest::keyClick(window(), Qt::Key_N);
        QTRY_VERIFY(sees(u"New agent"_s));
        type(u"a-new-one"_s);
        QVERIFY(click(u"Model"_s, QAccessible::EditableText));
        type(u"some-model"_s);
        picture(u"agent-new"_s);
        QVERIFY(click(u"Add"_s));
        QTRY_COMPARE(agent(u"a-new-one"_s)[u"model"].toString(), u"some-model"_s);
        QVERIFY(!agent(u"a-new-one"_s)[u"runner"].toString().isEmpty());
        // It is explained at once.
        QTRY_VERIFY(sees(u"Instances of a-new-one"_s));
    }

    void oneThatIsRefusedLeavesTheSheetAsItIs()
    {
        QTest::keyClick(window(), Qt::Key_N);
        QTRY_VERIFY(sees(u"It starts from a preset…"_s));
        type(u"a-sleeper"_s);
        replace(u"Title"_s, u"Typed with care"_s);
        QVERIFY(click(u"Add"_s));
        QTRY_VERIFY(sees(u"there is an agent \"a-sleeper\" already…"_s) || sees(u"name: there is an agent …"_s));
        picture(u"agent-refused"_s);
        QVERIFY(sees(u"It starts from a preset…"_s));
        QVERIFY(sees(u"Typed with care"_s));
        QCOMPARE(agent(u"a-sleeper"_s)[u"role"].toString(), u"sleeping"_s);
        // A name that leads elsewhere is none; what was typed can be mended.
        replace(u"Name"_s, u"a-pen/../x"_s);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY(sees(u"name: \"a-pen/../x\" cannot be the name of an agent…"_s));
        replace(u"Name"_s, u"a-pen"_s);
        QVERIFY(click(u"Add"_s));
        QTRY_COMPARE(agent(u"a-pen"_s)[u"title"].toString(), u"Typed with care"_s);
        QTRY_VERIFY(!sees(u"It starts from a preset…"_s));
        ask(u"agent.remove"_s, {{u"name"_s, u"a-pen"_s}});
    }

    void whatIsEditedIsKeptAndTheRestStays()
    {
        QVERIFY(click(u"a-sleeper, idle"_s));
        QTRY_VERIFY(sees(u"Instances of a-sleeper"_s));
        QTest::keyClick(window(), Qt::Key_E);
        QTRY_VERIFY(sees(u"Edit a-sleeper"_s));
        replace(u"Role"_s, u"napping"_s);
        replace(u"Capabilities"_s, u"dreaming, code_generation"_s);
        QVERIFY(click(u"Change"_s));
        QTRY_COMPARE(agent(u"a-sleeper"_s)[u"role"].toString(), u"napping"_s);
        QCOMPARE(agent(u"a-sleeper"_s)[u"capabilities"].toArray(), (QJsonArray{u"dreaming"_s, u"code_generation"_s}));
        QCOMPARE(agent(u"a-sleeper"_s)[u"runner"].toString(), u"simulated"_s);
        QTRY_VERIFY(!sees(u"Edit a-sleeper"_s));
    }

    void itIsScaledByNumber()
    {
        replace(u"Instances of a-sleeper"_s, u"4"_s);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_COMPARE(agent(u"a-sleeper"_s)[u"scale"].toInt(), 4);
        replace(u"Instances of a-sleeper"_s, u"1"_s);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_COMPARE(agent(u"a-sleeper"_s)[u"scale"].toInt(), 1);
    }

    void whatItDoesIsStoppedAndTakenUpAgain()
    {
        // Each takes about a second: with some at a time it is busy as long as the test needs.
        ask(u"agent.set"_s, {{u"name"_s, u"a-sleeper"_s}, {u"max_parallel"_s, 4}});
        QJsonArray items;
        for (int i = 0; i < 400; ++i)
            items.append(i);
        const QString run = submit(u"name: nap\ninputs:\n  naps: {type: list, default: %1}\ntasks:\n  - {id: rest, "
                                   u"type: agent, agent: a-sleeper, prompt: Sleep, "
                                   "foreach: {in: inputs.naps}}\n"_s.arg(
                                       QString::fromUtf8(QJsonDocument(items).toJson(QJsonDocument::Compact))),
                                   path(u"."_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"rest[…"_s), 20'000);
        // What it does and that it is busy come in two answers; the verbs follow the second.
        QTRY_VERIFY_WITH_TIMEOUT(!sees(u"a-sleeper, idle"_s), 20'000);
        picture(u"agents"_s);
        QVERIFY(click(u"Restart…"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"Restart a-sleeper?"_s));
        QVERIFY(click(u"Restart"_s, QAccessible::Button));
        QTRY_VERIFY_WITH_TIMEOUT(told(run, "its agent was stopped") > 0, 20'000);
        QTRY_VERIFY(sees(u"Kill…"_s));
        QVERIFY(click(u"Kill…"_s, QAccessible::Button));
        QTRY_VERIFY(sees(u"Kill a-sleeper?"_s));
        QTRY_VERIFY(sees(u"It is at work on rest[…"_s));
        picture(u"agent-kill"_s);
        const int before = told(run, "its agent was stopped");
        QVERIFY(click(u"Kill"_s, QAccessible::Button));
        QTRY_COMPARE_WITH_TIMEOUT(agent(u"a-sleeper"_s)[u"running"].toInt(), 0, 20'000);
        QTRY_VERIFY(told(run, "its agent was stopped") > before);
        QVERIFY(!agent(u"a-sleeper"_s)[u"enabled"].toBool());
        QTRY_VERIFY(sees(u"a-sleeper, Off"_s));
        QCOMPARE(ask(u"run.show"_s, {{u"run"_s, run}})[u"run"][u"state"].toString(), u"IN_PROGRESS"_s);
        ask(u"run.cancel"_s, {{u"run"_s, run}});
        QVERIFY(click(u"Enable"_s, QAccessible::Button));
        QTRY_VERIFY(agent(u"a-sleeper"_s)[u"enabled"].toBool());
        QTRY_VERIFY(sees(u"a-sleeper, idle"_s));
        QVERIFY(click(u"Drain"_s));
        QTRY_VERIFY(sees(u"a-sleeper, Draining"_s));
    }

    void itIsRemovedAfterAQuestion()
    {
        QTRY_VERIFY(sees(u"Remove…"_s));
        QVERIFY(click(u"Remove…"_s));
        QTRY_VERIFY(sees(u"Remove a-sleeper?"_s));
        QVERIFY(click(u"Remove"_s));
        QTRY_VERIFY(agent(u"a-sleeper"_s).isEmpty());
        QTRY_VERIFY(!sees(u"Instances of a-sleeper"_s));
    }

    void placesAndSuccessAreTold()
    {
        ask(u"agent.set"_s, {{u"name"_s, u"a-triple"_s},
                             {u"runner"_s, u"simulated"_s},
                             {u"role"_s, u"tripling"_s},
                             {u"max_parallel"_s, 3}});
        QTRY_VERIFY(sees(u"a-triple, idle"_s));
        QCOMPARE(agent(u"a-triple"_s)[u"places"].toInt(), 3);
        QJsonArray items;
        for (int i = 0; i < 400; ++i)
            items.append(i);
        const QString run = submit(u"name: triple\ninputs:\n  naps: {type: list, default: %1}\ntasks:\n  - {id: rest, "
                                   u"type: agent, agent: a-triple, prompt: Sleep, "
                                   "foreach: {in: inputs.naps}}\n"_s.arg(
                                       QString::fromUtf8(QJsonDocument(items).toJson(QJsonDocument::Compact))),
                                   path(u"."_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"a-triple, 3 of 3 busy"_s), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(agent(u"a-triple"_s)[u"success"][u"succeeded"].toInt() > 0, 30'000);
        QCOMPARE(agent(u"a-triple"_s)[u"success"][u"failed"].toInt(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"100 %"_s), 30'000);
        ask(u"run.cancel"_s, {{u"run"_s, run}});
        QTRY_COMPARE_WITH_TIMEOUT(agent(u"a-triple"_s)[u"running"].toInt(), 0, 30'000);
        picture(u"agents-success"_s);
        ask(u"agent.remove"_s, {{u"name"_s, u"a-triple"_s}});
    }

    void theKeyboardWalksThePool()
    {
        QVERIFY(click(u"a-new-one, Not available"_s));
        QTest::keyClick(window(), Qt::Key_Down);
        QTRY_VERIFY(!sees(u"Instances of a-new-one"_s));
        QTest::keyClick(window(), Qt::Key_Up);
        QTRY_VERIFY(sees(u"Instances of a-new-one"_s));
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"Instances of …"_s));
    }

private:
    void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(window(), c.toLatin1());
    }
    void replace(const QString &field, const QString &text)
    {
        QVERIFY(click(field, QAccessible::EditableText));
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        type(text);
    }
    QJsonObject agent(const QString &name) { return ask(u"agent.show"_s, {{u"name"_s, name}})[u"agent"].toObject(); }
    /// How often the events of the run say that.
    int told(const QString &run, const char *what)
    {
        const QJsonObject answer = ask(u"run.events"_s, {{u"run"_s, run}, {u"limit"_s, 10'000}});
        return int(QJsonDocument(answer).toJson().count(what));
    }
};

QTEST_MAIN(TestAgentsPage)
#include "tst_agentspage.moc"
