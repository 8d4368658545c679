// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/attemptfiles.h"
#include "agents/claude/claudeattempt.h"
#include "agents/claude/claudejournal.h"
#include "agents/claude/claudelaunch.h"
#include "agents/claude/claudeprobe.h"

#include "base/json.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace podium;
using namespace podium::agents;

namespace
{

const QString Session = u"0b5d4938-fd84-4594-a4ef-91ccbff75b28"_s;

engine::AttemptRequest request(const QString &folder = u"/data/a b, (c)"_s)
{
    engine::AttemptRequest out;
    out.key = {u"run-1"_s, 2, 3};
    out.taskKey = u"build"_s;
    out.workflowName = u"Release"_s;
    out.attemptFolder = folder;
    out.workingDirectory = u"/src/project"_s;
    out.spec.title = u"Build it"_s;
    out.spec.prompt = u"Please build."_s;
    domain::Agent agent;
    agent.name = u"ada"_s;
    agent.role = u"backend"_s;
    agent.capabilities = {u"code_generation"_s, u"api_integration"_s};
    agent.model = u"sonnet"_s;
    agent.permissionMode = u"acceptEdits"_s;
    agent.systemPrompt = u"Prefer small changes."_s;
    out.agent = agent;
    return out;
}

/// Knows one API key, "work".
class OneCredential : public engine::ICredentials
{
public:
    Result<QMap<QString, QString>> environmentFor(const QString &name) const override
    {
        if (name == u"work"_s)
            return QMap<QString, QString>{{u"ANTHROPIC_API_KEY"_s, u"sk-secret"_s}};
        return fail(ErrorCode::NotFound, u"there is no credential"_s);
    }
};

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// The JSON behind `--settings=`.
QJsonObject settingsOf(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (argument.startsWith(u"--settings="))
            return parseJson(argument.mid(11).toUtf8())->toObject();
    }
    return {};
}

} // namespace

class TestClaudeLaunch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCredentialIsTheOnlyAccountOfItsAgent()
    {
        const OneCredential credentials;
        ClaudeSettings settings;
        settings.credentials = &credentials;
        engine::AttemptRequest task = request();
        task.agent->options = {{u"credential"_s, u"work"_s}};
        QProcessEnvironment inherited;
        inherited.insert(u"ANTHROPIC_API_KEY"_s, u"sk-of-podium"_s);
        inherited.insert(u"CLAUDE_CODE_OAUTH_TOKEN"_s, u"token-of-podium"_s);
        inherited.insert(u"PODIUM_PASSPHRASE"_s, u"correct horse"_s);
        const Result<ClaudeOptions> options = claudeOptions(task, settings);
        QVERIFY(options);
        const QMap<QString, QString> variables = claudeEnvironment(task, *options, inherited);
        QCOMPARE(variables.value(u"ANTHROPIC_API_KEY"_s), u"sk-secret"_s);
        QVERIFY(!variables.contains(u"CLAUDE_CODE_OAUTH_TOKEN"_s));
        QVERIFY(!variables.contains(u"PODIUM_PASSPHRASE"_s));

        const ClaudeAttempt attempt(task, settings);
        QVERIFY(!attempt.hookPlace().environment.contains(u"ANTHROPIC_API_KEY"_s));
        QCOMPARE(attempt.hidden(u"key sk-secret!"_s), u"key [secret]!"_s);
    }

    void aCredentialThatIsNotThereIsRefused()
    {
        const OneCredential credentials;
        ClaudeSettings settings;
        engine::AttemptRequest task = request();
        task.agent->options = {{u"credential"_s, u"work"_s}};
        QCOMPARE(claudeOptions(task, settings).error().code, ErrorCode::Unsupported); // Nothing keeps any.
        settings.credentials = &credentials;
        task.agent->options = {{u"credential"_s, u"home"_s}};
        QCOMPARE(claudeOptions(task, settings).error().code, ErrorCode::NotFound);
        task.agent->options = {{u"credential"_s, 7}};
        QCOMPARE(claudeOptions(task, settings).error().code, ErrorCode::InvalidArgument);
    }

    void argumentsKeepTheProjectsSettingsOut();
    void rulesWithSpacesAndCommasStayOneRule();
    void taskOverridesTheAgentsModelAndLimitsTheBudget();
    void toolsAreWithheldUntilTheyAreGranted();
    void wrongOptionsAreRefused_data();
    void wrongOptionsAreRefused();
    void environmentIsAnAllowList();
    void sessionIsFoundWhateverItsDirectory();
    void missingProgramSaysWhereItWasLookedForAndWhatToDo();
    void promptNamesRoleCapabilitiesAndFiles();
    void promptOfAResumedSessionSaysSo();
    void contextFilesAreWritten();
    void largeResultsAreFilesOfTheirOwn();
    void resultFileIsChecked_data();
    void resultFileIsChecked();
    void resultThatIsALinkIsRefused();
    void journalSurvivesACutLine();
    void probeTellsWhatIsMissing();
};

