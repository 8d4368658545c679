// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/runfollower.h"

#include <functional>
#include <map>
#include <optional>

namespace podium::ctl
{

/// Watches the whole engine ("serve"): a RunFollower for each run that is under way, and the end when nothing is.
/// Lives in the main thread.
class EngineFollower : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        RunFollower::Manner manner = RunFollower::Manner::Lines;
        bool noWait = false;              ///< Leave when only a person can move any run on.
        qint64 sinceMs = 0;               ///< When the engine was asked for: runs that ended since then count, too.
        std::optional<qint64> idleExitMs; ///< End when no run was under way for so long; none = never.
    };

    EngineFollower(std::shared_ptr<control::IControl> control, Options options, Terminal &out, Terminal &err);
    ~EngineFollower() override;

    void start();
    /// Goes on through another control after the one before was lost.
    void continueWith(std::shared_ptr<control::IControl> control);
    /// Ends; what is running goes on.
    void leave();

Q_SIGNALS:
    void finished(podium::control::ExitCode code);
    /// Instead of finished().
    void failed(const podium::Error &error);
    /// The process that ran the engine has gone.
    void lost(const podium::Error &reason);

private:
    void list(const QJsonArray &states, std::function<void(const QJsonArray &runs)> next);
    void awaitIdle();
    void take(const domain::Events &events);
    void follow(const QString &run, qint64 since);
    void ended(const QString &run, control::ExitCode code);
    void fail(const Error &error);
    void checkEnd();
    void end(control::ExitCode code);
    qsizetype moving() const;

    std::shared_ptr<control::IControl> m_control;
    Options m_options;
    Terminal &m_out;
    Terminal &m_err;
    std::unique_ptr<control::EventStream> m_stream;
    std::map<QString, std::unique_ptr<RunFollower>> m_followers;
    control::ExitCode m_worst = control::ExitCode::Success;
    bool m_idle = false;        ///< The engine says that nothing is under way.
    bool m_needsPerson = false; ///< A run was left because only a person can move it on.
    bool m_listed = false;
    bool m_ended = false;
};

} // namespace podium::ctl
