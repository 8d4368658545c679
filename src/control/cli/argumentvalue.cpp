// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/cli/argumentvalue.h"

#include "base/json.h"
#include "base/suggestion.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ArgumentValue)
};

using Kind = CliArgument::Kind;

QString shownName(const CliArgument &argument)
{
    return argument.required || argument.name.at(0).isUpper() ? argument.name : QStringLiteral("--") + argument.name;
}

tl::unexpected<Error> usage(const CliArgument &argument, const QString &message, const QString &hint = {})
{
    return fail(ErrorCode::InvalidArgument, message, shownName(argument), hint);
}

/// "@file" is the text of the file, "@-" standard input, "@@x" the text "@x".
Result<QString> textOrFile(const CliArgument &argument, const QString &word, const CommandLineSurroundings &around)
{
    if (!word.startsWith(u'@'))
        return word;
    if (word.startsWith(QLatin1StringView("@@")))
        return word.mid(1);
    const QString path = word.mid(1);
    const Result<QByteArray> bytes =
        around.readFile(path == QLatin1StringView("-") ? path : QDir(around.currentDirectory).absoluteFilePath(path));
    if (!bytes) {
        return usage(argument, bytes.error().text(), Text::tr("Write @@ for a text that begins with @"));
    }
    const QString text = QString::fromUtf8(*bytes);
    if (text.contains(QChar::ReplacementCharacter) && !bytes->contains("\xef\xbf\xbd"))
        return usage(argument, Text::tr("the file %1 is not UTF-8 text").arg(path));
    return text;
}

Result<QJsonValue> convert(const CliArgument &argument, Field::Type type, const QStringList &choices,
                           const QString &word)
{
    bool ok = false;
    switch (type) {
    case Field::Type::Integer: {
        const qint64 number = word.toLongLong(&ok);
        if (!ok || std::abs(double(number)) > 9e15)
            return usage(argument, Text::tr("a whole number was expected, but this is \"%1\"").arg(word));
        return QJsonValue(number);
    }
    case Field::Type::Number: {
        const double number = word.toDouble(&ok);
        if (!ok || !qIsFinite(number))
            return usage(argument, Text::tr("a number was expected, but this is \"%1\"").arg(word));
        return QJsonValue(number);
    }
    case Field::Type::Boolean:
        if (word == QLatin1StringView("true") || word == QLatin1StringView("yes"))
            return QJsonValue(true);
        if (word == QLatin1StringView("false") || word == QLatin1StringView("no"))
            return QJsonValue(false);
        return usage(argument, Text::tr("true or false was expected, but this is \"%1\"").arg(word));
    case Field::Type::Object:
    case Field::Type::Any: {
        const Result<QJsonValue> value = parseJson(word.toUtf8());
        if (!value)
            return usage(argument, value.error().text());
        return *value;
    }
    case Field::Type::String:
    case Field::Type::Array:
        break;
    }
    if (!choices.isEmpty() && !choices.contains(word)) {
        // States are upper case, formats lower case; nobody should have to remember which.
        for (const QString &choice : choices) {
            if (choice.compare(word, Qt::CaseInsensitive) == 0)
                return QJsonValue(choice);
        }
        return usage(argument, Text::tr("\"%1\" is not one of %2").arg(word, choices.join(QStringLiteral(", "))),
                     suggestion(word, choices));
    }
    return QJsonValue(word);
}

Result<void> applyWorkflow(const CliArgument &argument, const QString &word, const CommandLineSurroundings &around,
                           QJsonObject &params)
{
    static const QRegularExpression s_file(QStringLiteral("[/\\\\]|\\.(ya?ml|json)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    if (word == QLatin1StringView("-")) {
        const Result<QByteArray> bytes = around.readFile(word);
        if (!bytes)
            return usage(argument, bytes.error().text());
        params.insert(QStringLiteral("definition"), QString::fromUtf8(*bytes));
        return {};
    }
    const QString path = QDir(around.currentDirectory).absoluteFilePath(word);
    if (around.exists(path)) {
        params.insert(QStringLiteral("file"), path);
        return {};
    }
    if (word.contains(s_file))
        return fail(ErrorCode::NotFound, Text::tr("there is no such file"), word);
    params.insert(QStringLiteral("template"), word);
    return {};
}

} // namespace

bool takesValue(const CliArgument &argument)
{
    return argument.kind != Kind::Switch && argument.kind != Kind::SwitchOff;
}

