// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// A feature from its goal to the merged files: planned, built and merged by the real programs, with everything in
// between that may happen. Only the model's answers are scripted.
#include "integration/claudefixture.h"
#include "integration/proof/claudectlfixture.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace podium::test;

class TestWholeFeature : public QObject, private ClaudeCtlFixture
{
    Q_OBJECT

    /// Each answer of the model costs 25,000 tokens in and 5,000 out.
    static constexpr double AnswerUsd = 0.10;

    ApiTurn priced(ApiTurn turn) const
    {
        turn.inputTokens = 25'000;
        turn.outputTokens = 5'000;
        return turn;
    }

    /// The answer to this conversation once the model has said so much already.
    void answer(const QString &marker, int step, ApiTurn turn)
    {
        turn.when = [marker, step](const ApiRequest &request) {
            return request.firstUserText().contains(marker) && request.assistantMessages() == step;
        };
        m_api->add(turn);
    }

    void conversation(const QString &marker, const QList<ApiTurn> &turns)
    {
        for (int step = 0; step < turns.size(); ++step)
            answer(marker, step, priced(turns.at(step)).forever());
    }

    static ApiTurn bash(const QString &command)
    {
        return ApiTurn::use(u"Bash"_s, {{u"command"_s, command}, {u"description"_s, u"Work"_s}});
    }
    static ApiTurn commit(const QString &what) { return bash(u"git add -A && git commit -qm '%1'"_s.arg(what)); }

