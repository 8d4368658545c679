// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/event.h"

#include <QFuture>
#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <memory>

namespace podium::control
{

/// Who calls. On one's own machine that is "local" with every permission.
struct Principal
{
    QString name = QStringLiteral("local");
    QStringList permissions{QStringLiteral("*")};
    bool local = true; ///< On this machine as this user: may name files.
};

struct Call
{
    QString operation; ///< "run.submit"
    QJsonObject params;
    Principal principal;
};

/// Which part of the ordered stream somebody wants.
struct StreamFilter
{
    QStringList patterns; ///< As topicMatches(); empty = everything.
    QString run;          ///< Full id; empty = all.
    qint64 since = -1;    ///< Events after this number, first those on disk; -1 = only new ones.
    bool logs = false;    ///< Also tells when the run has new log lines.
};

/// A subscription. Lives in the thread that made it; its signals come in that thread. Nothing is delivered while it is
/// paused, and nothing is buffered for it beyond one batch: a slow consumer reads on from disk.
class EventStream : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Stops the deliveries or goes on with them.
    virtual void setPaused(bool paused) = 0;

Q_SIGNALS:
    /// In order, without gaps; at most a few hundred at a time.
    void events(const podium::domain::Events &events);
    /// Everything that was on disk when the stream began has been delivered.
    void caughtUp(qint64 seq);
    /// The consumer was too slow: what lies before `seq` was left out, it has to read a snapshot again.
    void fellBehind(qint64 seq);
    /// There are new log lines of the run; ask for them with run.logs since the last id.
    void logsGrew();
    /// Nothing will come any more; the reason is Unavailable when the process that owns the store went away.
    void closed(const podium::Error &reason);
};

/// The one face of the back end. Thread-safe; futures finish in any thread.
class IControl
{
public:
    virtual ~IControl() = default;
    /// Carries out an operation of the table. Errors name the field that is wrong and what to do.
    virtual QFuture<Result<QJsonObject>> call(const Call &call) = 0;
    /// To be called in the thread that is to receive. The caller owns the stream, and ends it before the control.
    virtual std::unique_ptr<EventStream> subscribe(const StreamFilter &filter) = 0;
    /// Whether runs go on while this exists: it leads to a process that owns the store.
    virtual bool isLive() const = 0;
    /// Whether the process at the other end took its leave in order: what it had not answered it did not do, and it may
    /// be asked of whoever owns the store next.
    virtual bool hasTakenLeave() const { return false; }
};

} // namespace podium::control