QString argumentHelp(const CliArgument &argument, const Operation &operation)
{
    if (!argument.help.isEmpty())
        return argument.help;
    const Field *field = operation.field(argument.property);
    return field ? field->description : QString();
}

QStringList argumentChoices(const CliArgument &argument, const Operation &operation)
{
    if (!argument.choices.isEmpty())
        return argument.choices;
    QStringList out;
    if (const Field *field = operation.field(argument.property)) {
        for (const QJsonValue &choice : field->choices)
            out += choice.toString();
    }
    return out;
}

Result<void> applyArgument(const CliArgument &argument, const Operation *operation, const QString &word,
                           const CommandLineSurroundings &around, QJsonObject &params, QJsonObject &local)
{
    if (argument.kind == Kind::Workflow)
        return applyWorkflow(argument, word, around, params);
    const bool isLocal = argument.property.startsWith(u'@');
    const QString property = isLocal ? argument.property.mid(1) : argument.property;
    QJsonObject &target = isLocal ? local : params;
    const Field *field = isLocal ? nullptr : operation->field(property);
    const Field::Type type = field ? field->type : Field::Type::String;
    const QStringList choices = argumentChoices(argument, *operation);

    switch (argument.kind) {
    case Kind::Switch:
        target.insert(property, true);
        return {};
    case Kind::SwitchOff:
        target.insert(property, false);
        return {};
    case Kind::Path:
        target.insert(property, QDir::cleanPath(QDir(around.currentDirectory).absoluteFilePath(word)));
        return {};
    case Kind::Duration: {
        const Result<qint64> duration = parseDuration(word);
        if (!duration)
            return usage(argument, duration.error().message, duration.error().hint);
        target.insert(property, *duration);
        return {};
    }
    case Kind::Text:
    case Kind::Json: {
        const Result<QString> text = textOrFile(argument, word, around);
        if (!text)
            return tl::unexpected(text.error());
        if (argument.kind == Kind::Text) {
            target.insert(property, *text);
            return {};
        }
        const Result<QJsonValue> value = parseJson(text->toUtf8());
        if (!value)
            return usage(argument, value.error().text());
        target.insert(property, *value);
        return {};
    }
    case Kind::JsonPair:
    case Kind::Pair: {
        const qsizetype equals = word.indexOf(u'=');
        if (equals <= 0)
            return usage(argument, Text::tr("%1 was expected, but this is \"%2\"").arg(argument.valueName, word));
        const Result<QString> text = textOrFile(argument, word.mid(equals + 1), around);
        if (!text)
            return tl::unexpected(text.error());
        QJsonObject pairs = target.value(property).toObject();
        const Result<QJsonValue> json =
            argument.kind == Kind::JsonPair ? parseJson(text->toUtf8()) : Result<QJsonValue>(QJsonValue(*text));
        pairs.insert(word.left(equals), json.value_or(QJsonValue(*text)));
        target.insert(property, pairs);
        return {};
    }
    case Kind::Value:
    case Kind::Workflow:
        break;
    }
    if (type == Field::Type::Array) {
        const Result<QJsonValue> item = convert(argument, field->items, choices, word);
        if (!item)
            return tl::unexpected(item.error());
        QJsonArray list = target.value(property).toArray();
        list.append(*item);
        target.insert(property, list);
        return {};
    }
    const Result<QJsonValue> value = convert(argument, type, choices, word);
    if (!value)
        return tl::unexpected(value.error());
    target.insert(property, *value);
    return {};
}

Result<qint64> parseDuration(const QString &text)
{
    static const QRegularExpression s_part(QStringLiteral("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d)?\\s*"));
    qsizetype at = 0;
    double total = 0;
    const QString trimmed = text.trimmed();
    while (at < trimmed.size()) {
        const auto match =
            s_part.match(trimmed, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        // A number without a unit is milliseconds, and then it must be the only one.
        if (!match.hasMatch() || (match.capturedView(2).isEmpty() && match.capturedLength() != trimmed.size()))
            break;
        const double number = match.captured(1).toDouble();
        const QString unit = match.captured(2);
        total += number * (unit == u"s"   ? 1000.0
                           : unit == u"m" ? 60'000.0
                           : unit == u"h" ? 3'600'000.0
                           : unit == u"d" ? 86'400'000.0
                                          : 1.0);
        at = match.capturedEnd();
    }
    if (trimmed.isEmpty() || at < trimmed.size() || total > 1e14) {
        return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" is not a time").arg(text), {},
                    Text::tr("Write for example 250ms, 90s, 5m, 1h30m or 2d"));
    }
    return qint64(total);
}

} // namespace podium::control
