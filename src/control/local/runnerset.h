// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/processrunner.h"
#include "control/settings/settings.h"

#include <memory>
#include <vector>

namespace podium::agents
{
class RunnerThread;
}

namespace podium::control
{

/// All runners of this build, each process runner in a thread of its own. Destroying it ends the threads, not the
/// processes.
class RunnerSet
{
public:
    RunnerSet(const agents::RunnerContext &context, const Settings &settings);
    ~RunnerSet();
    Q_DISABLE_COPY_MOVE(RunnerSet)

    QList<engine::IAgentRunner *> runners() const;

private:
    void add(std::unique_ptr<agents::ProcessRunner> runner);

    std::vector<std::unique_ptr<engine::IAgentRunner>> m_runners;
    std::vector<std::unique_ptr<agents::RunnerThread>> m_threads; ///< End before the runners go.
};

} // namespace podium::control
