// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Loads and validates generated workflows of 1,000 to 100,000 tasks with three dependencies each and prints the best of
// several runs. Not a ctest: numbers belong to a machine.
//   bench_load [RUNS] [TASKS …]
#include "base/json.h"
#include "domain/definition/source/sourcereader.h"
#include "domain/definition/workflowloader.h"
#include "domain/definition/workflowschema.h"

#include <QElapsedTimer>
#include <QTextStream>

using namespace podium;
using namespace podium::domain;

namespace
{

QByteArray generated(int tasks)
{
    QByteArray out = "name: big\ntasks:\n";
    for (int i = 0; i < tasks; ++i) {
        const QByteArray n = QByteArray::number(i);
        out += "  - id: task_" + n + "\n    title: \"Task " + n + "\"\n    prompt: Do the thing number " + n +
               " and report what was found\n";
        QByteArrayList dependencies;
        for (const int back : {1, 7, 50}) {
            if (i >= back)
                dependencies << "task_" + QByteArray::number(i - back);
        }
        if (!dependencies.isEmpty())
            out += "    depends_on: [" + dependencies.join(", ") + "]\n";
    }
    return out;
}

template<typename Function> double bestMs(int runs, Function &&function)
{
    double best = 1e12;
    for (int i = 0; i < runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        function();
        best = std::min(best, double(timer.nsecsElapsed()) / 1e6);
    }
    return best;
}

} // namespace

int main(int argc, char **argv)
{
    QTextStream out(stdout);
    const int runs = argc > 1 ? QByteArray(argv[1]).toInt() : 5;
    QList<int> sizes;
    for (int i = 2; i < argc; ++i)
        sizes << QByteArray(argv[i]).toInt();
    if (sizes.isEmpty())
        sizes = {1000, 10'000, 100'000};
    out << "   tasks      MiB   parse ms  schema ms   load ms  stored ms  json ms   us/task\n";
    for (const int tasks : std::as_const(sizes)) {
        const QByteArray text = generated(tasks);
        WorkflowPtr workflow;
        const double parse = bestMs(runs, [&] {
            SourceTree tree;
            Report report({}, &tree);
            readSource(text, QStringLiteral("b.yaml"), {}, tree, report);
        });
        SourceTree tree;
        Report report({}, &tree);
        const SourceNode *root = readSource(text, QStringLiteral("b.yaml"), {}, tree, report);
        const double schema = bestMs(runs, [&] { workflowSchema().check(*root); });
        const double load = bestMs(runs, [&] {
            const LoadResult result = loadWorkflow(text, QStringLiteral("b.yaml"));
            workflow = result.workflow;
            if (!workflow)
                qFatal("%s", qPrintable(result.diagnostics.first().text()));
        });
        const double stored = bestMs(runs, [&] { workflowFromDefinition(workflow->definition); });
        const QByteArray json = canonicalJson(workflow->definition);
        const double asJson = bestMs(runs, [&] { loadWorkflow(json, QStringLiteral("b.json")); });
        out << qSetFieldWidth(8) << Qt::right << tasks << qSetFieldWidth(0) << "  " << Qt::fixed
            << qSetRealNumberPrecision(1) << qSetFieldWidth(7) << double(text.size()) / 1048576 << qSetFieldWidth(11)
            << parse << schema << qSetFieldWidth(10) << load << stored << asJson << load * 1000 / tasks
            << qSetFieldWidth(0) << Qt::endl;
    }
    return 0;
}
