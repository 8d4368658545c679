// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "base/log.h"
#include "control/settings/settingkeys.h"

#include <QHash>
#include <QMap>
#include <QPair>

namespace podium::control
{

/// The layers the configuration is put together from; later ones win.
struct SettingSources
{
    QString file; ///< YAML; a missing file is an error only if `fileRequired`.
    bool fileRequired = false;
    QMap<QString, QString> environment; ///< PODIUM_* variables.
    QList<QPair<QString, QString>> commandLine;
    QString currentDirectory;

    /// ~/.config/podium/podium.yaml (or PODIUM_CONFIG, or `configFile`) and this process's environment.
    static SettingSources real(const QString &configFile, const QList<QPair<QString, QString>> &commandLine);
};

/// The configuration in force. A value; every key of the table has a value.
class Settings
{
public:
    /// Reports the first problem of each layer: unknown keys with the nearest known one, wrong types, ranges.
    static Result<Settings> load(const SettingSources &sources);
    /// Only the built-in defaults.
    static Settings defaults();

    QString text(const QString &key) const;
    qint64 number(const QString &key) const; ///< Integer, Duration (ms), Size (bytes).
    QMap<QString, int> counts(const QString &key) const;
    QJsonValue value(const QString &key) const;
    /// "default", "/home/a/.config/podium/podium.yaml:3", "environment PODIUM_LOG", "command line".
    QString origin(const QString &key) const;

    /// As config.show gives it: [{key, value, default, origin, description}]; passwords hidden.
    QJsonArray describe(const QString &prefix = {}) const;
    /// What installLogging() needs; colour is the caller's to decide.
    LogOptions logOptions() const;

private:
    struct Entry
    {
        QJsonValue value;
        QString origin;
    };
    Result<void> set(const QString &key, const QString &text, const QString &origin, const QString &base);
    Result<void> loadFile(const QString &path, bool required);
    QHash<QString, Entry> m_values;
};

} // namespace podium::control
