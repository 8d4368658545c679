// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/resultstore.h"

#include "base/json.h"

#include <QLoggingCategory>

namespace podium::engine
{

Q_DECLARE_LOGGING_CATEGORY(logEngine)

namespace
{

constexpr qsizetype PreviewCharacters = 400;

} // namespace

Result<QJsonValue> ResultStore::keep(const QJsonValue &result)
{
    const bool scalar = result.isNull() || result.isUndefined() || result.isBool() || result.isDouble();
    if (scalar || (result.isString() && result.toString().size() * 3 < m_inlineBytes))
        return result;
    const QByteArray bytes = canonicalJson(result);
    if (bytes.size() <= m_inlineBytes)
        return result;
    const Result<QString> hash = m_artifacts.put(bytes, QStringLiteral("application/json"));
    if (!hash)
        return tl::unexpected(hash.error());
    return QJsonObject{
        {QStringLiteral("$artifact"), *hash},
        {QStringLiteral("bytes"), bytes.size()},
        {QStringLiteral("preview"), QString::fromUtf8(bytes.left(PreviewCharacters * 4)).left(PreviewCharacters)}};
}

QJsonValue ResultStore::resolve(const QJsonValue &result) const
{
    if (!result.isObject())
        return result;
    const QString hash = result.toObject().value(u"$artifact").toString();
    if (hash.isEmpty())
        return result;
    {
        const QMutexLocker lock(&m_mutex);
        if (const QJsonValue *known = m_recent.object(hash))
            return *known;
    }
    const Result<QByteArray> bytes = m_artifacts.get(hash);
    const Result<QJsonValue> value = bytes ? parseJson(*bytes) : tl::unexpected(bytes.error());
    if (!value) {
        qCWarning(logEngine).noquote() << "a stored result cannot be read:" << value.error().text();
        return QJsonValue::Null;
    }
    const QMutexLocker lock(&m_mutex);
    m_recent.insert(hash, new QJsonValue(*value));
    return *value;
}

} // namespace podium::engine