void TestClaudeLaunch::argumentsKeepTheProjectsSettingsOut()
{
    const engine::AttemptRequest attempt = request();
    const Result<ClaudeOptions> options = claudeOptions(attempt, {});
    QVERIFY(options.has_value());
    const QStringList arguments = claudeArguments(attempt, *options, Session, SessionStart::New);
    for (const QString &needed :
         {u"-p"_s, u"--verbose"_s, u"--output-format=stream-json"_s, u"--input-format=stream-json"_s,
          u"--permission-prompt-tool=stdio"_s, u"--setting-sources=user"_s, u"--strict-mcp-config"_s,
          u"--permission-mode=acceptEdits"_s, u"--model=sonnet"_s, u"--session-id="_s + Session})
        QVERIFY2(arguments.contains(needed), qPrintable(needed));
    QVERIFY(claudeArguments(attempt, *options, Session, SessionStart::Resume).contains(u"--resume="_s + Session));
}

void TestClaudeLaunch::rulesWithSpacesAndCommasStayOneRule()
{
    engine::AttemptRequest attempt = request();
    attempt.tools = {u"Bash(make:*)"_s};
    attempt.agent->options = {
        {u"permissions"_s, QJsonObject{{u"allow"_s, QJsonArray{u"Bash(git log *)"_s}}, {u"deny"_s, u"WebFetch"_s}}}};
    const Result<ClaudeOptions> options = claudeOptions(attempt, {});
    QVERIFY(options.has_value());
    const QJsonObject permissions =
        settingsOf(claudeArguments(attempt, *options, Session, SessionStart::New)).value("permissions"_L1).toObject();
    const QJsonArray allow = permissions.value("allow"_L1).toArray();
    QVERIFY(allow.contains(u"Edit(//data/a b, (c)/output/**)"_s));
    QVERIFY(allow.contains(u"Read(//data/a b, (c)/**)"_s));
    QVERIFY(allow.contains(u"Bash(make:*)"_s));
    QVERIFY(allow.contains(u"Bash(git log *)"_s));
    QCOMPARE(permissions.value("deny"_L1).toArray(), QJsonArray{u"WebFetch"_s});
}

void TestClaudeLaunch::taskOverridesTheAgentsModelAndLimitsTheBudget()
{
    engine::AttemptRequest attempt = request();
    attempt.spec.model = u"opus"_s;
    attempt.cap.usd = 1.5;
    attempt.agent->options = {{u"max_turns"_s, 7}};
    const QStringList arguments = claudeArguments(attempt, *claudeOptions(attempt, {}), Session, SessionStart::New);
    QVERIFY(arguments.contains(u"--model=opus"_s));
    QVERIFY(arguments.contains(u"--max-budget-usd=1.5000"_s));
    QVERIFY(arguments.contains(u"--max-turns=7"_s));
}

