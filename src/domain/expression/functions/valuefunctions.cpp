// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/expression/functions/functiontable.h"
#include "domain/expression/jsonvalues.h"
#include "domain/expression/valuetype.h"

#include <QCoreApplication>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

using enum ValueType::Kind;
using Value = Result<QJsonValue>;

Value defaultValue(const FunctionCall &call)
{
    for (const QJsonValue &argument : call.arguments) {
        if (!argument.isNull())
            return argument;
    }
    return QJsonValue();
}

Value boolean(const FunctionCall &call)
{
    const QJsonValue value = call.at(0);
    if (!value.isString())
        return QJsonValue(isTrue(value));
    const QString text = value.toString().trimmed().toLower();
    if (text == u"true" || text == u"yes" || text == u"on" || text == u"1")
        return QJsonValue(true);
    if (text == u"false" || text == u"no" || text == u"off" || text == u"0" || text.isEmpty())
        return QJsonValue(false);
    return fail(ErrorCode::InvalidArgument, Words::tr("`%1` is neither true nor false").arg(text.left(40)), {},
                Words::tr("Known are true, yes, on, 1 and false, no, off, 0"));
}

Value type(const FunctionCall &call)
{
    switch (ValueType::kindOf(call.at(0))) {
    case Boolean:
        return QJsonValue(u"boolean"_s);
    case Number:
        return QJsonValue(u"number"_s);
    case Text:
        return QJsonValue(u"string"_s);
    case List:
        return QJsonValue(u"list"_s);
    case Object:
        return QJsonValue(u"object"_s);
    default:
        return QJsonValue(u"null"_s);
    }
}

Value string(const FunctionCall &call)
{
    return valueText(call.at(0), call.budget).map([](const QString &text) { return QJsonValue(text); });
}

Value json(const FunctionCall &call)
{
    return valueJson(call.at(0), int(call.integer(1)), call.budget).map([](const QString &text) {
        return QJsonValue(text);
    });
}

Value fromJson(const FunctionCall &call)
{
    auto value = parseJson(call.text(0).toUtf8());
    if (!value) {
        // Its place is within the text, not within the expression.
        Error error = value.error();
        if (!error.where.isEmpty())
            error.message = error.message + u" ("_s + error.where + u')';
        error.where.clear();
        return tl::unexpected<Error>(error);
    }
    if (!call.budget.spendValue(*value))
        return EvaluationBudget::exhausted();
    return value;
}

Value values(const FunctionCall &call)
{
    QJsonArray out;
    const QJsonObject object = call.at(0).toObject();
    for (const QJsonValue &value : object)
        out.append(value);
    return QJsonValue(out);
}

Value items(const FunctionCall &call)
{
    QJsonArray out;
    const QJsonObject object = call.at(0).toObject();
    if (!call.budget.spend(object.size()))
        return EvaluationBudget::exhausted();
    for (auto it = object.begin(); it != object.end(); ++it)
        out.append(QJsonObject{{u"key"_s, it.key()}, {u"value"_s, it.value()}});
    return QJsonValue(out);
}

Value merge(const FunctionCall &call)
{
    QJsonObject out;
    for (const QJsonValue &argument : call.arguments) {
        const QJsonObject object = argument.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            out.insert(it.key(), it.value());
    }
    return QJsonValue(out);
}

} // namespace

QList<Function> valueFunctions()
{
    return {
        {"default", {{"value", Any}, {"fallback", Any}}, true, Any, defaultValue},
        {"string", {{"value", Any}}, false, Text, string},
        {"bool", {{"value", Text | Number | Boolean | Null}}, false, Boolean, boolean},
        {"type", {{"value", Any}}, false, Text, type},
        {"json", {{"value", Any}, {"indent", Number, true}}, false, Text, json},
        {"from_json", {{"text", Text}}, false, Any, fromJson},
        {"keys",
         {{"object", Object}},
         false,
         List,
         [](const FunctionCall &c) -> Value { return QJsonArray::fromStringList(c.at(0).toObject().keys()); }},
        {"values", {{"object", Object}}, false, List, values},
        {"items", {{"object", Object}}, false, List, items},
        {"merge", {{"object", Object}, {"more", Object}}, true, Object, merge},
    };
}

} // namespace podium::domain
