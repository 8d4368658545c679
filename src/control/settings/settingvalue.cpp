// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/settings/settingvalue.h"

#include "base/log.h"
#include "base/suggestion.h"
#include "control/cli/commandline.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QVariant>

#include <cmath>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SettingValue)
};

using Type = SettingKey::Type;

tl::unexpected<Error> wrong(const QString &message, const QString &hint = {})
{
    return fail(ErrorCode::InvalidArgument, message, {}, hint);
}

Result<qint64> parseSize(const QString &text)
{
    static const QRegularExpression s_size(QStringLiteral("^\\s*(\\d{1,15})\\s*(B|KiB|MiB|GiB|kB|MB|GB|K|M|G)?\\s*$"),
                                           QRegularExpression::CaseInsensitiveOption);
    const auto match = s_size.match(text);
    if (!match.hasMatch())
        return wrong(Text::tr("\"%1\" is not a size").arg(text), Text::tr("Write for example 4096, 64KiB or 10MiB"));
    const QString unit = match.captured(2).toLower();
    const double step = unit.endsWith(u'b') && !unit.contains(u'i') && unit.size() == 2 ? 1000 : 1024;
    double size = match.captured(1).toDouble();
    const qsizetype power = unit.isEmpty() ? 0 : QStringLiteral("bkmg").indexOf(unit.at(0));
    for (qsizetype i = 0; i < power; ++i)
        size *= step;
    if (size > 1e15)
        return wrong(Text::tr("\"%1\" is too large").arg(text));
    return qint64(size);
}

Result<QJsonValue> inRange(const SettingKey &key, qint64 number, const QString &text)
{
    if ((key.minimum && double(number) < *key.minimum) || (key.maximum && double(number) > *key.maximum)) {
        const QString least = key.minimum ? showSetting(key, *key.minimum) : QString();
        const QString most = key.maximum ? showSetting(key, *key.maximum) : QString();
        return wrong(Text::tr("%1 is out of range").arg(text), most.isEmpty() ? Text::tr("The least is %1").arg(least)
                                                               : least.isEmpty()
                                                                   ? Text::tr("The most is %1").arg(most)
                                                                   : Text::tr("Allowed is %1 to %2").arg(least, most));
    }
    return QJsonValue(number);
}

Result<QJsonValue> parseCounts(const SettingKey &key, const QString &text)
{
    QJsonObject out;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        bool ok = false;
        const QString name = part.section(u'=', 0, 0).trimmed();
        const int number = part.section(u'=', 1).trimmed().toInt(&ok);
        if (!ok || name.isEmpty() || number < int(key.minimum.value_or(0))) {
            return wrong(Text::tr("\"%1\" is not NAME=NUMBER with a number of at least %2")
                             .arg(part.trimmed())
                             .arg(int(key.minimum.value_or(0))));
        }
        out.insert(name, number);
    }
    return QJsonValue(out);
}

Result<double> parseDollars(const SettingKey &key, const QString &text)
{
    bool ok = false;
    const double amount = text.trimmed().toDouble(&ok);
    if (!ok || !std::isfinite(amount) || amount < key.minimum.value_or(0) || (key.maximum && amount > *key.maximum)) {
        return wrong(Text::tr("\"%1\" is not an amount in dollars").arg(text.trimmed()),
                     Text::tr("Write for example 2.50; the least is %1").arg(key.minimum.value_or(0)));
    }
    return amount;
}