    Outcome git(const QStringList &arguments) const
    {
        return execute(u"git"_s, QStringList{u"-C"_s, path("repo")} + arguments);
    }
    QByteArray read(const QString &name) const
    {
        QFile file(path("repo/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "(not there)";
    }
    void put(const char *name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
    }
    void makeRepository();
    QString plannedFlow();
    void scriptTheTasks();
    double spentUsd() const;

    qint64 m_resetS = 0; ///< When the limit ends.

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIntValue("PODIUM_SKIP_CLAUDE") == 1)
            QSKIP("PODIUM_SKIP_CLAUDE=1");
        QVERIFY2(ClaudeFixture::fault().isEmpty(), qPrintable(ClaudeFixture::fault()));
    }
    void init()
    {
        begin();
        setVariable(u"ANTHROPIC_API_KEY"_s, QString());
        setVariable(u"CLAUDE_CODE_OAUTH_TOKEN"_s,
                    u"token-of-the-test"_s); // Limits of a subscription say when they end.
        setVariable(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
        wrap("exec \"$CLAUDE\" \"$@\"");
        makeRepository();
    }
    void cleanup() { end(); }

    void goalBecomesMergedFilesThroughEverythingThatMayHappen();
};

void TestWholeFeature::makeRepository()
{
    put("home/.gitconfig", "[user]\n name = T\n email = t@example.org\n[init]\n defaultBranch = main\n");
    QVERIFY(QDir().mkpath(path("repo")));
    put("repo/greet.sh", "#!/bin/sh\nname=$1\necho Hello\n");
    put("repo/README", "Greets.\n");
    QCOMPARE(git({u"init"_s, u"-q"_s}).code, 0);
    QCOMPARE(git({u"add"_s, u"."_s}).code, 0);
    QCOMPARE(git({u"commit"_s, u"-qm"_s, u"First"_s}).code, 0);
}

/// Has the goal planned, and gives two tasks at a time a worktree: that is what a person does with a plan.
QString TestWholeFeature::plannedFlow()
{
    const auto subtask = [](const QString &title, const QJsonArray &after) {
        return QJsonObject{{u"title"_s, title},
                           {u"description"_s, title + u" as the goal says."_s},
                           {u"capabilities"_s, QJsonArray()},
                           {u"dependencies"_s, after},
                           {u"priority"_s, 5},
                           {u"estimated_minutes"_s, 10}};
    };
    answer(u"Goal: Greet people by name"_s, 0,
           priced(ApiTurn::use(u"StructuredOutput"_s,
                               {{u"subtasks"_s, QJsonArray{subtask(u"Name"_s, {}), subtask(u"Name tests"_s, {0}),
                                                           subtask(u"Tone"_s, {}), subtask(u"Tone tests"_s, {2}),
                                                           subtask(u"Docs"_s, {}), subtask(u"Docs index"_s, {4})}}})));
    const Outcome plan = call({u"plan"_s, u"Greet people by name"_s, u"-o"_s, u"feature.yaml"_s});
    if (plan.code != 0)
        qFatal("%s", plan.err.constData());
    QFile file(path("feature.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no plan");
    QByteArray yaml = file.readAll();
    file.close();
    for (const QByteArray name : {"name", "tone", "docs"}) {
        for (const QByteArray &id : {name, name + (name == "docs" ? "-index" : "-tests")}) {
            const QByteArray line = "  - id: " + id + '\n';
            if (yaml.count(line) != 1)
                qFatal("%s", yaml.constData());
            yaml.replace(line, line + "    workspace: {kind: worktree, branch: feature/" + name + "}\n");
        }
    }
    return write("feature", yaml);
}

void TestWholeFeature::scriptTheTasks()
{
    // The two that change the same line. The first answer of each is held until everything has happened.
    answer(u"Name as the goal"_s, 0, priced(bash(u"sed -i 's/echo Hello/echo Hello \"$name\"/' greet.sh"_s)).held());
    conversation(u"Name as the goal"_s, {bash(u"sed -i 's/echo Hello/echo Hello \"$name\"/' greet.sh"_s),
                                         commit(u"Greet by name"_s), ApiTurn::say(u"It greets by name."_s)});
    conversation(u"Name tests as"_s, {bash(u"cp greet.sh test-name.txt"_s), commit(u"Test the name"_s),
                                      ApiTurn::say(u"The name is tested."_s)});
    answer(u"Tone as the goal"_s, 0, priced(bash(u"sed -i 's/echo Hello/echo Good day/' greet.sh"_s)).held());
    conversation(u"Tone as the goal"_s, {bash(u"sed -i 's/echo Hello/echo Good day/' greet.sh"_s),
                                         commit(u"Be polite"_s), ApiTurn::say(u"It is polite."_s)});
    // A limit is hit by what comes next, and is over 20 s after the model was last heard of.
    connect(m_api.get(), &MessagesApi::requestReceived, this, [this](int index) {
        const ApiRequest &request = m_api->requests().at(index);
        if (!request.firstUserText().contains(u"Tone as the goal") || request.assistantMessages() != 2)
            return;
        m_resetS = QDateTime::currentSecsSinceEpoch() + 20;
        answer(u"Tone tests as"_s, 0,
               ApiTurn::fail(429, u"rate_limit_error"_s, u"limit"_s,
                             {{"anthropic-ratelimit-unified-status", "rejected"},
                              {"anthropic-ratelimit-unified-reset", QByteArray::number(m_resetS)},
                              {"anthropic-ratelimit-unified-representative-claim", "five_hour"}}));
        conversation(u"Tone tests as"_s, {bash(u"cp greet.sh test-tone.txt"_s), commit(u"Test the tone"_s),
                                          ApiTurn::say(u"The tone is tested."_s)});
    });
    // Its agent is killed before its first answer; how far the resumed session is then depends on what it had kept.
    for (ApiTurn turn :
         {ApiTurn::say(u"Never to be seen"_s).held(), bash(u"sed -i 's/Greets/Greets by name/' README"_s),
          commit(u"Tell about it"_s), ApiTurn::say(u"It is told about."_s)}) {
        turn.when = [](const ApiRequest &request) { return request.firstUserText().contains(u"Docs as the goal"); };
        m_api->add(priced(turn));
    }
    conversation(u"Docs index as"_s, {bash(u"install -m 644 README INDEX"_s), // No rule allows that.
                                      commit(u"Add an index"_s), ApiTurn::say(u"There is an index."_s)});
}

double TestWholeFeature::spentUsd() const
{
    double out = 0;
    const QJsonArray runs = ctl({"runs", "--json"}).json().value("runs"_L1).toArray();
    for (const QJsonValue &run : runs)
        out += run["usage"_L1]["usd"_L1].toDouble();
    return out;
}

void TestWholeFeature::goalBecomesMergedFilesThroughEverythingThatMayHappen()
{
    const QString allowed =
        u"permissions={\"allow\":[\"Bash(sed *)\",\"Bash(cp *)\",\"Bash(git merge *)\",\"Bash(git add *)\",\"Bash(git commit *)\"]}"_s;
    for (const QString &agent : QString::fromUtf8(ctl({"agents", "-q"}).out).split(u'\n', Qt::SkipEmptyParts))
        QCOMPARE(ctl({"agents", "set", agent, "--option", allowed}).code, 0);
    const QString flow = plannedFlow();
    scriptTheTasks();

    // Three at work; Podium is killed, and later goes on with the same processes.
    QProcess *first = start({"run", flow, "-C", path("repo"), "--plain"});
    QTRY_VERIFY_WITH_TIMEOUT(m_api->held() == 3 || first->state() == QProcess::NotRunning, 2 * LimitMs);
    QVERIFY2(m_api->held() == 3, first->readAll());
    const QString run = newestRun();
    const QList<qint64> agents = pids();
    QCOMPARE(agents.size(), 4); // And the planner's.
    QCOMPARE(::kill(pid_t(first->processId()), SIGKILL), 0);
    finish(first);
    QProcess *second = start({"resume", run, "--plain"});
    QTRY_VERIFY_WITH_TIMEOUT(ctl({"budget", "--json"}).json().value("live"_L1).toBool(), LimitMs);
    QCOMPARE(pids(), agents);

    // An agent is killed; another process takes its place.
    const int asked = int(m_api->requests().size());
    QCOMPARE(::kill(pid_t(pids(4).value(0)), SIGKILL), 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_api->requests().size() > asked, LimitMs);
    QCOMPARE(pids(4).size(), 2);

    m_api->release();

    // One permission is asked for, and given by an operation.
    const QString request = waitForRequest(second);
    QVERIFY2(!request.isEmpty(), second->readAllStandardOutput());
    QVERIFY(ctl({"approvals", request}).out.contains("install -m 644 README INDEX"));
    QCOMPARE(ctl({"approve", request}).code, 0);
    QVERIFY2(finish(second) == 0, second->readAllStandardOutput() + ctl({"logs", run}).out);
    QVERIFY(QDateTime::currentSecsSinceEpoch() >= m_resetS);
    const QJsonArray tasks = shown(run).value("tasks"_L1).toArray();
    QCOMPARE(tasks.size(), 6);
    for (const QJsonValue &task : tasks) {
        const QString key = task["key"_L1].toString();
        QVERIFY2(task["state"_L1] == "SUCCESS"_L1 && task["failures"_L1] == 0, qPrintable(key));
        QVERIFY2(task["attempt"_L1] == (key == u"docs" || key == u"tone-tests" ? 2 : 1), qPrintable(key));
    }
    QVERIFY2(qFuzzyCompare(spentUsd(), 19 * AnswerUsd), ctl({"show", run}).out + ctl({"logs", run}).out);

    // Three branches; one of them conflicts once another is merged.
    const QJsonArray branches = ctl({"review", "list", "--json"}).json().value("branches"_L1).toArray();
    QVERIFY2(branches.size() == 3, ctl({"review", "list"}).out);
    QCOMPARE(ctl({"review", "merge", run, "name-tests"}).code, 0);
    const Outcome refused = ctl({"review", "merge", run, "tone-tests"});
    QVERIFY2(refused.code == 3 && refused.err.contains("conflicts with main"), refused.err);

    // An agent resolves it in the branch.
    conversation(u"Take main into this branch"_s,
                 {bash(u"git merge -q main; sed -i -n -e '1,2p' -e '$a echo Good day \"$name\"' greet.sh"_s),
                  commit(u"Take main in"_s), ApiTurn::say(u"Both are in."_s)});
    const Outcome resolved =
        call({"run",
              write("resolve", "name: resolve\ntasks:\n  - id: resolve\n    prompt: Take main into this branch\n"
                               "    role: worker\n    workspace: {kind: worktree, branch: feature/tone}\n"),
              "-C", path("repo"), "--plain"});
    QVERIFY2(resolved.code == 0, resolved.out + resolved.err);
    // The worktree is that of its newest task now.
    for (const QStringList &branch : {QStringList{newestRun(), u"resolve"_s}, QStringList{run, u"docs-index"_s}}) {
        const Outcome merged = ctl(QStringList{u"review"_s, u"merge"_s} + branch);
        QVERIFY2(merged.code == 0, merged.err);
    }

    // File by file.
    QCOMPARE(git({"ls-files"}).out, QByteArray("INDEX\nREADME\ngreet.sh\ntest-name.txt\ntest-tone.txt\n"));
    QCOMPARE(git({"status", "--porcelain"}).out, QByteArray());
    QCOMPARE(read(u"greet.sh"_s), QByteArray("#!/bin/sh\nname=$1\necho Good day \"$name\"\n"));
    QCOMPARE(read(u"README"_s), QByteArray("Greets by name.\n"));
    QCOMPARE(read(u"INDEX"_s), QByteArray("Greets by name.\n"));
    QCOMPARE(read(u"test-name.txt"_s), QByteArray("#!/bin/sh\nname=$1\necho Hello \"$name\"\n"));
    QCOMPARE(read(u"test-tone.txt"_s), QByteArray("#!/bin/sh\nname=$1\necho Good day\n"));
    QVERIFY2(qFuzzyCompare(spentUsd(), 22 * AnswerUsd), qPrintable(QString::number(spentUsd(), 'f', 6)));
}

QTEST_GUILESS_MAIN(TestWholeFeature)
#include "tst_wholefeature.moc"