void TestClaudeLaunch::toolsAreWithheldUntilTheyAreGranted()
{
    engine::AttemptRequest attempt = request();
    const auto withheld = [&] {
        const QStringList arguments = claudeArguments(attempt, *claudeOptions(attempt, {}), Session, SessionStart::New);
        const QString start = u"--disallowedTools="_s;
        for (const QString &argument : arguments) {
            if (argument.startsWith(start))
                return argument.mid(start.size()).split(u',');
        }
        return QStringList();
    };
    const QStringList all{u"WebSearch"_s, u"WebFetch"_s,   u"CronCreate"_s,     u"CronDelete"_s,
                          u"CronList"_s,  u"ListAgents"_s, u"ScheduleWakeup"_s, u"Workflow"_s};
    QCOMPARE(withheld(), all);
    attempt.agent->options = {{u"disallowed_tools"_s, QJsonArray{u"Bash"_s}}};
    QCOMPARE(withheld(), all + QStringList(u"Bash"_s));
    attempt.agent->options = {{u"tools"_s, QJsonObject{{u"Workflow"_s, true}, {u"share_data"_s, false}}}};
    QCOMPARE(withheld(), all.mid(0, 7));
    attempt.cap.agents = 0;
    const QStringList spawning{u"Agent"_s, u"Task"_s, u"Workflow"_s};
    QCOMPARE(withheld(), all.mid(0, 7) + spawning);
    attempt.cap.agents.reset();
    attempt.agent->options = {};
    attempt.agent->capabilities = {u"web-scraping"_s};
    QCOMPARE(withheld(), all.mid(2));
    attempt.agent.reset();
    QCOMPARE(withheld(), all);
    attempt.spec.capabilities = {u"web_scraping"_s};
    QCOMPARE(withheld(), all.mid(2));
    attempt.tools = {u"CronList"_s}; // Of the task.
    QVERIFY(!withheld().contains(u"CronList"_s));
}

void TestClaudeLaunch::wrongOptionsAreRefused_data()
{
    QTest::addColumn<QJsonObject>("options");
    QTest::addColumn<QString>("where");
    QTest::newRow("unknown") << QJsonObject{{u"permision"_s, 1}} << u"options.permision"_s;
    QTest::newRow("relative") << QJsonObject{{u"config_dir"_s, u"here"_s}} << u"options.config_dir"_s;
    QTest::newRow("source") << QJsonObject{{u"setting_sources"_s, u"user,world"_s}} << u"options.setting_sources"_s;
    QTest::newRow("turns") << QJsonObject{{u"max_turns"_s, u"many"_s}} << u"options.max_turns"_s;
    QTest::newRow("rules") << QJsonObject{{u"permissions"_s, QJsonObject{{u"allow"_s, QJsonArray{1}}}}}
                           << u"options.permissions.allow"_s;
    QTest::newRow("wait") << QJsonObject{{u"background_wait"_s, u"soon"_s}} << u"options.background_wait"_s;
    QTest::newRow("wish") << QJsonObject{{u"tools"_s, QJsonObject{{u"WebFetch"_s, 1}}}} << u"options.tools.WebFetch"_s;
    QTest::newRow("policy") << QJsonObject{{u"policy"_s, QJsonArray{QJsonObject{}}}} << u"policy[0]"_s;
}

void TestClaudeLaunch::wrongOptionsAreRefused()
{
    QFETCH(QJsonObject, options);
    QFETCH(QString, where);
    engine::AttemptRequest attempt = request();
    attempt.agent->options = options;
    const Result<ClaudeOptions> read = claudeOptions(attempt, {});
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().where, where);
}

void TestClaudeLaunch::environmentIsAnAllowList()
{
    QProcessEnvironment inherited;
    for (const char *name : {"PATH", "HOME", "ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN", "https_proxy", "LC_ALL",
                             "DATABASE_PASSWORD", "CLAUDECODE", "LD_PRELOAD", "NODE_OPTIONS"})
        inherited.insert(QString::fromLatin1(name), u"v"_s);
    engine::AttemptRequest attempt = request();
    attempt.spec.environment = {{u"MODE"_s, u"fast"_s}, {u"HOME"_s, u"/other"_s}};
    attempt.agent->options = {{u"config_dir"_s, u"private"_s}};
    ClaudeSettings settings;
    settings.privateConfigFolder = u"/data/claude-config"_s;
    const QMap<QString, QString> environment = claudeEnvironment(attempt, *claudeOptions(attempt, settings), inherited);
    for (const char *name : {"PATH", "ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN", "https_proxy", "LC_ALL"})
        QVERIFY2(environment.contains(QLatin1StringView(name)), name);
    for (const char *name : {"DATABASE_PASSWORD", "CLAUDECODE", "LD_PRELOAD", "NODE_OPTIONS"})
        QVERIFY2(!environment.contains(QLatin1StringView(name)), name);
    QCOMPARE(environment.value(u"MODE"_s), u"fast"_s);
    QCOMPARE(environment.value(u"HOME"_s), u"/other"_s);
    QCOMPARE(environment.value(u"CLAUDE_CONFIG_DIR"_s), u"/data/claude-config"_s);
    attempt.agent->options = {};
    QVERIFY(!claudeEnvironment(attempt, *claudeOptions(attempt, settings), inherited).contains(u"CLAUDE_CONFIG_DIR"_s));
}

