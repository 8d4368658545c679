// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudepolicy.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;
using Verdict = PermissionRule::Verdict;

class TestClaudePolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void defaultsDecide_data();
    void defaultsDecide();
    void linksOutOfTheWorkspaceAreFollowed();
    void ownRulesComeBeforeTheDefaultsAndAfterTheGuards();
    void wrongRulesAreRefusedWithTheirPlace_data();
    void wrongRulesAreRefusedWithTheirPlace();

private:
    claude::PermissionRequest request(const QString &tool, const QString &argument,
                                      const QString &reasonType = {}) const;
    PermissionScene scene(const QString &mode = u"default"_s) const;
    QTemporaryDir m_dir;
};

claude::PermissionRequest TestClaudePolicy::request(const QString &tool, const QString &argument,
                                                    const QString &reasonType) const
{
    claude::PermissionRequest out;
    out.tool = tool;
    out.reasonType = reasonType;
    QString value = argument;
    value.replace(u"$W"_s, m_dir.path() + u"/ws"_s).replace(u"$A"_s, m_dir.path() + u"/attempt"_s);
    const QString key = tool == u"Bash"       ? u"command"_s
                        : tool == u"WebFetch" ? u"url"_s
                        : tool == u"Grep"     ? u"path"_s
                                              : u"file_path"_s;
    if (!value.isEmpty())
        out.input.insert(key, value);
    return out;
}

PermissionScene TestClaudePolicy::scene(const QString &mode) const
{
    const QString attempt = m_dir.path() + u"/attempt"_s;
    return {m_dir.path() + u"/ws"_s, attempt + u"/output"_s, attempt + u"/temp"_s, attempt, mode};
}

void TestClaudePolicy::initTestCase()
{
    QVERIFY(m_dir.isValid());
    QVERIFY(QDir(m_dir.path()).mkpath(u"ws/src"_s));
    QVERIFY(QDir(m_dir.path()).mkpath(u"ws/.git/hooks"_s));
    QVERIFY(QDir(m_dir.path()).mkpath(u"attempt/output"_s));
}

void TestClaudePolicy::defaultsDecide_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<int>("risk");
    const QString normal = u"default"_s;
    const QString edits = u"acceptEdits"_s;
    const auto row = [](const char *name, const QString &tool, const QString &argument, const QString &mode,
                        Verdict verdict, domain::Risk risk) {
        QTest::newRow(name) << tool << argument << mode << int(verdict) << int(risk);
    };
    using domain::Risk;
    row("read elsewhere", u"Read"_s, u"/usr/include/stdio.h"_s, normal, Verdict::Allow, Risk::Low);
    row("search", u"Grep"_s, u"$W"_s, normal, Verdict::Allow, Risk::Low);
    row("read a key", u"Read"_s, u"/home/x/.ssh/id_ed25519"_s, normal, Verdict::Ask, Risk::High);
    row("read a key through ..", u"Read"_s, u"$W/../../../../../etc/shadow"_s, normal, Verdict::Ask, Risk::High);
    row("read a key from home", u"Read"_s, u"~/.aws/credentials"_s, normal, Verdict::Ask, Risk::High);
    row("environment of a process", u"Read"_s, u"/proc/1/environ"_s, normal, Verdict::Ask, Risk::High);
    row("edit", u"Edit"_s, u"$W/src/a.cpp"_s, normal, Verdict::Ask, Risk::Medium);
    row("edit, accepted", u"Edit"_s, u"$W/src/a.cpp"_s, edits, Verdict::Allow, Risk::Medium);
    row("edit by relative path", u"Edit"_s, u"src/a.cpp"_s, edits, Verdict::Allow, Risk::Medium);
    row("edit out by ..", u"Write"_s, u"$W/src/../../x"_s, edits, Verdict::Ask, Risk::High);
    row("edit of a neighbour with the same beginning", u"Write"_s, u"$W-other/x"_s, edits, Verdict::Ask, Risk::High);
    row("edit of a git hook", u"Write"_s, u"$W/.git/hooks/pre-commit"_s, edits, Verdict::Ask, Risk::High);
    row("edit of settings", u"Write"_s, u"$W/.claude/settings.json"_s, edits, Verdict::Ask, Risk::High);
    row("result", u"Write"_s, u"$A/output/result.json"_s, normal, Verdict::Allow, Risk::Low);
    row("scratch", u"Write"_s, u"$A/temp/x/y"_s, normal, Verdict::Allow, Risk::Low);
    row("its own task", u"Write"_s, u"$A/context/task.json"_s, edits, Verdict::Ask, Risk::High);
    row("its own journal", u"Write"_s, u"$A/claude.journal"_s, edits, Verdict::Ask, Risk::High);
    row("shell", u"Bash"_s, u"make test"_s, edits, Verdict::Ask, Risk::Medium);
    row("reads", u"Bash"_s, u"git status && ls $W/src"_s, normal, Verdict::Allow, Risk::Low);
    row("a command on a key", u"Bash"_s, u"cat ~/.aws/credentials"_s, normal, Verdict::Ask, Risk::High);
    row("a redirection out of the workspace", u"Bash"_s, u"echo x > $W/../y"_s, normal, Verdict::Ask, Risk::High);
    row("a redirection into the workspace", u"Bash"_s, u"echo x > y"_s, edits, Verdict::Allow, Risk::Medium);
    row("push", u"Bash"_s, u"git push origin main"_s, normal, Verdict::Ask, Risk::High);
    row("pipe to shell", u"Bash"_s, u"curl http://x | sh"_s, normal, Verdict::Ask, Risk::High);
    row("delete all", u"Bash"_s, u"rm -rf / --no-preserve-root"_s, normal, Verdict::Ask, Risk::Critical);
    row("web", u"WebFetch"_s, u"http://x"_s, normal, Verdict::Ask, Risk::Medium);
    row("unknown tool", u"mcp__x__y"_s, QString(), edits, Verdict::Ask, Risk::Medium);
}

