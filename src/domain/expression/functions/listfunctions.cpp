// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/expression/functions/functiontable.h"
#include "domain/expression/jsonvalues.h"
#include "domain/expression/valuetype.h"

#include <QCoreApplication>
#include <QSet>

#include <bit>

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

/// "a.b": the field of the field; null where there is none.
QJsonValue fieldOf(QJsonValue value, const QString &path)
{
    for (const QStringView name : QStringView(path).tokenize(u'.'))
        value = value.toObject().value(name);
    return value.isUndefined() ? QJsonValue() : value;
}

Value length(const FunctionCall &call)
{
    const QJsonValue value = call.at(0);
    if (value.isArray())
        return QJsonValue(value.toArray().size());
    if (value.isObject())
        return QJsonValue(value.toObject().size());
    const QString text = value.toString();
    return QJsonValue(qint64(std::count_if(text.cbegin(), text.cend(), [](QChar c) { return !c.isLowSurrogate(); })));
}

Value end(const FunctionCall &call, bool last)
{
    const QJsonArray list = call.list(0);
    return list.isEmpty() ? QJsonValue() : last ? list.last() : list.first();
}

Value map(const FunctionCall &call)
{
    QJsonArray out;
    for (const QJsonValue &element : call.list(0)) {
        const QJsonValue field = fieldOf(element, call.text(1));
        if (!call.budget.spendValue(field))
            return EvaluationBudget::exhausted();
        out.append(field);
    }
    return QJsonValue(out);
}

/// The elements whose field has the value (or is true, without one); with `keep` false, all others.
Value select(const FunctionCall &call, bool keep)
{
    QJsonArray out;
    for (const QJsonValue &element : call.list(0)) {
        const QJsonValue field = fieldOf(element, call.text(1));
        if (!call.budget.spendValue(element))
            return EvaluationBudget::exhausted();
        if ((call.count() > 2 ? equalValues(field, call.at(2)) : isTrue(field)) == keep)
            out.append(element);
    }
    return QJsonValue(out);
}

Value compact(const FunctionCall &call)
{
    QJsonArray out;
    for (const QJsonValue &element : call.list(0)) {
        if (!element.isNull())
            out.append(element);
    }
    return QJsonValue(out);
}

Value unique(const FunctionCall &call)
{
    QSet<QByteArray> seen;
    QJsonArray out;
    for (const QJsonValue &element : call.list(0)) {
        if (!call.budget.spendValue(element))
            return EvaluationBudget::exhausted();
        const QByteArray key = canonicalJson(element);
        if (!seen.contains(key)) {
            seen.insert(key);
            out.append(element);
        }
    }
    return QJsonValue(out);
}

Value sort(const FunctionCall &call)
{
    struct Entry
    {
        QJsonValue key;
        QJsonValue value;
    };
    const QJsonArray list = call.list(0);
    if (!call.budget.spend(list.size() * qint64(std::bit_width(size_t(list.size())))))
        return EvaluationBudget::exhausted();
    QList<Entry> entries;
    for (const QJsonValue &element : list) {
        const QJsonValue key = call.count() > 1 ? fieldOf(element, call.text(1)) : element;
        if (!compareValues(key, entries.isEmpty() ? key : entries.first().key)) {
            return fail(ErrorCode::InvalidArgument,
                        Words::tr("`sort` needs only numbers or only texts, but there is %1")
                            .arg(ValueType::describe(ValueType::kindOf(key))),
                        {}, key.isObject() ? Words::tr("Name the field: sort(list, \"name\")") : QString());
        }
        entries.append({key, element});
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry &a, const Entry &b) { return compareValues(a.key, b.key).value_or(0) < 0; });
    QJsonArray out;
    for (const Entry &entry : entries)
        out.append(entry.value);
    return QJsonValue(out);
}

Value reverse(const FunctionCall &call)
{
    QJsonArray out;
    const QJsonArray list = call.list(0);
    for (qsizetype i = list.size() - 1; i >= 0; --i)
        out.append(list.at(i));
    return QJsonValue(out);
}

