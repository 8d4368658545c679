// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "base/suggestion.h"
#include "domain/definition/schema/schemanode.h"

#include <QCoreApplication>

#include <cmath>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(JsonSchema)
};

using Kind = SourceNode::Kind;
using Findings = QList<SchemaFinding>;

constexpr size_t MaxDepth = 1000; ///< Of schemas within schemas at check time, for values as deep as that.

bool isWhole(double number)
{
    return std::isfinite(number) && number == std::floor(number);
}

quint8 typesOf(const SourceNode &value)
{
    switch (value.kind) {
    case Kind::Null:
        return SchemaNode::Null;
    case Kind::Bool:
        return SchemaNode::Bool;
    case Kind::Integer:
        return SchemaNode::Integer | SchemaNode::Number;
    case Kind::Double:
        return isWhole(value.number) ? SchemaNode::Integer | SchemaNode::Number : SchemaNode::Number;
    case Kind::String:
        return SchemaNode::String;
    case Kind::List:
        return SchemaNode::Array;
    case Kind::Map:
        return SchemaNode::Object;
    }
    return 0;
}

QString shortened(const QString &text)
{
    const QString line = text.section(u'\n', 0, 0);
    return line.size() > 60 || line.size() < text.size() ? line.left(60) + QStringLiteral("…") : line;
}

/// What is there, for a message.
QString valueText(const SourceNode &value)
{
    switch (value.kind) {
    case Kind::Null:
        return Text::tr("nothing");
    case Kind::List:
        return Text::tr("a list");
    case Kind::Map:
        return Text::tr("a map");
    case Kind::String:
        return QStringLiteral("\"%1\"").arg(shortened(value.text));
    default:
        return shortened(value.text);
    }
}

QString subject(const SourceNode &value)
{
    if (!value.key.isEmpty() && value.parent && value.parent->kind == Kind::Map)
        return QStringLiteral("`%1`").arg(value.key);
    if (value.parent && value.parent->kind == Kind::List && !value.parent->key.isEmpty())
        return Text::tr("an element of `%1`").arg(value.parent->key);
    return Text::tr("the value");
}

QString numberText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString jsonText(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(canonicalJson(value));
}

QString expectedText(const SchemaNode &schema)
{
    if (!schema.expected.isEmpty())
        return schema.expected;
    if (schema.enumeration) {
        QStringList values;
        for (const QJsonValue value : std::as_const(*schema.enumeration))
            values << jsonText(value);
        return values.size() == 1 ? values.first() : Text::tr("one of %1").arg(values.join(QStringLiteral(", ")));
    }
    return typeText(schema.types);
}

/// Why the author may have got it wrong, and what to write instead.
QString typeHint(const SchemaNode &schema, const SourceNode &value)
{
    if (value.kind == Kind::Null)
        return Text::tr("give it a value, or remove the key");
    if (value.kind == Kind::String) {
        static const QStringList truths{QStringLiteral("yes"), QStringLiteral("on"),  QStringLiteral("y"),
                                        QStringLiteral("no"),  QStringLiteral("off"), QStringLiteral("n")};
        const qsizetype truth = truths.indexOf(value.text.toLower());
        if ((schema.types & SchemaNode::Bool) && truth >= 0)
            return Text::tr("write `%1`").arg(truth < 3 ? QStringLiteral("true") : QStringLiteral("false"));
        bool numeric = false;
        (void)value.text.toDouble(&numeric);
        if ((schema.types & (SchemaNode::Integer | SchemaNode::Number)) && numeric)
            return Text::tr("remove the quotes");
        if (schema.types == SchemaNode::Array)
            return Text::tr("write a list: [%1]").arg(shortened(value.text));
    } else if (value.isScalar() && (schema.types & SchemaNode::String)) {
        return Text::tr("put it in quotes: \"%1\"").arg(value.text);
    } else if (value.kind == Kind::Map && (schema.types & SchemaNode::String)) {
        return Text::tr("a text that starts with {{ or contains \": \" has to stand in quotes");
    } else if (value.kind == Kind::Map && schema.types == SchemaNode::Array) {
        return Text::tr("start each element with \"- \"");
    }
    return {};
}

SchemaFinding wrongType(const SchemaNode &schema, const SourceNode &value)
{
    return {&value, false, QStringLiteral("wrong-type"),
            Text::tr("%1: expected %2, got %3").arg(subject(value), expectedText(schema), valueText(value)),
            typeHint(schema, value)};
}

