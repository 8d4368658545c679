// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/event.h"

#include "base/enumnames.h"

namespace podium::domain
{

namespace
{

using E = EventType;

constexpr std::array<EnumName<EventType>, 38> s_names{{
    {E::RunCreated, "run.created"},
    {E::RunStarted, "run.started"},
    {E::RunPaused, "run.paused"},
    {E::RunResumed, "run.resumed"},
    {E::RunCancelling, "run.cancelling"},
    {E::RunFinished, "run.finished"},
    {E::RunReopened, "run.reopened"},
    {E::RunChanged, "run.changed"},
    {E::TaskExpanded, "task.expanded"},
    {E::TaskReady, "task.ready"},
    {E::TaskBlocked, "task.blocked"},
    {E::TaskUnblocked, "task.unblocked"},
    {E::TaskSkipped, "task.skipped"},
    {E::TaskClaimed, "task.claimed"},
    {E::TaskPrepared, "task.prepared"},
    {E::TaskStarted, "task.started"},
    {E::TaskStopping, "task.stopping"},
    {E::TaskRetrying, "task.retrying"},
    {E::TaskParked, "task.parked"},
    {E::TaskWoken, "task.woken"},
    {E::TaskSucceeded, "task.succeeded"},
    {E::TaskFailed, "task.failed"},
    {E::TaskAwaitingReview, "task.awaiting_review"},
    {E::TaskReviewed, "task.reviewed"},
    {E::TaskCancelled, "task.cancelled"},
    {E::TaskReset, "task.reset"},
    {E::ApprovalRequested, "approval.requested"},
    {E::ApprovalDecided, "approval.decided"},
    {E::ApprovalClosed, "approval.closed"},
    {E::AgentConfigured, "agent.configured"},
    {E::AgentRemoved, "agent.removed"},
    {E::AgentStateChanged, "agent.state_changed"},
    {E::BreakerChanged, "breaker.changed"},
    {E::PermitGiven, "permit.given"},
    {E::PermitRevoked, "permit.revoked"},
    {E::MessageSent, "message.sent"},
    {E::SessionAsked, "session.asked"},
    {E::DecisionVoted, "decision.voted"},
}};

/// Glob with `*`, which does not cross a ':'. Linear in practice: one backtracking point.
bool globMatches(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star >= 0 && text[mark] != u':') {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

} // namespace

QString eventTypeName(EventType type)
{
    return type == E::Noted ? QStringLiteral("noted") : nameOf(s_names, type);
}

std::optional<EventType> eventTypeFromName(const QString &name)
{
    if (name == QLatin1StringView("noted"))
        return E::Noted;
    return valueOf(s_names, name);
}

QString Event::topic() const
{
    return QStringLiteral("team:%1:events:%2").arg(team, eventTypeName(type));
}

bool topicMatches(const QString &pattern, const Event &event)
{
    if (!pattern.contains(u':'))
        return globMatches(pattern, eventTypeName(event.type));
    return globMatches(pattern, event.topic());
}

QJsonObject toJson(const Event &event)
{
    QJsonObject out{{QStringLiteral("seq"), event.seq},
                    {QStringLiteral("time_ms"), event.timeMs},
                    {QStringLiteral("team"), event.team},
                    {QStringLiteral("type"), eventTypeName(event.type)}};
    if (!event.run.isEmpty())
        out.insert(QStringLiteral("run"), event.run);
    if (event.task >= 0)
        out.insert(QStringLiteral("task"), event.task);
    if (event.attempt > 0)
        out.insert(QStringLiteral("attempt"), event.attempt);
    if (!event.data.isEmpty())
        out.insert(QStringLiteral("data"), event.data);
    return out;
}

std::optional<Event> eventFromJson(const QJsonObject &object)
{
    const std::optional<EventType> type = eventTypeFromName(object.value(u"type").toString());
    if (!type)
        return std::nullopt;
    Event event;
    event.seq = object.value(u"seq").toInteger();
    event.timeMs = object.value(u"time_ms").toInteger();
    event.team = object.value(u"team").toString();
    event.run = object.value(u"run").toString();
    event.task = object.value(u"task").toInt(-1);
    event.attempt = object.value(u"attempt").toInt();
    event.type = *type;
    event.data = object.value(u"data").toObject();
    return event;
}

} // namespace podium::domain
