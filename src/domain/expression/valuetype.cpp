// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/valuetype.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QStringList>

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ValueType)
};

constexpr int MaxSchemaDepth = 32;

unsigned kindsOfName(const QString &name)
{
    if (name == u"string")
        return ValueType::Text;
    if (name == u"number" || name == u"integer")
        return ValueType::Number;
    if (name == u"boolean")
        return ValueType::Boolean;
    if (name == u"array" || name == u"list")
        return ValueType::List;
    if (name == u"object")
        return ValueType::Object;
    if (name == u"null")
        return ValueType::Null;
    return ValueType::Any;
}

} // namespace

struct ValueType::Shape
{
    QMap<QString, ValueType> fields;
    bool closed = false;
    ValueType element;
};

ValueType ValueType::list(const ValueType &element)
{
    ValueType type(List);
    type.m_shape = std::make_shared<Shape>(Shape{{}, false, element});
    return type;
}

ValueType ValueType::object(const QMap<QString, ValueType> &fields, bool closed)
{
    ValueType type(Object);
    type.m_shape = std::make_shared<Shape>(Shape{fields, closed, {}});
    return type;
}

ValueType ValueType::fromSchema(const QJsonObject &schema, int depth)
{
    unsigned kinds = 0;
    const QJsonValue declared = schema.value(u"type");
    if (declared.isString())
        kinds = kindsOfName(declared.toString());
    for (const QJsonValue &one : declared.toArray())
        kinds |= kindsOfName(one.toString());
    if (kinds == 0 || depth > MaxSchemaDepth)
        return Any;

    ValueType type(kinds);
    auto shape = std::make_shared<Shape>();
    const QJsonArray required = schema.value(u"required").toArray();
    const QJsonObject properties = schema.value(u"properties").toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        ValueType field = fromSchema(it.value().toObject(), depth + 1);
        if (!required.contains(it.key()))
            field.m_kinds |= Null;
        shape->fields.insert(it.key(), field);
    }
    const QJsonValue additional = schema.value(u"additionalProperties");
    shape->closed = additional.isBool() && !additional.toBool() && !schema.contains(u"patternProperties");
    if (schema.value(u"items").isObject())
        shape->element = fromSchema(schema.value(u"items").toObject(), depth + 1);
    type.m_shape = shape;
    return type;
}

ValueType ValueType::ofInput(const InputSpec &input)
{
    ValueType type(kindsOfName(input.type));
    if (!input.required && (input.defaultValue.isUndefined() || input.defaultValue.isNull()))
        type.m_kinds |= Null;
    return type;
}

ValueType::Kind ValueType::kindOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return Boolean;
    case QJsonValue::Double:
        return Number;
    case QJsonValue::String:
        return Text;
    case QJsonValue::Array:
        return List;
    case QJsonValue::Object:
        return Object;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return Null;
}

QString ValueType::describe(unsigned kinds)
{
    QStringList names;
    if ((kinds & Any) == Any)
        return Words::tr("any value");
    if (kinds & Text)
        names += Words::tr("text");
    if (kinds & Number)
        names += Words::tr("a number");
    if (kinds & Boolean)
        names += Words::tr("true or false");
    if (kinds & List)
        names += Words::tr("a list");
    if (kinds & Object)
        names += Words::tr("an object");
    if (kinds & Null)
        names += Words::tr("null");
    return names.join(Words::tr(" or "));
}

ValueType ValueType::orElse(const ValueType &other) const
{
    ValueType type(m_kinds | other.m_kinds);
    // Details are kept only where both sides cannot disagree about them.
    if (m_shape && !other.mayBe(List | Object))
        type.m_shape = m_shape;
    else if (other.m_shape && !mayBe(List | Object))
        type.m_shape = other.m_shape;
    return type;
}

ValueType ValueType::without(unsigned kinds) const
{
    ValueType type(*this);
    type.m_kinds &= ~kinds;
    return type;
}

QStringList ValueType::fieldNames() const
{
    return m_shape ? QStringList(m_shape->fields.keys()) : QStringList();
}

bool ValueType::isClosed() const
{
    return m_shape && m_shape->closed;
}

ValueType ValueType::field(const QString &name) const
{
    return m_shape ? m_shape->fields.value(name) : ValueType();
}

bool ValueType::hasField(const QString &name) const
{
    return m_shape && m_shape->fields.contains(name);
}

ValueType ValueType::element() const
{
    return m_shape ? m_shape->element : ValueType();
}

} // namespace podium::domain
