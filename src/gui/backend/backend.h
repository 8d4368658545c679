// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "control/icontrol.h"

#include <QQmlEngine>
#include <QThread>
#include <QTimer>

#include <functional>

namespace podium::gui
{

/// The way to the back end, as whoever puts the program together gives it to the window.
struct BackendAccess
{
    std::shared_ptr<control::IControl> control;
    bool owner = false;  ///< The engine runs in this process.
    qint64 ownerPid = 0; ///< The process that runs it otherwise.
    QString dataFolder;  ///< Where the data is, for people.
};

/// The one back end of the window's screens: opened, used and closed in a thread of its own, so that the GUI thread
/// never waits for a disk; told of in the GUI thread. Screens call operations of the table and listen to events,
/// nothing else.
class Backend : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool owner READ owner NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString dataFolder READ dataFolder NOTIFY stateChanged FINAL)
    /// Why there is no back end; empty while there is one.
    Q_PROPERTY(QString problem READ problem NOTIFY stateChanged FINAL)

public:
    enum class State { Closed, Opening, Ready, Failed };
    Q_ENUM(State)
    /// Runs in the back end's thread; may block.
    using Opener = std::function<Result<BackendAccess>()>;

    /// No parent by default: QML would make one of its own instead of asking create().
    explicit Backend(QObject *parent);
    ~Backend() override;

    /// The one that QML sees; null before one was made.
    static Backend *instance();
    static Backend *create(QQmlEngine *qml, QJSEngine *js);

    /// Opens with it; again by itself when the process that owned the engine went away.
    void open(Opener opener);
    /// Lets go of the back end: what was decided is on disk when this returns, what runs goes on.
    void close();
    Q_INVOKABLE void reopen();

    State state() const { return m_state; }
    bool owner() const { return m_access.owner; }
    QString dataFolder() const { return m_access.dataFolder; }
    QString problem() const { return m_problem; }

    /// Unavailable unless Ready.
    QFuture<Result<QJsonObject>> call(const QString &operation, const QJsonObject &params = {}) const;
    /// Events and log growth of one run; null unless Ready. To be let go of at closing().
    std::unique_ptr<control::EventStream> follow(const control::StreamFilter &filter) const;
    /// A verb of a screen: performed() or refused() follows.
    Q_INVOKABLE void perform(const QString &operation, const QJsonObject &params);

Q_SIGNALS:
    void stateChanged();
    /// In order. A screen that is new asks for a snapshot first.
    void eventsArrived(const podium::domain::Events &events);
    /// Everything on the screens may be old: read again.
    void resetNeeded();
    /// The control is about to go: streams that follow() gave have to end now.
    void closing();
    void performed(const QString &operation, const QJsonObject &answer);
    void refused(const QString &operation, const QString &what, const QString &hint);

private:
    void opened(const Result<BackendAccess> &access);
    void listen();
    void enter(State state, const QString &problem = {});

    Opener m_opener;
    BackendAccess m_access;
    std::unique_ptr<control::EventStream> m_stream;
    QThread m_thread;
    std::unique_ptr<QObject> m_place; ///< Lives in m_thread.
    State m_state = State::Closed;
    QString m_problem;
    qint64 m_seq = -1; ///< Of the last event that was told.
};

} // namespace podium::gui
