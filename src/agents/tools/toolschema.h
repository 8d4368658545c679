// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace podium::agents::toolschema
{

/// {"type": …, "description": …} with further keywords.
inline QJsonObject field(const char *type, const char *description, const QJsonObject &more = {})
{
    QJsonObject out = more;
    out.insert(QStringLiteral("type"), QLatin1StringView(type));
    out.insert(QStringLiteral("description"), QLatin1StringView(description));
    return out;
}

/// The arguments of a tool; others are refused.
inline QJsonObject object(const QJsonObject &properties, const QJsonArray &required = {})
{
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), properties},
            {QStringLiteral("required"), required},
            {QStringLiteral("additionalProperties"), false}};
}

} // namespace podium::agents::toolschema
