// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Measures the engine beside the programs it wants to beat, in one run and in turns: only ratios of one run mean
// anything on a machine that others use too.
#include "bench/baresqlite.h"
#include "bench/contest.h"
#include "bench/enginebench.h"
#include "bench/layereddag.h"
#include "bench/storealone.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTextStream>

using namespace podium;
using namespace podium::bench;

namespace
{

const QList<LayeredDag> Shapes{{100, 20}, {100, 100}};

/// On the file system of the build: a small /tmp may be memory, and a full one may be slow at making files.
QString scratch()
{
    return QStringLiteral(PODIUM_BINARY_DIR "/bench-XXXXXX");
}

Contender bareSqlite(const LayeredDag &dag, int group)
{
    Contender contender;
    contender.name = QStringLiteral("bare SQLite loop, FULL, groups of %1").arg(group);
    contender.tasks = dag.size();
    contender.reference = true;
    contender.run = [dag, group]() -> Result<Sample> {
        const QTemporaryDir folder(scratch());
        return timed([&] { return runBareSqlite(dag, folder.filePath(QStringLiteral("bare.db")), group); });
    };
    return contender;
}

Contender storeAlone(const LayeredDag &dag, int group)
{
    Contender contender;
    contender.name = QStringLiteral("the store alone, FULL, batches of %1").arg(group);
    contender.tasks = dag.size();
    contender.run = [dag, group]() -> Result<Sample> {
        const QTemporaryDir folder(scratch());
        return runStoreAlone(dag, QStringLiteral("sqlite://") + folder.filePath(QStringLiteral("store.db")), group);
    };
    return contender;
}

domain::TaskSpec noop()
{
    domain::TaskSpec task;
    task.type = QStringLiteral("simulated");
    return task;
}

domain::TaskSpec binTrue()
{
    domain::TaskSpec task;
    task.type = QStringLiteral("shell");
    task.shell.argv = QStringList{QStringLiteral("/bin/true")};
    return task;
}

Contender engineTrue(const LayeredDag &dag)
{
    Contender contender;
    contender.name = QStringLiteral("engine + store + supervisor, FULL, 8 at once");
    contender.tasks = dag.size();
    contender.run = [dag]() -> Result<Sample> {
        const QTemporaryDir folder(scratch());
        const domain::WorkflowPtr workflow = toWorkflow(dag, binTrue());
        Result<std::unique_ptr<EngineBench>> bench = EngineBench::start(folder.path(), shellRunner(), 8);
        if (!bench)
            return tl::unexpected(bench.error());
        return timed([&] { return (*bench)->run(workflow); });
    };
    return contender;
}

Contender engineNoop(const LayeredDag &dag)
{
    Contender contender;
    contender.name = QStringLiteral("engine + store, FULL, %1 at once").arg(dag.width);
    contender.tasks = dag.size();
    contender.run = [dag]() -> Result<Sample> {
        const QTemporaryDir folder(scratch());
        const domain::WorkflowPtr workflow = toWorkflow(dag, noop());
        Result<std::unique_ptr<EngineBench>> bench = EngineBench::start(folder.path(), simulatedRunner(), dag.width);
        if (!bench)
            return tl::unexpected(bench.error());
        return timed([&] { return (*bench)->run(workflow); });
    };
    return contender;
}

/// One task on an idle engine, from handing it in to its start: read, decide, write, sync, start.
Result<void> latency(const QString &what, const domain::TaskSpec &task, const MakeRunner &makeRunner, int times)
{
    const QTemporaryDir folder(scratch());
    Result<std::unique_ptr<EngineBench>> bench = EngineBench::start(folder.path(), makeRunner, 8);
    if (!bench)
        return tl::unexpected(bench.error());
    const Result<QList<double>> found = (*bench)->startLatencies(toWorkflow({1, 1}, task), times);
    if (!found)
        return tl::unexpected(found.error());
    QTextStream(stdout) << QStringLiteral("Handed in -> started, %1, idle engine, %2 times: p50 %3 ms, p99 %4 ms\n")
                               .arg(what)
                               .arg(times)
                               .arg(percentile(*found, 0.5), 0, 'f', 2)
                               .arg(percentile(*found, 0.99), 0, 'f', 2);
    return {};
}

Contender builder(const LayeredDag &dag, const QString &program)
{
    Contender contender;
    contender.name = QStringLiteral("%1 -j8").arg(program);
    contender.tasks = dag.size();
    contender.reference = program == u"ninja";
    contender.run = [dag, program]() -> Result<Sample> {
        const QTemporaryDir folder(scratch());
        const Result<void> written =
            program == u"ninja" ? writeNinja(dag, folder.path()) : writeMake(dag, folder.path());
        if (!written)
            return tl::unexpected(written.error());
        return timed([&] { return runProgram(program, {QStringLiteral("-j8")}, folder.path()); });
    };
    return contender;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption rounds(QStringLiteral("rounds"), QStringLiteral("How often each contender runs."),
                                    QStringLiteral("n"), QStringLiteral("5"));
    parser.addOption(rounds);
    const QCommandLineOption only(
        QStringLiteral("only"), QStringLiteral("Only this part: latency, noop, true, growth."), QStringLiteral("part"));
    parser.addOption(only);
    const QCommandLineOption small(QStringLiteral("small"), QStringLiteral("Only the graph of 2,000 tasks."));
    parser.addOption(small);
    parser.process(app);

    const int n = qMax(1, parser.value(rounds).toInt());
    const auto wanted = [&](const char *part) {
        return !parser.isSet(only) || parser.value(only) == QLatin1StringView(part);
    };
    Result<void> done;
    if (wanted("latency")) {
        done = latency(QStringLiteral("simulated task"), noop(), simulatedRunner(), 500);
        if (done)
            done = latency(QStringLiteral("/bin/true"), binTrue(), shellRunner(), 200);
    }
    for (const LayeredDag &dag : parser.isSet(small) ? Shapes.first(1) : Shapes) {
        const QString shape = QStringLiteral("%1 layers x %2, three dependencies each").arg(dag.layers).arg(dag.width);
        if (done && wanted("noop"))
            done = contest(QStringLiteral("Durable no-op tasks: ") + shape,
                           {bareSqlite(dag, 20), storeAlone(dag, 20), engineNoop(dag)}, n);
        if (done && wanted("true"))
            done = contest(
                QStringLiteral("/bin/true tasks: ") + shape,
                {builder(dag, QStringLiteral("ninja")), builder(dag, QStringLiteral("make")), engineTrue(dag)}, n);
    }
    QList<Contender> sizes;
    for (const int layers : {10, 100, 1000})
        sizes.append(engineNoop({layers, 100}));
    sizes.first().reference = true;
    if (done && wanted("growth"))
        done = contest(QStringLiteral("Growth: layers x 100, durable no-op tasks; a ratio near 1 is linear"), sizes, 1);
    if (!done)
        QTextStream(stderr) << done.error().text() << '\n';
    return done ? 0 : 1;
}
