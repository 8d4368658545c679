// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudelaunch.h"
#include "agents/process/processrunner.h"

#include <memory>

namespace podium::agents
{

class ClaudeAttempt;
struct ClaudeReply;
struct ClaudeStep;

/// Runs agent tasks with the real Claude Code CLI over its stdio control protocol. The process belongs to the
/// supervisor; its standard output is a spool file that is played again from the start after a restart of Podium.
class ClaudeRunner : public ProcessRunner
{
    Q_OBJECT
public:
    ClaudeRunner(const RunnerContext &context, const ClaudeSettings &settings);
    ~ClaudeRunner() override;

    QString name() const override { return QStringLiteral("claude"); }

protected:
    std::unique_ptr<ProcessAttempt> createAttempt(const engine::AttemptRequest &request) override;
    tl::expected<Launch, domain::AttemptOutcome> prepare(ProcessAttempt &attempt) override;
    void processRuns(ProcessAttempt &attempt) override;
    domain::Activity activityOf(const ProcessAttempt &attempt) const override;
    qint64 readFrom(const ProcessAttempt &attempt, const QString &stream) const override;
    void linesRead(ProcessAttempt &attempt, const QString &stream, const QList<SpoolLine> &lines) override;
    domain::AttemptOutcome conclude(ProcessAttempt &attempt, const ExitInfo &exit) override;
    domain::AttemptOutcome ended(ProcessAttempt &attempt, const ExitInfo &exit) override;
    domain::AttemptOutcome lost(ProcessAttempt &attempt) override;
    void stopAsked(ProcessAttempt &attempt, engine::StopMode mode, qint64 graceMs) override;
    void answered(ProcessAttempt &attempt, const domain::Approval &decided) override;
    void messageReceived(ProcessAttempt &attempt, const QString &text) override;
    void asked(ProcessAttempt &attempt, const engine::SessionRequest &request, const Reply &reply) override;

private:
    void goLive(ClaudeAttempt &attempt);
    /// Carries out a step; `offset` is the end of the line it came from, -1 if it came from elsewhere.
    void carryOut(ClaudeAttempt &attempt, const ClaudeStep &step, qint64 offset = -1);
    /// What follows from the state of the session: wait, ask for a repair, or end it.
    void review(ClaudeAttempt &attempt);
    void endInput(ClaudeAttempt &attempt);
    /// Tells the hooks, and what became of them.
    void endSession(ClaudeAttempt &attempt);
    /// Waits for a sign of what runs in the background.
    void listen(ClaudeAttempt &attempt);
    /// Asks the agent about it first, and fails the attempt the second time.
    void giveUpBackground(ClaudeAttempt &attempt);
    void waitFor(ClaudeAttempt &attempt, qint64 ms);

    // Talking to a session: claudetalk.cpp
    void askSession(ClaudeAttempt &attempt, const engine::SessionRequest &request, const Reply &reply);
    void answerAsker(ClaudeAttempt &attempt, const ClaudeReply &given);
    /// The process is to end once the turn has: it is interrupted.
    void leave(ClaudeAttempt &attempt, QLatin1StringView as);
    /// A conversation that waits for a person keeps its process for a while.
    void rest(ClaudeAttempt &attempt);
    void tellThatItIsGone(ClaudeAttempt &attempt);
    /// How the session begins, or why it cannot.
    tl::expected<SessionStart, domain::AttemptOutcome> beginning(ClaudeAttempt &attempt, const QString &configFolder,
                                                                 const QString &session);

    const ClaudeSettings m_settings;
};

} // namespace podium::agents
