// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/ids.h"
#include "domain/expression/functions/functiontable.h"
#include "domain/expression/jsonvalues.h"
#include "domain/expression/valuetype.h"

#include <QCoreApplication>
#include <QRegularExpression>

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

constexpr qsizetype MaxIndent = 200;

/// Texts are counted in characters (code points), which is what people count; most have no pairs.
bool hasPairs(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSurrogate(); });
}

qsizetype characters(const QString &text)
{
    return std::count_if(text.cbegin(), text.cend(), [](QChar c) { return !c.isLowSurrogate(); });
}

QString part(const QString &text, qsizetype from, qsizetype count)
{
    if (!hasPairs(text))
        return text.mid(from, count);
    const QList<uint> points = text.toUcs4().mid(from, count);
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()), points.size());
}

/// Checks and pays before anything of that size is made.
std::optional<tl::unexpected<Error>> refuse(const FunctionCall &call, qint64 length)
{
    if (length > EvaluationBudget::MaxTextLength)
        return EvaluationBudget::textTooLong();
    if (!call.budget.spendText(length))
        return EvaluationBudget::exhausted();
    return std::nullopt;
}

Value listOf(const FunctionCall &call, const QStringList &texts)
{
    if (texts.size() > EvaluationBudget::MaxListLength)
        return EvaluationBudget::listTooLong();
    if (!call.budget.spend(texts.size()))
        return EvaluationBudget::exhausted();
    return QJsonValue(QJsonArray::fromStringList(texts));
}

Value replace(const FunctionCall &call)
{
    const QString from = call.text(1);
    const QString to = call.text(2);
    if (from.isEmpty())
        return fail(ErrorCode::InvalidArgument, Words::tr("`replace` cannot look for an empty text"));
    const QString text = call.text(0);
    if (auto refused = refuse(call, text.size() + qint64(text.count(from)) * (to.size() - from.size())))
        return *refused;
    return QJsonValue(QString(text).replace(from, to));
}

Value split(const FunctionCall &call)
{
    if (call.count() == 1) {
        static const QRegularExpression space(u"\\s+"_s);
        return listOf(call, call.text(0).split(space, Qt::SkipEmptyParts));
    }
    if (call.text(1).isEmpty())
        return fail(ErrorCode::InvalidArgument, Words::tr("`split` cannot cut at an empty text"));
    return listOf(call, call.text(0).split(call.text(1)));
}

Value lines(const FunctionCall &call)
{
    QStringList out = call.text(0).split(u'\n');
    for (QString &line : out) {
        if (line.endsWith(u'\r'))
            line.chop(1);
    }
    if (out.last().isEmpty())
        out.removeLast();
    return listOf(call, out);
}

Value join(const FunctionCall &call)
{
    const QJsonArray list = call.list(0);
    const QString separator = call.count() > 1 ? call.text(1) : QString();
    if (auto refused = refuse(call, qint64(separator.size()) * list.size()))
        return *refused;
    QString out;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const auto text = valueText(list.at(i), call.budget);
        if (!text)
            return tl::unexpected<Error>(text.error());
        if (i > 0)
            out += separator;
        out += *text;
        if (out.size() > EvaluationBudget::MaxTextLength)
            return EvaluationBudget::textTooLong();
    }
    return QJsonValue(out);
}

Value contains(const FunctionCall &call)
{
    const QJsonValue container = call.at(0);
    const QJsonValue wanted = call.at(1);
    if (container.isString() || container.isObject()) {
        if (!wanted.isString())
            return fail(ErrorCode::InvalidArgument, Words::tr("`contains` looks for text in a text or an object"));
        return QJsonValue(container.isString() ? container.toString().contains(wanted.toString())
                                               : container.toObject().contains(wanted.toString()));
    }
    const QJsonArray list = container.toArray();
    return QJsonValue(
        std::any_of(list.begin(), list.end(), [&](const QJsonValue &value) { return equalValues(value, wanted); }));
}

