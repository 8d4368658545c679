// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/workflow.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

#include <memory>

namespace podium::domain
{

/// What is known of a value before it exists: which kinds it may be of, and the fields or elements it has. A small
/// value that shares its details.
class ValueType
{
public:
    enum Kind : unsigned { Null = 1, Boolean = 2, Number = 4, Text = 8, List = 16, Object = 32, Any = 63 };

    ValueType(unsigned kinds = Any) // NOLINT(google-explicit-constructor): a kind is a type
        : m_kinds(kinds)
    {
    }
    static ValueType list(const ValueType &element);
    /// A closed object has no other fields than these: reading another one is an error at validation.
    static ValueType object(const QMap<QString, ValueType> &fields, bool closed);
    /// As much as "type", "properties", "required", "items" and "additionalProperties" tell.
    static ValueType fromJsonSchema(const QJsonObject &schema) { return fromSchema(schema, 0); }
    static ValueType ofInput(const InputSpec &input);
    /// The kind of a value that exists; Undefined counts as null.
    static Kind kindOf(const QJsonValue &value);
    /// "text", "a list": for messages; several kinds are joined with "or". Translated.
    static QString describe(unsigned kinds);

    unsigned kinds() const { return m_kinds; }
    bool mayBe(unsigned kinds) const { return (m_kinds & kinds) != 0; }
    ValueType orElse(const ValueType &other) const;
    ValueType without(unsigned kinds) const;

    /// Names of the fields that are known.
    QStringList fieldNames() const;
    bool isClosed() const;
    /// Type of a field that is known, else Any.
    ValueType field(const QString &name) const;
    bool hasField(const QString &name) const;
    ValueType element() const;

private:
    struct Shape;
    static ValueType fromSchema(const QJsonObject &schema, int depth);

    unsigned m_kinds;
    std::shared_ptr<const Shape> m_shape;
};

} // namespace podium::domain
