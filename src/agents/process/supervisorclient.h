// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/spawnrequest.h"
#include "base/error.h"

#include <QObject>

#include <memory>

namespace podium::agents
{

/// The line to the supervisor of a data folder. Lives in one thread (a runner's) and never blocks it. Whatever is asked
/// before the connection stands is sent as soon as it does. If the supervisor dies, a new one is started, and every id
/// this client has spawned or asked about is asked about again: what ran under the dead one is then reported as lost().
class SupervisorClient : public QObject
{
    Q_OBJECT
public:
    explicit SupervisorClient(QObject *parent = nullptr);
    ~SupervisorClient() override; ///< Closes the line; the children go on.

    /// Connects to the supervisor of the folder, or starts one. `program` is the path of podium-supervisor; empty: see
    /// supervisorProgram(). Returns at once; connected() or failed() follow.
    void connectOrStart(const QString &dataFolder, const QString &program = {});
    bool isConnected() const;
    /// How long it may leave a question unanswered before silent() is told; 10 s if this is not called.
    void setPatience(qint64 ms);

    /// Answered by running() or spawnFailed(), then exited(). Spawning a known id tells its present state instead.
    void spawn(const SpawnRequest &request);
    /// Answered by running(), exited(), lost() or unknown(); later changes are reported too.
    void query(const QString &id);
    void write(const QString &id, const QByteArray &bytes);
    void closeStdin(const QString &id);
    /// Ends the whole tree: TERM, after `graceMs` KILL until nothing is left; 0 = KILL at once. exited() follows.
    void kill(const QString &id, qint64 graceMs);
    /// The end of this id is on disk elsewhere: the supervisor may forget it.
    void acknowledge(const QString &id);

    /// Takes back what was asked to be started and no supervisor has heard of; the ids.
    QStringList takeUnsent();

    /// PODIUM_SUPERVISOR if it is set, else podium-supervisor beside the running program or in ../libexec/podium.
    static QString supervisorProgram();

Q_SIGNALS:
    /// `restarted`: an earlier supervisor of this client died.
    void connected(qint64 supervisorPid, bool restarted);
    /// No supervisor can be reached or started; tried again with growing pauses. What was asked stays queued.
    void failed(const podium::Error &error);
    /// It is there, but has not answered for as long as the patience goes (it was halted, or the machine is stuck).
    /// Nothing is done about that: what was asked stays asked, and holds when it goes on; answersAgain() follows then.
    void silent(qint64 supervisorPid);
    void answersAgain();
    void running(const QString &id, const podium::domain::ProcessIdentity &process, qint64 startedMs);
    void spawnFailed(const QString &id, const podium::agents::SpawnFailure &failure);
    void exited(const QString &id, const podium::agents::ExitInfo &info);
    /// It ran when a supervisor died; its processes were found and ended. Nobody knows how it would have ended.
    void lost(const QString &id);
    /// Never spawned in this data folder, or already acknowledged.
    void unknown(const QString &id);
    /// Bytes for standard input were not taken: the process closed it (EPIPE) or reads too slowly (EAGAIN).
    void writeFailed(const QString &id, int errorNumber);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace podium::agents
