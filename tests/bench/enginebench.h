// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "bench/contest.h"
#include "domain/workflow.h"
#include "engine/orchestrator.h"

#include <QList>
#include <QThread>

#include <functional>
#include <memory>

namespace podium::storage
{
class Storage;
}

namespace podium::bench
{

/// Makes a runner, with its thread, for the engine of one sample; `folder` is its data folder.
using MakeRunner = std::function<std::shared_ptr<engine::IAgentRunner>(
    engine::IAttemptSink &sink, storage::Storage &store, const Clock &clock, const QString &folder)>;

/// The shipped runners: simulated agents without a script end at once; shell tasks are processes under a supervisor.
MakeRunner simulatedRunner();
MakeRunner shellRunner();

/// One engine on one fresh SQLite database (WAL, synchronous=FULL), each on its own thread as in the product.
class EngineBench
{
public:
    /// `folder` exists and is empty.
    static Result<std::unique_ptr<EngineBench>> start(const QString &folder, const MakeRunner &makeRunner,
                                                      int maxParallel);
    ~EngineBench();

    /// Submits the workflow and waits until the run is on disk as completed.
    Result<void> run(const domain::WorkflowPtr &workflow);
    /// Milliseconds between handing in a workflow of one task and its runner's word that the task has started.
    /// Hands it in `times` times, one after the other.
    Result<QList<double>> startLatencies(const domain::WorkflowPtr &workflow, int times);

private:
    class Sink;
    class Probe;
    EngineBench();

    SystemClock m_clock;
    std::unique_ptr<storage::Storage> m_store;
    std::unique_ptr<engine::Orchestrator> m_engine;
    std::unique_ptr<Sink> m_sink;
    std::shared_ptr<engine::IAgentRunner> m_runner;
    std::unique_ptr<Probe> m_probe;
    QThread m_thread;
};

} // namespace podium::bench
