// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/resultstore.h"

#include "base/json.h"
#include "domain/artifactreference.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QMutexLocker>

namespace podium::engine
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

constexpr qsizetype PreviewCharacters = 400;

} // namespace

Result<QJsonValue> ResultStore::keep(const QJsonValue &result)
{
    const bool scalar = result.isNull() || result.isUndefined() || result.isBool() || result.isDouble();
    if (scalar || (result.isString() && result.toString().size() * 3 < m_inlineBytes))
        return result;
    const QByteArray bytes = canonicalJson(result);
    if (bytes.size() <= m_inlineBytes && !domain::holdsReference(result))
        return result;
    const Result<QString> hash = m_artifacts.put(bytes, QStringLiteral("application/json"));
    if (!hash)
        return tl::unexpected(hash.error());
    remember(*hash, result, bytes.size());
    return QJsonObject{
        {QStringLiteral("$artifact"), *hash},
        {QStringLiteral("bytes"), bytes.size()},
        {QStringLiteral("preview"), QString::fromUtf8(bytes.left(PreviewCharacters * 4)).left(PreviewCharacters)}};
}

void ResultStore::remember(const QString &hash, const QJsonValue &value, qsizetype bytes) const
{
    const QMutexLocker lock(&m_mutex);
    m_recent.insert(hash, new QJsonValue(value), bytes / 1024 + 1);
}

Result<QJsonValue> ResultStore::resolve(const QJsonValue &result) const
{
    if (!domain::holdsReference(result))
        return result;
    if (const qint64 bytes = domain::referencedBytes(result); bytes > MaxResolvedBytes) {
        return fail(ErrorCode::Exhausted,
                    Text::tr("it is too large to be read here: %1 MiB, at most %2")
                        .arg(bytes / (1024 * 1024))
                        .arg(MaxResolvedBytes / (1024 * 1024)),
                    {}, Text::tr("Let the task write files, and give their names as its result."));
    }
    return domain::withoutReferences(
        result, [this](const QJsonObject &reference) { return read(domain::artifactOf(reference)); });
}

Result<QJsonValue> ResultStore::read(const QString &hash) const
{
    {
        const QMutexLocker lock(&m_mutex);
        if (const QJsonValue *known = m_recent.object(hash))
            return *known;
    }
    const Result<QByteArray> bytes = m_artifacts.get(hash);
    if (!bytes) {
        Error error = bytes.error();
        const bool gone = error.code == ErrorCode::NotFound || error.code == ErrorCode::Corrupt;
        error.code = gone ? ErrorCode::Corrupt : ErrorCode::Unavailable;
        return tl::unexpected(error);
    }
    const Result<QJsonValue> value = parseJson(*bytes);
    if (!value) {
        return fail(ErrorCode::Corrupt, Text::tr("artifact `%1` is no JSON: %2").arg(hash, value.error().text()), {},
                    Text::tr("Run `podiumctl check`, or restore a backup."));
    }
    remember(hash, *value, bytes->size());
    return *value;
}

} // namespace podium::engine
