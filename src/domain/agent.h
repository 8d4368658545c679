// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace podium::domain
{

/// A configured worker. Several attempts may run on it at once, up to `maxParallel` × `scale`.
struct Agent
{
    QString name; ///< Unique, the id.
    QString title;
    QString role;
    QStringList capabilities;
    QString runner; ///< "claude", "simulated" …
    QString model;
    QString systemPrompt; ///< Appended to the generated one.
    QString permissionMode = QStringLiteral("default");
    QString workspace = QStringLiteral("inherit");
    int scale = 1;       ///< Instances.
    int maxParallel = 1; ///< Attempts per instance.
    bool enabled = true;
    bool draining = false; ///< Finishes what it has, takes nothing new.
    QStringList tags;
    QJsonObject options; ///< For the runner.
};

QJsonObject toJson(const Agent &agent);
Agent agentFromJson(const QJsonObject &object);

/// What an agent or attempt is doing; always observed, never assumed.
enum class Activity {
    Starting,
    Thinking,
    ToolRunning,
    WaitingForPerson,
    RateLimited,
    Paused,
    Idle,
    Stalled, ///< No sign of life for longer than the configured time.
    LoginNeeded,
    ProcessGone,
};

QString activityName(Activity activity); ///< "tool_running"
std::optional<Activity> activityFromName(const QString &name);

} // namespace podium::domain
