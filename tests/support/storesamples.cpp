// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/storesamples.h"

#include "base/json.h"

namespace podium::test
{

constexpr qint64 Start = 1'700'000'000'000;

domain::WorkflowPtr sampleWorkflow(int tasks, const QString &name, int width)
{
    auto workflow = std::make_shared<domain::Workflow>();
    workflow->name = name;
    workflow->title = name.toUpper();
    workflow->sourceFile = QStringLiteral("/somewhere/") + name + QStringLiteral(".yaml");
    QJsonArray list;
    for (int i = 0; i < tasks; ++i) {
        domain::TaskSpec spec;
        spec.id = QStringLiteral("t%1").arg(i);
        spec.type = QStringLiteral("noop");
        for (int d = qMax(0, i - width); d < i; ++d)
            spec.dependsOn << QStringLiteral("t%1").arg(d);
        list << QJsonObject{{QStringLiteral("id"), spec.id},
                            {QStringLiteral("depends_on"), QJsonArray::fromStringList(spec.dependsOn)}};
        workflow->tasks << spec;
    }
    workflow->definition = {{QStringLiteral("name"), name}, {QStringLiteral("tasks"), list}};
    workflow->hash = sha256Hex(canonicalJson(workflow->definition));
    return workflow;
}

Result<domain::WorkflowPtr> readSampleWorkflow(const QJsonObject &definition, const QString &sourceFile)
{
    auto workflow = std::make_shared<domain::Workflow>();
    workflow->name = definition.value(u"name").toString();
    workflow->definition = definition;
    workflow->sourceFile = sourceFile;
    workflow->hash = sha256Hex(canonicalJson(definition));
    for (const QJsonValue &value : definition.value(u"tasks").toArray()) {
        domain::TaskSpec spec;
        spec.id = value.toObject().value(u"id").toString();
        for (const QJsonValue &dependency : value.toObject().value(u"depends_on").toArray())
            spec.dependsOn << dependency.toString();
        workflow->tasks << spec;
    }
    return workflow;
}

domain::Event sampleEvent(qint64 seq, const QString &run, domain::EventType type, int task, int attempt,
                          const QJsonObject &data)
{
    return {seq, Start + seq, QStringLiteral("default"), run, task, attempt, type, data};
}

engine::RunRow sampleRun(const QString &id, const domain::WorkflowPtr &workflow, domain::RunState state)
{
    engine::RunRow run;
    run.id = id;
    run.team = QStringLiteral("default");
    run.workflowHash = workflow->hash;
    run.workflowName = workflow->name;
    run.title = QStringLiteral("Run ") + id;
    run.state = state;
    run.workingDirectory = QStringLiteral("/tmp");
    run.inputs = {{QStringLiteral("who"), QStringLiteral("world")}};
    run.tasksTotal = int(workflow->tasks.size());
    run.createdMs = Start;
    run.startedMs = Start + 1;
    run.createdBy = QStringLiteral("local");
    return run;
}

engine::TaskRow sampleTask(const QString &run, int index, domain::TaskState state)
{
    engine::TaskRow task;
    task.run = run;
    task.index = index;
    task.taskId = QStringLiteral("t%1").arg(index);
    task.key = task.taskId;
    task.title = QStringLiteral("Task %1").arg(index);
    task.type = QStringLiteral("noop");
    task.kind = QStringLiteral("test");
    task.state = state;
    return task;
}

engine::StoreBatch creationOf(const QString &run, const domain::WorkflowPtr &workflow, qint64 &seq)
{
    engine::StoreBatch batch;
    batch.workflows << workflow;
    batch.runs << sampleRun(run, workflow);
    batch.events << sampleEvent(++seq, run, domain::EventType::RunCreated, -1, 0,
                                {{QStringLiteral("workflow"), workflow->hash}});
    batch.events << sampleEvent(++seq, run, domain::EventType::RunStarted);
    for (int i = 0; i < workflow->tasks.size(); ++i)
        batch.tasks << sampleTask(run, i);
    return batch;
}

engine::LogLine sampleLine(const QString &run, int task, const QString &text, qint64 offset)
{
    return {{run, task, 1}, Start, QStringLiteral("stdout"), QStringLiteral("info"), text, offset};
}

storage::StorageOptions sampleOptions(const QString &url)
{
    storage::StorageOptions options;
    options.url = url;
    options.readWorkflow = readSampleWorkflow;
    return options;
}

Result<void> commitNow(engine::IRunStore &store, engine::StoreBatch batch)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QFuture<Result<void>> future = promise->future();
    store.commit(std::move(batch), [promise](const Result<void> &done) {
        promise->addResult(done);
        promise->finish();
    });
    return await(future);
}

} // namespace podium::test
