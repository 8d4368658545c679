// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/processrunner.h"
#include "agents/process/runnerthread.h"
#include "agents/tools/toolset.h"
#include "control/local/policyfiles.h"
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
    RunnerSet(const agents::RunnerContext &context, const agents::ToolPorts &tools, const Settings &settings,
              const AgentPolicies &policies);
    ~RunnerSet();
    Q_DISABLE_COPY_MOVE(RunnerSet)

    QList<engine::IAgentRunner *> runners() const;

private:
    /// A runner that is also a QObject gets a thread.
    template<typename Runner> void add(std::unique_ptr<Runner> runner)
    {
        m_threads.push_back(std::make_unique<agents::RunnerThread>(*runner));
        m_runners.push_back(std::move(runner));
    }

    std::vector<std::unique_ptr<engine::IAgentRunner>> m_runners;
    std::vector<std::unique_ptr<agents::RunnerThread>> m_threads; ///< End before the runners go.
};

} // namespace podium::control
