// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/admission.h"

#include "base/json.h"
#include "base/suggestion.h"

#include <QCoreApplication>
#include <QHash>
#include <QMutex>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <cmath>
#include <limits>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Admission)
};

QString typeWord(Field::Type type)
{
    switch (type) {
    case Field::Type::String:
        return Text::tr("a text");
    case Field::Type::Integer:
        return Text::tr("a whole number");
    case Field::Type::Number:
        return Text::tr("a number");
    case Field::Type::Boolean:
        return Text::tr("true or false");
    case Field::Type::Object:
        return Text::tr("an object");
    case Field::Type::Array:
        return Text::tr("a list");
    case Field::Type::Any:
        break;
    }
    return Text::tr("any value");
}

bool hasType(const QJsonValue &value, Field::Type type)
{
    switch (type) {
    case Field::Type::String:
        return value.isString();
    case Field::Type::Integer:
        return value.isDouble() && double(qint64(value.toDouble())) == value.toDouble();
    case Field::Type::Number:
        return value.isDouble();
    case Field::Type::Boolean:
        return value.isBool();
    case Field::Type::Object:
        return value.isObject();
    case Field::Type::Array:
        return value.isArray();
    case Field::Type::Any:
        return true;
    }
    return false;
}

QString shown(const QJsonValue &value)
{
    const QString text = QString::fromUtf8(canonicalJson(value));
    return text.size() > 60 ? text.left(57) + QStringLiteral("...") : text;
}

QStringList words(const QJsonArray &values)
{
    QStringList out;
    for (const QJsonValue &value : values)
        out += value.isString() ? value.toString() : shown(value);
    return out;
}

tl::unexpected<Error> wrong(const QString &where, const QString &message, const QString &hint = {})
{
    return fail(ErrorCode::InvalidArgument, message, where, hint);
}

/// Says in the user's words why a value that the schema refused is wrong.
Result<void> explainValue(const Field &field, Field::Type type, const QString &where, const QJsonValue &value)
{
    if (!hasType(value, type)) {
        return wrong(where, Text::tr("%1 was expected, but this is %2").arg(typeWord(type), shown(value)));
    }
    if (!field.choices.isEmpty() && type != Field::Type::Array && !field.choices.contains(value)) {
        return wrong(where,
                     Text::tr("%1 is not one of %2").arg(shown(value), words(field.choices).join(QStringLiteral(", "))),
                     suggestion(value.toString(), words(field.choices)));
    }
    if (field.minimum && value.isDouble() && value.toDouble() < *field.minimum)
        return wrong(where, Text::tr("%1 is too small, the least is %2").arg(shown(value)).arg(*field.minimum));
    if (field.maximum && value.isDouble() && value.toDouble() > *field.maximum)
        return wrong(where, Text::tr("%1 is too large, the most is %2").arg(shown(value)).arg(*field.maximum));
    if (type == Field::Type::String && value.toString().size() > field.maxLength)
        return wrong(where, Text::tr("the text is longer than %n character(s)", nullptr, field.maxLength));
    if (type == Field::Type::Array) {
        const QJsonArray list = value.toArray();
        for (qsizetype i = 0; i < list.size(); ++i) {
            const Result<void> item =
                explainValue(field, field.items, where + QStringLiteral("/%1").arg(i), list.at(i));
            if (!item)
                return item;
        }
    }
    return {};
}

Result<void> explain(const Fields &fields, const QJsonObject &object)
{
    QStringList known;
    for (const Field &field : fields)
        known += field.name;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key())) {
            return wrong(it.key(), Text::tr("there is no such field"), suggestion(it.key(), known));
        }
    }
    for (const Field &field : fields) {
        const QJsonValue value = object.value(field.name);
        if (value.isUndefined()) {
            if (field.isRequired)
                return wrong(field.name, Text::tr("this field is required"), field.description);
            continue;
        }
        if (Result<void> explained = explainValue(field, field.type, field.name, value); !explained)
            return explained;
    }
    return {};
}

