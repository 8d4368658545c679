// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace podium::control
{

/// One property of a request or response; gives its part of the JSON Schema.
struct Field
{
    enum class Type { String, Integer, Number, Boolean, Object, Array, Any };

    QString name;
    Type type = Type::String;
    QString description; ///< Translated.
    bool isRequired = false;
    QJsonValue defaultValue = QJsonValue::Undefined; ///< Filled in when the request leaves it out.
    QJsonArray choices;
    std::optional<double> minimum;
    std::optional<double> maximum;
    Type items = Type::Any;    ///< Of an Array.
    int maxLength = 64 * 1024; ///< Of a String, in characters.

    // For writing rows without repeating member names.
    Field required() const;
    Field withDefault(const QJsonValue &value) const;
    Field oneOf(const QJsonArray &values) const;
    Field range(std::optional<double> least, std::optional<double> most = {}) const;
    Field of(Type itemType) const;
    Field upTo(int characters) const;

    QJsonObject schema() const;
};

using Fields = QList<Field>;

/// The JSON Schema of an object with these properties and no others (`open`: others are allowed).
QJsonObject objectSchema(const Fields &fields, bool open = false);

Field stringField(const QString &name, const QString &description);
Field integerField(const QString &name, const QString &description);
Field numberField(const QString &name, const QString &description);
Field booleanField(const QString &name, const QString &description);
Field objectField(const QString &name, const QString &description);
Field arrayField(const QString &name, const QString &description);
Field anyField(const QString &name, const QString &description);

QString typeName(Field::Type type); ///< As in JSON Schema; "" for Any.

} // namespace podium::control
