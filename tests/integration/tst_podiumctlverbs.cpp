// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "integration/ctlfixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace podium::test;

/// The verbs on runs, workflows, settings and templates as the help describes them, and the table on a real terminal.
class TestPodiumctlVerbs : public QObject, private CtlFixture
{
    Q_OBJECT

    /// `test` fails until the file `fixed` is there; `tag` sees an input, `lint` does not.
    QString release() const
    {
        return write("release", "name: release\ninputs:\n  version: {type: string, default: '1.0'}\ntasks:\n"
                                "  - {id: lint, run: 'echo x >> linted'}\n"
                                "  - {id: tag, depends_on: lint, output: text, run: 'echo {{ inputs.version }}'}\n"
                                "  - {id: test, run: 'echo x >> tested; test -e fixed'}\n"
                                "  - {id: publish, depends_on: [test, tag], run: 'echo out'}\n");
    }
    QString newest() const { return QString::fromUtf8(ctl({"runs", "-q", "--limit", "1"}).out.trimmed()); }
    QString taskState(const QString &run, const char *task) const
    {
        const QJsonArray tasks =
            ctl({"show", run, "--task", QLatin1String(task), "--json"}).json().value(QStringLiteral("tasks")).toArray();
        return tasks.first()[QStringLiteral("state")].toString();
    }
    void touch(const char *name) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void retryDoesOnlyWhatFailedAndWhatFollows()
    {
        QCOMPARE(ctl({"run", release()}).code, 1);
        const QString run = newest();
        QCOMPARE(taskState(run, "publish"), QStringLiteral("BLOCKED"));
        QCOMPARE(ctl({"retry", run, "--task", "nothing"}).code, 3);
        touch("fixed");
        const Outcome again = ctl({"retry", run});
        QVERIFY2(again.code == 0, again.err);
        QCOMPARE(lines("linted"), 1);
        QCOMPARE(lines("tested"), 2);
        QCOMPARE(ctl({"retry", run}).code, 3); // Nothing has failed.
        QCOMPARE(ctl({"retry", run, "--task", "lint"}).code, 0);
        QCOMPARE(lines("linted"), 2);
        QCOMPARE(lines("tested"), 2); // Does not follow from it.
    }

    void whatHasNoEffectIsToldWhenItIsRun()
    {
        const QString file = write("odd", "tasks:\n  - {id: a, run: 'true', capabilities: [x]}\n");
        const Outcome done = ctl({"run", file});
        QCOMPARE(done.code, 0);
        QVERIFY2(done.err.contains("odd.yaml:2:") && done.err.contains("no-effect"), done.err);
        QCOMPARE(ctl({"run", file, "-q"}).err, QByteArray());
    }

    void eventsNameTheirTasksAndMatchSeveralPatterns()
    {
        touch("fixed");
        QCOMPARE(ctl({"run", release(), "-q"}).code, 0);
        const QByteArray out =
            ctl({"events", newest(), "-p", "task.claimed", "-p", "run.finished", "--since", "0", "--limit", "2"}).out;
        QCOMPARE(out.count('\n'), 2);
        QVERIFY2(out.contains("task.claimed lint {"), out);
        const QByteArray all = ctl({"events", newest(), "-p", "task.claimed", "-p", "run.finished"}).out;
        QVERIFY2(all.contains("run.finished") && !all.contains("task.ready"), all);
    }

