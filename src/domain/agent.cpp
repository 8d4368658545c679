// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/agent.h"

#include "base/enumnames.h"

#include <QJsonArray>

namespace podium::domain
{

namespace
{

constexpr std::array<EnumName<Activity>, 10> s_activities{{
    {Activity::Starting, "starting"},
    {Activity::Thinking, "thinking"},
    {Activity::ToolRunning, "tool_running"},
    {Activity::WaitingForPerson, "waiting_for_person"},
    {Activity::RateLimited, "rate_limited"},
    {Activity::Paused, "paused"},
    {Activity::Idle, "idle"},
    {Activity::Stalled, "stalled"},
    {Activity::LoginNeeded, "login_needed"},
    {Activity::ProcessGone, "process_gone"},
}};

QStringList strings(const QJsonValue &value)
{
    QStringList out;
    for (const QJsonValue &element : value.toArray())
        out.append(element.toString());
    return out;
}

} // namespace

QJsonObject toJson(const Agent &agent)
{
    return {
        {QStringLiteral("name"), agent.name},
        {QStringLiteral("title"), agent.title},
        {QStringLiteral("role"), agent.role},
        {QStringLiteral("capabilities"), QJsonArray::fromStringList(agent.capabilities)},
        {QStringLiteral("runner"), agent.runner},
        {QStringLiteral("model"), agent.model},
        {QStringLiteral("system_prompt"), agent.systemPrompt},
        {QStringLiteral("permission_mode"), agent.permissionMode},
        {QStringLiteral("workspace"), agent.workspace},
        {QStringLiteral("scale"), agent.scale},
        {QStringLiteral("max_parallel"), agent.maxParallel},
        {QStringLiteral("enabled"), agent.enabled},
        {QStringLiteral("draining"), agent.draining},
        {QStringLiteral("tags"), QJsonArray::fromStringList(agent.tags)},
        {QStringLiteral("options"), agent.options},
    };
}

Agent agentFromJson(const QJsonObject &object)
{
    Agent agent;
    agent.name = object.value(u"name").toString();
    agent.title = object.value(u"title").toString();
    agent.role = object.value(u"role").toString();
    agent.capabilities = strings(object.value(u"capabilities"));
    agent.runner = object.value(u"runner").toString();
    agent.model = object.value(u"model").toString();
    agent.systemPrompt = object.value(u"system_prompt").toString();
    agent.permissionMode = object.value(u"permission_mode").toString(agent.permissionMode);
    agent.workspace = object.value(u"workspace").toString(agent.workspace);
    agent.scale = qMax(0, object.value(u"scale").toInt(1));
    agent.maxParallel = qMax(1, object.value(u"max_parallel").toInt(1));
    agent.enabled = object.value(u"enabled").toBool(true);
    agent.draining = object.value(u"draining").toBool(false);
    agent.tags = strings(object.value(u"tags"));
    agent.options = object.value(u"options").toObject();
    return agent;
}

QString activityName(Activity activity)
{
    return nameOf(s_activities, activity);
}

std::optional<Activity> activityFromName(const QString &name)
{
    return valueOf(s_activities, name);
}

} // namespace podium::domain
