// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace podium
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Json)
};

} // namespace

QByteArray canonicalJson(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    // QJsonDocument writes only containers: wrap the scalar and cut the brackets off again.
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

Result<QJsonValue> parseJson(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    const bool container = trimmed.startsWith('{') || trimmed.startsWith('[');
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(container ? trimmed : '[' + trimmed + ']', &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(ErrorCode::InvalidArgument, Text::tr("not valid JSON: %1").arg(error.errorString()),
                    Text::tr("offset %1").arg(error.offset));
    }
    if (container)
        return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
    const QJsonArray wrapped = document.array();
    if (wrapped.size() != 1)
        return fail(ErrorCode::InvalidArgument, Text::tr("not valid JSON: one value was expected"));
    return wrapped.at(0);
}

QString sha256Hex(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace podium