Value flatten(const FunctionCall &call)
{
    QJsonArray out;
    for (const QJsonValue &element : call.list(0)) {
        if (!element.isArray()) {
            out.append(element);
            continue;
        }
        for (const QJsonValue &inner : element.toArray())
            out.append(inner);
        if (out.size() > EvaluationBudget::MaxListLength)
            return EvaluationBudget::listTooLong();
    }
    return QJsonValue(out);
}

Value chunk(const FunctionCall &call)
{
    const qsizetype size = call.integer(1);
    if (size < 1)
        return fail(ErrorCode::InvalidArgument, Words::tr("`chunk` needs a size of at least 1"));
    QJsonArray out;
    QJsonArray piece;
    for (const QJsonValue &element : call.list(0)) {
        piece.append(element);
        if (piece.size() == size) {
            out.append(piece);
            piece = {};
        }
    }
    if (!piece.isEmpty())
        out.append(piece);
    return QJsonValue(out);
}

Value range(const FunctionCall &call)
{
    for (const QJsonValue &argument : call.arguments) {
        if (!wholeNumber(argument))
            return fail(ErrorCode::InvalidArgument, Words::tr("`range` counts in whole numbers"));
    }
    const qint64 start = call.count() > 1 ? call.integer(0) : 0;
    const qint64 stop = call.integer(call.count() > 1 ? 1 : 0);
    const qint64 step = call.integer(2, 1);
    if (step == 0)
        return fail(ErrorCode::InvalidArgument, Words::tr("`range` cannot count in steps of 0"));
    const qint64 distance = step > 0 ? stop - start : start - stop;
    const qint64 count = distance <= 0 ? 0 : (distance - 1) / std::abs(step) + 1;
    if (count > EvaluationBudget::MaxListLength)
        return EvaluationBudget::listTooLong();
    if (!call.budget.spend(count))
        return EvaluationBudget::exhausted();
    QJsonArray out;
    for (qint64 i = 0; i < count; ++i)
        out.append(start + i * step);
    return QJsonValue(out);
}

Value anyOrAll(const FunctionCall &call, bool all)
{
    for (const QJsonValue &element : call.list(0)) {
        if (isTrue(call.count() > 1 ? fieldOf(element, call.text(1)) : element) != all)
            return QJsonValue(!all);
    }
    return QJsonValue(all);
}

} // namespace

QList<Function> listFunctions()
{
    return {
        {"len", {{"value", Text | List | Object}}, false, Number, length},
        {"first", {{"list", List}}, false, Any, [](const FunctionCall &c) { return end(c, false); }},
        {"last", {{"list", List}}, false, Any, [](const FunctionCall &c) { return end(c, true); }},
        {"map", {{"list", List}, {"field", Text}}, false, List, map},
        {"where",
         {{"list", List}, {"field", Text}, {"value", Any, true}},
         false,
         List,
         [](const FunctionCall &c) { return select(c, true); }},
        {"without",
         {{"list", List}, {"field", Text}, {"value", Any, true}},
         false,
         List,
         [](const FunctionCall &c) { return select(c, false); }},
        {"compact", {{"list", List}}, false, List, compact},
        {"unique", {{"list", List}}, false, List, unique},
        {"sort", {{"list", List}, {"field", Text, true}}, false, List, sort},
        {"reverse", {{"list", List}}, false, List, reverse},
        {"flatten", {{"list", List}}, false, List, flatten},
        {"chunk", {{"list", List}, {"size", Number}}, false, List, chunk},
        {"range", {{"start", Number}, {"end", Number, true}, {"step", Number, true}}, false, List, range},
        {"any",
         {{"list", List}, {"field", Text, true}},
         false,
         Boolean,
         [](const FunctionCall &c) { return anyOrAll(c, false); }},
        {"all",
         {{"list", List}, {"field", Text, true}},
         false,
         Boolean,
         [](const FunctionCall &c) { return anyOrAll(c, true); }},
    };
}

} // namespace podium::domain
