// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What can be done is found in the command palette and done by keys, on the real window over a real engine.
#include "gui/backend/navigator.h"
#include "gui/controls/pagecommand.h"
#include "gui/controls/shortcuts.h"
#include "gui/desktopfixture.h"
#include "gui/editor/editorsession.h"
#include "gui/shell/appearance.h"
#include "gui/shell/commandmodel.h"

#include <QFile>
#include <QJsonArray>
#include <QQuickItem>
#include <QSettings>
#include <QTest>

#include <algorithm>

#include <sys/stat.h>

using namespace podium;
using namespace podium::gui;
using namespace Qt::StringLiterals;

class TestCommands : public QObject, private test::DesktopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        // Where it was last time.
        QSettings().setValue(u"window/geometry"_s, QRect(70, 40, 1200, 700));
        QVERIFY(begin(qEnvironmentVariable("PODIUM_THEME", u"dark"_s)));
        // The first start: what to begin with is offered at once.
        QCOMPARE(Navigator::instance()->page(), u"inbox"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Run the demonstration"_s, QAccessible::Button), LimitMs);
        picture(u"inbox-first"_s);
        QVERIFY(!ask(u"agent.set"_s, {{u"name"_s, u"mole"_s}, {u"runner"_s, u"simulated"_s}}).contains(u"problem"_s));
        QVERIFY(!ask(u"workflow.save"_s, {{u"workflow"_s, u"lawn"_s},
                                          {u"definition"_s, u"name: lawn\ntasks:\n  - {id: mow, run: 'true'}\n"_s}})
                     .contains(u"problem"_s));
        // It runs until somebody writes into the pipe.
        QCOMPARE(mkfifo(QFile::encodeName(path(u"gate"_s)).constData(), 0600), 0);
        m_run = submit(u"name: garden\nbudget: {usd: 5}\nmax_parallel: 2\ntasks:\n  - {id: dig, title: Dig, run: 'read "
                       u"x < gate'}\n"
                       "  - {id: sow, title: Sow, depends_on: [dig], run: 'true'}\n"
                       "  - {id: rake, title: Rake, depends_on: [dig], run: 'true'}\n"_s,
                       path(u"."_s));
        QVERIFY(!m_run.isEmpty());
        window()->requestActivate();
    }
    void cleanupTestCase() { QCOMPARE(end(), QStringList()); }

    void theWindowComesBackToItsPlace()
    {
        QTRY_COMPARE(window()->position(), QPoint(70, 40));
        QVERIFY(Appearance::isSeen({0, 0, 800, 600}));
        QVERIFY(!Appearance::isSeen({9000, 9000, 800, 600})); // Of a screen that is not there any more.
        QVERIFY(!Appearance::isSeen({0, -400, 800, 600}));    // Nobody could move it.
    }

    void thePaletteLeadsToAgentsAndWorkflows()
    {
        CommandModel model;
        model.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(offers(model, u"mole"_s, u"mole"_s), LimitMs);
        QVERIFY(offers(model, u"drain mole"_s, u"Drain mole"_s));
        QVERIFY(!offers(model, u"kill mole"_s, u"Kill mole…"_s)); // It does nothing.
        QTRY_VERIFY_WITH_TIMEOUT(offers(model, u"lawn"_s, u"lawn"_s), LimitMs);
        QVERIFY(offers(model, u"workflow lawn"_s, u"lawn"_s));
        QVERIFY(offers(model, u"deutsch"_s, u"Deutsch"_s));
        QVERIFY(offers(model, u"text 150"_s, u"Text size 150 %"_s));

        QVERIFY(activate(model, u"mole"_s, u"mole"_s));
        QCOMPARE(Navigator::instance()->page(), u"agents"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Instances of mole"_s), LimitMs); // Its panel.
        QVERIFY(activate(model, u"drain mole"_s, u"Drain mole"_s));
        QTRY_VERIFY_WITH_TIMEOUT(agent(u"mole"_s)[u"draining"].toBool(), LimitMs);
        QVERIFY(activate(model, u"remove mole"_s, u"Remove mole…"_s));
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Remove mole?"_s), LimitMs); // Asks first.
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!sees(u"Remove mole?"_s));

        QVERIFY(activate(model, u"lawn"_s, u"lawn"_s));
        QCOMPARE(Navigator::instance()->page(), u"workflows"_s);
        QTRY_COMPARE_WITH_TIMEOUT(EditorSession::instance()->workflow(), u"lawn"_s, LimitMs);
        model.refresh();
        QVERIFY(offers(model, u"arrange"_s, u"Arrange all tasks"_s));
        EditorSession::instance()->close();
    }

    void agentsAreToldByKeys()
    {
        Navigator::instance()->openAgent(u"mole"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Instances of mole"_s), LimitMs);
        QTRY_VERIFY(window()->isActive());
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Enable"_s, QAccessible::Button), LimitMs);
        QTest::keyClick(window(), Qt::Key_P); // It drains, so it is enabled again.
        QTRY_VERIFY_WITH_TIMEOUT(!agent(u"mole"_s)[u"draining"].toBool(), LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Disable"_s, QAccessible::Button), LimitMs);
        QTest::keyClick(window(), Qt::Key_P);
        QTRY_VERIFY_WITH_TIMEOUT(!agent(u"mole"_s)[u"enabled"].toBool(true), LimitMs);
        // What was rebound is done by the new keys.
        QCOMPARE(Shortcuts::instance()->rebind(u"agents.enable"_s, u"W"_s), QString());
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Enable"_s, QAccessible::Button), LimitMs);
        QTest::keyClick(window(), Qt::Key_W);
        QTRY_VERIFY_WITH_TIMEOUT(agent(u"mole"_s)[u"enabled"].toBool(), LimitMs);
        Shortcuts::instance()->resetAll();
    }

    void runsAndTasksAreToldByKeys()
    {
        Navigator::instance()->openRun(m_run, u"rake"_s);
        QTRY_COMPARE_WITH_TIMEOUT(taskState(u"dig"_s), u"RUNNING"_s, LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(has(u"Pause the run"_s), LimitMs);
        QTRY_VERIFY(window()->isActive());
        QTest::keyClick(window(), Qt::Key_P);
        QTRY_COMPARE_WITH_TIMEOUT(runState(), u"PAUSED"_s, LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(has(u"Resume the run"_s), LimitMs);
        picture(u"commands-run"_s);
        QTest::keyClick(window(), Qt::Key_P);
        QTRY_COMPARE_WITH_TIMEOUT(runState(), u"IN_PROGRESS"_s, LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(has(u"Skip Rake"_s), LimitMs);
        QTest::keyClick(window(), Qt::Key_S); // It does not run yet: nothing is lost.
        QTRY_COMPARE_WITH_TIMEOUT(taskState(u"rake"_s), u"SKIPPED"_s, LimitMs);
        // In the palette, with the tasks of the run.
        QTest::keyClick(window(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Pause the run"_s), LimitMs);
        picture(u"commands-palette"_s);
        // What is offered is what can be done now, also when that changes while it is looked at.
        QVERIFY(!ask(u"run.pause"_s, {{u"run"_s, m_run}}).contains(u"problem"_s));
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Resume the run"_s), LimitMs);
        QVERIFY(!find(u"Pause the run"_s));
        QVERIFY(!ask(u"run.resume"_s, {{u"run"_s, m_run}}).contains(u"problem"_s));
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Pause the run"_s), LimitMs);
        type(u"sow"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Sow  sow"_s), LimitMs);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(Navigator::instance()->task(), u"sow"_s, LimitMs);
        QTRY_VERIFY_WITH_TIMEOUT(has(u"Cancel Sow"_s), LimitMs);
    }

    void timeAndMoneyAreToldInTheSmallestWindow()
    {
        window()->resize(1024, 700);
        // What "1 of 3 done" is followed by: time and money, each as wide as its text, before the verbs.
        const auto whole = [this] {
            QAccessibleInterface *done = find(u"1 of 3 done"_s);
            auto *const text = done ? qobject_cast<QQuickItem *>(done->object()) : nullptr;
            if (!text || text->property("text").toString() != u"1/3")
                return false; // It is not laid out for so little room yet.
            QList<const QQuickItem *> row;
            for (const QQuickItem *item : text->parentItem()->childItems()) {
                if (item->property("text").isValid())
                    row.append(item);
            }
            const QQuickItem *cost = row.last();
            const QQuickItem *time = row.at(row.size() - 2);
            return !time->property("text").toString().isEmpty() && time->width() >= time->implicitWidth() &&
                   cost->width() >= cost->implicitWidth() &&
                   cost->x() + cost->width() <= text->parentItem()->width() + 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(whole(), LimitMs);
        picture(u"commands-small"_s);
        window()->resize(1440, 900);
    }

    void theLimitsOfARunAreChanged()
    {
        QTRY_VERIFY(has(u"Change budget, concurrency and priority of the run…"_s));
        QTest::keyClick(window(), Qt::Key_L);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Budget, in dollars"_s, QAccessible::EditableText), LimitMs);
        QAccessibleInterface *budget = find(u"Budget, in dollars"_s, QAccessible::EditableText);
        QTRY_COMPARE_WITH_TIMEOUT(budget->text(QAccessible::Value), u"5"_s, LimitMs); // From the workflow.
        QTRY_VERIFY(sees(u"now 2"_s));
        QVERIFY(!isEnabled(u"Change"_s)); // Nothing differs yet.
        picture(u"limits"_s);
        type(u"7.5"_s); // Over what is marked.
        QTest::keyClick(window(), Qt::Key_Tab);
        type(u"3"_s);
        QTRY_VERIFY(isEnabled(u"Change"_s));
        QVERIFY(click(u"Change"_s, QAccessible::Button));
        QTRY_VERIFY_WITH_TIMEOUT(!changed().isEmpty(), LimitMs);
        QCOMPARE(changed(), (QJsonObject{{u"budget_usd"_s, 7.5}, {u"max_parallel"_s, 3}}));
        // The next look shows what holds now.
        QTRY_VERIFY(!find(u"Budget, in dollars"_s, QAccessible::EditableText));
        QTest::keyClick(window(), Qt::Key_L);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"now 3"_s), LimitMs);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!find(u"Budget, in dollars"_s, QAccessible::EditableText));
    }

    void whatRunsIsAskedAboutBeforeItEnds()
    {
        Navigator::instance()->openRun(m_run, u"dig"_s);
        QTRY_VERIFY_WITH_TIMEOUT(has(u"Cancel Dig"_s), LimitMs);
        QTest::keyClick(window(), Qt::Key_X);
        QTRY_VERIFY_WITH_TIMEOUT(sees(u"Cancel the task"_s), LimitMs);
        QCOMPARE(taskState(u"dig"_s), u"RUNNING"_s);
        picture(u"cancel-task"_s);
        QVERIFY(click(u"Cancel the task"_s, QAccessible::Button));
        QTRY_COMPARE_WITH_TIMEOUT(taskState(u"dig"_s), u"CANCELLED"_s, LimitMs);
    }

private:
    static constexpr int LimitMs = 30'000;

    /// The row of what has this title (or begins with it and an id), among what fits the words; -1 = none.
    static int rowOf(CommandModel &model, const QString &words, const QString &title)
    {
        model.setWords(words);
        for (int row = 0; row < model.count(); ++row) {
            if (model.data(model.index(row), CommandModel::TitleRole).toString() == title)
                return row;
        }
        return -1;
    }
    static bool offers(CommandModel &model, const QString &words, const QString &title)
    {
        return rowOf(model, words, title) >= 0;
    }
    static bool activate(CommandModel &model, const QString &words, const QString &title)
    {
        const int row = rowOf(model, words, title);
        model.activate(row);
        return row >= 0;
    }
    static bool has(const QString &title)
    {
        const QList<PageCommand *> commands = PageCommand::all();
        return std::any_of(commands.begin(), commands.end(),
                           [&](const PageCommand *command) { return command->title == title; });
    }
    void type(const QString &text) const
    {
        for (const QChar letter : text)
            QTest::keyClick(window(), letter.toLatin1());
    }
    QJsonObject agent(const QString &name) { return ask(u"agent.show"_s, {{u"name"_s, name}})[u"agent"].toObject(); }
    bool isEnabled(const QString &button) const
    {
        QAccessibleInterface *found = find(button, QAccessible::Button);
        return found && found->object()->property("enabled").toBool();
    }
    QString runState() { return ask(u"run.show"_s, {{u"run"_s, m_run}})[u"run"][u"state"].toString(); }
    QString taskState(const QString &key)
    {
        return ask(u"run.show"_s, {{u"run"_s, m_run}, {u"task"_s, key}})[u"tasks"][0][u"state"].toString();
    }
    QJsonObject changed()
    {
        const QJsonObject answer =
            ask(u"run.events"_s, {{u"run"_s, m_run}, {u"patterns"_s, QJsonArray{u"run.changed"_s}}});
        return answer[u"events"].toArray().last()[u"data"].toObject();
    }

    QString m_run;
};

QTEST_MAIN(TestCommands)
#include "tst_commands.moc"
