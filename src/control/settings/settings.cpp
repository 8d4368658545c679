// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/settings/settings.h"

#include "base/suggestion.h"
#include "control/settings/settingsfile.h"
#include "control/settings/settingvalue.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QRegularExpression>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Settings)
};

// Variables of the family that are not configuration: the file's own name, and what attempts get from their runner.
bool isReserved(const QString &variable)
{
    static const QStringList s_names{
        QStringLiteral("PODIUM_CONFIG"),         QStringLiteral("PODIUM_RUN"),
        QStringLiteral("PODIUM_TASK"),           QStringLiteral("PODIUM_ATTEMPT"),
        QStringLiteral("PODIUM_ATTEMPT_FOLDER"), QStringLiteral("PODIUM_SUPERVISED_BY"),
        QStringLiteral("PODIUM_SUPERVISOR"),     QStringLiteral("PODIUM_CLAUDE"),
        QStringLiteral("PODIUM_OUTPUT"),         QStringLiteral("PODIUM_WORKTREE"),
        QStringLiteral("PODIUM_BRANCH"),         QStringLiteral("PODIUM_BASE"),
        QStringLiteral("PODIUM_REPOSITORY"),     QStringLiteral("PODIUM_PORT"),
        QStringLiteral("PODIUM_PASSPHRASE"),
    };
    return s_names.contains(variable) || variable.startsWith(QLatin1StringView("PODIUM_TEST_")) ||
           variable.startsWith(QLatin1StringView("PODIUM_PORT_"));
}

/// Without the passwords of addresses.
QJsonValue hidden(const QJsonValue &value)
{
    static const QRegularExpression s_password(QStringLiteral("://([^:/@]*):[^@]*@"));
    if (value.isObject()) {
        QJsonObject out = value.toObject();
        for (auto it = out.begin(); it != out.end(); ++it)
            it.value() = hidden(it.value());
        return out;
    }
    return value.toString().replace(s_password, QStringLiteral("://\\1:***@"));
}

} // namespace

SettingSources SettingSources::real(const QString &configFile, const QList<QPair<QString, QString>> &commandLine)
{
    SettingSources out;
    out.currentDirectory = QDir::currentPath();
    out.commandLine = commandLine;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(QLatin1StringView("PODIUM_")))
            out.environment.insert(name, environment.value(name));
    }
    const QString named = configFile.isEmpty() ? environment.value(QStringLiteral("PODIUM_CONFIG")) : configFile;
    out.fileRequired = !named.isEmpty();
    out.file = named.isEmpty() ? defaultConfigFile() : named;
    return out;
}

Settings Settings::defaults()
{
    Settings out;
    for (const SettingKey &key : settingKeys())
        out.m_values.insert(key.name, {key.defaultValue, QStringLiteral("default")});
    return out;
}

Result<Settings> Settings::load(const SettingSources &sources)
{
    Settings out = defaults();
    if (Result<void> read = out.loadFile(sources.file, sources.fileRequired); !read)
        return tl::unexpected(read.error());
    QMap<QString, QString> byVariable;
    for (const SettingKey &key : settingKeys())
        byVariable.insert(key.variable(), key.name);
    for (auto it = sources.environment.begin(); it != sources.environment.end(); ++it) {
        if (isReserved(it.key()))
            continue;
        const QString name = byVariable.value(it.key());
        const QString origin = Text::tr("environment %1").arg(it.key());
        if (name.isEmpty()) {
            return fail(ErrorCode::InvalidArgument, Text::tr("there is no such configuration variable"), origin,
                        suggestion(it.key(), byVariable.keys()));
        }
        if (Result<void> done = out.set(name, it.value(), origin, sources.currentDirectory); !done)
            return tl::unexpected(done.error());
    }
    for (const auto &[name, text] : sources.commandLine) {
        if (Result<void> done = out.set(name, text, Text::tr("command line"), sources.currentDirectory); !done)
            return tl::unexpected(done.error());
    }
    return out;
}

Result<void> Settings::set(const QString &name, const QString &text, const QString &origin, const QString &base)
{
    const SettingKey *key = findSettingKey(name);
    if (!key) {
        return fail(ErrorCode::InvalidArgument, Text::tr("there is no configuration key \"%1\"").arg(name), origin,
                    suggestion(name, settingNames()));
    }
    Result<QJsonValue> value = parseSetting(*key, text, base);
    if (!value) {
        value.error().where = Text::tr("%1, key %2").arg(origin, name);
        return tl::unexpected(value.error());
    }
    m_values.insert(name, {*value, origin});
    return {};
}

Result<void> Settings::loadFile(const QString &path, bool required)
{
    if (!required && !QFileInfo::exists(path))
        return {};
    const Result<QList<FileSetting>> entries = readSettingsFile(path);
    if (!entries)
        return tl::unexpected(entries.error());
    for (const FileSetting &entry : *entries) {
        const QString where = QStringLiteral("%1:%2").arg(path).arg(entry.line);
        if (Result<void> done = set(entry.key, entry.text, where, QFileInfo(path).absolutePath()); !done)
            return done;
    }
    return {};
}

QJsonValue Settings::value(const QString &key) const
{
    return m_values.value(key).value;
}

QString Settings::text(const QString &key) const
{
    return value(key).toString();
}

qint64 Settings::number(const QString &key) const
{
    return qint64(value(key).toDouble());
}

QMap<QString, int> Settings::counts(const QString &key) const
{
    QMap<QString, int> out;
    const QJsonObject object = value(key).toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(it.key(), it.value().toInt());
    return out;
}

QString Settings::origin(const QString &key) const
{
    return m_values.value(key).origin;
}

QJsonArray Settings::describe(const QString &prefix) const
{
    QJsonArray out;
    for (const SettingKey &key : settingKeys()) {
        if (!prefix.isEmpty() && key.name != prefix && !key.name.startsWith(prefix + u'.'))
            continue;
        QJsonValue shown = value(key.name);
        if (key.type == SettingKey::Type::Secret && !shown.toString().isEmpty())
            shown = QStringLiteral("***");
        else if (key.secret)
            shown = hidden(shown);
        out.append(QJsonObject{{QStringLiteral("key"), key.name},
                               {QStringLiteral("value"), shown},
                               {QStringLiteral("shown"), showSetting(key, shown)},
                               {QStringLiteral("default"), key.defaultValue},
                               {QStringLiteral("origin"), origin(key.name)},
                               {QStringLiteral("variable"), key.variable()},
                               {QStringLiteral("description"), key.description}});
    }
    return out;
}

LogOptions Settings::logOptions() const
{
    LogOptions out;
    // Checked when it was set.
    out.levels = LogLevels::parse(text(QStringLiteral("log.level"))).value_or(LogLevels());
    out.format = text(QStringLiteral("log.format")) == QLatin1StringView("json") ? LogFormat::Json : LogFormat::Text;
    out.file = text(QStringLiteral("log.file"));
    out.maxBytes = number(QStringLiteral("log.max_size"));
    out.keep = int(number(QStringLiteral("log.keep")));
    return out;
}

} // namespace podium::control
