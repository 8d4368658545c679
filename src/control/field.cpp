// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/field.h"

namespace podium::control
{

namespace
{

Field make(Field::Type type, const QString &name, const QString &description)
{
    Field field;
    field.name = name;
    field.type = type;
    field.description = description;
    return field;
}

} // namespace

Field Field::required() const
{
    Field copy = *this;
    copy.isRequired = true;
    return copy;
}

Field Field::withDefault(const QJsonValue &value) const
{
    Field copy = *this;
    copy.defaultValue = value;
    return copy;
}

Field Field::oneOf(const QJsonArray &values) const
{
    Field copy = *this;
    copy.choices = values;
    return copy;
}

Field Field::range(std::optional<double> least, std::optional<double> most) const
{
    Field copy = *this;
    copy.minimum = least;
    copy.maximum = most;
    return copy;
}

Field Field::of(Type itemType) const
{
    Field copy = *this;
    copy.items = itemType;
    return copy;
}

Field Field::upTo(int characters) const
{
    Field copy = *this;
    copy.maxLength = characters;
    return copy;
}

QJsonObject Field::schema() const
{
    QJsonObject out;
    const QString own = typeName(type);
    if (!own.isEmpty())
        out.insert(QStringLiteral("type"), own);
    if (!description.isEmpty())
        out.insert(QStringLiteral("description"), description);
    if (!defaultValue.isUndefined())
        out.insert(QStringLiteral("default"), defaultValue);
    if (type == Type::String)
        out.insert(QStringLiteral("maxLength"), maxLength);
    if (minimum)
        out.insert(QStringLiteral("minimum"), *minimum);
    if (maximum)
        out.insert(QStringLiteral("maximum"), *maximum);
    if (type == Type::Array) {
        QJsonObject item;
        if (items != Type::Any)
            item.insert(QStringLiteral("type"), typeName(items));
        if (!choices.isEmpty())
            item.insert(QStringLiteral("enum"), choices);
        out.insert(QStringLiteral("items"), item);
        out.insert(QStringLiteral("maxItems"), 10'000);
    } else if (!choices.isEmpty()) {
        out.insert(QStringLiteral("enum"), choices);
    }
    return out;
}

QJsonObject objectSchema(const Fields &fields, bool open)
{
    QJsonObject properties;
    QJsonArray required;
    for (const Field &field : fields) {
        properties.insert(field.name, field.schema());
        if (field.isRequired)
            required.append(field.name);
    }
    QJsonObject out{{QStringLiteral("type"), QStringLiteral("object")},
                    {QStringLiteral("properties"), properties},
                    {QStringLiteral("additionalProperties"), open}};
    if (!required.isEmpty())
        out.insert(QStringLiteral("required"), required);
    return out;
}

Field stringField(const QString &name, const QString &description)
{
    return make(Field::Type::String, name, description);
}

Field integerField(const QString &name, const QString &description)
{
    return make(Field::Type::Integer, name, description);
}

Field numberField(const QString &name, const QString &description)
{
    return make(Field::Type::Number, name, description);
}

Field booleanField(const QString &name, const QString &description)
{
    return make(Field::Type::Boolean, name, description);
}

Field objectField(const QString &name, const QString &description)
{
    return make(Field::Type::Object, name, description);
}

Field arrayField(const QString &name, const QString &description)
{
    return make(Field::Type::Array, name, description);
}

Field anyField(const QString &name, const QString &description)
{
    return make(Field::Type::Any, name, description);
}

QString typeName(Field::Type type)
{
    switch (type) {
    case Field::Type::String:
        return QStringLiteral("string");
    case Field::Type::Integer:
        return QStringLiteral("integer");
    case Field::Type::Number:
        return QStringLiteral("number");
    case Field::Type::Boolean:
        return QStringLiteral("boolean");
    case Field::Type::Object:
        return QStringLiteral("object");
    case Field::Type::Array:
        return QStringLiteral("array");
    case Field::Type::Any:
        break;
    }
    return {};
}

} // namespace podium::control
