// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/processrunner.h"

namespace podium::agents
{

/// Runs tasks of type shell: a program or a script as a process under the supervisor.
class ShellRunner : public ProcessRunner
{
    Q_OBJECT
public:
    using ProcessRunner::ProcessRunner;
    QString name() const override { return QStringLiteral("shell"); }

protected:
    tl::expected<Launch, domain::AttemptOutcome> prepare(ProcessAttempt &attempt) override;
    domain::AttemptOutcome conclude(ProcessAttempt &attempt, const ExitInfo &exit) override;
};

} // namespace podium::agents
