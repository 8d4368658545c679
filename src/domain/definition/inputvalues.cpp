// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/inputvalues.h"

#include <QCoreApplication>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

} // namespace

bool fitsInputType(const QJsonValue &value, const QString &type)
{
    if (type == u"string")
        return value.isString();
    if (type == u"integer")
        return value.isDouble() && value.toDouble() == double(value.toInteger());
    if (type == u"number")
        return value.isDouble();
    if (type == u"boolean")
        return value.isBool();
    if (type == u"list")
        return value.isArray();
    return type != u"object" || value.isObject();
}

QString whyNotFor(const InputSpec &input, const QJsonValue &value)
{
    if (value.isNull() && !input.required)
        return {};
    if (!fitsInputType(value, input.type))
        return Text::tr("the input \"%1\" must be of type %2").arg(input.name, input.type);
    if (input.choices.isEmpty() || value.isNull() || input.choices.contains(value))
        return {};
    QStringList choices;
    for (const QJsonValue &choice : input.choices)
        choices.append(choice.toVariant().toString());
    return Text::tr("the input \"%1\" must be one of %2").arg(input.name, choices.join(QStringLiteral(", ")));
}

} // namespace podium::domain