void TestClaudeLaunch::sessionIsFoundWhateverItsDirectory()
{
    QTemporaryDir dir;
    write(dir.filePath(u"projects/-src-other/"_s + Session + u".jsonl"_s), "{}\n");
    QVERIFY(sessionExists(dir.path(), Session));
    QVERIFY(!sessionExists(dir.path(), u"0b5d4938-fd84-4594-a4ef-91ccbff75b29"_s));
    QVERIFY(!sessionExists(dir.path(), u"../-src-other/"_s + Session));
    QVERIFY(!sessionExists(dir.path(), QString()));
    QVERIFY(!sessionExists(dir.filePath(u"nowhere"_s), Session));
}

void TestClaudeLaunch::missingProgramSaysWhereItWasLookedForAndWhatToDo()
{
    QTemporaryDir dir;
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, dir.path());
    environment.insert(u"HOME"_s, dir.path());
    const Result<QString> missing = findClaude({}, environment);
    QVERIFY(!missing.has_value());
    QVERIFY(missing.error().message.contains(u"PATH"_s)); // Not what is in it: that fills a screen.
    QVERIFY(missing.error().hint.contains(u"npm install"));
    const QString program = dir.filePath(u"claude"_s);
    write(program, "#!/bin/sh\n");
    QVERIFY(!findClaude({}, environment).has_value()); // Not executable.
    QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner));
    QCOMPARE(*findClaude({}, environment), program);
    ClaudeSettings settings;
    settings.program = dir.filePath(u"other"_s);
    QVERIFY(!findClaude(settings, environment).has_value());
}

