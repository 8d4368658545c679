// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/runtable.h"
#include "app/ctl/terminal.h"
#include "control/cli/exitcode.h"
#include "control/icontrol.h"

#include <QTimer>

namespace podium::ctl
{

/// Watches one run until it ends: as a live table, as plain lines, or as JSON lines. Lives in the main thread.
class RunFollower : public QObject
{
    Q_OBJECT
public:
    enum class Manner { Table, Lines, Json, Quiet };
    struct Options
    {
        Manner manner = Manner::Lines;
        bool noWait = false; ///< Leave when only a person can move the run on.
        qint64 since = 0;    ///< JSON and lines: events after this number are shown; -1 = from now on.
        bool reopen = false; ///< A run that is found being stopped is resumed when it has come to rest.
        bool named = false;  ///< Lines begin with the time and the run: one of several.
    };

    RunFollower(std::shared_ptr<control::IControl> control, QString run, Options options, Terminal &out, Terminal &err);
    ~RunFollower() override;

    void start();
    /// Goes on through another control after the one before was lost.
    void continueWith(std::shared_ptr<control::IControl> control);

    /// Ctrl-C: the first asks the run to stop, the second leaves without waiting for that.
    void interrupt();
    /// Leaves the run as it is; where it is being stopped that goes on. Says how to take it up again.
    void leave();
    void redraw();
    /// Whether it goes on by itself, as far as is known: not paused, not ended.
    bool isMoving() const;
    /// Only a person makes it go on, and it is followed until then.
    bool isPaused() const;
    /// A log line to show above the table.
    void showAbove(const QByteArray &line);

Q_SIGNALS:
    void finished(podium::control::ExitCode code);
    /// The last one before finished(): nothing is known of the run but this.
    void failed(const podium::Error &error);
    /// What is known of the run may have changed.
    void updated();
    /// The process that ran the engine has gone.
    void lost(const podium::Error &reason);

private:
    void subscribe(qint64 since);
    void take(const domain::Events &events);
    void refresh();
    void ask(QJsonObject request, bool whole);
    void refreshed(const Result<QJsonObject> &answer, bool whole);
    void draw();
    void say(const QString &text);
    void printLine(const QString &text, bool named = true);
    void showLine(const domain::Event &event);
    void end(control::ExitCode code);
    void checkEnd();
    void reopen();
    bool isBeingStopped() const;
    void leaveToPerson(const QString &why);
    void readOn();
    RenderOptions renderOptions() const;

    std::shared_ptr<control::IControl> m_control;
    QString m_run;
    Options m_options;
    Terminal &m_out;
    Terminal &m_err;
    RunView m_view;
    std::unique_ptr<control::EventStream> m_stream;
    QTimer m_refreshTimer;
    QTimer m_clockTimer;
    QByteArray m_above;
    qint64 m_shown = 0;        ///< Events up to here were shown, or held back.
    domain::Events m_heldBack; ///< Lines about tasks whose names are being asked for, and what follows them.
    bool m_asking = false;
    bool m_started = false;
    bool m_stopAsked = false;
    bool m_reopens = false;  ///< What is being stopped is to go on afterwards.
    bool m_endShown = false; ///< Of all events of the run the last was shown, or lies before what is shown.
    bool m_allRead = false;  ///< Of what the store has of the run everything was taken.
    bool m_ended = false;
    bool m_saidNeedsPerson = false;
};

} // namespace podium::ctl
