// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFutureWatcher>

namespace podium
{

/// Calls `receive(value)` once the future has finished: in the thread of `context`, where this is called too, and
/// always from its event loop. Nothing is called for a cancelled future, or if `context` is destroyed first.
/// QFuture::then(context, …) looks at the context from the thread that finishes the future, which may be just when the
/// context goes; a watcher is told under the future's lock.
template<typename T, typename Receive> void whenFinished(const QFuture<T> &future, QObject *context, Receive receive)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, receive = std::move(receive)]() mutable {
                         watcher->deleteLater();
                         if (!watcher->isCanceled())
                             receive(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace podium