/// valijson's adapter takes a whole number for another thing if it does not fit into an int; moments in milliseconds do
/// not. Stands in for the object where only types are looked at.
QJsonObject narrowed(const Fields &fields, const QJsonObject &object)
{
    constexpr double Largest = std::numeric_limits<int>::max();
    QJsonObject out = object;
    for (const Field &field : fields) {
        const QJsonValue value = object.value(field.name);
        if (field.type == Field::Type::Integer && hasType(value, field.type) && std::abs(value.toDouble()) > Largest)
            out.insert(field.name, std::copysign(Largest, value.toDouble()));
    }
    return out;
}

/// Compiled schemas by their text: a table row is compiled once, however often it is called.
std::shared_ptr<const valijson::Schema> compiled(const QJsonObject &json)
{
    static QMutex s_mutex;
    static QHash<QByteArray, std::shared_ptr<const valijson::Schema>> s_schemas;
    const QByteArray text = canonicalJson(json);
    const QMutexLocker lock(&s_mutex);
    if (const auto it = s_schemas.constFind(text); it != s_schemas.constEnd())
        return *it;
    auto schema = std::make_shared<valijson::Schema>();
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::QtJsonAdapter(QJsonValue(json)), *schema);
    s_schemas.insert(text, schema);
    return schema;
}

} // namespace

Result<void> validate(const Fields &fields, const QJsonObject &object)
{
    try {
        const std::shared_ptr<const valijson::Schema> schema = compiled(objectSchema(fields));
        // Strong types: the text "5" is not the number 5.
        valijson::Validator validator(valijson::Validator::kStrongTypes);
        valijson::ValidationResults results;
        const QJsonObject seen = narrowed(fields, object);
        if (seen != object) { // Whether they are in their range, explain() sees.
            if (Result<void> explained = explain(fields, object); !explained)
                return explained;
        }
        const QJsonValue value(seen);
        if (validator.validate(*schema, valijson::adapters::QtJsonAdapter(value), &results))
            return {};
        if (Result<void> explained = explain(fields, object); !explained)
            return explained;
        valijson::ValidationResults::Error first;
        results.popError(first);
        return wrong({}, Text::tr("the request is not valid: %1").arg(QString::fromStdString(first.description)));
    } catch (const std::exception &e) {
        return fail(ErrorCode::Internal,
                    Text::tr("the request cannot be checked: %1").arg(QString::fromUtf8(e.what())));
    }
}

bool isPermitted(const Principal &principal, const QString &permission)
{
    const QString area = permission.section(u':', 0, 0) + QStringLiteral(":*");
    return principal.permissions.contains(permission) || principal.permissions.contains(area) ||
           principal.permissions.contains(QStringLiteral("*"));
}

Result<Admitted> admit(const Call &call)
{
    const Operation *operation = findOperation(call.operation);
    if (!operation) {
        QStringList known;
        for (const Operation &candidate : operations())
            known += candidate.name;
        return fail(ErrorCode::NotFound, Text::tr("there is no operation \"%1\"").arg(call.operation.left(100)), {},
                    suggestion(call.operation, known));
    }
    if (!isPermitted(call.principal, operation->permission)) {
        return fail(ErrorCode::PermissionDenied,
                    Text::tr("%1 may not do this: the permission %2 is missing")
                        .arg(call.principal.name, operation->permission),
                    operation->name, Text::tr("Ask an administrator for it"));
    }
    if (Result<void> valid = validate(operation->request, call.params); !valid)
        return tl::unexpected(valid.error());
    QJsonObject params = call.params;
    for (const Field &field : operation->request) {
        if (!field.defaultValue.isUndefined() && !params.contains(field.name))
            params.insert(field.name, field.defaultValue);
    }
    // A path on the back end's machine is a capability of somebody who sits there.
    if (!call.principal.local && params.contains(QStringLiteral("file"))) {
        return fail(ErrorCode::PermissionDenied, Text::tr("only callers on the same machine may name a file"),
                    QStringLiteral("file"), Text::tr("Send the content instead"));
    }
    // Whoever came over the network has a name of their own.
    if (!call.principal.local && params.contains(QStringLiteral("as"))) {
        return fail(ErrorCode::PermissionDenied, Text::tr("only callers on the same machine may decide for others"),
                    QStringLiteral("as"), Text::tr("Leave it out: you decide as %1").arg(call.principal.name));
    }
    return Admitted{operation, params, call.principal};
}

} // namespace podium::control
