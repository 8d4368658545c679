// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/cli/commandline.h"
#include "control/cli/completion.h"
#include "control/cli/helptext.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace podium;
using namespace podium::control;

namespace
{

CommandLineSurroundings surroundings()
{
    CommandLineSurroundings out;
    out.currentDirectory = QStringLiteral("/home/ada");
    out.exists = [](const QString &path) { return path == QLatin1String("/home/ada/build.yaml"); };
    out.readFile = [](const QString &path) -> Result<QByteArray> {
        if (path == QLatin1String("/home/ada/notes.md"))
            return QByteArray("some notes\n");
        if (path == QLatin1String("-"))
            return QByteArray("name: x\n");
        return fail(ErrorCode::NotFound, QStringLiteral("no such file"), path);
    };
    return out;
}

Result<ParsedCommand> parse(const QString &line)
{
    return parseCommandLine(line.split(u' ', Qt::SkipEmptyParts), surroundings());
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileIsMadeAbsoluteAndAnythingElseIsATemplate()
    {
        auto parsed = parse(QStringLiteral("run build.yaml"));
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().text()));
        QCOMPARE(parsed->operation->name, QStringLiteral("run.submit"));
        QCOMPARE(parsed->params.value(QStringLiteral("file")).toString(), QStringLiteral("/home/ada/build.yaml"));
        QCOMPARE(parsed->params.value(QStringLiteral("working_directory")).toString(), QStringLiteral("/home/ada"));
        parsed = parse(QStringLiteral("run research"));
        QCOMPARE(parsed->params.value(QStringLiteral("template")).toString(), QStringLiteral("research"));
        parsed = parse(QStringLiteral("run -"));
        QCOMPARE(parsed->params.value(QStringLiteral("definition")).toString(), QStringLiteral("name: x\n"));
        parsed = parse(QStringLiteral("run missing.yaml"));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().where, QStringLiteral("missing.yaml"));
    }

    void optionsOfAnAgentAreJsonOrText()
    {
        const auto parsed = parse(QStringLiteral("agents set ada -o max_turns=2 -o config_dir=private "
                                                 "-o permissions={\"allow\":[\"Write\"]} -o hooks=@notes.md"));
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().text()));
        const QJsonObject options = parsed->params.value(QStringLiteral("options")).toObject();
        QCOMPARE(options.value(QStringLiteral("max_turns")), QJsonValue(2));
        QCOMPARE(options.value(QStringLiteral("config_dir")), QJsonValue(QStringLiteral("private")));
        QVERIFY(options.value(QStringLiteral("permissions"))[QStringLiteral("allow")].isArray());
        QCOMPARE(options.value(QStringLiteral("hooks")), QJsonValue(QStringLiteral("some notes\n")));
    }

    void inputsCollectAndReadFiles()
    {
        const auto parsed = parse(QStringLiteral("run research -i topic=a=b --input notes=@notes.md --input at=@@x"));
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().text()));
        const QJsonObject inputs = parsed->params.value(QStringLiteral("inputs")).toObject();
        QCOMPARE(inputs.value(QStringLiteral("topic")).toString(), QStringLiteral("a=b"));
        QCOMPARE(inputs.value(QStringLiteral("notes")).toString(), QStringLiteral("some notes\n"));
        QCOMPARE(inputs.value(QStringLiteral("at")).toString(), QStringLiteral("@x"));
    }

    void theSameOptionsInEveryOrderGiveTheSame_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("global first") << "--json --data-folder /d runs -n 5 -s failed";
        QTest::newRow("global last") << "runs -n 5 -s failed --json --data-folder=/d";
        QTest::newRow("attached") << "runs -n5 -sfailed --data-folder /d --json";
        QTest::newRow("long with equals") << "runs --limit=5 --state=FAILED --json --data-folder /d";
    }
    void theSameOptionsInEveryOrderGiveTheSame()
    {
        QFETCH(QString, line);
        const auto parsed = parse(line);
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().text()));
        QVERIFY(parsed->json);
        QCOMPARE(parsed->settings.size(), 1);
        QCOMPARE(parsed->settings.first().first, QStringLiteral("data_folder"));
        QCOMPARE(parsed->settings.first().second, QStringLiteral("/d"));
        QCOMPARE(parsed->params.value(QStringLiteral("limit")).toInt(), 5);
        QCOMPARE(parsed->params.value(QStringLiteral("states")).toArray(), QJsonArray{QStringLiteral("FAILED")});
    }

    void usageErrorsNameWhatWasMeant_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("contains");
        QTest::newRow("command") << "rnus"
                                 << "\"runs\"";
        QTest::newRow("subcommand") << "agents shwo x"
                                    << "\"show\"";
        QTest::newRow("option") << "runs --limti 5"
                                << "\"--limit\"";
        QTest::newRow("missing value") << "runs --limit"
                                       << "--limit needs a value";
        QTest::newRow("missing argument") << "show"
                                          << "RUN is missing";
        QTest::newRow("too many") << "show a b"
                                  << "\"b\" is one word too many";
        QTest::newRow("number") << "runs -n many"
                                << "whole number";
        QTest::newRow("choice") << "graph x --format dto"
                                << "\"dot\"";
        QTest::newRow("pair") << "run x -i topic"
                              << "KEY=VALUE was expected";
        QTest::newRow("switch with value") << "logs x --follow=yes"
                                           << "--follow takes no value";
        QTest::newRow("time") << "wait x --timeout soon"
                              << "is not a time";
        QTest::newRow("file") << "run x -i a=@gone.txt"
                              << "gone.txt";
        QTest::newRow("json") << "answer x --json-answer {"
                              << "JSON";
        QTest::newRow("needs its run") << "resume --json --no-follow"
                                       << "--no-follow needs RUN";
        QTest::newRow("not even with a run") << "resume --no-folow"
                                             << "there is no option --no-folow";
        QTest::newRow("set") << "runs --set engine"
                             << "KEY=VALUE";
    }
    void usageErrorsNameWhatWasMeant()
    {
        QFETCH(QString, line);
        QFETCH(QString, contains);
        const auto parsed = parse(line);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidArgument);
        QVERIFY2(parsed.error().text().contains(contains), qPrintable(parsed.error().text()));
    }

    void approveAndDenyAreTheSameOperation()
    {
        const auto yes = parse(QStringLiteral("approve 01ab"));
        const auto no = parse(QStringLiteral("deny 01ab -m why"));
        QCOMPARE(yes->operation, no->operation);
        QVERIFY(yes->params.value(QStringLiteral("approve")).toBool());
        QVERIFY(!no->params.value(QStringLiteral("approve")).toBool(true));
        QCOMPARE(no->params.value(QStringLiteral("comment")).toString(), QStringLiteral("why"));
    }

    void everythingAfterADoubleDashIsPlain()
    {
        const auto parsed = parse(QStringLiteral("send hello build -- --not-an-option"));
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().text()));
        QCOMPARE(parsed->params.value(QStringLiteral("text")).toString(), QStringLiteral("--not-an-option"));
    }

    void helpIsReachedFromEveryWhere()
    {
        QCOMPARE(parse(QString())->kind, ParsedCommand::Kind::Help);
        QCOMPARE(parse(QStringLiteral("--help"))->kind, ParsedCommand::Kind::Help);
        QCOMPARE(parse(QStringLiteral("run -h"))->helpFor, QStringList{QStringLiteral("run")});
        QCOMPARE(parse(QStringLiteral("help agents scale"))->helpFor,
                 QStringList({QStringLiteral("agents"), QStringLiteral("scale")}));
        QCOMPARE(parse(QStringLiteral("agents scale --help"))->helpFor,
                 QStringList({QStringLiteral("agents"), QStringLiteral("scale")}));
        QCOMPARE(parse(QStringLiteral("--version"))->operation->name, QStringLiteral("version"));
    }

    void helpOfEveryCommandFitsTheTerminalAndNamesItsOptions()
    {
        for (const Operation &op : operations()) {
            for (const CliForm &form : op.cli) {
                const auto text = helpText(form.words.split(u' '), 80, false);
                QVERIFY2(text, qPrintable(form.words));
                for (const CliArgument &option : form.options)
                    QVERIFY2(text->contains(QStringLiteral("--") + option.name), qPrintable(form.words));
                const QStringList lines = text->split(u'\n');
                for (const QString &line : lines) {
                    // Examples and usage are copied to a shell and therefore not wrapped.
                    if (!line.startsWith(QLatin1String("  podiumctl")))
                        QVERIFY2(line.size() <= 80, qPrintable(form.words + u'\n' + line));
                }
            }
        }
        const auto all = helpText({}, 80, false);
        QVERIFY(all->contains(QLatin1String("Exit codes")));
        QVERIFY(!helpText({QStringLiteral("agnets")}, 80, false));
    }

    void timesAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("ms") << "250ms" << qint64(250);
        QTest::newRow("bare") << "250" << qint64(250);
        QTest::newRow("mixed") << "1h30m" << qint64(5'400'000);
        QTest::newRow("fraction") << "1.5s" << qint64(1500);
        QTest::newRow("days") << "2d" << qint64(172'800'000);
        QTest::newRow("empty") << "" << qint64(-1);
        QTest::newRow("mixed bare") << "5m30" << qint64(-1);
        QTest::newRow("negative") << "-5s" << qint64(-1);
        QTest::newRow("huge") << "99999999999999999999d" << qint64(-1);
    }
    void timesAreRead()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto read = parseDuration(text);
        QCOMPARE(read.has_value() ? *read : -1, ms);
    }

    void bashCompletesFromTheTable()
    {
        const QString bash = QStandardPaths::findExecutable(QStringLiteral("bash"));
        if (bash.isEmpty())
            QSKIP("bash is not installed");
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("c")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(completionScript(QStringLiteral("bash"))->toUtf8());
        // A stand-in for podiumctl, which gives the names.
        file.write(
            "\npodiumctl() { case \"$*\" in runs*) echo hello-1 hello-2 ;;"
            " '--data-folder my data runs'*) echo elsewhere-1 ;; workflows*) echo mine ;; templates*) echo theirs ;;"
            " esac; }\n"
            "try() { COMP_WORDS=(podiumctl \"$@\"); COMP_CWORD=$#; _podiumctl; echo \"${COMPREPLY[*]}\"; }\n"
            "try val\ntry agents sc\ntry graph x --format m\ntry show he\ntry run --no-w\n"
            "try --data-folder x temp\ntry completion f\ntry review ''\ntry --log-format ''\ntry ru\n"
            "try --data-folder 'my data' show ''\ntry run the\ntry workflows show m\n");
        file.close();
        QProcess process;
        process.start(bash, {QStringLiteral("--norc"), file.fileName()});
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(process.readAllStandardOutput(),
                 QByteArray("validate\nscale\nmermaid\nhello-1 hello-2\n--no-wait\ntemplates\nfish\nlist diff merge "
                            "discard\ntext json\nrun runs rules\nelsewhere-1\ntheirs\nmine\n"));
    }

    void fishCompletesFromTheTable()
    {
        const QString fish = QStandardPaths::findExecutable(QStringLiteral("fish"));
        if (fish.isEmpty())
            QSKIP("fish is not installed");
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("c.fish")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(completionScript(QStringLiteral("fish"))->toUtf8());
        file.write("\nfunction podiumctl\n switch \"$argv[1]\"\n case runs\n printf 'hello-1\\nhello-2\\n'\n"
                   " case workflows\n echo mine\n case templates\n echo theirs\n end\nend\n"
                   "complete -C 'podiumctl val' | string split -f1 \\t\n"
                   "complete -C 'podiumctl agents sc' | string split -f1 \\t\n"
                   "complete -C 'podiumctl graph x --format m' | string split -f1 \\t\n"
                   "complete -C 'podiumctl show he' | string split -f1 \\t\n"
                   "complete -C 'podiumctl review d' | string split -f1 \\t\n"
                   "complete -C 'podiumctl --log-format ' | string split -f1 \\t\n"
                   "complete -C 'podiumctl run the' | string split -f1 \\t\n"
                   "complete -C 'podiumctl workflows show m' | string split -f1 \\t\n");
        file.close();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), folder.path());
        process.setProcessEnvironment(environment);
        process.start(fish, {QStringLiteral("--no-config"), file.fileName()});
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(process.readAllStandardOutput(), QByteArray("validate\nscale\nmermaid\nhello-1\nhello-2\n"
                                                             "diff\ndiscard\njson\ntext\ntheirs\nmine\n"));
    }

    void zshLoadsTheCompletion()
    {
        const QString zsh = QStandardPaths::findExecutable(QStringLiteral("zsh"));
        if (zsh.isEmpty())
            QSKIP("zsh is not installed");
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("_podiumctl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(completionScript(QStringLiteral("zsh"))->toUtf8());
        file.close();
        QProcess process;
        process.start(zsh,
                      {QStringLiteral("-f"), QStringLiteral("-c"),
                       QStringLiteral("autoload -U compinit && compinit -u -D && source %1 && print $_comps[podiumctl]")
                           .arg(file.fileName())});
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QVERIFY(process.readAllStandardOutput().contains("_podiumctl"));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
