// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/eventlog.h"

#include "base/log.h"
#include "engine/state/runstate.h"

namespace podium::engine
{

namespace
{

Q_LOGGING_CATEGORY(logEvents, "podium.engine.events", QtWarningMsg)

using domain::EventType;

/// What somebody who looks for a fault wants to see; everything else is for debugging.
bool isNews(EventType type)
{
    switch (type) {
    case EventType::TaskReady:
    case EventType::TaskExpanded:
    case EventType::TaskUnblocked:
    case EventType::TaskPrepared:
    case EventType::AgentStateChanged:
    case EventType::Noted:
        return false;
    default:
        return true;
    }
}

QString details(const domain::Event &event)
{
    QStringList out;
    for (const char *name : {"agent", "runner", "state", "activity", "by", "reason", "error_class", "error", "why"}) {
        const QString value = event.data.value(QLatin1StringView(name)).toString();
        if (!value.isEmpty())
            out += QStringLiteral("%1=%2").arg(QLatin1StringView(name), value);
    }
    const qint64 pid = event.data.value(u"process").toObject().value(u"pid").toInteger();
    if (pid > 0)
        out += QStringLiteral("pid=%1").arg(pid);
    return out.join(QStringLiteral(", "));
}

} // namespace

void logEvent(const domain::Event &event, const RunState *run)
{
    const bool news = isNews(event.type);
    if (news ? !logEvents().isInfoEnabled() : !logEvents().isDebugEnabled())
        return;
    LogContext context;
    context.run = event.run;
    if (run && event.task >= 0) {
        const TaskRun &task = run->tasks[size_t(event.task)];
        context.task = task.key;
        context.attempt = event.attempt;
        context.session = task.session;
    }
    const ScopedLogContext scope(context);
    const QString more = details(event);
    const QString text = domain::eventTypeName(event.type) + (more.isEmpty() ? QString() : QStringLiteral(": ") + more);
    if (news)
        qCInfo(logEvents).noquote() << text;
    else
        qCDebug(logEvents).noquote() << text;
}

} // namespace podium::engine
