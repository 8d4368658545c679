// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/common/signals.h"
#include "app/ctl/answers.h"
#include "app/ctl/enginefollower.h"
#include "app/ctl/tailer.h"
#include "app/ctl/talk/attachment.h"
#include "app/ctl/talk/chat.h"
#include "control/local/access.h"

#include <QObject>

namespace podium::ctl
{

/// Carries out one parsed command: opens the way to the back end, calls, shows, follows. Lives in the main thread;
/// finished() comes once.
class Program : public QObject
{
    Q_OBJECT
public:
    Program(control::ParsedCommand command, control::Settings settings);
    ~Program() override;

    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    bool open(bool claim);
    bool isTalking() const { return m_command.form->presentation == QLatin1String("agent.chat"); }
    bool isFollowing() const { return isLive() && !m_command.local.value(QStringLiteral("detach")).toBool(); }
    bool isServing() const { return m_command.form->presentation == QLatin1StringView("engine.serve"); }
    bool opensAgain() const;
    /// Whether tasks are to be started by this process if it is the owner.
    bool claims() const { return isFollowing() || isServing() || isTalking() || asksAgents(); }
    /// Whether it waits for agents that it has asked something: a planner, reviewers.
    bool asksAgents() const;
    /// Gives their run an id of ours, so that what was begun can be stopped, and found again.
    void nameAgentsRun();
    bool asksReviewers() const { return m_command.form->presentation == QLatin1String("approval.consult"); }
    /// What takes their answer up later.
    QString agentsCommand() const;
    /// A run is shown from answers in parts; JSON is one answer.
    bool showsInParts() const;
    bool showsTheMostImportant() const;
    void sayWhoServes();
    void call();
    void interrupt();
    void leave();
    void stopAgents();
    void answered(const Result<QJsonObject> &answer);
    void follow(const QString &run, qint64 since);
    void takeOver(const Error &reason);
    void tail();
    void serve();
    void talk();
    void attach(const QJsonObject &place);
    void show(const QJsonObject &answer);
    void failWith(const Error &error);
    void finish(control::ExitCode code);
    bool isLive() const { return m_command.form->presentation == QLatin1String("run.live"); }
    RunFollower::Manner manner() const;
    QString noteFor(const QJsonObject &answer) const;
    bool writeOutput(QJsonObject &answer);

    control::ParsedCommand m_command;
    control::Settings m_settings;
    Terminal m_out;
    Terminal m_err;
    app::Signals m_signals;
    control::Access m_access;
    RunView m_shown;
    std::unique_ptr<RunFollower> m_follower;
    std::unique_ptr<Tailer> m_tailer;
    std::unique_ptr<EngineFollower> m_engine;
    std::unique_ptr<Chat> m_chat;
    std::unique_ptr<Attachment> m_attachment;
    qint64 m_startedMs = 0;
    int m_asked = 0;          ///< How often the operation was called.
    QString m_agentsRun;      ///< Of the agents that were asked.
    bool m_stopAsked = false; ///< They were asked to end.
    bool m_finished = false;
};

} // namespace podium::ctl