SchemaFinding badValue(const SourceNode &value, const QString &message, const QString &hint = {})
{
    return {&value, false, QStringLiteral("bad-value"), subject(value) + QStringLiteral(": ") + message, hint};
}

bool equal(const QJsonValue &a, const QJsonValue &b)
{
    return a.isDouble() && b.isDouble() ? a.toDouble() == b.toDouble() : a == b;
}

/// 1 and 1.0 are the same element.
QByteArray identity(const SourceNode &value)
{
    if (value.isNumber())
        return QByteArray::number(value.toDouble(), 'g', 17);
    return canonicalJson(toJson(value));
}

} // namespace

QString typeText(quint8 types)
{
    QStringList out;
    if (types & SchemaNode::String)
        out << Text::tr("a string");
    if (types & SchemaNode::Number)
        out << Text::tr("a number");
    else if (types & SchemaNode::Integer)
        out << Text::tr("a whole number");
    if (types & SchemaNode::Bool)
        out << Text::tr("true or false");
    if (types & SchemaNode::Array)
        out << Text::tr("a list");
    if (types & SchemaNode::Object)
        out << Text::tr("a map");
    if (types & SchemaNode::Null)
        out << Text::tr("nothing");
    return out.isEmpty() ? Text::tr("a value") : out.join(Text::tr(" or "));
}

Findings SchemaWalk::run(const SchemaNode *schema, const SourceNode &value)
{
    Findings out;
    visit(schema, value, out);
    if (m_isEndless)
        return {
            badValue(value, Text::tr("the schema refers to itself, or has alternatives of alternatives, without end"))};
    return out;
}

bool SchemaWalk::passes(const SchemaNode *schema, const SourceNode &value)
{
    Findings ignored;
    const qsizetype limit = std::exchange(m_limit, 1);
    visit(schema, value, ignored);
    m_limit = limit;
    return ignored.isEmpty();
}

void SchemaWalk::visit(const SchemaNode *start, const SourceNode &value, Findings &out)
{
    if (out.size() >= m_limit || m_isEndless)
        return;
    const SchemaNode &schema = *start->resolved();
    if (schema.never) {
        out << badValue(value, Text::tr("nothing is allowed here"));
        return;
    }
    // The same schema for the same value within itself would never end.
    m_isEndless = --m_steps < 0 || m_path.size() > MaxDepth;
    for (auto step = m_path.rbegin(); step != m_path.rend() && step->second == &value && !m_isEndless; ++step)
        m_isEndless = step->first == &schema;
    if (m_isEndless)
        return;
    m_path.emplace_back(&schema, &value);
    if (schema.types != 0 && (schema.types & typesOf(value)) == 0) {
        out << wrongType(schema, value);
    } else {
        if (schema.enumeration)
            enumeration(schema, value, out);
        if (value.kind == Kind::Map)
            map(schema, value, out);
        else if (value.kind == Kind::List)
            list(schema, value, out);
        else
            scalar(schema, value, out);
        combined(schema, value, out);
    }
    m_path.pop_back();
}

void SchemaWalk::enumeration(const SchemaNode &schema, const SourceNode &value, Findings &out)
{
    if (value.kind == Kind::String) {
        if (schema.enumStrings.contains(value.text))
            return;
    } else {
        const QJsonValue json = toJson(value);
        for (const QJsonValue allowed : std::as_const(*schema.enumeration)) {
            if (equal(allowed, json))
                return;
        }
    }
    QStringList words;
    for (const QJsonValue allowed : std::as_const(*schema.enumeration))
        words << jsonText(allowed);
    const QString near = value.kind == Kind::String ? nearestWord(value.text, words) : QString();
    out << badValue(value, Text::tr("expected %1, got %2").arg(expectedText(schema), valueText(value)),
                    near.isEmpty() ? QString() : Text::tr("did you mean `%1`?").arg(near));
}

