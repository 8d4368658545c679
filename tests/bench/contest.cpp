// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/contest.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTextStream>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <sys/resource.h>

namespace podium::bench
{

namespace
{

double processorSeconds()
{
    double seconds = 0;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        getrusage(who, &usage);
        for (const timeval &time : {usage.ru_utime, usage.ru_stime})
            seconds += double(time.tv_sec) + double(time.tv_usec) / 1e6;
    }
    return seconds;
}

QString cell(const QString &text, int width)
{
    return text.rightJustified(width);
}

} // namespace

Result<void> contest(const QString &title, const QList<Contender> &contenders, int rounds)
{
    QTextStream out(stdout);
    QList<QList<Sample>> samples(contenders.size());
    for (int round = 0; round < rounds; ++round) {
        for (qsizetype i = 0; i < contenders.size(); ++i) {
            const Result<Sample> sample = contenders.at(i).run();
            if (!sample)
                return fail(sample.error().code, sample.error().text(), contenders.at(i).name);
            samples[i].append(*sample);
        }
    }

    out << '\n' << title << QStringLiteral(" (%1 rounds, in turns)\n").arg(rounds);
    out << QStringLiteral("  %1 %2 %3 %4 %5 %6\n")
               .arg(QStringLiteral("what").leftJustified(46), cell(QStringLiteral("tasks"), 7),
                    cell(QStringLiteral("tasks/s"), 9), cell(QStringLiteral("best"), 9),
                    cell(QStringLiteral("CPU us"), 8), cell(QStringLiteral("ratio"), 6));
    double reference = 0;
    for (qsizetype i = 0; i < contenders.size(); ++i) {
        const Contender &contender = contenders.at(i);
        QList<double> rates;
        QList<double> costs;
        for (const Sample &sample : std::as_const(samples[i])) {
            rates.append(contender.tasks / sample.wallSeconds);
            costs.append(sample.cpuSeconds * 1e6 / contender.tasks);
        }
        const double rate = median(rates);
        if (contender.reference)
            reference = rate;
        out << QStringLiteral("  %1 %2 %3 %4 %5 %6\n")
                   .arg(contender.name.leftJustified(46), cell(QString::number(contender.tasks), 7),
                        cell(QString::number(rate, 'f', 0), 9),
                        cell(QString::number(*std::max_element(rates.cbegin(), rates.cend()), 'f', 0), 9),
                        cell(QString::number(median(costs), 'f', 0), 8),
                        cell(reference > 0 ? QString::number(rate / reference, 'f', 2) : QStringLiteral("-"), 6));
    }
    out.flush();
    return {};
}

Result<Sample> timed(const std::function<Result<void>()> &work)
{
    const double cpu = processorSeconds();
    QElapsedTimer timer;
    timer.start();
    if (const Result<void> done = work(); !done)
        return tl::unexpected(done.error());
    Sample sample;
    sample.wallSeconds = double(timer.nsecsElapsed()) / 1e9;
    sample.cpuSeconds = processorSeconds() - cpu;
    return sample;
}

Result<void> runProgram(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(600'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return fail(ErrorCode::Unavailable, process.errorString(), program,
                    QStringLiteral("Exit status %1; is %2 installed?").arg(process.exitCode()).arg(program));
    return {};
}

double median(QList<double> values)
{
    return percentile(std::move(values), 0.5);
}

double percentile(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto rank = qsizetype(std::ceil(share * double(values.size())));
    return values.at(std::clamp<qsizetype>(rank - 1, 0, values.size() - 1));
}

} // namespace podium::bench
