// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/layereddag.h"

#include "base/json.h"

#include <QFile>
#include <QJsonArray>

namespace podium::bench
{

namespace
{

QString taskName(int index)
{
    return QStringLiteral("t%1").arg(index);
}

Result<void> write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size() || !file.flush())
        return fail(ErrorCode::Unavailable, file.errorString(), path);
    return {};
}

} // namespace

QList<int> LayeredDag::dependencies(int index) const
{
    const int layer = index / width;
    if (layer == 0)
        return {};
    const int above = (layer - 1) * width;
    const int column = index % width;
    QList<int> found;
    // Neighbours and one far away, so that layers neither fall apart into chains nor into blocks.
    for (const int other : {column, (column + 1) % width, (column * 7 + 3) % width}) {
        if (!found.contains(above + other))
            found.append(above + other);
    }
    return found;
}

domain::WorkflowPtr toWorkflow(const LayeredDag &dag, const domain::TaskSpec &task)
{
    auto workflow = std::make_shared<domain::Workflow>();
    workflow->name = QStringLiteral("bench");
    workflow->title = QStringLiteral("Layered graph");
    QJsonArray written;
    for (int i = 0; i < dag.size(); ++i) {
        domain::TaskSpec spec = task;
        spec.id = taskName(i);
        QJsonArray dependsOn;
        for (const int dependency : dag.dependencies(i)) {
            spec.dependsOn.append(taskName(dependency));
            dependsOn.append(taskName(dependency));
        }
        workflow->tasks.append(spec);
        QJsonObject one{{QStringLiteral("id"), spec.id}, {QStringLiteral("type"), spec.type}};
        if (!dependsOn.isEmpty())
            one.insert(QStringLiteral("depends_on"), dependsOn);
        if (!spec.shell.argv.isEmpty())
            one.insert(QStringLiteral("argv"), QJsonArray::fromStringList(spec.shell.argv));
        written.append(one);
    }
    workflow->definition = {{QStringLiteral("name"), workflow->name}, {QStringLiteral("tasks"), written}};
    workflow->hash = sha256Hex(canonicalJson(workflow->definition));
    return workflow;
}

Result<void> writeNinja(const LayeredDag &dag, const QString &folder)
{
    QByteArray text = "rule run\n  command = /bin/true\n";
    for (int i = 0; i < dag.size(); ++i) {
        text += "build t" + QByteArray::number(i) + ": run";
        for (const int dependency : dag.dependencies(i))
            text += " t" + QByteArray::number(dependency);
        text += '\n';
    }
    return write(folder + QStringLiteral("/build.ninja"), text);
}

Result<void> writeMake(const LayeredDag &dag, const QString &folder)
{
    QByteArray all = "all:";
    QByteArray rules;
    for (int i = 0; i < dag.size(); ++i) {
        all += " t" + QByteArray::number(i);
        rules += "t" + QByteArray::number(i) + ':';
        for (const int dependency : dag.dependencies(i))
            rules += " t" + QByteArray::number(dependency);
        rules += "\n\t@/bin/true\n";
    }
    // Without built-in rules, as any big makefile does, or make searches for a way to build each name.
    return write(folder + QStringLiteral("/Makefile"),
                 ".SUFFIXES:\nMAKEFLAGS += -r\n" + all + '\n' + rules + ".PHONY: all\n");
}

} // namespace podium::bench
