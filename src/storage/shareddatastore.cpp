// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/shareddatastore.h"

#include "base/json.h"
#include "storage/records/rows.h"
#include "storage/sql/connection.h"

#include <QCoreApplication>

namespace podium::storage
{

using engine::SharedValue;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SharedDataStore)
};

constexpr ColumnType Integer = ColumnType::Integer;
constexpr ColumnType String = ColumnType::Text;

QVariantList toRow(const SharedValue &v)
{
    return {textValue(v.team), textValue(v.key),    textValue(QString::fromUtf8(canonicalJson(v.value))),
            v.version,         textValue(v.author), textValue(v.by.run),
            v.by.task,         v.by.attempt,        v.updatedMs,
            v.expiresMs};
}

SharedValue fromRow(const QSqlQuery &row)
{
    SharedValue out;
    out.team = row.value(0).toString();
    out.key = row.value(1).toString();
    out.value = parseJson(row.value(2).toString().toUtf8()).value_or(QJsonValue());
    out.version = row.value(3).toInt();
    out.author = row.value(4).toString();
    out.by = {row.value(5).toString(), row.value(6).toInt(), row.value(7).toInt()};
    out.updatedMs = row.value(8).toLongLong();
    out.expiresMs = row.value(9).toLongLong();
    return out;
}

Result<QList<SharedValue>> read(Connection &connection, const QString &where, const QVariantList &values)
{
    QList<SharedValue> out;
    const Result<void> done = connection.each(
        QStringLiteral("SELECT %1 FROM shared_data WHERE %2").arg(sharedDataTable().columnList(), where), values,
        [&](const QSqlQuery &row) -> Result<void> {
            out.append(fromRow(row));
            return {};
        });
    return done ? Result<QList<SharedValue>>(std::move(out)) : tl::unexpected(done.error());
}

Result<QList<SharedValue>> readOne(Connection &connection, const QString &team, const QString &key)
{
    return read(connection, QStringLiteral("team = ? AND key = ?"), {textValue(team), textValue(key)});
}

} // namespace

const Table &sharedDataTable()
{
    static const Table s_table{"shared_data",
                               {{"team", String},
                                {"key", String},
                                {"value", String},
                                {"version", Integer},
                                {"author", String},
                                {"run", String},
                                {"task", Integer},
                                {"attempt", Integer},
                                {"updated_ms", Integer},
                                {"expires_ms", Integer}},
                               2};
    return s_table;
}

QFuture<Result<SharedValue>> SharedDataStore::share(const SharedValue &given, std::optional<int> onlyIf)
{
    const qint64 now = m_clock.nowMs();
    return m_storage.writeFor<SharedValue>([given, onlyIf, now](Connection &connection) -> Result<SharedValue> {
        if (Result<void> purged =
                connection.run(QStringLiteral("DELETE FROM shared_data WHERE expires_ms <= ?"), {now});
            !purged)
            return tl::unexpected(purged.error());
        const Result<QList<SharedValue>> present = readOne(connection, given.team, given.key);
        if (!present)
            return tl::unexpected(present.error());
        SharedValue value = given;
        value.version = present->isEmpty() ? 1 : present->constFirst().version + 1;
        value.updatedMs = now;
        if (onlyIf && *onlyIf != value.version - 1) {
            return fail(ErrorCode::Conflict,
                        Text::tr("\"%1\" has version %2, not %3").arg(given.key).arg(value.version - 1).arg(*onlyIf),
                        {}, Text::tr("Read it again and decide anew."));
        }
        if (present->isEmpty()) {
            const Result<QVariant> count = connection.value(
                QStringLiteral("SELECT count(*) FROM shared_data WHERE team = ?"), {textValue(given.team)});
            if (!count)
                return tl::unexpected(count.error());
            if (count->toInt() >= MaxPerTeam) {
                return fail(ErrorCode::Exhausted, Text::tr("the team shares %1 values already").arg(count->toInt()), {},
                            Text::tr("Use a key again, or wait until one has expired."));
            }
        }
        const Result<void> written = writeRows(connection, sharedDataTable(), OnConflict::Replace, {toRow(value)});
        return written ? Result<SharedValue>(value) : tl::unexpected(written.error());
    });
}

// Read through the writer, so that what was just shared is seen.

QFuture<Result<SharedValue>> SharedDataStore::shared(const QString &team, const QString &key)
{
    const qint64 now = m_clock.nowMs();
    return m_storage.writeFor<SharedValue>([team, key, now](Connection &connection) -> Result<SharedValue> {
        const Result<QList<SharedValue>> found = readOne(connection, team, key);
        if (!found)
            return tl::unexpected(found.error());
        if (found->isEmpty() || found->constFirst().expiresMs <= now)
            return fail(ErrorCode::NotFound, Text::tr("nothing is shared under \"%1\"").arg(key));
        return found->constFirst();
    });
}

QFuture<Result<QList<SharedValue>>> SharedDataStore::allShared(const QString &team, const QString &prefix, int limit)
{
    const qint64 now = m_clock.nowMs();
    return m_storage.writeFor<QList<SharedValue>>([team, prefix, limit, now](Connection &connection) {
        return read(connection,
                    QStringLiteral("team = ? AND expires_ms > ? AND substr(key, 1, %1) = ? ORDER BY key LIMIT %2")
                        .arg(prefix.size())
                        .arg(limit),
                    {textValue(team), now, textValue(prefix)});
    });
}

} // namespace podium::storage
