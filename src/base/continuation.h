// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFuture>
#include <QList>
#include <QMutex>
#include <QPromise>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
namespace podium::detail
{
struct Hook;
} // namespace podium::detail

/// Qt's futures let only their own continuations in: as one of these, this hangs `tell` on a future as it is.
template<typename T> class QtPrivate::CanceledHandler<podium::detail::Hook, T>
{
public:
    static void hang(const QFuture<T> &future, std::function<void(const QFutureInterfaceBase &)> tell)
    {
        future.d.setContinuation(std::move(tell));
    }
};
#endif

namespace podium
{

namespace detail
{

/// Calls `receive(value)` once when the future has finished, in the thread that finishes it, or at once. Whatever
/// `receive` holds is dropped uncalled with a future that is cancelled or given up.
template<typename T, typename Receive> void onValue(const QFuture<T> &future, Receive receive)
{
    const auto hand = [](const QFuture<T> &finished, Receive &to) {
        if (!finished.isCanceled() && finished.resultCount() > 0)
            to(finished.result());
    };
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    // What is attached just when another thread finishes the future is called by both: Qt 6.4 stores it after it was
    // called, too, and the other thread looks for it only then. QFuture::then() crashes there.
    struct Slot
    {
        explicit Slot(Receive &&to) : receive(std::move(to)) {}
        std::optional<Receive> receive;
        std::atomic_flag taken;
    };
    const auto slot = std::make_shared<Slot>(std::move(receive));
    QtPrivate::CanceledHandler<Hook, T>::hang(future, [slot, hand](const QFutureInterfaceBase &finished) {
        if (slot->taken.test_and_set())
            return;
        Receive mine = std::move(*slot->receive);
        slot->receive.reset();
        hand(QFutureInterface<T>(finished).future(), mine);
    });
#else
    QFuture<T>(future).then(
        [hand, mine = std::move(receive)](const QFuture<T> &finished) mutable { hand(finished, mine); });
#endif
}

template<typename T> struct Unwrapped
{
    using Value = T;
    static constexpr bool IsFuture = false;
};
template<typename T> struct Unwrapped<QFuture<T>>
{
    using Value = T;
    static constexpr bool IsFuture = true;
};

} // namespace detail

/// Goes on with the value of the future: `next(value)` is called once, in the thread that finishes the future, or here
/// when it has finished. What it returns is the value of the future that is returned; a future is waited for instead of
/// being nested; where it returns nothing, nothing is returned. A cancelled future, or one whose promise is given up,
/// cancels what follows. A future takes one continuation. Use this in place of QFuture::then() and unwrap(), see above;
/// for objects with an event loop there is whenFinished().
template<typename T, typename Next> auto then(const QFuture<T> &future, Next next)
{
    using Given = std::decay_t<std::invoke_result_t<Next &, const T &>>;
    if constexpr (std::is_void_v<Given>) {
        detail::onValue(future, std::move(next));
    } else {
        using Value = typename detail::Unwrapped<Given>::Value;
        auto promise = std::make_shared<QPromise<Value>>();
        promise->start();
        QFuture<Value> out = promise->future();
        detail::onValue(future, [promise = std::move(promise), next = std::move(next)](const T &value) mutable {
            if constexpr (detail::Unwrapped<Given>::IsFuture) {
                detail::onValue(next(value), [promise](const Value &inner) {
                    promise->addResult(inner);
                    promise->finish();
                });
            } else {
                promise->addResult(next(value));
                promise->finish();
            }
        });
        return out;
    }
}

/// The values of all the futures, in their order, once the last of them has finished.
template<typename T> QFuture<QList<T>> all(const QList<QFuture<T>> &futures)
{
    struct Collection
    {
        QPromise<QList<T>> promise;
        QMutex mutex;
        QList<std::optional<T>> values;
        qsizetype missing = 0;
    };
    auto collection = std::make_shared<Collection>();
    collection->promise.start();
    collection->values.resize(futures.size());
    collection->missing = futures.size();
    QFuture<QList<T>> out = collection->promise.future();
    const auto finish = [](Collection &whole) {
        QList<T> values;
        values.reserve(whole.values.size());
        for (std::optional<T> &value : whole.values)
            values.append(std::move(*value));
        whole.promise.addResult(std::move(values));
        whole.promise.finish();
    };
    if (futures.isEmpty())
        finish(*collection);
    for (qsizetype i = 0; i < futures.size(); ++i) {
        detail::onValue(futures.at(i), [collection, i, finish](const T &value) {
            QMutexLocker lock(&collection->mutex);
            collection->values[i] = value;
            if (--collection->missing > 0)
                return;
            lock.unlock();
            finish(*collection);
        });
    }
    return out;
}

} // namespace podium