void SchemaWalk::scalar(const SchemaNode &schema, const SourceNode &value, Findings &out)
{
    if (value.kind == Kind::String) {
        // Characters, not UTF-16 units: the schema's words are those of the standard.
        const auto length = [&] {
            return value.text.size() -
                   std::count_if(value.text.begin(), value.text.end(), [](QChar c) { return c.isLowSurrogate(); });
        };
        if (schema.minLength && value.text.size() < *schema.minLength * 2 && length() < *schema.minLength) {
            out << badValue(value, *schema.minLength == 1
                                       ? Text::tr("may not be empty")
                                       : Text::tr("at least %1 characters are needed").arg(*schema.minLength));
        } else if (schema.maxLength && value.text.size() > *schema.maxLength && length() > *schema.maxLength) {
            out << badValue(value, Text::tr("at most %1 characters are allowed").arg(*schema.maxLength));
        } else if (schema.pattern && !schema.pattern->match(value.text).hasMatch()) {
            const QString expected = schema.expected.isEmpty()
                                         ? Text::tr("a string that matches %1").arg(schema.pattern->pattern())
                                         : schema.expected;
            out << badValue(value, Text::tr("expected %1, got %2").arg(expected, valueText(value)));
        }
        return;
    }
    if (!value.isNumber())
        return;
    const double number = value.toDouble();
    if (schema.minimum && number < *schema.minimum)
        out << badValue(value,
                        Text::tr("%1 is too small; the least is %2").arg(value.text, numberText(*schema.minimum)));
    else if (schema.exclusiveMinimum && number <= *schema.exclusiveMinimum)
        out << badValue(value, Text::tr("must be more than %1").arg(numberText(*schema.exclusiveMinimum)));
    else if (schema.maximum && number > *schema.maximum)
        out << badValue(value, Text::tr("%1 is too big; the most is %2").arg(value.text, numberText(*schema.maximum)));
    else if (schema.exclusiveMaximum && number >= *schema.exclusiveMaximum)
        out << badValue(value, Text::tr("must be less than %1").arg(numberText(*schema.exclusiveMaximum)));
    else if (schema.multipleOf && !isWhole(number / *schema.multipleOf))
        out << badValue(value, Text::tr("must be a multiple of %1").arg(numberText(*schema.multipleOf)));
}

void SchemaWalk::list(const SchemaNode &schema, const SourceNode &value, Findings &out)
{
    const auto size = qint64(value.children.size());
    if (schema.minItems && size < *schema.minItems)
        out << badValue(value, Text::tr("needs at least %n element(s)", nullptr, int(*schema.minItems)));
    if (schema.maxItems && size > *schema.maxItems)
        out << badValue(value, Text::tr("at most %n element(s) are allowed", nullptr, int(*schema.maxItems)));
    for (size_t i = 0; i < value.children.size() && out.size() < m_limit; ++i) {
        const SchemaNode *item = schema.items;
        if (!schema.tuple.empty())
            item = i < schema.tuple.size() ? schema.tuple[i] : schema.additionalItems;
        if (item)
            visit(item, *value.children[i], out);
    }
    if (schema.uniqueItems) {
        QSet<QByteArray> seen;
        for (const SourceNode *child : value.children) {
            const qsizetype before = seen.size();
            seen.insert(identity(*child));
            if (seen.size() == before)
                out << badValue(*child, Text::tr("%1 is in the list twice").arg(valueText(*child)));
        }
    }
    if (schema.contains && std::none_of(value.children.begin(), value.children.end(),
                                        [&](const SourceNode *child) { return passes(schema.contains, *child); })) {
        out << badValue(value, Text::tr("no element is %1").arg(expectedText(*schema.contains->resolved())));
    }
}

