// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/records/artifacts.h"

#include "base/json.h"
#include "storage/sql/connection.h"

#include <QCoreApplication>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

constexpr qsizetype WorthPacking = 512;

} // namespace

const Table &artifactsTable()
{
    static const Table s_table{"artifacts",
                               {{"hash", ColumnType::Text},
                                {"media_type", ColumnType::Text},
                                {"bytes", ColumnType::Integer},
                                {"packed", ColumnType::Integer},
                                {"created_ms", ColumnType::Integer},
                                {"data", ColumnType::Blob}},
                               1};
    return s_table;
}

Result<QVariantList> artifactRow(const QByteArray &bytes, const QString &mediaType, qint64 nowMs)
{
    if (bytes.size() > MaxArtifactBytes) {
        return fail(ErrorCode::Exhausted,
                    Text::tr("the result of %1 MiB is larger than the %2 MiB that can be stored")
                        .arg(bytes.size() >> 20)
                        .arg(MaxArtifactBytes >> 20),
                    {}, Text::tr("Write it to a file in the working directory and return its path"));
    }
    QByteArray data = bytes;
    bool packed = false;
    if (bytes.size() >= WorthPacking) {
        const QByteArray small = qCompress(bytes, 1);
        packed = small.size() < bytes.size() - bytes.size() / 8;
        if (packed)
            data = small;
    }
    if (data.isNull())
        data = QByteArray(""); // Null bytes would be stored as NULL.
    return QVariantList{sha256Hex(bytes), textValue(mediaType), bytes.size(), int(packed), nowMs, data};
}

Result<QByteArray> readArtifact(Connection &connection, const QString &hash)
{
    QByteArray bytes;
    bool found = false;
    const Result<void> read = connection.each(QStringLiteral("SELECT packed, data FROM artifacts WHERE hash = ?"),
                                              {textValue(hash)}, [&](const QSqlQuery &row) -> Result<void> {
                                                  found = true;
                                                  const QByteArray data = row.value(1).toByteArray();
                                                  bytes = row.value(0).toInt() != 0 ? qUncompress(data) : data;
                                                  return {};
                                              });
    if (!read)
        return tl::unexpected(read.error());
    if (!found)
        return fail(ErrorCode::NotFound, Text::tr("there is no artifact `%1`").arg(hash));
    if (sha256Hex(bytes) != hash)
        return fail(ErrorCode::Corrupt, Text::tr("artifact `%1` is damaged").arg(hash), connection.url().display());
    return bytes;
}

} // namespace podium::storage
