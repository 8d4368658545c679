// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/terminal.h"
#include "control/cli/exitcode.h"
#include "control/icontrol.h"

#include <QJsonObject>
#include <QObject>

namespace podium::ctl
{

/// "logs" and "events": prints what there is and, when following, what comes, until the run ends. Main thread.
class Tailer : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        bool logs = true; ///< Else events.
        bool follow = false;
        bool json = false;
    };
    /// `params` is the request of run.logs or run.events.
    Tailer(std::shared_ptr<control::IControl> control, QJsonObject params, Options options, Terminal &out,
           Terminal &err);

    void start();
    void leave();

Q_SIGNALS:
    void finished(podium::control::ExitCode code);
    /// Instead of finished(): the question was refused.
    void failed(const podium::Error &error);

private:
    void ask();
    void answered(const Result<QJsonObject> &answer);
    void show(const QJsonObject &entry);
    void resolved(const Result<QJsonObject> &answer);
    bool filterIsEmpty() const;
    void end(control::ExitCode code);

    std::shared_ptr<control::IControl> m_control;
    QJsonObject m_params;
    Options m_options;
    Terminal &m_out;
    Terminal &m_err;
    std::unique_ptr<control::EventStream> m_stream;
    bool m_asking = false;
    bool m_again = false; ///< More came while we asked.
    bool m_runEnded = false;
    bool m_ended = false;
};

/// A log line as text: "12:03:04 build stderr | text".
QString logLineText(const QJsonObject &line, bool colour);

} // namespace podium::ctl
