// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/schema/jsonschema.h"

#include "domain/definition/schema/schemanode.h"

#include <QCoreApplication>

#include <deque>
#include <limits>

namespace podium::domain
{

struct JsonSchema::Compiled
{
    std::deque<SchemaNode> nodes;
    const SchemaNode *root = nullptr;
};

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(JsonSchema)
};

constexpr int MaxDepth = 100;
constexpr size_t MaxNodes = 100'000;

/// Leaves the compiler on the first thing that is no schema; never leaves this file.
struct NotASchema
{
    QString pointer;
    QString message;
    QString hint;
};

quint8 typeFromName(const QString &name)
{
    static const QHash<QString, quint8> types{
        {QStringLiteral("null"), SchemaNode::Null},       {QStringLiteral("boolean"), SchemaNode::Bool},
        {QStringLiteral("integer"), SchemaNode::Integer}, {QStringLiteral("number"), SchemaNode::Number},
        {QStringLiteral("string"), SchemaNode::String},   {QStringLiteral("array"), SchemaNode::Array},
        {QStringLiteral("object"), SchemaNode::Object}};
    return types.value(name, 0);
}

class Compiler
{
public:
    Compiler(const QJsonValue &document, std::deque<SchemaNode> &nodes) : m_document(document), m_nodes(nodes) {}

    const SchemaNode *run()
    {
        const SchemaNode *root = at(QString(), m_document, 0);
        // A target may be compiled only now and bring references of its own: the list grows while it is walked.
        for (size_t i = 0; i < m_refs.size(); ++i)
            m_refs[i].first->ref = target(QString(m_refs[i].second));
        for (const auto &[node, pointer] : m_refs)
            refuseCircle(node, pointer);
        return root;
    }

private:
    const SchemaNode *at(const QString &pointer, const QJsonValue &value, int depth)
    {
        if (const auto known = m_compiled.constFind(pointer); known != m_compiled.constEnd())
            return known.value();
        if (depth > MaxDepth || m_nodes.size() >= MaxNodes)
            throw NotASchema{pointer, Text::tr("the schema is too big"), {}};
        SchemaNode &node = m_nodes.emplace_back();
        m_compiled.insert(pointer, &node);
        if (value.isBool()) {
            node.never = !value.toBool();
            return &node;
        }
        if (!value.isObject())
            throw NotASchema{pointer, Text::tr("a schema is an object"), {}};
        fill(node, pointer, value.toObject(), depth);
        return &node;
    }

