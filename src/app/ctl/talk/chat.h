// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/talk/inputlines.h"
#include "app/ctl/talk/requestdialog.h"
#include "app/ctl/terminal.h"
#include "control/cli/exitcode.h"
#include "control/icontrol.h"

#include <QJsonObject>
#include <QObject>
#include <QQueue>
#include <QSet>

#include <memory>

namespace podium::ctl
{

/// "agent chat": what a person types goes to the agent, what it says and does is shown as it comes, and what it asks is
/// asked here. What is typed while the agent works is said to it at once on a terminal; lines of a pipe wait for the
/// end of its turn. Main thread.
class Chat : public QObject
{
    Q_OBJECT
public:
    /// `params`: the request of session.chat without a text.
    Chat(std::shared_ptr<control::IControl> control, QJsonObject params, bool json, Terminal &out, Terminal &err);
    ~Chat() override;

    void start();
    /// Ctrl-C: stops what the agent is doing; where it does nothing the second one leaves.
    void interrupt();
    void leave();
    /// Goes on with another way to the back end.
    void continueWith(std::shared_ptr<control::IControl> control);

Q_SIGNALS:
    void finished(podium::control::ExitCode code);
    /// The process at the other end is gone.
    void lost(const podium::Error &reason);

private:
    using Then = std::function<void(const QJsonObject &)>;
    void call(const QString &operation, const QJsonObject &params, const Then &then);
    QJsonObject about() const; ///< run and task

    void join(const QJsonObject &answer);
    void typed(const QString &text);
    void command(const QString &text);
    void say(const QString &text);
    void sayNext();
    void inputEnded();

    void listen(qint64 since);
    void happened(const domain::Events &events);
    void pull();
    void pulled(const Result<QJsonObject> &page);
    void show(const QJsonObject &entry);
    void turnEnded(const QJsonObject &entry);

    void lookForRequests();
    void tellOf(const RequestDialog &request);
    void ask(const RequestDialog &request);
    void askNext();
    void decide(const QString &answer);

    void prompt();
    void startLine(); ///< Ends a line that pieces have begun, and the prompt.
    void end(control::ExitCode code);

    std::shared_ptr<control::IControl> m_control;
    QJsonObject m_params;
    const bool m_json;
    Terminal &m_out;
    Terminal &m_err;
    InputLines m_input;
    std::unique_ptr<control::EventStream> m_stream;
    QString m_run;
    QString m_task;
    int m_attempt = 0;
    qint64 m_next = 0; ///< Of the transcript.
    QQueue<QString> m_waiting;
    RequestDialog m_request; ///< Of the agent, that is asked just now.
    QString m_decided;       ///< The request that was answered last; its answer may still be under way.
    QSet<QString> m_told;    ///< Requests that are answered elsewhere.
    int m_busy = 0;          ///< Turns that are expected.
    bool m_quietly = true;   ///< What was said before this program came is not shown, and heard to its end first.
    bool m_pulling = false;
    bool m_again = false;
    bool m_pieces = false; ///< The text that is coming was shown piece by piece.
    bool m_inLine = false;
    bool m_prompted = false;
    bool m_inputEnded = false;
    bool m_ending = false;  ///< The conversation is being ended.
    bool m_leaving = false; ///< The next Ctrl-C leaves.
    bool m_ended = false;
};

} // namespace podium::ctl
