// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/settings/settingsfile.h"

#include "control/settings/settingkeys.h"

#include <QCoreApplication>
#include <QFile>

#include <yaml-cpp/yaml.h>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SettingsFile)
};

constexpr qint64 MaxBytes = 1024 * 1024;
constexpr int MaxDepth = 4;

QString place(const QString &path, const YAML::Mark &mark)
{
    return mark.is_null() ? path : QStringLiteral("%1:%2:%3").arg(path).arg(mark.line + 1).arg(mark.column + 1);
}

class Flattener
{
public:
    explicit Flattener(QString path) : m_path(std::move(path)) {}

    Result<void> walk(const YAML::Node &node, const QString &prefix, int depth)
    {
        if (depth > MaxDepth)
            return wrong(node, Text::tr("this is nested too deeply for a configuration file"));
        for (const auto &pair : node) {
            if (!pair.first.IsScalar())
                return wrong(pair.first, Text::tr("a key must be a plain word"));
            const QString name = QString::fromStdString(pair.first.Scalar());
            const QString key = prefix.isEmpty() ? name : prefix + u'.' + name;
            const SettingKey *known = findSettingKey(key);
            const YAML::Node &value = pair.second;
            const bool takesMap =
                known && (known->type == SettingKey::Type::Counts || known->type == SettingKey::Type::Budget ||
                          known->type == SettingKey::Type::Budgets || known->type == SettingKey::Type::Addresses ||
                          known->type == SettingKey::Type::Names);
            if (value.IsMap() && !takesMap) {
                if (Result<void> inner = walk(value, key, depth + 1); !inner)
                    return inner;
                continue;
            }
            QString text;
            if (value.IsMap()) {
                const Result<QString> line = known->type == SettingKey::Type::Budgets     ? budgets(value)
                                             : known->type == SettingKey::Type::Addresses ? pairs(value, u';')
                                             : known->type == SettingKey::Type::Names     ? names(value)
                                                                                          : pairs(value);
                if (!line)
                    return tl::unexpected(line.error());
                text = *line;
            } else if (value.IsScalar()) {
                text = QString::fromStdString(value.Scalar());
            } else if (!value.IsNull()) {
                return wrong(value, Text::tr("%1 takes one value, not a list").arg(key));
            }
            m_out.append({key, text, pair.first.Mark().line + 1});
        }
        return {};
    }
    /// "a=1,b=2"
    Result<QString> pairs(const YAML::Node &map, QChar separator = u',') const
    {
        QStringList parts;
        for (const auto &entry : map) {
            if (!entry.first.IsScalar() || !entry.second.IsScalar())
                return wrong(entry.first, Text::tr("name: value was expected here"));
            parts +=
                QString::fromStdString(entry.first.Scalar()) + u'=' + QString::fromStdString(entry.second.Scalar());
        }
        return parts.join(separator);
    }
    /// "a=x,y;b=z"
    Result<QString> names(const YAML::Node &map) const
    {
        QStringList parts;
        for (const auto &entry : map) {
            QStringList words;
            if (entry.second.IsScalar())
                words += QString::fromStdString(entry.second.Scalar());
            for (const auto &item : entry.second) {
                if (!entry.second.IsSequence() || !item.IsScalar())
                    return wrong(entry.second, Text::tr("a name or a list of names was expected here"));
                words += QString::fromStdString(item.Scalar());
            }
            if (!entry.first.IsScalar() || words.isEmpty())
                return wrong(entry.first, Text::tr("name: [names] was expected here"));
            parts += QString::fromStdString(entry.first.Scalar()) + u'=' + words.join(u',');
        }
        return parts.join(u';');
    }
    /// "a:usd=1,tokens=2;b:5"
    Result<QString> budgets(const YAML::Node &map) const
    {
        QStringList parts;
        for (const auto &entry : map) {
            if (!entry.first.IsScalar() || !(entry.second.IsScalar() || entry.second.IsMap()))
                return wrong(entry.first, Text::tr("name: budget was expected here"));
            const Result<QString> budget = entry.second.IsMap()
                                               ? pairs(entry.second)
                                               : Result<QString>(QString::fromStdString(entry.second.Scalar()));
            if (!budget)
                return budget;
            parts += QString::fromStdString(entry.first.Scalar()) + u':' + *budget;
        }
        return parts.join(u';');
    }
    QList<FileSetting> result() const { return m_out; }

private:
    tl::unexpected<Error> wrong(const YAML::Node &node, const QString &message) const
    {
        return fail(ErrorCode::InvalidArgument, message, place(m_path, node.Mark()));
    }
    QString m_path;
    QList<FileSetting> m_out;
};

} // namespace

Result<QList<FileSetting>> readSettingsFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::NotFound, Text::tr("cannot read the configuration: %1").arg(file.errorString()), path,
                    Text::tr("Create it, or name another with --config"));
    }
    const QByteArray bytes = file.read(MaxBytes + 1);
    if (bytes.size() > MaxBytes)
        return fail(ErrorCode::Exhausted, Text::tr("the configuration is larger than 1 MiB"), path);
    try {
        const YAML::Node root = YAML::Load(bytes.toStdString());
        if (root.IsNull())
            return QList<FileSetting>();
        if (!root.IsMap())
            return fail(ErrorCode::InvalidArgument, Text::tr("a configuration file is a list of \"key: value\""), path);
        Flattener flattener(path);
        if (Result<void> walked = flattener.walk(root, {}, 1); !walked)
            return tl::unexpected(walked.error());
        return flattener.result();
    } catch (const YAML::Exception &e) {
        return fail(ErrorCode::InvalidArgument, Text::tr("not valid YAML: %1").arg(QString::fromStdString(e.msg)),
                    place(path, e.mark));
    }
}

} // namespace podium::control