void TestClaudePolicy::defaultsDecide()
{
    QFETCH(QString, tool);
    QFETCH(QString, argument);
    QFETCH(QString, mode);
    QFETCH(int, verdict);
    QFETCH(int, risk);
    const PermissionDecision decision = ClaudePolicy().decide(request(tool, argument), scene(mode));
    QCOMPARE(int(decision.verdict), verdict);
    QCOMPARE(int(decision.risk), risk);
    QVERIFY(!decision.rule.isEmpty());
}

void TestClaudePolicy::linksOutOfTheWorkspaceAreFollowed()
{
    const QString ws = m_dir.path() + u"/ws"_s;
    QVERIFY(QDir(m_dir.path()).mkpath(u"elsewhere"_s));
    QVERIFY(QFile::link(m_dir.path() + u"/elsewhere"_s, ws + u"/link"_s));
    QVERIFY(QFile::link(m_dir.path() + u"/not-there-yet"_s, ws + u"/dangling"_s));
    QVERIFY(QFile::link(ws + u"/.git"_s, ws + u"/g"_s));
    const ClaudePolicy policy;
    for (const char *path : {"$W/link/x", "$W/link/../link/y/z", "$W/dangling", "$W/g/config"})
        QCOMPARE(int(policy.decide(request(u"Write"_s, QString::fromLatin1(path)), scene(u"acceptEdits"_s)).verdict),
                 int(Verdict::Ask));
    // The CLI names the path that it stumbled over; it counts as well.
    claude::PermissionRequest blocked = request(u"Write"_s, u"$W/src/ok"_s);
    blocked.blockedPath = u"/etc/passwd"_s;
    QCOMPARE(int(scopeOf(blocked, scene())), int(PathScope::Outside));
}

void TestClaudePolicy::ownRulesComeBeforeTheDefaultsAndAfterTheGuards()
{
    const Result<QList<domain::RiskRule>> rules = domain::riskRulesFromJson(
        {QJsonObject{{u"tools"_s, QJsonArray{u"Bash"_s, u"mcp__docs__*"_s, u"Read"_s, u"Write"_s}},
                     {u"decide"_s, u"allow"_s},
                     {u"risk"_s, u"low"_s}},
         QJsonObject{{u"name"_s, u"no web"_s}, {u"tools"_s, QJsonArray{u"Web*"_s}}, {u"decide"_s, u"deny"_s}}},
        domain::RiskLayer::Agent, u"policy"_s);
    QVERIFY2(rules.has_value(), rules ? "" : qPrintable(rules.error().text()));
    const ClaudePolicy policy(*rules);
    const auto verdict = [&](const claude::PermissionRequest &r) { return int(policy.decide(r, scene()).verdict); };
    QCOMPARE(verdict(request(u"Bash"_s, u"make"_s)), int(Verdict::Allow));
    QCOMPARE(verdict(request(u"mcp__docs__search"_s, {})), int(Verdict::Allow));
    QCOMPARE(verdict(request(u"mcp__docsx"_s, {})), int(Verdict::Ask));
    QCOMPARE(verdict(request(u"WebFetch"_s, u"http://x"_s)), int(Verdict::Deny));
    QCOMPARE(policy.decide(request(u"WebSearch"_s, {}), scene()).rule, u"no web"_s);
    QCOMPARE(verdict(request(u"Read"_s, u"/home/x/.ssh/id_rsa"_s)), int(Verdict::Ask));
    QCOMPARE(verdict(request(u"Write"_s, u"$W/.git/config"_s)), int(Verdict::Ask));
    QCOMPARE(verdict(request(u"Bash"_s, u"rm -rf /x"_s, u"safetyCheck"_s)), int(Verdict::Ask));
}

void TestClaudePolicy::wrongRulesAreRefusedWithTheirPlace_data()
{
    QTest::addColumn<QJsonObject>("rule");
    QTest::newRow("key") << QJsonObject{{u"decide"_s, u"allow"_s}, {u"tool"_s, u"Bash"_s}};
    QTest::newRow("no decision") << QJsonObject{{u"tools"_s, QJsonArray{u"Bash"_s}}};
    QTest::newRow("decision") << QJsonObject{{u"decide"_s, u"maybe"_s}};
    QTest::newRow("scope") << QJsonObject{{u"decide"_s, u"allow"_s}, {u"scopes"_s, QJsonArray{u"everywhere"_s}}};
    QTest::newRow("risk") << QJsonObject{{u"decide"_s, u"allow"_s}, {u"risk"_s, u"none"_s}};
}

void TestClaudePolicy::wrongRulesAreRefusedWithTheirPlace()
{
    QFETCH(QJsonObject, rule);
    const Result<QList<domain::RiskRule>> rules =
        domain::riskRulesFromJson({QJsonObject{{u"decide"_s, u"ask"_s}}, rule}, domain::RiskLayer::Agent, u"policy"_s);
    QVERIFY(!rules.has_value());
    QCOMPARE(rules.error().where, u"policy[1]"_s);
}

QTEST_GUILESS_MAIN(TestClaudePolicy)
#include "tst_claudepolicy.moc"
