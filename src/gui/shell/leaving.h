// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/refresher.h"

#include <QQmlEngine>

namespace podium::gui
{

/// What becomes of running tasks when the window is closed, and its way there. GUI thread.
class Leaving : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(State state READ state NOTIFY changed FINAL)
    /// Attempts that have to end first; -1 = not known yet.
    Q_PROPERTY(int running READ running NOTIFY changed FINAL)
    /// There is a tray, in which the window can be found again.
    Q_PROPERTY(bool hasTray READ hasTray WRITE setHasTray NOTIFY changed FINAL)

public:
    enum class State {
        Staying,
        Finishing, ///< No further task is started; Podium ends when those that run have ended.
        Stopping,  ///< What runs is being stopped; then Podium ends.
        Left
    };
    Q_ENUM(State)

    static Leaving *instance();
    static Leaving *create(QQmlEngine *qml, QJSEngine *js);

    State state() const { return m_state; }
    int running() const { return m_running; }
    bool hasTray() const { return m_hasTray; }
    void setHasTray(bool has);

    /// The window may close without a question: nothing runs in this process, the way out was chosen already, or the
    /// session of the desktop ends (what runs is found again at the next start). `busy`: attempts and tasks that wait.
    Q_INVOKABLE bool mayClose(int busy) const;
    /// Only the window goes; the engine and its tasks go on.
    Q_INVOKABLE void keepRunning() { Q_EMIT hideAsked(); }
    Q_INVOKABLE void stopAfterRunning();
    Q_INVOKABLE void stopNow();
    /// Tasks are started again.
    Q_INVOKABLE void stay();
    /// Ends Podium; what runs goes on without it.
    Q_INVOKABLE void leave();
    /// The person's session ends: nobody is there to be asked.
    void sessionEnds() { m_sessionEnds = true; }

Q_SIGNALS:
    void changed();
    void hideAsked();
    /// Why the engine did not stop.
    void refused(const QString &why);
    void left();

private:
    explicit Leaving(QObject *parent);
    void ask(State state, const QJsonObject &params);
    void enter(State state);
    void take(int running);

    Refresher m_look;
    State m_state = State::Staying;
    int m_running = -1;
    bool m_hasTray = false;
    bool m_sessionEnds = false;
};

} // namespace podium::gui
