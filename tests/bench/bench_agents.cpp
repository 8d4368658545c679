// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// bench_agents [agents]: real Claude Code processes at once (50), under the real podiumctl and supervisor, with a
// scripted Messages API on loopback that holds its answers until all have asked. Needs PODIUM_TEST_CLAUDE, and about
// 150 MB each.
#include "support/messagesapi.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace Qt::StringLiterals;
using namespace podium::test;

namespace
{

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Kilobytes; a page that several processes share counts for each in part. 0 if it cannot be read.
qint64 pssKb(qint64 pid)
{
    for (const QByteArray &line : contents(u"/proc/%1/smaps_rollup"_s.arg(pid)).split('\n')) {
        if (line.startsWith("Pss:"))
            return line.mid(4).simplified().split(' ').first().toLongLong();
    }
    return 0;
}

/// Processes whose program's name ends so and whose command line or environment names the folder.
QList<qint64> processes(const QString &program, const QByteArray &folder)
{
    QList<qint64> out;
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString place = u"/proc/"_s + entry;
        if (entry.toLongLong() > 0 && QFile::symLinkTarget(place + u"/exe"_s).endsWith(program) &&
            (contents(place + u"/cmdline"_s).contains(folder) || contents(place + u"/environ"_s).contains(folder)))
            out.append(entry.toLongLong());
    }
    return out;
}

qint64 sumOf(const QList<qint64> &pids)
{
    qint64 out = 0;
    for (const qint64 pid : pids)
        out += pssKb(pid);
    return out;
}

double share(QList<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(qsizetype(part * double(values.size() - 1)));
}

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