    void fill(SchemaNode &node, const QString &pointer, const QJsonObject &o, int depth)
    {
        if (const QJsonValue ref = o.value(u"$ref"); !ref.isUndefined()) {
            const QString text = ref.toString();
            if (!text.startsWith(u'#') || (text.size() > 1 && text.at(1) != u'/')) {
                throw NotASchema{pointer + QLatin1StringView("/$ref"),
                                 Text::tr("only references within the schema are followed, not `%1`").arg(text),
                                 Text::tr("copy the part here, below `definitions`, and refer to \"#/definitions/…\"")};
            }
            m_refs.emplace_back(&node, text.mid(1));
            return;
        }
        const auto child = [&](QLatin1StringView key) -> const SchemaNode * {
            const QJsonValue value = o.value(key);
            return value.isUndefined() ? nullptr : at(pointer + u'/' + key, value, depth + 1);
        };
        const auto children = [&](QLatin1StringView key) {
            SchemaNode::List out;
            const QJsonValue value = o.value(key);
            if (value.isUndefined())
                return out;
            const QJsonArray array = value.toArray();
            if (array.isEmpty())
                throw NotASchema{pointer + u'/' + key, Text::tr("a list of schemas is expected"), {}};
            for (qsizetype i = 0; i < array.size(); ++i)
                out.push_back(at(pointer + u'/' + key + u'/' + QString::number(i), array.at(i), depth + 1));
            return out;
        };
        using namespace Qt::StringLiterals;
        types(node, pointer, o.value(u"type"));
        node.expected = o.value(u"x-expected").toString();
        node.context = o.value(u"x-context").toString();
        node.allOf = children("allOf"_L1);
        node.anyOf = children("anyOf"_L1);
        node.oneOf = children("oneOf"_L1);
        node.negated = child("not"_L1);
        node.condition = child("if"_L1);
        node.then = child("then"_L1);
        node.otherwise = child("else"_L1);
        node.additionalProperties = child("additionalProperties"_L1);
        node.propertyNames = child("propertyNames"_L1);
        node.contains = child("contains"_L1);
        node.additionalItems = child("additionalItems"_L1);
        if (o.value(u"items").isArray())
            node.tuple = children("items"_L1);
        else
            node.items = child("items"_L1);
        objectKeywords(node, pointer, o, depth);
        node.required = strings(pointer, o, "required"_L1);
        for (const QLatin1StringView definitions : {"definitions"_L1, "$defs"_L1}) {
            const QJsonObject all = object(pointer, o, definitions);
            for (auto it = all.constBegin(); it != all.constEnd(); ++it)
                at(join(pointer + u'/' + definitions, it.key()), it.value(), depth + 1);
        }
        node.minItems = count(pointer, o, "minItems"_L1);
        node.maxItems = count(pointer, o, "maxItems"_L1);
        node.minLength = count(pointer, o, "minLength"_L1);
        node.maxLength = count(pointer, o, "maxLength"_L1);
        node.minProperties = count(pointer, o, "minProperties"_L1);
        node.maxProperties = count(pointer, o, "maxProperties"_L1);
        node.minimum = number(pointer, o, "minimum"_L1);
        node.maximum = number(pointer, o, "maximum"_L1);
        node.exclusiveMinimum = number(pointer, o, "exclusiveMinimum"_L1);
        node.exclusiveMaximum = number(pointer, o, "exclusiveMaximum"_L1);
        node.multipleOf = number(pointer, o, "multipleOf"_L1);
        if (node.multipleOf && *node.multipleOf <= 0)
            throw NotASchema{pointer + QLatin1StringView("/multipleOf"), Text::tr("a number above 0 is expected"), {}};
        node.uniqueItems = o.value(u"uniqueItems").toBool();
        if (const QJsonValue pattern = o.value(u"pattern"); !pattern.isUndefined())
            node.pattern = regex(pointer + QLatin1StringView("/pattern"), pattern);
        if (const QJsonValue constant = o.value(u"const"); !constant.isUndefined())
            node.enumeration = QJsonArray{constant};
        if (const QJsonValue values = o.value(u"enum"); !values.isUndefined()) {
            if (!values.isArray())
                throw NotASchema{pointer + QLatin1StringView("/enum"), Text::tr("a list of values is expected"), {}};
            node.enumeration = values.toArray();
        }
        if (node.enumeration) {
            for (const QJsonValue value : std::as_const(*node.enumeration)) {
                if (value.isString())
                    node.enumStrings.insert(value.toString());
            }
        }
    }

    void objectKeywords(SchemaNode &node, const QString &pointer, const QJsonObject &o, int depth)
    {
        using namespace Qt::StringLiterals;
        const QJsonObject properties = object(pointer, o, "properties"_L1);
        for (auto it = properties.constBegin(); it != properties.constEnd(); ++it) {
            node.properties.insert(
                it.key(), at(join(pointer + QLatin1StringView("/properties"), it.key()), it.value(), depth + 1));
            if (!it.value().toObject().contains(u"x-alias-of"))
                node.suggestions << it.key();
        }
        const QJsonObject patterns = object(pointer, o, "patternProperties"_L1);
        for (auto it = patterns.constBegin(); it != patterns.constEnd(); ++it) {
            const QString where = join(pointer + QLatin1StringView("/patternProperties"), it.key());
            node.patternProperties.emplace_back(regex(where, it.key()), at(where, it.value(), depth + 1));
        }
        const QJsonObject dependencies = object(pointer, o, "dependencies"_L1);
        for (auto it = dependencies.constBegin(); it != dependencies.constEnd(); ++it) {
            if (it.value().isArray())
                node.dependentKeys.insert(it.key(), strings(pointer, dependencies, it.key()));
            else
                node.dependentSchemas.insert(
                    it.key(), at(join(pointer + QLatin1StringView("/dependencies"), it.key()), it.value(), depth + 1));
        }
    }

    static void types(SchemaNode &node, const QString &pointer, const QJsonValue &value)
    {
        if (value.isUndefined())
            return;
        const QJsonArray names = value.isArray() ? value.toArray() : QJsonArray{value};
        for (const QJsonValue name : names) {
            const quint8 type = typeFromName(name.toString());
            if (type == 0) {
                throw NotASchema{pointer + QLatin1StringView("/type"),
                                 Text::tr("`%1` is not a type").arg(name.toVariant().toString()),
                                 Text::tr("types are string, number, integer, boolean, object, array and null")};
            }
            node.types |= type;
        }
    }

    static QString join(const QString &pointer, QString key)
    {
        return pointer + u'/' + key.replace(u'~', QLatin1StringView("~0")).replace(u'/', QLatin1StringView("~1"));
    }

