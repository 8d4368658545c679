// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/settings/settingkeys.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonObject>
#include <QStandardPaths>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SettingKeys)
};

using Type = SettingKey::Type;

constexpr double Second = 1000;
constexpr double Minute = 60 * Second;
constexpr double Hour = 60 * Minute;
constexpr double Day = 24 * Hour;
constexpr double MiB = 1024.0 * 1024.0;

SettingKey key(const char *name, Type type, const QJsonValue &value, const QString &description,
               std::optional<double> minimum = {}, std::optional<double> maximum = {}, const QStringList &choices = {})
{
    return {QLatin1StringView(name), type, value, description, minimum, maximum, choices, false};
}

QList<SettingKey> build()
{
    QList<SettingKey> keys{
        key("data_folder", Type::Path, defaultDataFolder(), Text::tr("Where Podium keeps its data")),
        key("database", Type::Text, QString(),
            Text::tr("postgresql://user@host/name for a shared database; empty = a file in the data folder")),
        key("log.level", Type::Levels, QStringLiteral("warning"),
            Text::tr("Least level, also per area: warning,engine=debug")),
        key("log.format", Type::Text, QStringLiteral("text"), Text::tr("How log lines look"), {}, {},
            {QStringLiteral("text"), QStringLiteral("json")}),
        key("log.file", Type::Path, QString(), Text::tr("Log file; empty = standard error")),
        key("log.max_size", Type::Size, 10 * MiB, Text::tr("A log file beyond this size is rotated"), 4096),
        key("log.keep", Type::Integer, 5, Text::tr("Rotated log files that are kept"), 0, 1000),
        key("engine.max_parallel", Type::Integer, 8, Text::tr("Attempts that run at a time"), 1, 100'000),
        key("engine.pools", Type::Counts, QJsonObject(), Text::tr("Places of named pools, for all runs"), 1),
        key("engine.role_limits", Type::Counts, QJsonObject(), Text::tr("Running attempts per role"), 1),
        key("engine.team_limits", Type::Counts, QJsonObject(), Text::tr("Running attempts per team"), 1),
        key("engine.heartbeat", Type::Duration, 10 * Second, Text::tr("Interval of the agents' signs of life"), 100,
            10 * Minute),
        key("engine.gone_after", Type::Duration, Minute,
            Text::tr("Without a sign of life for this long, an agent is gone"), Second, Day),
        key("engine.supervisor_patience", Type::Duration, 10 * Second,
            Text::tr("The supervisor of processes is said to be silent when it has not answered for this long"), 100,
            Hour),
        key("engine.stop_grace", Type::Duration, 5 * Second,
            Text::tr("Between asking an attempt to stop and ending its process tree"), 0, Hour),
        key("engine.detached_for", Type::Duration, Day,
            Text::tr("How long processes go on without Podium; 0 = to their end"), 0, 365 * Day),
        key("engine.inline_result", Type::Size, 32 * 1024, Text::tr("Larger results are kept as artifacts"), 0,
            16 * MiB),
        key("engine.breaker_failures", Type::Integer, 5, Text::tr("Failures in a row that stop an agent for a while"),
            1, 10'000),
        key("engine.breaker_open", Type::Duration, 30 * Second, Text::tr("How long it is stopped then"), 0, Day),
        key("budget.day", Type::Budget, QJsonObject(),
            Text::tr("What all agents together may spend a day: usd, tokens, time, attempts"), 0),
        key("budget.team", Type::Budgets, QJsonObject(), Text::tr("The same for each team; \"*\" = each other"), 0),
        key("budget.workflow", Type::Budgets, QJsonObject(),
            Text::tr("The same for each workflow, by its name; \"*\" = each other"), 0),
        key("budget.agent", Type::Budgets, QJsonObject(), Text::tr("The same for each agent; \"*\" = each other"), 0),
        key("budget.share", Type::Dollars, 1.0,
            Text::tr("Reserved for an attempt whose task has no budget, where dollars are limited at all"), 0.01,
            10'000),
        key("approvals.rules", Type::Path, QFileInfo(defaultConfigFile()).path() + QStringLiteral("/rules.yaml"),
            Text::tr("File with your rules about risk (permissions.md)")),
        key("approvals.votes", Type::Integer, 2, Text::tr("People who have to agree to a critical request"), 1, 100),
        key("approvals.answer_within", Type::Duration, 0,
            Text::tr("How long what an agent asks waits for a person before it counts as denied; 0 = without end"), 0,
            365 * Day),
        key("approvals.roles", Type::Names, QJsonObject(),
            Text::tr("Who may decide what is for a role (gates, reviews, forms): role: [names]")),
        key("limits.resume", Type::Text, QStringLiteral("ask"),
            Text::tr("After a usage limit, tasks go on by themselves, or a person is asked; a workflow may say itself"),
            {}, {}, {QStringLiteral("ask"), QStringLiteral("auto")}),
        key("limits.short", Type::Duration, 15 * Minute,
            Text::tr("Limits that end within this time are waited for without asking"), 0, Day),
        key("limits.quiet_hours", Type::Text, QString(),
            Text::tr("When nothing goes on by itself after a limit: 22:00-07:00; empty = never")),
        key("prices.file", Type::Path, QFileInfo(defaultConfigFile()).path() + QStringLiteral("/prices.yaml"),
            Text::tr("File with your prices of models (budgets.md)")),
        key("credentials.file", Type::Path, QFileInfo(defaultConfigFile()).path() + QStringLiteral("/credentials"),
            Text::tr("Encrypted file with the accounts and keys that agents name")),
        key("credentials.key_file", Type::Path,
            QFileInfo(defaultConfigFile()).path() + QStringLiteral("/credentials.key"),
            Text::tr("The key of that file; PODIUM_PASSPHRASE in its place, if it is set")),
        key("claude.program", Type::Text, QString(),
            Text::tr("Claude Code program: a name or a path; empty = PODIUM_CLAUDE, then claude in PATH")),
        key("claude.hibernate_after", Type::Duration, 10 * Minute,
            Text::tr("How long a conversation with an agent keeps its process while nobody says anything"), Second,
            30 * Day),
        key("claude.background_wait", Type::Duration, Hour,
            Text::tr("How long commands and subagents in an agent's background may be silent after its turn"), Second,
            30 * Day),
        key("messages.url", Type::Text, QString(),
            Text::tr("Messages API of agents with the runner messages; empty = ANTHROPIC_BASE_URL, then "
                     "https://api.anthropic.com")),
        key("messages.model", Type::Text, QString(), Text::tr("Their model, where neither agent nor task names one")),
        key("tools.databases", Type::Addresses, QJsonObject(),
            Text::tr("Databases that agents may ask with query_database, by name: sqlite:///path or postgresql://…")),
        key("tools.embedding_url", Type::Text, QString(),
            Text::tr("Embedding service of generate_embedding, as of OpenAI: https://host/v1; empty = none")),
        key("tools.embedding_model", Type::Text, QString(), Text::tr("Its model")),
        key("tools.embedding_key", Type::Secret, QString(), Text::tr("Its key; better given in the environment")),
        key("tools.embedding_batch", Type::Integer, 64, Text::tr("Texts in one request to it"), 1, 2048),
        key("supervisor.program", Type::Path, QString(),
            Text::tr("The program that owns the child processes; empty = beside podiumctl")),
        key("worktree.first_port", Type::Integer, 20'000, Text::tr("First port that worktrees may be given"), 1024,
            65'535),
        key("worktree.last_port", Type::Integer, 29'999, Text::tr("Last port that worktrees may be given"), 1024,
            65'535),
        key("retention.finished_runs", Type::Duration, 90 * Day,
            Text::tr("Finished runs older than this are compacted; 0 = never"), 0, 3650 * Day),
        key("retention.pack_logs", Type::Duration, 7 * Day,
            Text::tr("Logs of finished runs older than this are compressed; 0 = never"), 0, 3650 * Day),
        key("retention.logs", Type::Duration, 30 * Day,
            Text::tr("Logs of finished runs older than this are dropped; 0 = never"), 0, 3650 * Day),
        key("backup.every", Type::Duration, 0, Text::tr("Interval of automatic snapshots; 0 = none"), 0, 365 * Day),
        key("backup.keep", Type::Integer, 7, Text::tr("Automatic snapshots that are kept"), 1, 1000),
        key("ui.color", Type::Text, QStringLiteral("auto"), Text::tr("Colours"), {}, {},
            {QStringLiteral("auto"), QStringLiteral("always"), QStringLiteral("never")}),
    };
    for (SettingKey &entry : keys) {
        if (entry.name == QLatin1StringView("database") || entry.name == QLatin1StringView("tools.databases"))
            entry.secret = true;
    }
    return keys;
}

} // namespace

QString SettingKey::variable() const
{
    if (name == QLatin1StringView("log.level"))
        return QStringLiteral("PODIUM_LOG");
    QString out = name.toUpper();
    out.replace(u'.', u'_');
    return QStringLiteral("PODIUM_") + out;
}

const QList<SettingKey> &settingKeys()
{
    static const QList<SettingKey> s_keys = build();
    return s_keys;
}

const SettingKey *findSettingKey(const QString &name)
{
    for (const SettingKey &entry : settingKeys()) {
        if (entry.name == name)
            return &entry;
    }
    return nullptr;
}

QStringList settingNames()
{
    QStringList out;
    for (const SettingKey &entry : settingKeys())
        out += entry.name;
    return out;
}

QString defaultDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/podium");
}

QString defaultConfigFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/podium/podium.yaml");
}

} // namespace podium::control