/// As Budget in JSON: usd, tokens, wall_ms, attempts.
Result<QJsonObject> parseBudget(const SettingKey &key, const QString &text)
{
    QJsonObject out;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString name = part.contains(u'=') ? part.section(u'=', 0, 0).trimmed() : QStringLiteral("usd");
        const QString value = part.section(u'=', -1).trimmed();
        if (name == QLatin1StringView("usd")) {
            const Result<double> usd = parseDollars(key, value);
            if (!usd)
                return tl::unexpected(usd.error());
            out.insert(name, *usd);
        } else if (name == QLatin1StringView("time")) {
            const Result<qint64> time = parseDuration(value);
            if (!time)
                return tl::unexpected(time.error());
            out.insert(QStringLiteral("wall_ms"), *time);
        } else if (name == QLatin1StringView("tokens") || name == QLatin1StringView("attempts") ||
                   name == QLatin1StringView("agents")) {
            bool ok = false;
            const qint64 number = value.toLongLong(&ok);
            if (!ok || number < 0 || number > (1LL << 50))
                return wrong(Text::tr("\"%1\" is not a number of %2").arg(value, name));
            out.insert(name, number);
        } else {
            const QStringList known{QStringLiteral("usd"), QStringLiteral("tokens"), QStringLiteral("time"),
                                    QStringLiteral("attempts"), QStringLiteral("agents")};
            return wrong(Text::tr("a budget has no \"%1\", only %2").arg(name, known.join(QStringLiteral(", "))),
                         suggestion(name, known));
        }
    }
    return out;
}

QString absolutePath(const QString &text, const QString &base)
{
    if (text == QLatin1StringView("~") || text.startsWith(QLatin1StringView("~/")))
        return QDir::cleanPath(QDir::homePath() + text.mid(1));
    return QDir::cleanPath(QDir(base).absoluteFilePath(text));
}

/// An address without a scheme is the path of a file.
Result<QJsonValue> parseAddresses(const QString &text, const QString &base)
{
    QJsonObject out;
    const QStringList parts = text.split(u';', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString name = part.section(u'=', 0, 0).trimmed();
        const QString address = part.section(u'=', 1).trimmed();
        if (name.isEmpty() || address.isEmpty())
            return wrong(Text::tr("\"%1\" is not NAME=ADDRESS").arg(part.trimmed()),
                         Text::tr("Write for example shop=sqlite:///home/me/shop.db"));
        out.insert(name, address.contains(QLatin1StringView("://")) ? address : absolutePath(address, base));
    }
    return QJsonValue(out);
}

Result<QJsonValue> parseNames(const QString &text)
{
    QJsonObject out;
    const QStringList parts = text.split(u';', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        QStringList names = part.section(u'=', 1).split(u',', Qt::SkipEmptyParts);
        for (QString &name : names)
            name = name.trimmed();
        names.removeAll(QString());
        const QString of = part.section(u'=', 0, 0).trimmed();
        if (of.isEmpty() || names.isEmpty())
            return wrong(Text::tr("\"%1\" is not NAME=NAME,…").arg(part.trimmed()),
                         Text::tr("Write for example testing=ann,bob;supervisor=carol"));
        out.insert(of, QJsonArray::fromStringList(names));
    }
    return QJsonValue(out);
}

Result<QJsonValue> parseBudgets(const SettingKey &key, const QString &text)
{
    QJsonObject out;
    const QStringList parts = text.split(u';', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString name = part.section(u':', 0, 0).trimmed();
        if (name.isEmpty() || !part.contains(u':'))
            return wrong(Text::tr("\"%1\" is not NAME:BUDGET").arg(part.trimmed()),
                         Text::tr("Write for example coder:usd=5,tokens=200000;*:usd=2"));
        const Result<QJsonObject> budget = parseBudget(key, part.section(u':', 1));
        if (!budget)
            return tl::unexpected(budget.error());
        out.insert(name, *budget);
    }
    return QJsonValue(out);
}

QString showBudget(const QJsonObject &budget)
{
    QStringList parts;
    for (auto it = budget.begin(); it != budget.end(); ++it) {
        parts += it.key() == QLatin1StringView("wall_ms")
                     ? QStringLiteral("time=%1ms").arg(it.value().toInteger())
                     : it.key() + u'=' + QString::number(it.value().toDouble(), 'g', 15);
    }
    return parts.join(u',');
}

} // namespace

