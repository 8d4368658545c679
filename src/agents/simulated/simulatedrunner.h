// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "engine/ports/iagentrunner.h"
#include "engine/ports/ilogsink.h"

#include <QObject>

#include <memory>

namespace podium::agents
{

/// Plays scripts instead of working: the demonstration, load tests, and agents that cost nothing. No processes; timers
/// of one thread, thousands of attempts at once. Create it, move it into a thread of its own (see RunnerThread).
class SimulatedRunner : public QObject, public engine::IAgentRunner
{
    Q_OBJECT
public:
    SimulatedRunner(engine::IAttemptSink &sink, engine::ILogSink &logs, const Clock &clock,
                    qint64 heartbeatMs = 10'000);
    ~SimulatedRunner() override;

    QString name() const override { return QStringLiteral("simulated"); }
    void start(const engine::AttemptRequest &request) override;
    /// Goes on with the time that is left since the claim; what lies before is not logged again.
    void attach(const engine::AttemptRequest &request) override;
    void stop(const domain::AttemptKey &key, engine::StopMode mode, qint64 graceMs) override;
    void answer(const domain::AttemptKey &key, const domain::Approval &decided) override;
    void send(const domain::AttemptKey &key, const QString &text) override;
    void detach() override; ///< Waits until the runner's thread has let go.

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace podium::agents
