// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/tools/agenttool.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace podium::agents
{

/// The calls of one attempt that are under way: each ends with one finished(), unless it is cancelled. Lives in one
/// thread; destroying it cancels what is left.
class ToolCalls : public QObject
{
    Q_OBJECT
public:
    explicit ToolCalls(QObject *parent = nullptr);
    ~ToolCalls() override;

    /// Checks the arguments, then calls the handler. `id` is the caller's.
    void start(const QString &id, const ToolRegistry &tools, const QString &name, const ToolCall &call);
    /// Nobody wants the result any more.
    void cancel(const QString &id);
    void cancelAll();
    int running() const { return int(m_running.size()); }

Q_SIGNALS:
    /// `total` 0 = unknown.
    void progressed(const QString &id, double value, double total, const QString &text);
    void finished(const QString &id, const QString &tool, const podium::Result<QJsonValue> &result, qint64 tookMs);

private:
    struct Running;
    void end(const QString &id, const Result<QJsonValue> &result);
    QHash<QString, std::shared_ptr<Running>> m_running;
};

} // namespace podium::agents
