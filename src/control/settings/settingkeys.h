// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace podium::control
{

/// One key of the configuration.
struct SettingKey
{
    enum class Type {
        Text,
        Secret, ///< A text that is never shown.
        Path,   ///< "~" is the home folder; relative to the file it stands in, or to the current folder.
        Integer,
        Boolean,
        Duration, ///< "10s"; milliseconds inside.
        Size,     ///< "10MiB"; bytes inside.
        Counts,   ///< name: number; "a=1,b=2" in the environment and on the command line.
        Levels,   ///< Log levels.
        Dollars,
        Budget, ///< What may be spent: usd, tokens, time, attempts; "usd=5,tokens=200000" in one line, or just dollars.
        Addresses, ///< name: address; "shop=sqlite:///shop.db;crm=postgresql://host/crm" in one line.
        Budgets,   ///< name: budget; "coder:usd=5;*:usd=2" in one line.
        Names,     ///< name: a name or a list of them; "qa=ann,bob;lead=carol" in one line.
    };
    QString name; ///< "engine.max_parallel"
    Type type = Type::Text;
    QJsonValue defaultValue;
    QString description;           ///< Translated.
    std::optional<double> minimum; ///< In the unit of the value inside.
    std::optional<double> maximum;
    QStringList choices;
    bool secret = false; ///< Passwords in it are hidden when it is shown.

    /// "PODIUM_ENGINE_MAX_PARALLEL"; log.level is PODIUM_LOG.
    QString variable() const;
};

const QList<SettingKey> &settingKeys();
const SettingKey *findSettingKey(const QString &name);
QStringList settingNames();

/// Default folders by the XDG rules.
QString defaultDataFolder();
QString defaultConfigFile();

} // namespace podium::control