/// Lets events through until it is so.
void waitFor(const char *what, const std::function<bool()> &done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
        if (timer.elapsed() > 600'000)
            giveUp(u"waited in vain for %1"_s.arg(QLatin1StringView(what)));
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int count = argc > 1 ? std::max(1, std::atoi(argv[1])) : 50;
    const QString claude = qEnvironmentVariable("PODIUM_TEST_CLAUDE");
    if (claude.isEmpty())
        giveUp(u"PODIUM_TEST_CLAUDE is not set to the claude program"_s);
    const QByteArray load = contents(u"/proc/loadavg"_s).split(' ').first();
    QTemporaryDir folder;
    const QString data = folder.filePath(u"data"_s);
    MessagesApi api;
    if (!api.listen() || !QDir().mkpath(folder.filePath(u"home"_s)))
        giveUp(u"no port on loopback, or no folder"_s);

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : {std::pair{u"PODIUM_DATA_FOLDER"_s, data},
                                      {u"XDG_CONFIG_HOME"_s, folder.filePath(u"config"_s)},
                                      {u"HOME"_s, folder.filePath(u"home"_s)},
                                      {u"CLAUDE_CONFIG_DIR"_s, folder.filePath(u"home/.claude"_s)},
                                      {u"PODIUM_CLAUDE"_s, claude},
                                      {u"ANTHROPIC_BASE_URL"_s, api.url()},
                                      {u"ANTHROPIC_API_KEY"_s, u"key"_s},
                                      {u"DISABLE_TELEMETRY"_s, u"1"_s},
                                      {u"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"_s, u"1"_s}})
        environment.insert(name, value);
    environment.remove(u"PODIUM_TEST_CLAUDE"_s);
    const QString program = QStringLiteral(PODIUM_BINARY_DIR "/bin/podiumctl");
    const auto ctl = [&](const QStringList &arguments) {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(folder.path());
        process.start(program, arguments, QIODevice::ReadOnly);
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            giveUp(QString::fromUtf8(process.readAllStandardError()));
        return process.readAllStandardOutput();
    };
    ctl({u"agents"_s, u"set"_s, u"fleet"_s, u"--runner"_s, u"claude"_s, u"--role"_s, u"fleet"_s, u"--max-parallel"_s,
         QString::number(count)});

    // One agent first, so that what Podium itself needs is known, then all.
    const auto flow = [&](const QString &name, int agents) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            giveUp(file.errorString());
        file.write("name: fleet\ntasks:\n");
        for (int i = 0; i < agents; ++i)
            file.write("  - {id: a" + QByteArray::number(i) + ", prompt: 'Agent <" + QByteArray::number(i) +
                       ">', role: fleet, workspace: scratch}\n");
        return file.fileName();
    };
    const auto serve = [&](const QString &file, QProcess &process) {
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(folder.path());
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(program, {u"--set"_s, u"engine.max_parallel=%1"_s.arg(count), u"run"_s, file, u"--plain"_s},
                      QIODevice::ReadOnly);
    };
    const auto own = [&](const QProcess &process) {
        return pssKb(process.processId()) + sumOf(processes(u"podium-supervisor"_s, data.toUtf8()));
    };

    QMap<QString, qint64> asked; ///< When the model was first asked, by task.
    QObject::connect(&api, &MessagesApi::requestReceived, &app, [&](int index) {
        static const QRegularExpression s_agent(u"Agent <(\\d+)>"_s);
        const QString task = u'a' + s_agent.match(api.requests().at(index).firstUserText()).captured(1);
        if (!asked.contains(task))
            asked.insert(task, QDateTime::currentMSecsSinceEpoch());
    });
    const auto hold = [&](int agents) {
        ApiTurn turn = ApiTurn::say(u"Done."_s).held();
        turn.times = agents;
        api.add(turn);
    };

    QProcess one;
    hold(1);
    serve(flow(u"one.yaml"_s, 1), one);
    waitFor("the first agent", [&] { return api.held() == 1; });
    const qint64 ownOne = own(one);
    api.release();
    waitFor("its end", [&] { return one.state() == QProcess::NotRunning; });
    asked.clear();

    QProcess all;
    hold(count);
    QElapsedTimer whole;
    whole.start();
    serve(flow(u"all.yaml"_s, count), all);
    waitFor("all agents", [&] { return api.held() == count || all.state() == QProcess::NotRunning; });
    if (api.held() != count)
        giveUp(u"only %1 agents have asked"_s.arg(api.held()));
    const double startedS = double(whole.elapsed()) / 1000;
    const QList<qint64> agents = processes(claude.section(u'/', -1), data.toUtf8());
    QList<double> memory;
    for (const qint64 pid : agents)
        memory.append(double(pssKb(pid)) / 1024);
    const qint64 ownAll = own(all);
    const QByteArray loadThen = contents(u"/proc/loadavg"_s).split(' ').first();
    api.release();
    waitFor("the end of all", [&] { return all.state() == QProcess::NotRunning; });
    const double endedS = double(whole.elapsed()) / 1000;
    if (all.exitCode() != 0)
        giveUp(u"the run failed with code %1"_s.arg(all.exitCode()));

    const QString run = QString::fromUtf8(ctl({u"runs"_s, u"-q"_s, u"--limit"_s, u"1"_s}).trimmed());
    const QJsonObject shown = QJsonDocument::fromJson(ctl({u"show"_s, run, u"--json"_s})).object();
    QList<double> latency;
    for (const QJsonValue &task : shown.value("tasks"_L1).toArray()) {
        const qint64 started = qint64(task["started_ms"_L1].toDouble());
        latency.append(double(asked.value(task["key"_L1].toString()) - started) / 1000);
    }
    std::printf("%d agents (%lld processes), load average %s before, %s when all had asked\n", count,
                qlonglong(agents.size()), load.constData(), loadThen.constData());
    std::printf("from claim to the first request: p50 %.2f s, p95 %.2f s, all within %.1f s; all done after %.1f s\n",
                share(latency, 0.5), share(latency, 0.95), startedS, endedS);
    double total = 0;
    for (const double mb : std::as_const(memory))
        total += mb;
    std::printf("an agent, PSS: p50 %.1f MB, most %.1f MB, together %.2f GB\n", share(memory, 0.5), share(memory, 1),
                total / 1024);
    std::printf("Podium (engine and supervisor), PSS: %.1f MB with one agent, %.1f MB with %d: %.3f MB for each more\n",
                double(ownOne) / 1024, double(ownAll) / 1024, count,
                count > 1 ? double(ownAll - ownOne) / 1024 / (count - 1) : 0.0);
    return 0;
}
