// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/inputuse.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace podium::engine
{

namespace
{

void collect(const QJsonValue &value, QSet<QString> &names)
{
    static const QRegularExpression use(
        QStringLiteral(R"(\binputs\b(?:\s*\.\s*([A-Za-z_]\w*)|\s*\[\s*["']([^"']+)["']\s*\])?)"));
    if (value.isString()) {
        auto matches = use.globalMatch(value.toString());
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            const QString name = match.captured(1) + match.captured(2);
            names.insert(name.isEmpty() ? QStringLiteral("*") : name);
        }
    } else if (value.isArray()) {
        for (const QJsonValue &element : value.toArray())
            collect(element, names);
    } else if (value.isObject()) {
        for (const QJsonValue &member : value.toObject())
            collect(member, names);
    }
}

} // namespace

QSet<QString> inputsUsedBy(const QJsonValue &taskDefinition)
{
    QSet<QString> names;
    collect(taskDefinition, names);
    return names;
}

} // namespace podium::engine
