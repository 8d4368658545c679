// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/messages/messagesrunner.h"

#include "agents/process/runnerthread.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QSemaphore>
#include <QThread>
#include <QTimer>

namespace podium::agents
{

using domain::AttemptKey;

class MessagesRunner::Private
{
public:
    Private(MessagesRunner *owner, const MessagesPorts &with, const MessagesSettings &how)
        : ports(with), settings(how), inbox(*owner), network(new QNetworkAccessManager(owner)),
          heartbeat(new QTimer(owner))
    {
    }

    void begin(const engine::AttemptRequest &request, bool attach);
    void letGo();

    const MessagesPorts ports;
    const MessagesSettings settings;
    CommandInbox inbox;
    QNetworkAccessManager *network;
    QTimer *heartbeat;
    bool detached = false;
    QHash<AttemptKey, std::shared_ptr<MessagesAttempt>> attempts;
};

MessagesRunner::MessagesRunner(const MessagesPorts &ports, const MessagesSettings &settings, qint64 heartbeatMs)
    : d(std::make_unique<Private>(this, ports, settings))
{
    d->heartbeat->setInterval(int(heartbeatMs));
    connect(d->heartbeat, &QTimer::timeout, this, [this] {
        for (auto at = d->attempts.cbegin(); at != d->attempts.cend(); ++at)
            d->ports.sink.attemptHeartbeat(at.key(), {});
    });
}

MessagesRunner::~MessagesRunner() = default;

void MessagesRunner::Private::begin(const engine::AttemptRequest &request, bool attach)
{
    if (detached || attempts.contains(request.key))
        return;
    // Deleted later: it says that it has ended in the middle of its own work.
    const std::shared_ptr<MessagesAttempt> attempt(new MessagesAttempt(request, ports, settings, *network),
                                                   [](MessagesAttempt *of) { of->deleteLater(); });
    attempts.insert(request.key, attempt);
    if (!heartbeat->isActive())
        heartbeat->start();
    QObject::connect(attempt.get(), &MessagesAttempt::ended, network,
                     [this, key = request.key](const domain::AttemptOutcome &outcome) {
                         const std::shared_ptr<MessagesAttempt> over = attempts.take(key);
                         if (attempts.isEmpty())
                             heartbeat->stop();
                         ports.sink.attemptFinished(key, outcome);
                     });
    attempt->begin(attach);
}

void MessagesRunner::Private::letGo()
{
    detached = true;
    heartbeat->stop();
    attempts.clear();
}

void MessagesRunner::start(const engine::AttemptRequest &request)
{
    d->inbox.post([this, request] { d->begin(request, false); });
}

void MessagesRunner::attach(const engine::AttemptRequest &request)
{
    d->inbox.post([this, request] { d->begin(request, true); });
}

void MessagesRunner::stop(const AttemptKey &key, engine::StopMode, qint64)
{
    d->inbox.post([this, key] {
        if (const std::shared_ptr<MessagesAttempt> attempt = d->attempts.value(key))
            attempt->stop();
    });
}

void MessagesRunner::answer(const AttemptKey &key, const domain::Approval &decided)
{
    d->inbox.post([this, key, decided] {
        if (const std::shared_ptr<MessagesAttempt> attempt = d->attempts.value(key))
            attempt->answer(decided);
    });
}

void MessagesRunner::send(const AttemptKey &key, const QString &text)
{
    d->inbox.post([this, key, text] {
        if (const std::shared_ptr<MessagesAttempt> attempt = d->attempts.value(key))
            attempt->say(text);
    });
}

void MessagesRunner::detach()
{
    if (!thread()->isRunning() || QThread::currentThread() == thread()) {
        d->letGo();
        return;
    }
    QSemaphore done;
    d->inbox.post([this, &done] {
        d->letGo();
        done.release();
    });
    done.acquire();
}

} // namespace podium::agents
