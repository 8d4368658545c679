// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/logs/logchunk.h"

#include "storage/sql/connection.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

constexpr qsizetype MaxIndexedLine = 4096; // A tsvector holds at most 1 MiB, a chunk some 100 lines.

} // namespace

const Table &logChunksTable()
{
    static const Table s_table{"log_chunks",
                               {{"first_id", ColumnType::Integer},
                                {"last_id", ColumnType::Integer},
                                {"run", ColumnType::Text},
                                {"task", ColumnType::Integer},
                                {"attempt", ColumnType::Integer},
                                {"lines", ColumnType::Integer},
                                {"bytes", ColumnType::Integer},
                                {"from_ms", ColumnType::Integer},
                                {"to_ms", ColumnType::Integer},
                                {"state", ColumnType::Text},
                                {"data", ColumnType::Blob}},
                               1};
    return s_table;
}

QVariantList chunkRow(const QList<LogEntry> &lines, bool keep)
{
    const LogEntry &first = lines.first();
    const LogEntry &last = lines.last();
    qint64 chars = 0;
    for (const LogEntry &entry : lines)
        chars += entry.line.text.size();
    return {first.id,
            last.id,
            textValue(first.line.key.run),
            first.line.key.task,
            first.line.key.attempt,
            lines.size(),
            chars,
            first.line.timeMs,
            last.line.timeMs,
            keep ? QStringLiteral("packed") : QStringLiteral("dropped"),
            keep ? QVariant(packLines(lines)) : QVariant()};
}

QByteArray packLines(const QList<LogEntry> &lines)
{
    QJsonArray out;
    for (const LogEntry &entry : lines)
        out.append(QJsonArray{entry.id, entry.line.timeMs, entry.line.stream, entry.line.level, entry.line.text});
    return qCompress(QJsonDocument(out).toJson(QJsonDocument::Compact), 6);
}

Result<QList<LogEntry>> unpackLines(const QByteArray &data, const domain::AttemptKey &key)
{
    const QJsonDocument document = QJsonDocument::fromJson(qUncompress(data));
    if (!document.isArray()) {
        return fail(ErrorCode::Corrupt, Text::tr("compressed log lines of %1 are damaged").arg(key.toString()),
                    QStringLiteral("log_chunks"));
    }
    QList<LogEntry> out;
    for (const QJsonValue &value : document.array()) {
        const QJsonArray line = value.toArray();
        out.append(
            {line.at(0).toInteger(),
             {key, line.at(1).toInteger(), line.at(2).toString(), line.at(3).toString(), line.at(4).toString(), -1}});
    }
    return out;
}

Result<void> indexPackedLines(Connection &connection, qint64 firstId, const QList<LogEntry> &lines)
{
    if (connection.isPostgres()) {
        QString words;
        for (const LogEntry &entry : lines)
            words += entry.line.text.left(MaxIndexedLine) + u'\n';
        return connection.run(QStringLiteral("UPDATE log_chunks SET words = podium_words(?) WHERE first_id = ?"),
                              {textValue(words), firstId});
    }
    Result<void> done;
    for (qsizetype i = 0; done && i < lines.size(); ++i) {
        done = connection.run(QStringLiteral("INSERT INTO agent_logs_words (rowid, text) VALUES (?, ?)"),
                              {lines.at(i).id, textValue(lines.at(i).line.text)});
    }
    return done;
}

} // namespace podium::storage
