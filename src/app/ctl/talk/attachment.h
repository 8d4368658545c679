// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/terminal.h"
#include "control/cli/exitcode.h"
#include "control/icontrol.h"

#include <QJsonObject>
#include <QObject>
#include <QProcess>

#include <memory>

namespace podium::ctl
{

/// "agent attach": runs the agent's own program in this terminal and gives the session back when it has ended. Main
/// thread.
class Attachment : public QObject
{
    Q_OBJECT
public:
    /// `params` is the request of session.attach, `place` its answer.
    Attachment(std::shared_ptr<control::IControl> control, QJsonObject params, QJsonObject place, Terminal &err);
    ~Attachment() override;

    void start();
    /// Asks the program to end; the session is given back then.
    void leave();

Q_SIGNALS:
    void finished(podium::control::ExitCode code);

private:
    void giveBack(control::ExitCode code);

    std::shared_ptr<control::IControl> m_control;
    const QJsonObject m_params;
    const QJsonObject m_place;
    Terminal &m_err;
    QProcess m_program;
};

} // namespace podium::ctl
