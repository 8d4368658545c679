// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/jsonvalues.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

constexpr int QtIndent = 4; ///< What QJsonDocument writes.
constexpr int MaxIndent = 8;

/// Qt always indents by four; white space at the start of a line is never inside a text, since JSON escapes line ends.
QString reindented(const QString &json, int indent)
{
    QString out;
    out.reserve(json.size());
    for (const QStringView line : QStringView(json).tokenize(u'\n')) {
        qsizetype spaces = 0;
        while (spaces < line.size() && line.at(spaces) == u' ')
            ++spaces;
        if (!out.isEmpty())
            out += u'\n';
        out += QString(spaces / QtIndent * indent, u' ');
        out += line.sliced(spaces);
    }
    return out;
}

} // namespace

bool isTrue(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Double:
        return value.toDouble() != 0.0;
    case QJsonValue::String:
        return !value.toString().isEmpty();
    case QJsonValue::Array:
        return !value.toArray().isEmpty();
    case QJsonValue::Object:
        return !value.toObject().isEmpty();
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return false;
}

std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    // A fraction gives the default back, whatever that is.
    const qint64 number = value.toInteger(0);
    if (!value.isDouble() || (number == 0 && value.toInteger(1) == 1))
        return std::nullopt;
    return number;
}

bool equalValues(const QJsonValue &a, const QJsonValue &b)
{
    if (a.type() != b.type())
        return (a.isNull() || a.isUndefined()) && (b.isNull() || b.isUndefined());
    if (a.isDouble()) {
        const auto wholeA = wholeNumber(a);
        const auto wholeB = wholeNumber(b);
        return wholeA && wholeB ? *wholeA == *wholeB : a.toDouble() == b.toDouble();
    }
    if (a.isArray()) {
        const QJsonArray left = a.toArray();
        const QJsonArray right = b.toArray();
        if (left.size() != right.size())
            return false;
        for (qsizetype i = 0; i < left.size(); ++i) {
            if (!equalValues(left.at(i), right.at(i)))
                return false;
        }
        return true;
    }
    if (a.isObject()) {
        const QJsonObject left = a.toObject();
        const QJsonObject right = b.toObject();
        if (left.size() != right.size())
            return false;
        for (auto i = left.begin(), j = right.begin(); i != left.end(); ++i, ++j) {
            if (i.key() != j.key() || !equalValues(i.value(), j.value()))
                return false;
        }
        return true;
    }
    return a == b;
}

std::optional<int> compareValues(const QJsonValue &a, const QJsonValue &b)
{
    if (a.isString() && b.isString())
        return a.toString().compare(b.toString());
    if (!a.isDouble() || !b.isDouble())
        return std::nullopt;
    const auto wholeA = wholeNumber(a);
    const auto wholeB = wholeNumber(b);
    if (wholeA && wholeB)
        return *wholeA < *wholeB ? -1 : *wholeA > *wholeB;
    return a.toDouble() < b.toDouble() ? -1 : a.toDouble() > b.toDouble();
}

Result<QString> valueText(const QJsonValue &value, EvaluationBudget &budget)
{
    if (value.isString())
        return value.toString();
    if (value.isNull() || value.isUndefined())
        return QString();
    return valueJson(value, 0, budget);
}

Result<QString> valueJson(const QJsonValue &value, int indent, EvaluationBudget &budget)
{
    if (!budget.spendValue(value))
        return EvaluationBudget::exhausted();
    QString json;
    if (indent > 0 && (value.isObject() || value.isArray())) {
        const QJsonDocument document =
            value.isObject() ? QJsonDocument(value.toObject()) : QJsonDocument(value.toArray());
        json = reindented(QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed(),
                          std::min(indent, MaxIndent));
    } else {
        json = QString::fromUtf8(canonicalJson(value.isUndefined() ? QJsonValue() : value));
    }
    // Escapes and indentation may make it many times as long as the value.
    if (!budget.spendText(json.size()))
        return EvaluationBudget::exhausted();
    if (json.size() > EvaluationBudget::MaxTextLength)
        return EvaluationBudget::textTooLong();
    return json;
}

Result<QString> shellQuoted(const QString &text)
{
    if (text.contains(QChar(u'\0'))) {
        return fail(ErrorCode::InvalidArgument,
                    Words::tr("the text contains a zero character, which no command line can hold"));
    }
    // Not '=' (an assignment), not '~', no brackets; '-' cannot be helped: whether it starts an option is the
    // program's.
    const auto harmless = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               QStringView(u"_-./:@%+,").contains(c);
    };
    if (!text.isEmpty() && std::all_of(text.cbegin(), text.cend(), harmless))
        return text;
    QString out = text;
    out.replace(u'\'', u"'\\''"_s);
    return u'\'' + out + u'\'';
}

} // namespace podium::domain
