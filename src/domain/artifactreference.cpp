// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/artifactreference.h"

#include <QJsonArray>

#include <algorithm>

namespace podium::domain
{

namespace
{

/// Stops where `visit` says false.
bool eachReference(const QJsonValue &value, const std::function<bool(const QJsonObject &)> &visit)
{
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        return std::all_of(list.begin(), list.end(),
                           [&visit](const QJsonValue &element) { return eachReference(element, visit); });
    }
    if (!value.isObject())
        return true;
    const QJsonObject object = value.toObject();
    if (!artifactOf(object).isEmpty())
        return visit(object);
    return std::all_of(object.begin(), object.end(),
                       [&visit](const QJsonValue &member) { return eachReference(member, visit); });
}

} // namespace

QString artifactOf(const QJsonValue &value)
{
    if (!value.isObject())
        return {};
    const QJsonObject object = value.toObject();
    const QString hash = object.value(u"$artifact").toString();
    const qsizetype own =
        1 + qsizetype(object.value(u"bytes").isDouble()) + qsizetype(object.value(u"preview").isString());
    return hash.isEmpty() || object.size() != own ? QString() : hash;
}

bool holdsReference(const QJsonValue &value)
{
    return !eachReference(value, [](const QJsonObject &) { return false; });
}

qint64 referencedBytes(const QJsonValue &value)
{
    qint64 sum = 0;
    eachReference(value, [&sum](const QJsonObject &reference) {
        sum += reference.value(u"bytes").toInteger();
        return true;
    });
    return sum;
}

Result<QJsonValue> withoutReferences(const QJsonValue &value,
                                     const std::function<Result<QJsonValue>(const QJsonObject &reference)> &content)
{
    if (value.isArray()) {
        QJsonArray out;
        const QJsonArray list = value.toArray();
        for (const QJsonValue &element : list) {
            const Result<QJsonValue> whole = withoutReferences(element, content);
            if (!whole)
                return whole;
            out.append(*whole);
        }
        return QJsonValue(out);
    }
    if (!value.isObject())
        return value;
    QJsonObject out = value.toObject();
    if (!artifactOf(out).isEmpty())
        return content(out);
    for (auto it = out.begin(); it != out.end(); ++it) {
        const Result<QJsonValue> whole = withoutReferences(it.value(), content);
        if (!whole)
            return whole;
        it.value() = *whole;
    }
    return QJsonValue(out);
}

} // namespace podium::domain
