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
    bool isPlanning() const { return m_command.form->presentation == QLatin1String("workflow.plan"); }
    bool isFollowing() const { return isLive() && !m_command.local.value(QStringLiteral("detach")).toBool(); }
    bool isServing() const { return m_command.form->presentation == QLatin1StringView("engine.serve"); }
    /// Whether tasks are to be started by this process if it is the owner.
    bool claims() const { return isFollowing() || isServing() || isPlanning() || isTalking() || asksAgents(); }
    /// Whether it waits for agents that it has asked something.
    bool asksAgents() const;
    /// A run is shown from answers in parts; JSON is one answer.
    bool showsInParts() const;
    bool showsTheMostImportant() const;
    void sayWhoServes();
    void call();
    void interrupt();
    void leave();
    void stopPlanner();
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
    bool m_stopAsked = false; ///< The planner was asked to end.
    bool m_finished = false;
};

} // namespace podium::ctl
