// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// bench_spawn [tasks] [rounds]: /bin/true through the client and the supervisor, in turns with a bare posix_spawn loop.
#include "agents/process/supervisorclient.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace podium;

namespace
{

constexpr int Parallel = 8;

struct Figures
{
    double perSecond = 0;
    double cpuUs = 0;   ///< Per task, all processes.
    double ownUs = 0;   ///< Of it: this process.
    double otherUs = 0; ///< Of it: the supervisor itself.
};

double cpuUsOf(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto us = [](const timeval &t) { return t.tv_sec * 1e6 + static_cast<double>(t.tv_usec); };
    return us(usage.ru_utime) + us(usage.ru_stime);
}

/// CPU microseconds of a process and, apart, of its reaped children.
std::pair<double, double> cpuUsOfProcess(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    const double tick = 1e6 / static_cast<double>(sysconf(_SC_CLK_TCK));
    return {(fields.at(11).toDouble() + fields.at(12).toDouble()) * tick,
            (fields.at(13).toDouble() + fields.at(14).toDouble()) * tick};
}

Figures bare(int tasks)
{
    char name[] = "true";
    char *argv[] = {name, nullptr};
    QElapsedTimer timer;
    timer.start();
    const double before = cpuUsOf(RUSAGE_CHILDREN) + cpuUsOf(RUSAGE_SELF);
    int started = 0;
    for (int ended = 0; ended < tasks;) {
        for (; started < tasks && started - ended < Parallel; ++started) {
            pid_t pid = 0;
            if (posix_spawn(&pid, "/bin/true", nullptr, nullptr, argv, environ) != 0)
                std::abort();
        }
        if (waitpid(-1, nullptr, 0) > 0)
            ++ended;
    }
    Figures figures;
    figures.perSecond = tasks * 1e9 / static_cast<double>(timer.nsecsElapsed());
    figures.cpuUs = (cpuUsOf(RUSAGE_CHILDREN) + cpuUsOf(RUSAGE_SELF) - before) / tasks;
    return figures;
}

Figures supervised(agents::SupervisorClient &client, qint64 supervisor, const QString &folder, int tasks, int round)
{
    QList<QByteArray> environment;
    for (char **variable = environ; *variable; ++variable)
        environment.append(*variable);
    int started = 0;
    int ended = 0;
    QEventLoop loop;
    const auto startNext = [&] {
        agents::SpawnRequest request;
        request.id = QStringLiteral("bench/%1/%2").arg(round).arg(started++);
        request.program = "/bin/true";
        request.argv = {"true"};
        request.environment = environment;
        request.workingDirectory = "/tmp";
        request.spoolFolder = QFile::encodeName(folder + QLatin1Char('/') + QString::number(round) + QLatin1Char('-') +
                                                QString::number(started));
        mkdir(request.spoolFolder.constData(), 0700);
        client.spawn(request);
    };
    QObject context;
    QObject::connect(&client, &agents::SupervisorClient::exited, &context, [&](const QString &id) {
        client.acknowledge(id);
        if (++ended == tasks)
            loop.quit();
        else if (started < tasks)
            startNext();
    });
    QObject::connect(&client, &agents::SupervisorClient::spawnFailed, &context,
                     [](const QString &id, const agents::SpawnFailure &failure) {
                         std::fprintf(stderr, "%s: stage %d errno %d\n", qPrintable(id), int(failure.stage),
                                      failure.errorNumber);
                         std::exit(1);
                     });
    QElapsedTimer timer;
    timer.start();
    const double ownBefore = cpuUsOf(RUSAGE_SELF);
    const auto otherBefore = cpuUsOfProcess(supervisor);
    for (int i = 0; i < Parallel && i < tasks; ++i)
        startNext();
    loop.exec();
    Figures figures;
    figures.perSecond = tasks * 1e9 / static_cast<double>(timer.nsecsElapsed());
    const auto otherAfter = cpuUsOfProcess(supervisor);
    figures.ownUs = (cpuUsOf(RUSAGE_SELF) - ownBefore) / tasks;
    figures.otherUs = (otherAfter.first - otherBefore.first) / tasks;
    figures.cpuUs = figures.ownUs + figures.otherUs + (otherAfter.second - otherBefore.second) / tasks;
    return figures;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int tasks = argc > 1 ? std::max(1, std::atoi(argv[1])) : 3000;
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    QTemporaryDir folder;
    agents::SupervisorClient client;
    qint64 supervisor = 0;
    QEventLoop loop;
    QObject::connect(&client, &agents::SupervisorClient::connected, &loop, [&](qint64 pid) {
        supervisor = pid;
        loop.quit();
    });
    QObject::connect(&client, &agents::SupervisorClient::failed, &loop, [](const Error &error) {
        std::fprintf(stderr, "%s\n", qPrintable(error.text()));
        std::exit(1);
    });
    client.connectOrStart(folder.path(),
                          qEnvironmentVariable("PODIUM_SUPERVISOR", QStringLiteral(PODIUM_SUPERVISOR_PROGRAM)));
    loop.exec();
    std::printf("%-34s %10s %12s %12s %12s\n", "/bin/true, 8 at a time", "tasks/s", "CPU us/task", "client us",
                "supervisor");
    for (int round = 0; round < rounds; ++round) {
        const Figures floor = bare(tasks);
        std::printf("%-34s %10.0f %12.0f\n", "bare posix_spawn loop", floor.perSecond, floor.cpuUs);
        const Figures ours = supervised(client, supervisor, folder.path(), tasks, round);
        std::printf("%-34s %10.0f %12.0f %12.0f %12.0f\n", "client + supervisor", ours.perSecond, ours.cpuUs,
                    ours.ownUs, ours.otherUs);
    }
    return 0;
}