void TestClaudeLaunch::promptNamesRoleCapabilitiesAndFiles()
{
    engine::AttemptRequest attempt = request();
    attempt.spec.input = {{u"target"_s, u"release"_s}};
    attempt.previousResults = {{u"plan"_s, QJsonObject()}};
    const QString system = claudeSystemPrompt(attempt);
    for (const QString &part :
         {u"backend"_s, u"code_generation, api_integration"_s, u"Prefer small changes."_s,
          attemptfiles::resultFile(attempt.attemptFolder), attemptfiles::taskFile(attempt.attemptFolder),
          attempt.attemptFolder + u"/temp"_s, u"files_created"_s})
        QVERIFY2(system.contains(part), qPrintable(part));
    const QString prompt = claudePrompt(attempt, false);
    QVERIFY(prompt.contains(u"Please build."));
    QVERIFY(prompt.contains(u"\"target\":\"release\""));
    QVERIFY(prompt.contains(u"(plan)"));
    attempt.spec.input = {{u"blob"_s, QString(100'000, u'x')}};
    QVERIFY(claudePrompt(attempt, false).size() < 2000); // Large input stays in the file.
    attempt.spec.outputSchema = {{u"type"_s, u"object"_s}};
    QVERIFY(claudeSystemPrompt(attempt).contains(u"StructuredOutput"));
    QVERIFY(!claudeSystemPrompt(attempt).contains(u"worktree"));
    QVERIFY(claudeSystemPrompt(attempt, u"podium/r/t"_s).contains(u"on the branch podium/r/t. Commit"));
}

void TestClaudeLaunch::promptOfAResumedSessionSaysSo()
{
    engine::AttemptRequest attempt = request();
    QVERIFY(claudePrompt(attempt, true).contains(u"interrupted"));
    attempt.reviewNote = u"Name the files better."_s;
    QVERIFY(claudePrompt(attempt, true).startsWith(u"A reviewer asks"));
    QVERIFY(claudePrompt(attempt, false).contains(u"Name the files better."));
}

void TestClaudeLaunch::contextFilesAreWritten()
{
    QTemporaryDir dir;
    engine::AttemptRequest attempt = request(dir.path());
    attempt.previousResults = {{u"plan"_s, QJsonObject{{u"result"_s, 42}}}};
    QVERIFY(attemptfiles::writeContext(dir.path(), attempt, nullptr).has_value());
    QVERIFY(attemptfiles::writeContext(dir.path(), attempt, nullptr).has_value());
    QFile task(attemptfiles::taskFile(dir.path()));
    QVERIFY(task.open(QIODevice::ReadOnly));
    const QJsonObject context = parseJson(task.readAll())->toObject();
    QCOMPARE(context.value("description"_L1).toString(), u"Please build."_s);
    QCOMPARE(context.value("attempt"_L1).toInt(), 3);
    QFile previous(attemptfiles::previousResultsFile(dir.path()));
    QVERIFY(previous.open(QIODevice::ReadOnly));
    QCOMPARE(parseJson(previous.readAll())->toObject(), attempt.previousResults);
    QVERIFY(QDir(dir.filePath(u"output"_s)).exists() && QDir(dir.filePath(u"temp"_s)).exists());
    QVERIFY(!attemptfiles::writeContext(u"/proc/nowhere"_s, attempt, nullptr).has_value());
}

void TestClaudeLaunch::largeResultsAreFilesOfTheirOwn()
{
    class Artifacts : public engine::IArtifactStore
    {
        Result<QString> put(const QByteArray &, const QString &) override { return QString(); }
        Result<QByteArray> get(const QString &hash) const override
        {
            return hash == u"abc" ? Result<QByteArray>("[1,2,3]") : fail(ErrorCode::NotFound, hash);
        }
    };
    const Artifacts artifacts;
    QTemporaryDir dir;
    engine::AttemptRequest attempt = request(dir.path());
    const QJsonObject large{{u"$artifact"_s, u"abc"_s}, {u"bytes"_s, 7}};
    attempt.previousResults = {{u"plan"_s, QJsonObject{{u"result"_s, 42}}},
                               {u"big"_s, QJsonObject{{u"result"_s, large}}}};
    QVERIFY(attemptfiles::writeContext(dir.path(), attempt, &artifacts).has_value());
    QFile previous(attemptfiles::previousResultsFile(dir.path()));
    QVERIFY(previous.open(QIODevice::ReadOnly));
    const QJsonObject results = parseJson(previous.readAll())->toObject();
    QCOMPARE(results["plan"_L1]["result"_L1].toInt(), 42);
    QFile file(results["big"_L1]["result"_L1]["file"_L1].toString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "[1,2,3]");
    attempt.previousResults = {{u"big"_s, QJsonObject{{u"result"_s, QJsonObject{{u"$artifact"_s, u"gone"_s}}}}}};
    QVERIFY(!attemptfiles::writeContext(dir.path(), attempt, &artifacts).has_value());
}

void TestClaudeLaunch::resultFileIsChecked_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("full") << QByteArray(
                                 R"({"success":true,"data":[1],"summary":"s","files_created":["a"],"next_steps":[]})")
                          << true;
    QTest::newRow("least") << QByteArray(R"({"success":false})") << true;
    QTest::newRow("more") << QByteArray(R"({"success":true,"mood":"fine","summary":null})") << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("cut") << QByteArray(R"({"success":tr)") << false;
    QTest::newRow("list") << QByteArray(R"([1])") << false;
    QTest::newRow("no success") << QByteArray(R"({"summary":"s"})") << false;
    QTest::newRow("success as text") << QByteArray(R"({"success":"yes"})") << false;
    QTest::newRow("files as text") << QByteArray(R"({"success":true,"files_created":"a"})") << false;
    QTest::newRow("steps as numbers") << QByteArray(R"({"success":true,"next_steps":[1]})") << false;
    QTest::newRow("summary as list") << QByteArray(R"({"success":true,"summary":[]})") << false;
}

void TestClaudeLaunch::resultFileIsChecked()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QTemporaryDir dir;
    QVERIFY(attemptfiles::readResult(dir.path()).has_value());
    QVERIFY(!attemptfiles::readResult(dir.path())->has_value());
    write(attemptfiles::resultFile(dir.path()), bytes);
    const Result<std::optional<QJsonObject>> result = attemptfiles::readResult(dir.path());
    QCOMPARE(result.has_value() && result->has_value(), valid);
    if (!valid)
        QVERIFY(result.error().text().contains(u"result.json"));
}

void TestClaudeLaunch::resultThatIsALinkIsRefused()
{
    QTemporaryDir dir;
    write(dir.filePath(u"real.json"_s), R"({"success":true})");
    QVERIFY(QDir(dir.path()).mkpath(u"output"_s));
    QVERIFY(QFile::link(dir.filePath(u"real.json"_s), attemptfiles::resultFile(dir.path())));
    QVERIFY(!attemptfiles::readResult(dir.path()).has_value());
    QVERIFY(QFile::remove(attemptfiles::resultFile(dir.path())));
    QVERIFY(QDir(dir.path()).mkpath(u"output/result.json"_s));
    QVERIFY(!attemptfiles::readResult(dir.path()).has_value());
}

void TestClaudeLaunch::journalSurvivesACutLine()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"claude.journal"_s);
    ClaudeJournal journal(path);
    journal.load();
    QVERIFY(!journal.exists());
    QVERIFY(journal.begin(Session, true, u"/src/x"_s).has_value());
    QVERIFY(journal.append({ClaudeWrite::Kind::Message, u"m1"_s, "hällo\n"}).has_value());
    QVERIFY(journal.append({ClaudeWrite::Kind::Request, u"i1"_s, "not kept\n"}).has_value());
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("{\"type\":\"answer\",\"id\":\"cut"); // The machine went down here.
    file.close();
    QVERIFY(ClaudeJournal(path).append({ClaudeWrite::Kind::Answer, u"r1"_s, "yes\n"}).has_value());
    ClaudeJournal again(path);
    again.load();
    QVERIFY(again.exists() && again.resumed() && !again.repairAsked());
    QCOMPARE(again.session(), Session);
    QCOMPARE(again.workingDirectory(), u"/src/x"_s);
    QCOMPARE(again.writes().size(), 2);
    QCOMPARE(again.writes().at(0).line, QByteArray("hällo\n"));
    QCOMPARE(again.writes().at(1).id, u"r1"_s);
    QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
    QVERIFY(again.begin(Session, false, {}).has_value()); // Launched anew: nothing of before counts.
    ClaudeJournal third(path);
    third.load();
    QVERIFY(third.writes().isEmpty());
    QVERIFY(!ClaudeJournal(u"/proc/nowhere/x"_s).begin(Session, false, {}).has_value());
}

