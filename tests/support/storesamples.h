// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/ilogsink.h"
#include "engine/ports/irunstore.h"
#include "storage/storageoptions.h"

namespace podium::test
{

/// A chain of `tasks` tasks named t0, t1 …, each depending on up to `width` before it.
domain::WorkflowPtr sampleWorkflow(int tasks = 3, const QString &name = QStringLiteral("sample"), int width = 1);

/// Reads what sampleWorkflow() wrote; checks that nothing of the definition was lost.
Result<domain::WorkflowPtr> readSampleWorkflow(const QJsonObject &definition, const QString &sourceFile);

domain::Event sampleEvent(qint64 seq, const QString &run, domain::EventType type, int task = -1, int attempt = 0,
                          const QJsonObject &data = {});
engine::RunRow sampleRun(const QString &id, const domain::WorkflowPtr &workflow,
                         domain::RunState state = domain::RunState::InProgress);
engine::TaskRow sampleTask(const QString &run, int index, domain::TaskState state = domain::TaskState::Pending);

/// RunCreated with the workflow, the run and its tasks; `seq` is the last one used and is advanced.
engine::StoreBatch creationOf(const QString &run, const domain::WorkflowPtr &workflow, qint64 &seq);

engine::LogLine sampleLine(const QString &run, int task, const QString &text, qint64 offset = -1);

storage::StorageOptions sampleOptions(const QString &url);

/// Commits and waits for the answer.
Result<void> commitNow(engine::IRunStore &store, engine::StoreBatch batch);

/// Waits for a future and gives its value.
template<typename T> Result<T> await(QFuture<Result<T>> future)
{
    future.waitForFinished();
    return future.result();
}

} // namespace podium::test
