// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// A million lines of log in the store: how fast they are taken in and found, and what memory that takes, beside ripgrep
// (or grep, where that is not there) over the same lines in a file. Prints numbers, judges none.
//   bench_logs [LINES]
#include "storage/queries.h"
#include "storage/storage.h"
#include "support/storesamples.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>

using namespace podium;
using namespace podium::test;

namespace
{

/// Resident memory of this process in MB.
double residentMb()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

void print(const char *what, qint64 ns, qint64 lines = 0)
{
    std::printf("%-52s %10.1f ms", what, double(ns) / 1e6);
    if (lines > 0)
        std::printf("  %12.0f lines/s", double(lines) * 1e9 / double(ns));
    std::printf("  %7.1f MB\n", residentMb());
    std::fflush(stdout);
}

QString textOf(int i)
{
    return i % 100'000 == 99'999
               ? QStringLiteral("[%1] connection refused by needle host").arg(i)
               : QStringLiteral("[%1] Building CXX object src/storage/file%2.cpp.o").arg(i).arg(i % 977);
}

void find(storage::RunQueries &queries, const char *what, const storage::LogFilter &filter, const QString &pattern)
{
    QElapsedTimer timer;
    timer.start();
    qsizetype found = 0;
    storage::LogFilter rest = filter;
    for (bool more = true; more;) {
        const auto page = await(queries.logPage(rest, pattern, 500));
        if (!page) {
            std::printf("%s: %s\n", what, qPrintable(page.error().text()));
            return;
        }
        found += page->lines.size();
        (rest.tail ? rest.beforeId : rest.sinceId) = page->reached;
        more = page->more && found < 500;
    }
    print(what, timer.nsecsElapsed());
    std::printf("    %lld found\n", static_cast<long long>(found));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int lines = app.arguments().size() > 1 ? qMax(1000, app.arguments().at(1).toInt()) : 1'000'000;
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("lines.txt"));
    {
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly))
            return 1;
        for (int i = 0; i < lines; ++i)
            out.write(textOf(i).toUtf8() + '\n');
    }
    const QString url = QStringLiteral("sqlite://") + folder.filePath(QStringLiteral("podium.db"));
    storage::Storage store(sampleOptions(url));
    if (!await(store.takeOver(QStringLiteral("bench"))))
        return 1;
    qint64 seq = 0;
    (void)commitNow(store, creationOf(QStringLiteral("run"), sampleWorkflow(3), seq));
    const double before = residentMb();
    std::printf("%d lines, %.1f MB resident before\n", lines, before);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < lines;) {
        QList<engine::LogLine> batch;
        for (int end = qMin(lines, i + 1000); i < end; ++i)
            batch.append(sampleLine(QStringLiteral("run"), 0, textOf(i), i + 1));
        store.append(batch);
        // As a reader of spools: it waits where too much is pending.
        if (store.pendingBytes() > (8 << 20))
            (void)store.lastOffset({QStringLiteral("run"), 0, 1}, QStringLiteral("stdout"));
    }
    (void)store.lastOffset({QStringLiteral("run"), 0, 1}, QStringLiteral("stdout"));
    print("taken in, on disk, with their words", timer.nsecsElapsed(), lines);

    storage::RunQueries queries(url);
    storage::LogFilter newest;
    newest.tail = true;
    find(queries, "the newest 500", newest, {});
    storage::LogFilter middle;
    middle.sinceId = lines / 2;
    find(queries, "500 from the middle", middle, {});
    storage::LogFilter word;
    word.text = QStringLiteral("needle");
    find(queries, "by a word, all of them", word, {});
    find(queries, "by a regular expression, all of them", {}, QStringLiteral("refused by n\\w+"));

    const bool ripgrep = !QStandardPaths::findExecutable(QStringLiteral("rg")).isEmpty();
    const QString program = ripgrep ? QStringLiteral("rg") : QStringLiteral("grep");
    for (const QString &pattern : {QStringLiteral("needle"), QStringLiteral("refused by n[a-z]+")}) {
        timer.restart();
        QProcess process;
        process.start(program, {ripgrep ? QStringLiteral("-N") : QStringLiteral("-E"), pattern, file});
        process.waitForFinished(-1);
        print(qPrintable(QStringLiteral("%1 %2, over a file").arg(program, pattern)), timer.nsecsElapsed());
    }
    return 0;
}