void TestClaudeLaunch::probeTellsWhatIsMissing()
{
    QTemporaryDir dir;
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
    environment.insert(u"HOME"_s, dir.path());
    ClaudeSettings settings;
    settings.program = dir.filePath(u"claude"_s);
    QVERIFY(!claudeProbe(settings, environment).usable());
    write(settings.program, "#!/bin/sh\necho '2.9.1 (Claude Code)'\n");
    QVERIFY(QFile::setPermissions(settings.program, QFile::ReadOwner | QFile::ExeOwner));
    ClaudeProbe probe = claudeProbe(settings, environment);
    QCOMPARE(probe.version, u"2.9.1"_s);
    QVERIFY(!probe.loginLikely);
    QVERIFY(probe.hint.contains(u"/login"));
    write(dir.filePath(u".claude/.credentials.json"_s), "{}");
    QVERIFY(claudeProbe(settings, environment).usable());
    QVERIFY(QFile::remove(dir.filePath(u".claude/.credentials.json"_s)));
    environment.insert(u"ANTHROPIC_API_KEY"_s, u"k"_s);
    QCOMPARE(claudeProbe(settings, environment).login, u"ANTHROPIC_API_KEY"_s);
    QVERIFY(QFile::setPermissions(settings.program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    write(settings.program, "#!/bin/sh\necho what?\n");
    QVERIFY(claudeProbe(settings, environment).problem.contains(u"what?"));
}

QTEST_GUILESS_MAIN(TestClaudeLaunch)
#include "tst_claudelaunch.moc"
