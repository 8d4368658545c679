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

Contender bareSqlite(const LayeredDag &dag, int group)
{
    Contender contender;
    contender.name = QStringLiteral("bare SQLite loop, FULL, groups of %1").arg(group);
    contender.tasks = dag.size();
    contender.reference = true;
    contender.run = [dag, group]() -> Result<Sample> {
        const QTemporaryDir folder;
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
        const QTemporaryDir folder;
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

Contender engineNoop(const LayeredDag &dag)
{
    Contender contender;
    contender.name = QStringLiteral("engine + store, FULL, %1 at once").arg(dag.width);
    contender.tasks = dag.size();
    contender.run = [dag]() -> Result<Sample> {
        const QTemporaryDir folder;
        const domain::WorkflowPtr workflow = toWorkflow(dag, noop());
        Result<std::unique_ptr<EngineBench>> bench =
            EngineBench::start(folder.path(), instantRunner(QStringLiteral("simulated")), dag.width);
        if (!bench)
            return tl::unexpected(bench.error());
        return timed([&] { return (*bench)->run(workflow); });
    };
    return contender;
}

/// One task on an idle engine, from the submission to the runner: load, decide, write, sync, start.
Result<void> latency(int times)
{
    const QTemporaryDir folder;
    Result<std::unique_ptr<EngineBench>> bench =
        EngineBench::start(folder.path(), instantRunner(QStringLiteral("simulated")), 8);
    if (!bench)
        return tl::unexpected(bench.error());
    const Result<QList<double>> found = (*bench)->startLatencies(toWorkflow({1, 1}, noop()), times);
    if (!found)
        return tl::unexpected(found.error());
    QTextStream(stdout) << QStringLiteral("\nSubmitted -> started by the runner, one task on an idle engine, %1 times: "
                                          "p50 %2 ms, p99 %3 ms\n")
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
        const QTemporaryDir folder;
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
    parser.process(app);

    const int n = qMax(1, parser.value(rounds).toInt());
    const auto wanted = [&](const char *part) {
        return !parser.isSet(only) || parser.value(only) == QLatin1StringView(part);
    };
    Result<void> done;
    if (wanted("latency"))
        done = latency(500);
    for (const LayeredDag &dag : Shapes) {
        const QString shape = QStringLiteral("%1 layers x %2, three dependencies each").arg(dag.layers).arg(dag.width);
        if (done && wanted("noop"))
            done = contest(QStringLiteral("Durable no-op tasks: ") + shape,
                           {bareSqlite(dag, 20), storeAlone(dag, 20), engineNoop(dag)}, n);
        if (done && wanted("true"))
            done = contest(QStringLiteral("/bin/true tasks: ") + shape,
                           {builder(dag, QStringLiteral("ninja")), builder(dag, QStringLiteral("make"))}, n);
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
