// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/toolcalls.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QTimer>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ToolCalls)
};

constexpr qsizetype MaxResultBytes = 256 * 1024; ///< Of one call; beyond it the model would not see it anyway.

/// Not at once: a watcher is let go of in a slot of its own.
struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

} // namespace

struct ToolCalls::Running
{
    QString tool;
    QElapsedTimer clock;
    std::unique_ptr<QFutureWatcher<Result<QJsonValue>>, DeleteLater> watcher;
};

ToolCalls::ToolCalls(QObject *parent) : QObject(parent) {}

ToolCalls::~ToolCalls()
{
    cancelAll();
}

void ToolCalls::start(const QString &id, const ToolRegistry &tools, const QString &name, const ToolCall &call)
{
    auto running = std::make_shared<Running>();
    running->tool = name;
    running->clock.start();
    m_running.insert(id, running);
    const Result<void> checked = tools.check(name, call.arguments);
    const AgentTool *tool = tools.find(name);
    const ToolAnswer answer =
        checked ? tool->handler(call) : answered(tl::unexpected(checked.error())); // Checked: there is one.

    running->watcher.reset(new QFutureWatcher<Result<QJsonValue>>);
    auto *watcher = running->watcher.get();
    connect(watcher, &QFutureWatcherBase::finished, this, [this, id, watcher] {
        const QFuture<Result<QJsonValue>> future = watcher->future();
        end(id, future.resultCount() > 0
                    ? future.result()
                    : Result<QJsonValue>(fail(ErrorCode::Internal, Text::tr("the tool ended without an answer"))));
    });
    const auto tell = [this, id, watcher] {
        Q_EMIT progressed(id, watcher->progressValue() - watcher->progressMinimum(),
                          watcher->progressMaximum() - watcher->progressMinimum(), watcher->progressText());
    };
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, tell);
    if (tool && tool->timeLimitMs > 0) {
        auto *limit = new QTimer(watcher);
        limit->setSingleShot(true);
        connect(limit, &QTimer::timeout, this, [this, id, name, watcher, ms = tool->timeLimitMs] {
            watcher->future().cancel();
            end(id, fail(ErrorCode::Timeout, Text::tr("it took longer than %1 s and was given up").arg(ms / 1000), name,
                         Text::tr("Ask for less at a time.")));
        });
        limit->start(int(tool->timeLimitMs));
    }
    watcher->setFuture(answer);
}

void ToolCalls::end(const QString &id, const Result<QJsonValue> &result)
{
    const std::shared_ptr<Running> running = m_running.take(id);
    if (!running)
        return;
    running->watcher->disconnect(this);
    if (result) {
        const qsizetype bytes = canonicalJson(*result).size();
        if (bytes > MaxResultBytes) {
            const Result<QJsonValue> refused =
                fail(ErrorCode::Exhausted,
                     Text::tr("the answer has %1 bytes, at most %2 are given").arg(bytes).arg(MaxResultBytes),
                     running->tool, Text::tr("Ask for less at a time."));
            Q_EMIT finished(id, running->tool, refused, running->clock.elapsed());
            return;
        }
    }
    Q_EMIT finished(id, running->tool, result, running->clock.elapsed());
}

void ToolCalls::cancel(const QString &id)
{
    const std::shared_ptr<Running> running = m_running.take(id);
    if (!running)
        return;
    running->watcher->disconnect(this);
    running->watcher->future().cancel();
}

void ToolCalls::cancelAll()
{
    const QStringList ids = m_running.keys();
    for (const QString &id : ids)
        cancel(id);
}

} // namespace podium::agents
