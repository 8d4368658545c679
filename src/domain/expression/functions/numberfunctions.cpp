// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/functions/functiontable.h"
#include "domain/expression/jsonvalues.h"
#include "domain/expression/valuetype.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QtNumeric>

#include <cmath>

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

constexpr double MaxExactInteger = 9.2e18;
constexpr double MaxDigits = 15;

Value finite(double number)
{
    if (!std::isfinite(number))
        return fail(ErrorCode::InvalidArgument, Words::tr("the result is too large for a number"));
    return QJsonValue(number);
}

Value toNumber(const QJsonValue &value)
{
    if (value.isDouble())
        return value;
    if (value.isBool())
        return QJsonValue(value.toBool() ? 1 : 0);
    const QString text = value.toString().trimmed();
    bool ok = false;
    const qint64 whole = text.toLongLong(&ok);
    if (ok)
        return QJsonValue(whole);
    const double number = text.toDouble(&ok);
    if (!ok || !std::isfinite(number))
        return fail(ErrorCode::InvalidArgument, Words::tr("`%1` is not a number").arg(text.left(40)));
    return QJsonValue(number);
}

/// For functions that only change numbers with a fraction.
Value rounded(const QJsonValue &value, double (*function)(double))
{
    if (wholeNumber(value))
        return value;
    return QJsonValue(function(value.toDouble()));
}

Value integer(const FunctionCall &call)
{
    const auto number = toNumber(call.at(0));
    return number ? rounded(*number, std::trunc) : number;
}

Value round(const FunctionCall &call)
{
    if (wholeNumber(call.at(0)))
        return call.at(0);
    const double number = call.at(0).toDouble();
    const double digits = std::clamp(call.count() > 1 ? call.at(1).toDouble() : 0.0, 0.0, MaxDigits);
    const double scale = std::pow(10.0, std::trunc(digits));
    if (std::abs(number) * scale > MaxExactInteger)
        return QJsonValue(number); // it has no such digits any more
    return QJsonValue(std::round(number * scale) / scale);
}

Value absolute(const FunctionCall &call)
{
    const auto whole = wholeNumber(call.at(0));
    qint64 negated = 0;
    if (whole && *whole < 0 && !qSubOverflow(qint64(0), *whole, &negated))
        return QJsonValue(negated);
    return QJsonValue(whole && *whole >= 0 ? call.at(0) : QJsonValue(std::abs(call.at(0).toDouble())));
}

/// `sign` 1: the largest, -1: the smallest of the arguments or of the one list.
Value extreme(const FunctionCall &call, int sign)
{
    const QJsonArray values = call.count() == 1 && call.at(0).isArray() ? call.list(0) : call.arguments;
    if (!call.budget.spend(values.size()))
        return EvaluationBudget::exhausted();
    QJsonValue best;
    for (const QJsonValue &value : values) {
        if (best.isNull()) {
            best = value;
            if (!compareValues(value, value))
                best = QJsonValue::Undefined;
        } else {
            const auto compared = compareValues(value, best);
            if (!compared)
                best = QJsonValue::Undefined;
            else if (*compared * sign > 0)
                best = value;
        }
        if (best.isUndefined())
            return fail(ErrorCode::InvalidArgument,
                        Words::tr("only numbers among each other, or texts, have a least and a greatest"), {},
                        Words::tr("Use `compact` to leave out nulls"));
    }
    return best;
}

Value sum(const FunctionCall &call)
{
    const QJsonArray values = call.list(0);
    if (!call.budget.spend(values.size()))
        return EvaluationBudget::exhausted();
    qint64 exact = 0;
    double total = 0;
    bool whole = true;
    for (const QJsonValue &value : values) {
        if (!value.isDouble())
            return fail(ErrorCode::InvalidArgument,
                        Words::tr("`sum` needs numbers, but the list contains %1")
                            .arg(ValueType::describe(ValueType::kindOf(value))),
                        {}, Words::tr("Use `compact` to leave out nulls"));
        const auto one = wholeNumber(value);
        whole = whole && one && !qAddOverflow(exact, *one, &exact);
        total += value.toDouble();
    }
    return whole ? Value(QJsonValue(exact)) : finite(total);
}

Value isoTime(const FunctionCall &call)
{
    constexpr double MaxMs = 253'402'300'799'999.0; // the end of the year 9999
    const double ms = call.at(0).toDouble();
    if (std::abs(ms) > MaxMs)
        return fail(ErrorCode::InvalidArgument, Words::tr("this is not a time in milliseconds since 1970"));
    return QJsonValue(QDateTime::fromMSecsSinceEpoch(qint64(ms)).toUTC().toString(Qt::ISODateWithMs));
}

} // namespace

QList<Function> numberFunctions()
{
    return {
        {"number",
         {{"value", Text | Number | Boolean}},
         false,
         Number,
         [](const FunctionCall &c) { return toNumber(c.at(0)); }},
        {"int", {{"value", Text | Number | Boolean}}, false, Number, integer},
        {"round", {{"number", Number}, {"digits", Number, true}}, false, Number, round},
        {"floor",
         {{"number", Number}},
         false,
         Number,
         [](const FunctionCall &c) { return rounded(c.at(0), std::floor); }},
        {"ceil",
         {{"number", Number}},
         false,
         Number,
         [](const FunctionCall &c) { return rounded(c.at(0), std::ceil); }},
        {"abs", {{"number", Number}}, false, Number, absolute},
        {"min",
         {{"value", Number | Text | List}},
         true,
         Number | Text | Null,
         [](const FunctionCall &c) { return extreme(c, -1); }},
        {"max",
         {{"value", Number | Text | List}},
         true,
         Number | Text | Null,
         [](const FunctionCall &c) { return extreme(c, 1); }},
        {"sum", {{"list", List}}, false, Number, sum},
        {"iso_time", {{"milliseconds", Number}}, false, Text, isoTime},
    };
}

} // namespace podium::domain