    void aLargeResultIsPrintedWhole()
    {
        const QString file = write("large", R"(
tasks:
  - {id: large, run: "head -c 100000 /dev/zero | tr '\\0' x", output: text}
  - {id: data, depends_on: large, input: {size: "{{ len(tasks.large.result) }}"},
     run: 'grep -o 100000 $PODIUM_ATTEMPT_FOLDER/context/task.json && ls $PODIUM_ATTEMPT_FOLDER/context/results'}
)");
        const Outcome done = ctl({"run", file});
        QVERIFY2(done.code == 0, done.err + done.out);
        const QString run = newest();
        QVERIFY(ctl({"show", run, "--task", "large"}).out.size() < 5000);
        QCOMPARE(ctl({"result", run, "large"}).out, QByteArray(100'000, 'x') + '\n');
        QVERIFY2(ctl({"logs", run, "data"}).out.contains("large.json"), ctl({"logs", run}).out);
        QCOMPARE(ctl({"result", run, "nothing"}).code, 3);
    }

    void theLogSaysWhichRunTaskAndAttemptALineIsAbout()
    {
        touch("fixed");
        const Outcome outcome = ctl({"--log-format", "json", "--log-level", "info", "run", release(), "-q"});
        QCOMPARE(outcome.code, 0);
        const QString run = newest();
        QSet<QString> areas;
        int aboutTest = 0;
        for (const QByteArray &line : outcome.err.trimmed().split('\n')) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            QVERIFY2(!entry.isEmpty(), line);
            areas += entry.value(QStringLiteral("area")).toString();
            if (entry.value(QStringLiteral("task")).toString() != QLatin1String("test"))
                continue;
            ++aboutTest;
            QCOMPARE(entry.value(QStringLiteral("run")).toString(), run);
            QCOMPARE(entry.value(QStringLiteral("attempt")).toInt(), 1);
        }
        QVERIFY(aboutTest >= 3);
        for (const char *area : {"engine.events", "agents.process", "control", "storage"})
            QVERIFY2(areas.contains(QLatin1String(area)), area);
        QCOMPARE(ctl({"run", release(), "-q"}).err, QByteArray());
    }

    void skipLeavesATaskOutAndTheRestGoesOn()
    {
        QCOMPARE(ctl({"run", release()}).code, 1);
        const QString run = newest();
        QCOMPARE(ctl({"skip", run, "nothing"}).code, 3);
        QCOMPARE(ctl({"skip", run, "test"}).code, 0);
        QCOMPARE(ctl({"resume", run}).code, 0);
        QCOMPARE(taskState(run, "test"), QStringLiteral("SKIPPED"));
        QCOMPARE(taskState(run, "publish"), QStringLiteral("SUCCESS"));
    }

    void rulesOfAWorkflowAreListedAndTested()
    {
        const QString file = write("ruled", "rules: [{name: my makes, commands: 'make **', risk: low}]\n"
                                            "tasks: [{id: a, type: noop}]\n");
        QVERIFY(!ctl({"rules"}).out.contains("my makes"));
        const QByteArray all = ctl({"rules", "--workflow", file}).out;
        QVERIFY2(all.contains("my makes"), all);
        const auto rule = [this](const QStringList &more) {
            return ctl(QStringList{"rules", "test", "Bash(make all)", "--json"} + more).json();
        };
        QCOMPARE(rule({"-w", file})[QStringLiteral("rule")].toString(), QStringLiteral("my makes"));
        QCOMPARE(rule({"-w", file})[QStringLiteral("layer")].toString(), QStringLiteral("workflow"));
        QVERIFY(rule({})[QStringLiteral("rule")].toString() != QStringLiteral("my makes"));
        QCOMPARE(ctl({"rules", "-w", path("gone.yaml")}).code, 2);
    }

    void tagsAreShownAndChooseRunsAndTasks()
    {
        const QString tagged = write("tagged", "tags: [nightly]\ntasks:\n  - {id: a, type: noop, tags: [slow, x]}\n"
                                               "  - {id: b, type: noop, tags: [x]}\n  - {id: c, type: noop}\n");
        QCOMPARE(ctl({"run", tagged, "-q"}).code, 0);
        const QString run = newest();
        QCOMPARE(ctl({"run", write("plain", "tasks: [{id: a, type: noop}]\n"), "-q"}).code, 0);
        QCOMPARE(QString::fromUtf8(ctl({"runs", "-q", "--tag", "nightly"}).out.trimmed()), run);
        QCOMPARE(ctl({"runs", "-q", "--tag", "x"}).out, QByteArray());
        const QByteArray all = ctl({"show", run}).out;
        QVERIFY2(all.contains("\ntags nightly\n"), all);
        const QByteArray one = ctl({"show", run, "--task", "a"}).out;
        QVERIFY2(one.contains("tags slow, x\n"), one);
        const QJsonArray chosen =
            ctl({"show", run, "--tag", "x", "--json"}).json().value(QStringLiteral("tasks")).toArray();
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(chosen.last()[QStringLiteral("tags")].toArray(), QJsonArray{QStringLiteral("x")});
        const QByteArray text = ctl({"show", run, "--tag", "slow"}).out;
        QVERIFY2(text.contains(" a ") && !text.contains(" b "), text);
        QVERIFY(ctl({"show", run, "--tag", "sloww"}).out.contains("No task has the tag"));
    }

    void forkKeepsWhatDoesNotSeeTheChange()
    {
        touch("fixed");
        QCOMPARE(ctl({"run", release()}).code, 0);
        const QString first = newest();
        const Outcome fork = ctl({"fork", first, "--input", "version=2.0"});
        QVERIFY2(fork.code == 0, fork.err);
        QVERIFY2(fork.out.contains("✓ done lint: kept from the run that this is a fork of"), fork.out);
        QVERIFY2(!fork.out.contains("running lint"), fork.out);
        QVERIFY2(fork.out.contains("running tag"), fork.out);
        QCOMPARE(lines("linted"), 1);
        const QJsonArray tag =
            ctl({"show", newest(), "--task", "tag", "--json"}).json().value(QStringLiteral("tasks")).toArray();
        QCOMPARE(tag.first()[QStringLiteral("result")].toString(), QStringLiteral("2.0"));
        QCOMPARE(ctl({"fork", first, "--from", "lint"}).code, 0);
        QCOMPARE(lines("linted"), 2);
        QCOMPARE(lines("tested"), 1);
        const Outcome unknown = ctl({"fork", first, "--from", "nothing"});
        QCOMPARE(unknown.code, 3);
        QVERIFY2(unknown.err.contains("no task \"nothing\""), unknown.err);
        QCOMPARE(ctl({"fork", first, "--input", "colour=red"}).code, 3);
        const QJsonObject detached = ctl({"fork", first, "--no-follow", "--json"}).json();
        QCOMPARE(detached.value(QStringLiteral("parent_run")).toString(), first);
        QCOMPARE(detached.value(QStringLiteral("reused")).toArray().size(), 4);
    }

    void forkKeepsTheLimitsAndWhatWasDoneInside()
    {
        const QString each = write("each", "name: each\n"
                                           "tasks:\n"
                                           "  - id: each\n"
                                           "    foreach: {in: '[1, 2, 3]'}\n"
                                           "    run: echo {{ item }} >> done; test {{ item }} != 3 || test -e okay\n");
        QCOMPARE(ctl({"run", each, "--max-parallel", "2", "--budget-attempts", "9"}).code, 1);
        QCOMPARE(lines("done"), 3);
        touch("okay");
        const QString first = newest();
        const auto limitsOf = [this](const QString &run) {
            const QByteArray created = ctl({"events", run, "--json"}).out.split('\n').first();
            const QJsonObject data = QJsonDocument::fromJson(created)[QStringLiteral("data")].toObject();
            return QList<int>{data.value(QStringLiteral("max_parallel")).toInt(),
                              data.value(QStringLiteral("budget_attempts")).toInt()};
        };
        QCOMPARE(ctl({"fork", first}).code, 0);
        QCOMPARE(lines("done"), 4);
        const QString forked = newest();
        QCOMPARE(limitsOf(forked), (QList<int>{2, 9}));
        QCOMPARE(ctl({"fork", forked, "--from", "each[2]", "-j", "1", "--budget-attempts", "5"}).code, 0);
        QCOMPARE(lines("done"), 5);
        QCOMPARE(limitsOf(newest()), (QList<int>{1, 5}));
        QCOMPARE(ctl({"fork", forked, "--from", "each[7]"}).code, 3);
    }

    void pauseResumeCancelWaitSayWhatIsNotPossible()
    {
        touch("fixed");
        const QString run = QString::fromUtf8(ctl({"submit", release(), "--paused", "-q"}).out.trimmed());
        QCOMPARE(ctl({"wait", run}).code, 5); // Nobody runs it.
        QCOMPARE(ctl({"change", run}).code, 3);
        QCOMPARE(ctl({"change", run, "--priority", "11"}).code, 3);
        QCOMPARE(ctl({"change", run, "--priority", "9"}).code, 0);
        QCOMPARE(ctl({"resume", run}).code, 0);
        QCOMPARE(ctl({"wait", run}).code, 0);
        QCOMPARE(ctl({"pause", run}).code, 3);
        QCOMPARE(ctl({"cancel", run}).code, 3);
        QCOMPARE(ctl({"resume", run}).code, 0); // It shows how it ended.
    }

    void eventsAreInOrderAndCanBeChosen()
    {
        QCOMPARE(ctl({"run", release()}).code, 1);
        const QByteArray finished = ctl({"events", newest(), "--pattern", "run.finished", "--json"}).out;
        QCOMPARE(finished.count('\n'), 1);
        const QJsonObject event = QJsonDocument::fromJson(finished).object();
        QCOMPARE(event.value(QStringLiteral("type")).toString(), QStringLiteral("run.finished"));
        const QByteArray all = ctl({"events", newest(), "--json"}).out;
        QVERIFY(all.count('\n') > 10);
        // Where there are more than asked for, the newest.
        const QByteArrayList whole = all.trimmed().split('\n');
        QCOMPARE(ctl({"events", newest(), "--limit", "2", "--json"}).out.trimmed().split('\n'),
                 whole.mid(whole.size() - 2));
        QCOMPARE(ctl({"events", newest(), "--since", "0", "--limit", "2", "--json"}).out.trimmed().split('\n'),
                 whole.mid(0, 2));
        QCOMPARE(ctl({"events", newest(), "--pattern", "task.claimed", "--limit", "1"}).out.count("task.claimed"), 1);
        const QString since = QString::number(event.value(QStringLiteral("seq")).toInteger());
        QCOMPARE(ctl({"events", newest(), "--since", since, "--json"}).out, QByteArray());
    }

    void simulateLearnsFromHistory()
    {
        touch("fixed");
        const auto source = [this] {
            const QJsonObject all =
                ctl({"simulate", release(), "--json"}).json().value(QStringLiteral("estimate")).toObject();
            return all.value(QStringLiteral("tasks")).toArray().first()[QStringLiteral("duration_source")].toString();
        };
        QCOMPARE(source(), QStringLiteral("default"));
        QCOMPARE(ctl({"run", release()}).code, 0);
        QCOMPARE(source(), QStringLiteral("history"));
        // The critical path comes from the same history, which knows better than the file.
        const QString wrong = write("wrong", "name: wrong\ntasks:\n  - {id: quick, run: 'true', estimate: 10m}\n"
                                             "  - {id: slow, run: 'read -t 1 x <> fifo || true', estimate: 1s, "
                                             "interpreter: [/bin/bash, -c]}\n  - {id: end, depends_on: [quick, slow], "
                                             "run: 'true', estimate: 1s}\n");
        QProcess::execute(QStringLiteral("mkfifo"), {path("fifo")});
        QVERIFY(ctl({"graph", wrong}).out.contains("Critical path: quick → end"));
        QCOMPARE(ctl({"graph", wrong, "--format", "dot"}).out.count("penwidth=3"), 2);
        QVERIFY(ctl({"graph", wrong, "--format", "mermaid"}).out.contains("class t0,t2 critical"));
        QCOMPARE(ctl({"run", wrong}).code, 0);
        const QByteArray drawn = ctl({"graph", wrong}).out;
        QVERIFY2(drawn.contains("Critical path: slow → end"), drawn);
        const QString estimated =
            write("estimated", "name: estimated\ntasks:\n  - {id: a, run: 'true', estimate: 10m}\n");
        const QByteArray text = ctl({"simulate", estimated}).out;
        QVERIFY2(text.contains("given") && text.contains("Time  "), text);
        QVERIFY2(!text.contains("are guesses"), text);
    }

    void everyValueOfTheConfigurationSaysWhereItCameFrom()
    {
        QVERIFY(QDir().mkpath(path("config/podium")));
        QFile file(path("config/podium/podium.yaml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("engine:\n  max_parallel: 3\n  heartbeat: 5s\n");
        file.close();
        setVariable(QStringLiteral("PODIUM_ENGINE_HEARTBEAT"), QStringLiteral("7s"));
        const QByteArray text = ctl({"config", "show", "engine", "--origin", "--set", "engine.inline_result=1KiB"}).out;
        const auto row = [&text](const char *key, const char *value, const char *origin) {
            const QRegularExpression line(QStringLiteral("^engine\\.%1 +%2 +.*%3")
                                              .arg(QLatin1String(key), QLatin1String(value), QLatin1String(origin)),
                                          QRegularExpression::MultilineOption);
            return line.match(QString::fromUtf8(text)).hasMatch();
        };
        QVERIFY2(row("max_parallel", "3", "podium.yaml"), text);
        QVERIFY2(row("heartbeat", "7s", "PODIUM_ENGINE_HEARTBEAT"), text);
        QVERIFY2(row("inline_result", "1KiB", "command line"), text);
        QVERIFY2(row("stop_grace", "1s", "PODIUM_ENGINE_STOP_GRACE"), text);
        QVERIFY2(row("gone_after", "60s|1m", "default"), text);
        QCOMPARE(ctl({"config", "show", "engine.max_paralel"}).code, 3);
    }

    void runsOfManyThousandTasksAreReadInParts()
    {
        QByteArray yaml = "name: many\ntasks:\n";
        for (int i = 0; i < 5'300; ++i)
            yaml += "  - {id: t" + QByteArray::number(i) + ", type: noop}\n";
        yaml += "  - {id: ask, type: human, form: {type: object}}\n";
        const Outcome run = ctl({"run", write("many", yaml), "--no-wait", "--plain"});
        QCOMPARE(run.code, 4);
        QVERIFY2(run.err.contains("waits for a person: ask"), run.err);
        // Everything that led to it was told before it was left.
        QCOMPARE(run.out.count(" done t"), 5'300);
        QVERIFY2(run.out.contains("needs you: "), run.out.right(300));
        const QByteArray shown = ctl({"show", newest()}).out;
        QVERIFY(shown.contains("5300/5301 tasks"));
        // What matters, and how much more there is.
        QVERIFY(shown.contains(" ask "));
        QVERIFY2(shown.contains("… 5101 more: 5101 done") && shown.contains("--all"), shown.right(500));
        QCOMPARE(shown.count(" done "), 199);
        QVERIFY(shown.contains("podiumctl approve"));
        const QByteArray every = ctl({"show", newest(), "--all"}).out;
        for (const char *task : {" t0 ", " t4999 ", " t5000 ", " t5299 "})
            QCOMPARE(every.count(task), 1);
        const QJsonObject whole = ctl({"show", newest(), "--json"}).json();
        QCOMPARE(whole.value(QStringLiteral("tasks")).toArray().size(), 5'301);
        QVERIFY(!whole.contains(QStringLiteral("next")));
    }

    void aRunIsFollowedToItsEndWhileAnotherOneIsBusy()
    {
        QByteArray yaml = "name: busy\ntasks:\n  - {id: t0, type: noop}\n";
        for (int i = 1; i < 4'000; ++i)
            yaml += "  - {id: t" + QByteArray::number(i) + ", type: noop, depends_on: [t" + QByteArray::number(i - 1) +
                    "]}\n";
        start({"serve"}); // Nobody reads what it says, which holds it up when the pipe is full: others are served.
        const QString busy = write("busy", yaml);
        const QString brief = write("brief", "priority: 10\ntasks: [{id: a, type: noop}]\n");
        for (const char *manner : {"--plain", "--json", "--quiet"}) {
            QCOMPARE(ctl({"submit", busy}).code, 0);
            for (int i = 0; i < 3; ++i) {
                const Outcome run = ctl({"run", brief, QLatin1String(manner)});
                QVERIFY2(run.code == 0, QByteArray::number(run.code) + manner + run.out + run.err);
            }
        }
    }

    void everyTemplateIsValidDrawnEstimatedAndStartsAFile()
    {
        const QList<QByteArray> names = ctl({"templates", "-q"}).out.trimmed().split('\n');
        QCOMPARE(names.size(), 6);
        for (const QByteArray &name : names) {
            const QString id = QString::fromUtf8(name);
            QVERIFY2(ctl({"templates", "show", id}).out.contains("\ntasks:"), name);
            const QString file = path(name.constData()) + QStringLiteral(".yaml");
            QCOMPARE(ctl({"templates", "new", id, "-o", file}).code, 0);
            QCOMPARE(ctl({"templates", "new", id, "-o", file}).code, 3); // Never written over.
            QCOMPARE(ctl({"validate", file}).code, 0);
            for (const char *format : {"text", "mermaid", "dot", "json"})
                QVERIFY(!ctl({"graph", id, "--format", QLatin1String(format)}).out.isEmpty());
            QVERIFY(ctl({"simulate", id}).out.startsWith("Time  "));
            const Outcome incomplete = ctl({"run", id});
            QCOMPARE(incomplete.code, 3);
            QVERIFY2(incomplete.err.contains("is missing"), incomplete.err);
        }
    }

    void withoutClaudeATemplateSaysSoAndSimulatedAgentsPlayIt()
    {
        setVariable(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
        setVariable(QStringLiteral("HOME"), path("home"));
        const Outcome none = ctl({"run", "research", "-i", "question=why"});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.out.contains("plan failed: Claude Code (`claude`) was not found in PATH"), none.out);
        QVERIFY2(none.out.contains("npm install"), none.out);
        QVERIFY2(!none.err.contains("Timers cannot"), none.err);
        const QList<QByteArray> agents = ctl({"agents", "-q"}).out.trimmed().split('\n');
        for (const QByteArray &agent : agents)
            QCOMPARE(ctl({"agents", "set", QString::fromUtf8(agent), "--runner", "simulated", "-q"}).code, 0);
        const Outcome played = ctl({"run", "research", "-i", "question=why", "--no-wait"});
        QCOMPARE(played.code, 4); // The report waits to be accepted.
        QVERIFY2(played.err.contains("podiumctl approve "), played.err);
        QCOMPARE(ctl({"approve", QString::fromUtf8(ctl({"approvals", "-q"}).out.trimmed())}).code, 0);
        QCOMPARE(ctl({"resume", newest()}).code, 0);
    }

    void anAgentThatIsHeldBackStaysSoWithTheNextEngine()
    {
        setVariable(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
        setVariable(QStringLiteral("HOME"), path("home"));
        setVariable(QStringLiteral("PODIUM_ENGINE_BREAKER_FAILURES"), QStringLiteral("1"));
        setVariable(QStringLiteral("PODIUM_ENGINE_BREAKER_OPEN"), QStringLiteral("1h"));
        const QString file = write("needy", "tasks: [{id: a, prompt: Do it, retry: {max_attempts: 1}}]\n");
        QCOMPARE(ctl({"run", file, "-q"}).code, 1); // There is no Claude Code.
        // Nobody runs an engine now, and the next one begins anew.
        const QByteArray agents = ctl({"agents"}).out;
        QVERIFY2(agents.contains("The runner claude is held back until"), agents);
        start({"run", file, "-q"});
        const auto why = [this] {
            const QJsonArray tasks = ctl({"show", newest(), "--json"}).json().value(QStringLiteral("tasks")).toArray();
            return tasks.first()[QStringLiteral("why")].toString();
        };
        QTRY_VERIFY_WITH_TIMEOUT(why().contains(QStringLiteral("was not found in PATH")), LimitMs);
        QCOMPARE(state(newest()), QStringLiteral("IN_PROGRESS"));
        QVERIFY(ctl({"agents"}).out.contains("The runner claude is held back until"));
    }

    void theTableFollowsTheSizeOfTheTerminal()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("tmux")).isEmpty())
            QSKIP("tmux is not installed.");
        QByteArray tasks("name: many\ntasks:\n");
        for (int i = 0; i < 300; ++i) {
            tasks += "  - {id: a_name_that_is_rather_long_" + QByteArray::number(i) +
                     ", type: simulated, simulate: {steps: [{delay: 100ms}, {log: hi}]}}\n";
        }
        tasks += "  - {id: last, type: simulated, simulate: {steps: [{delay: 10m}]}}\n";
        const QString command = QStringLiteral("'%1' run '%2' -j 50").arg(program(), write("many", tasks));
        const auto tmux = [this](const QStringList &words) {
            return execute(QStringLiteral("tmux"), QStringList{QStringLiteral("-u"), QStringLiteral("-S"), path("tmux"),
                                                               QStringLiteral("-f"), QStringLiteral("/dev/null")} +
                                                       words);
        };
        struct Server
        {
            std::function<void()> kill;
            ~Server() { kill(); }
        } const server{[&] { tmux({"kill-server"}); }};
        QCOMPARE(tmux({"new-session", "-d", "-s", "t", "-x", "80", "-y", "24", command}).code, 0);
        const auto screen = [&] { return QString::fromUtf8(tmux({"capture-pane", "-p", "-t", "t"}).out); };
        QTRY_VERIFY_WITH_TIMEOUT(screen().contains(QStringLiteral("/301 tasks")), LimitMs);
        for (const auto &[columns, rows] : {std::pair(40, 24), std::pair(100, 10), std::pair(60, 30)}) {
            tmux({"resize-window", "-t", "t", "-x", QString::number(columns), "-y", QString::number(rows)});
            // What the terminal itself wraps and scrolls may stay above; the newest picture is whole.
            const auto picture = [&] {
                const QString all = screen();
                return all.mid(qMax(qsizetype(0), all.lastIndexOf(QStringLiteral("many-")))).trimmed();
            };
            QTRY_VERIFY2_WITH_TIMEOUT(picture().section(u'\n', 0, 0).contains(QStringLiteral("/301 tasks")) &&
                                          picture().section(u'\n', -1).contains(QStringLiteral(" more: ")) &&
                                          picture().count(u'\n') < rows - 1 && picture().count(u'\n') > rows - 5,
                                      qPrintable(screen()), LimitMs);
        }
        tmux({"send-keys", "-t", "t", "C-c"});
        QTRY_COMPARE_WITH_TIMEOUT(state(newest()), QStringLiteral("CANCELLED"), LimitMs);
    }
};

QTEST_GUILESS_MAIN(TestPodiumctlVerbs)
#include "tst_podiumctlverbs.moc"
