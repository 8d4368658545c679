// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/hooks/hookrule.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::domain;

class TestHookRule : public QObject
{
    Q_OBJECT

    static Result<QList<HookRule>> read(const QJsonObject &rule)
    {
        return hookRulesFromJson(QJsonArray{rule}, u"hooks"_s);
    }

private Q_SLOTS:
    void ruleMatchesToolAndInput()
    {
        const Result<QList<HookRule>> rules = read({{u"event"_s, u"PreToolUse"_s},
                                                    {u"matcher"_s, u"Bash|mcp__*"_s},
                                                    {u"input"_s, u"git push*"_s},
                                                    {u"do"_s, u"block"_s},
                                                    {u"text"_s, u"no"_s}});
        QVERIFY2(rules, rules ? "" : qPrintable(rules.error().text()));
        const HookRule &rule = rules->first();
        QCOMPARE(rule.name, u"hooks[0]"_s);
        QVERIFY(rule.matches(u"PreToolUse"_s, u"Bash"_s, u"git push origin main"_s));
        QVERIFY(rule.matches(u"PreToolUse"_s, u"mcp__a__b"_s, u"git push"_s));
        QVERIFY(!rule.matches(u"PreToolUse"_s, u"Read"_s, u"git push"_s));
        QVERIFY(!rule.matches(u"PreToolUse"_s, u"Bash"_s, u"git status"_s));
        QVERIFY(!rule.matches(u"PostToolUse"_s, u"Bash"_s, u"git push"_s));
        QVERIFY(read({{u"event"_s, u"*"_s}, {u"do"_s, u"record"_s}})->first().matches(u"Stop"_s, {}, {}));
    }

    void everyEventOfTheProtocolHasHooks()
    {
        for (const QString &event :
             u"PreToolUse PostToolUse PostToolUseFailure PostToolBatch Notification UserPromptSubmit "
             u"UserPromptExpansion "
             "SessionStart SessionEnd Stop StopFailure SubagentStart SubagentStop PreCompact PostCompact "
             "PreModelSwitch "
             "PostModelSwitch PermissionRequest PermissionDenied Setup TeammateIdle TaskCreated TaskCompleted "
             "Elicitation ElicitationResult ConfigChange WorktreeCreate WorktreeRemove InstructionsLoaded CwdChanged "
             "FileChanged DirectoryAdded MessageDisplay"_s.split(u' '))
            QVERIFY2(read({{u"event"_s, event}, {u"do"_s, u"run"_s}, {u"command"_s, u"true"_s}}), qPrintable(event));
        QCOMPARE(hookEvents().size(), 33);
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QJsonObject>("rule");
        QTest::addColumn<QString>("said");
        QTest::newRow("event") << QJsonObject{{u"event"_s, u"PreTool"_s}, {u"do"_s, u"record"_s}} << u"PreTool"_s;
        QTest::newRow("of a session") << QJsonObject{{u"event"_s, u"SessionStart"_s},
                                                     {u"do"_s, u"record"_s},
                                                     {u"input"_s, u"x"_s}}
                                      << u"SessionStart"_s;
        QTest::newRow("makes a worktree")
            << QJsonObject{{u"event"_s, u"WorktreeCreate"_s}, {u"do"_s, u"record"_s}} << u"WorktreeCreate"_s;
        QTest::newRow("action") << QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"stop"_s}} << u"stop"_s;
        QTest::newRow("key") << QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"record"_s}, {u"txt"_s, u"x"_s}}
                             << u"txt"_s;
        QTest::newRow("cannot ask") << QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"ask"_s}} << u"Stop"_s;
        QTest::newRow("cannot block for ever")
            << QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"block"_s}, {u"text"_s, u"x"_s}} << u"Stop"_s;
        QTest::newRow("cannot require") << QJsonObject{{u"event"_s, u"PreToolUse"_s},
                                                       {u"do"_s, u"require"_s},
                                                       {u"command"_s, u"x"_s}}
                                        << u"PreToolUse"_s;
        QTest::newRow("command") << QJsonObject{{u"event"_s, u"Stop"_s}, {u"do"_s, u"run"_s}} << u"command"_s;
        QTest::newRow("no command") << QJsonObject{{u"event"_s, u"Stop"_s},
                                                   {u"do"_s, u"record"_s},
                                                   {u"command"_s, u"x"_s}}
                                    << u"command"_s;
        QTest::newRow("text") << QJsonObject{{u"event"_s, u"PreToolUse"_s}, {u"do"_s, u"block"_s}} << u"text"_s;
        QTest::newRow("timeout") << QJsonObject{{u"event"_s, u"Stop"_s},
                                                {u"do"_s, u"run"_s},
                                                {u"command"_s, u"x"_s},
                                                {u"timeout"_s, u"2h"_s}}
                                 << u"timeout"_s;
        QTest::newRow("times") << QJsonObject{{u"event"_s, u"Stop"_s},
                                              {u"do"_s, u"require"_s},
                                              {u"command"_s, u"x"_s},
                                              {u"times"_s, 0}}
                               << u"times"_s;
    }
    void mistakesAreNamed()
    {
        QFETCH(QJsonObject, rule);
        QFETCH(QString, said);
        const Result<QList<HookRule>> rules = read(rule);
        QVERIFY(!rules);
        QVERIFY2(rules.error().text().contains(said), qPrintable(rules.error().text()));
        QCOMPARE(rules.error().where, u"hooks[0]"_s);
    }
};

QTEST_GUILESS_MAIN(TestHookRule)
#include "tst_hookrule.moc"