Value slice(const FunctionCall &call)
{
    const bool isText = call.at(0).isString();
    const QJsonArray list = call.list(0);
    const QString text = call.text(0);
    const qsizetype size = isText ? characters(text) : list.size();
    const auto place = [size](qsizetype i) { return std::clamp<qsizetype>(i < 0 ? i + size : i, 0, size); };
    const qsizetype from = place(call.integer(1));
    const qsizetype to = std::max(from, place(call.integer(2, size)));
    if (isText)
        return QJsonValue(part(text, from, to - from));
    QJsonArray out;
    for (qsizetype i = from; i < to; ++i)
        out.append(list.at(i));
    return QJsonValue(out);
}

Value truncate(const FunctionCall &call)
{
    const QString text = call.text(0);
    const qsizetype limit = std::max<qsizetype>(0, call.integer(1));
    if (characters(text) <= limit)
        return QJsonValue(text);
    const QString mark = call.count() > 2 ? call.text(2) : u"…"_s;
    return QJsonValue(part(text, 0, std::max<qsizetype>(0, limit - characters(mark))) + mark);
}

Value indent(const FunctionCall &call)
{
    const QString text = call.text(0);
    const qsizetype spaces = std::clamp<qsizetype>(call.integer(1), 0, MaxIndent);
    const bool first = call.count() > 2 && call.at(2).toBool();
    if (auto refused = refuse(call, text.size() + (qint64(text.count(u'\n')) + 1) * spaces))
        return *refused;
    const QString prefix(spaces, u' ');
    QStringList out = text.split(u'\n');
    for (qsizetype i = first ? 0 : 1; i < out.size(); ++i) {
        if (!out.at(i).isEmpty())
            out[i].prepend(prefix);
    }
    return QJsonValue(out.join(u'\n'));
}

Value quote(const FunctionCall &call)
{
    const QJsonValue value = call.at(0);
    QStringList words;
    if (value.isArray()) {
        for (const QJsonValue &element : value.toArray()) {
            const auto text = valueText(element, call.budget);
            const auto quoted = text ? shellQuoted(*text) : text;
            if (!quoted)
                return tl::unexpected<Error>(quoted.error());
            words += *quoted;
        }
        return QJsonValue(words.join(u' '));
    }
    const auto text = valueText(value, call.budget);
    const auto quoted = text ? shellQuoted(*text) : text;
    if (!quoted)
        return tl::unexpected<Error>(quoted.error());
    return QJsonValue(*quoted);
}

} // namespace

QList<Function> textFunctions()
{
    return {
        {"upper", {{"text", Text}}, false, Text, [](const FunctionCall &c) -> Value { return c.text(0).toUpper(); }},
        {"lower", {{"text", Text}}, false, Text, [](const FunctionCall &c) -> Value { return c.text(0).toLower(); }},
        {"trim", {{"text", Text}}, false, Text, [](const FunctionCall &c) -> Value { return c.text(0).trimmed(); }},
        {"starts_with",
         {{"text", Text}, {"start", Text}},
         false,
         Boolean,
         [](const FunctionCall &c) -> Value { return c.text(0).startsWith(c.text(1)); }},
        {"ends_with",
         {{"text", Text}, {"end", Text}},
         false,
         Boolean,
         [](const FunctionCall &c) -> Value { return c.text(0).endsWith(c.text(1)); }},
        {"contains", {{"container", Text | List | Object}, {"value", Any}}, false, Boolean, contains},
        {"replace", {{"text", Text}, {"from", Text}, {"to", Text}}, false, Text, replace},
        {"split", {{"text", Text}, {"separator", Text, true}}, false, List, split},
        {"lines", {{"text", Text}}, false, List, lines},
        {"join", {{"list", List}, {"separator", Text, true}}, false, Text, join},
        {"slice", {{"value", Text | List}, {"from", Number}, {"to", Number, true}}, false, Text | List, slice},
        {"truncate", {{"text", Text}, {"length", Number}, {"mark", Text, true}}, false, Text, truncate},
        {"indent", {{"text", Text}, {"spaces", Number}, {"first", Boolean, true}}, false, Text, indent},
        {"slug", {{"text", Text}}, false, Text, [](const FunctionCall &c) -> Value { return podium::slug(c.text(0)); }},
        {"quote", {{"value", Any}}, false, Text, quote},
    };
}

} // namespace podium::domain
