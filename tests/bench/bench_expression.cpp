// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What expressions, graphs and estimates cost. One line per measurement: name, nanoseconds (or milliseconds) of the
// fastest of several rounds, which other load on the machine disturbs least.
#include "domain/expression/template.h"
#include "domain/graph/taskgraph.h"
#include "domain/policy/estimate.h"

#include <QElapsedTimer>
#include <QTextStream>

#include <functional>
#include <limits>

using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

constexpr int Rounds = 7;

/// `work` does `count` things.
void measure(const QString &name, int count, const std::function<void()> &work)
{
    qint64 best = std::numeric_limits<qint64>::max();
    for (int i = 0; i < Rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = qMin(best, timer.nsecsElapsed());
    }
    QTextStream(stdout) << name.leftJustified(48) << QString::number(best / count).rightJustified(12) << u" ns each"_s
                        << QString::number(double(best) / 1e6, 'f', 2).rightJustified(12) << u" ms for "_s << count
                        << Qt::endl;
}

TaskSpec chained(int i)
{
    TaskSpec task;
    task.id = u"t%1"_s.arg(i);
    task.type = u"shell"_s;
    if (i > 0)
        task.dependsOn = QStringList{u"t%1"_s.arg(i / 2)};
    return task;
}

} // namespace

int main()
{
    constexpr int Count = 10'000;
    MapScope scope;
    scope.roots.insert(u"inputs"_s, QJsonObject{{u"repo"_s, u"shop"_s}, {u"files"_s, QJsonArray{u"a"_s, u"b"_s}}});
    scope.tasks.insert(u"t1"_s, QJsonObject{{u"state"_s, u"SUCCESS"_s}, {u"result"_s, QJsonObject{{u"failed"_s, 3}}}});
    const QString same = u"tasks.t1.result.failed > 0 and 'a' in inputs.files"_s;
    const QString script = u"cd {{ inputs.repo }} && run \"{{ tasks.t1.result.failed }}\" # {{ inputs.repo }}"_s;

    int round = 0;
    measure(u"parse, text never seen before"_s, Count, [&] {
        ++round;
        for (int i = 0; i < Count; ++i)
            (void)Expression::parse(same + u" and %1 > %2"_s.arg(i).arg(round));
    });
    measure(u"parse, cached"_s, Count, [&] {
        for (int i = 0; i < Count; ++i)
            (void)Expression::parse(same);
    });
    const auto expression = Expression::parse(same);
    measure(u"evaluate a condition"_s, Count, [&] {
        for (int i = 0; i < Count; ++i)
            (void)expression->test(scope);
    });
    const auto text = Template::parse(script);
    measure(u"render a script with three values, quoted"_s, Count, [&] {
        for (int i = 0; i < Count; ++i)
            (void)text->render(scope, Quoting::Shell);
    });

    Workflow workflow;
    for (int i = 0; i < Count; ++i)
        workflow.tasks.append(chained(i));
    workflow.tasks[1].dependsOn = QStringList{u"t0"_s};
    workflow.inputs.resize(1);
    workflow.inputs[0].name = u"repo"_s;
    measure(u"check the names of every task"_s, Count, [&] {
        const WorkflowNames names(workflow);
        for (int i = 2; i < Count; ++i)
            (void)Template::problems(u"{{ inputs.repo }} {{ tasks.t%1.result }}"_s.arg(i / 2), names.forTask(i));
    });
    measure(u"task graph, order and critical path"_s, Count, [&] {
        const TaskGraph graph = TaskGraph::of(workflow);
        (void)graph.criticalPath(QList<double>(Count, 1.0));
    });
    measure(u"estimate of a workflow, per task"_s, Count, [&] { (void)estimateWorkflow(workflow, {}); });
    return 0;
}
