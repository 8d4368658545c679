// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/continuation.h"
#include "base/error.h"

#include <QFuture>
#include <QJsonObject>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace podium::control
{

/// What every handler returns.
using Reply = QFuture<Result<QJsonObject>>;

inline Reply replyNow(Result<QJsonObject> result)
{
    return QtFuture::makeReadyFuture(std::move(result));
}

/// For what takes its time (whole databases, git): in a thread of the pool, so that nobody waits who did not ask.
inline Reply inBackground(std::function<Result<QJsonObject>()> work)
{
    auto promise = std::make_shared<QPromise<Result<QJsonObject>>>();
    promise->start();
    Reply reply = promise->future();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return reply;
}

/// Goes on with the value of a question; its error becomes the answer. Runs in the thread that answered.
template<typename T, typename Next> Reply andThen(QFuture<Result<T>> question, Next next)
{
    return then(question, [next = std::move(next)](const Result<T> &answer) mutable -> Reply {
        return answer ? Reply(next(*answer)) : replyNow(tl::unexpected(answer.error()));
    });
}

/// The same for the last step, whose answer is there at once.
template<typename T, typename Convert> Reply answered(QFuture<Result<T>> question, Convert convert)
{
    return then(question, [convert = std::move(convert)](const Result<T> &answer) mutable -> Result<QJsonObject> {
        if (!answer)
            return tl::unexpected(answer.error());
        return convert(*answer);
    });
}

} // namespace podium::control
