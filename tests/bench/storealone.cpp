// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/storealone.h"

#include "storage/storage.h"

#include <semaphore>

namespace podium::bench
{

namespace
{

/// Writes batch after batch and waits for each.
class Writer
{
public:
    explicit Writer(storage::Storage &store, qint64 lastSeq) : m_store(store), m_seq(lastSeq) {}

    void add(int task, domain::EventType type, int attempt)
    {
        domain::Event event;
        event.seq = ++m_seq;
        event.timeMs = 1'700'000'000'000 + m_seq;
        event.team = QStringLiteral("default");
        event.run = m_run;
        event.task = task;
        event.attempt = attempt;
        event.type = type;
        m_batch.events.append(event);
    }

    void addRow(int task, domain::TaskState state)
    {
        engine::TaskRow row;
        row.run = m_run;
        row.index = task;
        row.taskId = row.key = row.title = QStringLiteral("t%1").arg(task);
        row.type = QStringLiteral("simulated");
        row.runner = QStringLiteral("simulated");
        row.state = state;
        row.attempt = state == domain::TaskState::Pending ? 0 : 1;
        if (state == domain::TaskState::Success)
            row.result = QJsonObject{{QStringLiteral("ok"), true}};
        row.readyMs = row.startedMs = 1'700'000'000'000 + m_seq;
        m_batch.tasks.append(row);
    }

    engine::StoreBatch &batch() { return m_batch; }

    Result<void> commit()
    {
        std::binary_semaphore written(0);
        Result<void> outcome;
        m_store.commit(std::exchange(m_batch, {}), [&](const Result<void> &result) {
            outcome = result;
            written.release();
        });
        written.acquire();
        return outcome;
    }

private:
    storage::Storage &m_store;
    const QString m_run = QStringLiteral("bench");
    engine::StoreBatch m_batch;
    qint64 m_seq;
};

Result<void> writeAll(const LayeredDag &dag, Writer &writer, int group)
{
    for (int from = 0; from < dag.size(); from += group) {
        const int to = qMin(from + group, dag.size());
        for (int task = from; task < to; ++task) {
            writer.add(task, domain::EventType::TaskReady, 0);
            writer.add(task, domain::EventType::TaskClaimed, 1);
            writer.addRow(task, domain::TaskState::Running);
        }
        if (const Result<void> claimed = writer.commit(); !claimed)
            return claimed;
        for (int task = from; task < to; ++task) {
            writer.add(task, domain::EventType::TaskStarted, 1);
            writer.add(task, domain::EventType::TaskSucceeded, 1);
            writer.addRow(task, domain::TaskState::Success);
        }
        if (to < dag.size())
            continue; // Completions share a transaction with the next claims.
        if (const Result<void> finished = writer.commit(); !finished)
            return finished;
    }
    return {};
}

} // namespace

Result<Sample> runStoreAlone(const LayeredDag &dag, const QString &url, int group)
{
    storage::StorageOptions options;
    options.url = url;
    storage::Storage store(options);
    QFuture<Result<engine::StoredState>> taken = store.takeOver(QStringLiteral("bench"));
    taken.waitForFinished();
    if (!taken.result())
        return tl::unexpected(taken.result().error());

    Writer writer(store, taken.result()->lastSeq);
    domain::TaskSpec noop;
    noop.type = QStringLiteral("simulated");
    const domain::WorkflowPtr workflow = toWorkflow(dag, noop);
    engine::RunRow run;
    run.id = QStringLiteral("bench");
    run.workflowHash = workflow->hash;
    run.workflowName = workflow->name;
    run.state = domain::RunState::InProgress;
    run.tasksTotal = dag.size();
    return timed([&]() -> Result<void> {
        writer.add(-1, domain::EventType::RunCreated, 0);
        writer.batch().workflows.append(workflow);
        writer.batch().runs.append(run);
        for (int task = 0; task < dag.size(); ++task)
            writer.addRow(task, domain::TaskState::Pending);
        if (const Result<void> created = writer.commit(); !created)
            return created;
        return writeAll(dag, writer, group);
    });
}

} // namespace podium::bench