    static QJsonObject object(const QString &pointer, const QJsonObject &o, QLatin1StringView key)
    {
        const QJsonValue value = o.value(key);
        if (!value.isUndefined() && !value.isObject())
            throw NotASchema{pointer + u'/' + key, Text::tr("an object is expected"), {}};
        return value.toObject();
    }

    template<typename Key> static QStringList strings(const QString &pointer, const QJsonObject &o, const Key &key)
    {
        const QJsonValue value = o.value(key);
        QStringList out;
        if (!value.isUndefined() && !value.isArray())
            throw NotASchema{pointer + u'/' + key, Text::tr("a list of keys is expected"), {}};
        for (const QJsonValue element : value.toArray()) {
            if (!element.isString())
                throw NotASchema{pointer + u'/' + key, Text::tr("a list of keys is expected"), {}};
            out << element.toString();
        }
        return out;
    }

    static std::optional<double> number(const QString &pointer, const QJsonObject &o, QLatin1StringView key)
    {
        const QJsonValue value = o.value(key);
        if (value.isUndefined())
            return {};
        if (!value.isDouble())
            throw NotASchema{pointer + u'/' + key, Text::tr("a number is expected"), {}};
        return value.toDouble();
    }

    static std::optional<qint64> count(const QString &pointer, const QJsonObject &o, QLatin1StringView key)
    {
        const std::optional<double> value = number(pointer, o, key);
        if (!value)
            return {};
        if (*value < 0 || *value > 1e15 || *value != double(qint64(*value)))
            throw NotASchema{pointer + u'/' + key, Text::tr("a whole number from 0 is expected"), {}};
        return qint64(*value);
    }

    static QRegularExpression regex(const QString &pointer, const QJsonValue &value)
    {
        QRegularExpression out(value.toString(), QRegularExpression::UseUnicodePropertiesOption);
        if (!value.isString() || !out.isValid()) {
            throw NotASchema{pointer, Text::tr("not a regular expression: %1").arg(out.errorString()), {}};
        }
        out.optimize();
        return out;
    }

    const SchemaNode *target(const QString &pointer)
    {
        if (const auto known = m_compiled.constFind(pointer); known != m_compiled.constEnd())
            return known.value();
        QJsonValue value = m_document;
        for (QString part : pointer.split(u'/').mid(1)) {
            part = QString::fromUtf8(QByteArray::fromPercentEncoding(part.toUtf8()));
            part.replace(QLatin1StringView("~1"), QLatin1StringView("/"))
                .replace(QLatin1StringView("~0"), QLatin1StringView("~"));
            value = value.isArray() ? value.toArray().at(part.toInt()) : value.toObject().value(part);
        }
        if (value.isUndefined())
            throw NotASchema{pointer, Text::tr("the reference \"#%1\" leads nowhere").arg(pointer), {}};
        return at(pointer, value, 0);
    }

    static void refuseCircle(const SchemaNode *node, const QString &pointer)
    {
        QSet<const SchemaNode *> seen;
        for (; node; node = node->ref) {
            if (seen.contains(node))
                throw NotASchema{pointer, Text::tr("the reference \"#%1\" leads back to itself").arg(pointer), {}};
            seen.insert(node);
        }
    }

    QJsonValue m_document;
    std::deque<SchemaNode> &m_nodes;
    QHash<QString, const SchemaNode *> m_compiled;
    std::deque<std::pair<SchemaNode *, QString>> m_refs; ///< Of nodes that only stand for another one.
};

} // namespace

Result<JsonSchema> JsonSchema::compile(const QJsonValue &schema)
{
    auto compiled = std::make_shared<Compiled>();
    try {
        compiled->root = Compiler(schema, compiled->nodes).run();
    } catch (const NotASchema &problem) {
        return fail(ErrorCode::InvalidArgument, problem.message, problem.pointer, problem.hint);
    }
    JsonSchema out;
    out.d = std::move(compiled);
    return out;
}

QList<SchemaFinding> JsonSchema::check(const SourceNode &value, qsizetype limit) const
{
    return SchemaWalk(limit, std::numeric_limits<qint64>::max()).run(d->root, value);
}

QStringList JsonSchema::check(const QJsonValue &value) const
{
    const std::unique_ptr<SourceTree> tree = SourceTree::fromJson(value);
    // Alternatives of alternatives of … multiply: a schema from outside gets a bounded number of steps.
    const QList<SchemaFinding> findings = SchemaWalk(1000, 1'000'000 + 50 * tree->size()).run(d->root, *tree->root());
    QStringList out;
    for (const SchemaFinding &finding : findings) {
        const QString pointer = jsonPointer(finding.node);
        out << (pointer.isEmpty() ? finding.message : pointer + QStringLiteral(": ") + finding.message);
    }
    return out;
}

} // namespace podium::domain