void SchemaWalk::map(const SchemaNode &schema, const SourceNode &value, Findings &out)
{
    const QString context = schema.context.isEmpty() ? Text::tr("here") : Text::tr("in %1").arg(schema.context);
    for (const SourceNode *child : value.children) {
        if (out.size() >= m_limit)
            return;
        if (schema.propertyNames) {
            SourceNode name;
            name.kind = Kind::String;
            name.text = child->key;
            Findings nameFindings;
            visit(schema.propertyNames, name, nameFindings);
            if (!nameFindings.isEmpty()) {
                const QString expected = expectedText(*schema.propertyNames->resolved());
                out << SchemaFinding{child,
                                     true,
                                     QStringLiteral("bad-key"),
                                     Text::tr("the key `%1` is not %2").arg(child->key, expected),
                                     {}};
            }
        }
        bool known = false;
        if (const auto property = schema.properties.constFind(child->key); property != schema.properties.constEnd()) {
            known = true;
            visit(property.value(), *child, out);
        }
        for (const auto &[pattern, sub] : schema.patternProperties) {
            if (pattern.match(child->key).hasMatch()) {
                known = true;
                visit(sub, *child, out);
            }
        }
        if (known || !schema.additionalProperties)
            continue;
        if (schema.additionalProperties->resolved()->never) {
            out << SchemaFinding{child, true, QStringLiteral("unknown-key"),
                                 Text::tr("unknown key `%1` %2").arg(child->key, context),
                                 didYouMean(child->key, schema.suggestions)};
        } else {
            visit(schema.additionalProperties, *child, out);
        }
    }
    for (const QString &key : schema.required) {
        if (!value.find(key)) {
            out << SchemaFinding{&value,
                                 false,
                                 QStringLiteral("missing-key"),
                                 Text::tr("the key `%1` is missing %2").arg(key, context),
                                 {}};
        }
    }
    for (auto it = schema.dependentKeys.cbegin(); it != schema.dependentKeys.cend(); ++it) {
        for (const QString &key : it.value()) {
            if (value.find(it.key()) && !value.find(key)) {
                out << SchemaFinding{&value,
                                     false,
                                     QStringLiteral("missing-key"),
                                     Text::tr("`%1` needs the key `%2` %3").arg(it.key(), key, context),
                                     {}};
            }
        }
    }
    for (auto it = schema.dependentSchemas.cbegin(); it != schema.dependentSchemas.cend(); ++it) {
        if (value.find(it.key()))
            visit(it.value(), value, out);
    }
    const auto size = qint64(value.children.size());
    if (schema.minProperties && size < *schema.minProperties)
        out << badValue(value, Text::tr("needs at least %n key(s)", nullptr, int(*schema.minProperties)));
    if (schema.maxProperties && size > *schema.maxProperties)
        out << badValue(value, Text::tr("at most %n key(s) are allowed", nullptr, int(*schema.maxProperties)));
}

void SchemaWalk::combined(const SchemaNode &schema, const SourceNode &value, Findings &out)
{
    for (const SchemaNode *part : schema.allOf)
        visit(part, value, out);
    if (!schema.anyOf.empty())
        alternatives(schema.anyOf, false, value, out);
    if (!schema.oneOf.empty())
        alternatives(schema.oneOf, true, value, out);
    if (schema.negated && passes(schema.negated, value))
        out << badValue(value, Text::tr("%1 is not allowed").arg(valueText(value)));
    if (schema.condition) {
        const SchemaNode *next = passes(schema.condition, value) ? schema.then : schema.otherwise;
        if (next)
            visit(next, value, out);
    }
}

void SchemaWalk::alternatives(const SchemaNode::List &branches, bool exactlyOne, const SourceNode &value, Findings &out)
{
    int passed = 0;
    QList<Findings> close; // Of the branches that the kind of value fits: the author meant one of these.
    QStringList expected;
    for (const SchemaNode *branch : branches) {
        const SchemaNode &schema = *branch->resolved();
        const QString text = expectedText(schema);
        if (!expected.contains(text))
            expected << text;
        if (schema.types != 0 && (schema.types & typesOf(value)) == 0)
            continue;
        Findings findings;
        visit(branch, value, findings);
        if (!findings.isEmpty()) {
            close << findings;
            continue;
        }
        if (!exactlyOne)
            return;
        ++passed;
    }
    if (passed == 1)
        return;
    if (passed > 1) {
        out << badValue(value,
                        Text::tr("%1 fits several of: %2").arg(valueText(value), expected.join(QStringLiteral(", "))));
        return;
    }
    if (close.isEmpty()) {
        SchemaNode all;
        for (const SchemaNode *branch : branches)
            all.types |= branch->resolved()->types;
        all.expected = expected.join(Text::tr(" or "));
        out << wrongType(all, value);
        return;
    }
    const auto best = std::min_element(close.cbegin(), close.cend(),
                                       [](const Findings &a, const Findings &b) { return a.size() < b.size(); });
    const bool scalarChoice = value.isScalar() && close.size() > 1;
    if (scalarChoice)
        out << badValue(value, Text::tr("expected %1, got %2").arg(expected.join(Text::tr(" or ")), valueText(value)));
    else
        out << *best;
}

} // namespace podium::domain