Result<QJsonValue> parseSetting(const SettingKey &key, const QString &text, const QString &base)
{
    switch (key.type) {
    case Type::Text:
        if (!key.choices.isEmpty() && !key.choices.contains(text)) {
            return wrong(Text::tr("\"%1\" is not one of %2").arg(text, key.choices.join(QStringLiteral(", "))),
                         suggestion(text, key.choices));
        }
        return QJsonValue(text);
    case Type::Secret:
        return QJsonValue(text);
    case Type::Path:
        return QJsonValue(text.isEmpty() ? text : absolutePath(text, base));
    case Type::Integer: {
        bool ok = false;
        const qint64 number = text.trimmed().toLongLong(&ok);
        if (!ok)
            return wrong(Text::tr("a whole number was expected, but this is \"%1\"").arg(text));
        return inRange(key, number, text);
    }
    case Type::Boolean:
        if (text == QLatin1StringView("true") || text == QLatin1StringView("1"))
            return QJsonValue(true);
        if (text == QLatin1StringView("false") || text == QLatin1StringView("0"))
            return QJsonValue(false);
        return wrong(Text::tr("true or false was expected, but this is \"%1\"").arg(text));
    case Type::Duration: {
        const Result<qint64> duration = parseDuration(text);
        if (!duration)
            return tl::unexpected(duration.error());
        return inRange(key, *duration, text);
    }
    case Type::Size: {
        const Result<qint64> size = parseSize(text);
        if (!size)
            return tl::unexpected(size.error());
        return inRange(key, *size, text);
    }
    case Type::Counts:
        return parseCounts(key, text);
    case Type::Levels: {
        const Result<LogLevels> levels = LogLevels::parse(text);
        if (!levels)
            return tl::unexpected(levels.error());
        return QJsonValue(text);
    }
    case Type::Dollars: {
        const Result<double> amount = parseDollars(key, text);
        if (!amount)
            return tl::unexpected(amount.error());
        return QJsonValue(*amount);
    }
    case Type::Budget: {
        const Result<QJsonObject> budget = parseBudget(key, text);
        if (!budget)
            return tl::unexpected(budget.error());
        return QJsonValue(*budget);
    }
    case Type::Budgets:
        return parseBudgets(key, text);
    case Type::Addresses:
        return parseAddresses(text, base);
    case Type::Names:
        return parseNames(text);
    }
    return QJsonValue(text);
}

QString showSetting(const SettingKey &key, const QJsonValue &value)
{
    const qint64 number = qint64(value.toDouble());
    const auto inUnits = [number](std::initializer_list<std::pair<qint64, const char *>> units) {
        for (const auto &[size, name] : units) {
            if (number != 0 && number % size == 0)
                return QString::number(number / size) + QLatin1StringView(name);
        }
        return QString::number(number);
    };
    switch (key.type) {
    case Type::Duration:
        return inUnits({{86'400'000, "d"}, {3'600'000, "h"}, {60'000, "m"}, {1000, "s"}, {1, "ms"}});
    case Type::Size:
        return inUnits({{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}});
    case Type::Integer:
        return QString::number(number);
    case Type::Boolean:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case Type::Counts: {
        QStringList parts;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            parts += QStringLiteral("%1=%2").arg(it.key()).arg(it.value().toInt());
        return parts.join(u',');
    }
    case Type::Addresses: {
        QStringList parts;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            parts += it.key() + u'=' + it.value().toString();
        return parts.join(u';');
    }
    case Type::Names: {
        QStringList parts;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            parts += it.key() + u'=' + it.value().toVariant().toStringList().join(u',');
        return parts.join(u';');
    }
    case Type::Dollars:
        return QString::number(value.toDouble(), 'f', 2);
    case Type::Budget:
        return showBudget(value.toObject());
    case Type::Budgets: {
        QStringList parts;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            parts += it.key() + u':' + showBudget(it.value().toObject());
        return parts.join(u';');
    }
    default:
        break;
    }
    return value.toString();
}

} // namespace podium::control
