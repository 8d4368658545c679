// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/logs/logwriter.h"

#include "storage/logs/logchunk.h"
#include "storage/sql/connection.h"

#include <QMap>

namespace podium::storage
{

namespace
{

// A row of its own costs about 90 bytes with its share of the index, however short the line is.
constexpr qsizetype FewestToPack = 8;
constexpr qint64 MaxChunkChars = 256 * 1024;

/// SQLite keeps the words beside the lines; PostgreSQL has an index on the table.
Result<void> writeWords(Connection &connection, const QList<LogEntry> &lines)
{
    static const Table s_words{"agent_logs_words", {{"rowid", ColumnType::Integer}, {"text", ColumnType::Text}}, 1};
    Rows words;
    words.reserve(lines.size());
    for (const LogEntry &entry : lines)
        words.append({entry.id, textValue(entry.line.text)});
    return writeRows(connection, s_words, OnConflict::Fail, words);
}

Result<void> writeSingly(Connection &connection, const QList<LogEntry> &lines)
{
    Rows rows;
    rows.reserve(lines.size());
    for (const LogEntry &entry : lines) {
        const engine::LogLine &line = entry.line;
        rows.append({entry.id, textValue(line.key.run), line.key.task, line.key.attempt, line.timeMs,
                     textValue(line.stream), textValue(line.level), textValue(line.text)});
    }
    Result<void> done = writeRows(connection, logsTable(), OnConflict::Fail, rows);
    return done && !connection.isPostgres() ? writeWords(connection, lines) : done;
}

/// Many lines of one attempt that come together are compressed at once.
Result<void> writePacked(Connection &connection, const QList<LogEntry> &lines)
{
    Result<void> done;
    for (qsizetype from = 0; done && from < lines.size();) {
        QList<LogEntry> chunk;
        qint64 chars = 0;
        while (from < lines.size() && chunk.size() < MaxChunkLines && chars < MaxChunkChars) {
            chars += lines.at(from).line.text.size();
            chunk.append(lines.at(from++));
        }
        done = writeRows(connection, logChunksTable(), OnConflict::Fail, {chunkRow(chunk, true)});
        if (done)
            done = connection.isPostgres() ? indexPackedLines(connection, chunk.first().id, chunk)
                                           : writeWords(connection, chunk);
    }
    return done;
}

} // namespace

const Table &logsTable()
{
    static const Table s_table{"agent_logs",
                               {{"id", ColumnType::Integer},
                                {"run", ColumnType::Text},
                                {"task", ColumnType::Integer},
                                {"attempt", ColumnType::Integer},
                                {"time_ms", ColumnType::Integer},
                                {"stream", ColumnType::Text},
                                {"level", ColumnType::Text},
                                {"text", ColumnType::Text}},
                               1};
    return s_table;
}

const Table &logPositionsTable()
{
    static const Table s_table{"log_positions",
                               {{"run", ColumnType::Text},
                                {"task", ColumnType::Integer},
                                {"attempt", ColumnType::Integer},
                                {"stream", ColumnType::Text},
                                {"position", ColumnType::Integer}},
                               4};
    return s_table;
}

Result<void> writeLogLines(Connection &connection, const QList<engine::LogLine> &lines, qint64 &nextId)
{
    QMap<QString, QList<LogEntry>> byAttempt;
    QMap<QString, QVariantList> positions;
    qint64 id = nextId;
    for (const engine::LogLine &line : lines) {
        const QString attempt = line.key.toString();
        byAttempt[attempt].append({id++, line});
        if (line.offset >= 0) {
            positions.insert(attempt + u'/' + line.stream, {textValue(line.key.run), line.key.task, line.key.attempt,
                                                            textValue(line.stream), line.offset});
        }
    }
    QList<LogEntry> single;
    Result<void> done;
    for (auto it = byAttempt.cbegin(); done && it != byAttempt.cend(); ++it) {
        if (it->size() < FewestToPack)
            single += *it;
        else
            done = writePacked(connection, *it);
    }
    if (done)
        done = writeSingly(connection, single);
    if (done)
        done = writeRows(connection, logPositionsTable(), OnConflict::Replace, positions.values());
    if (done)
        nextId = id;
    return done;
}

Result<qint64> nextLogId(Connection &connection)
{
    const Result<QVariant> last =
        connection.value(QStringLiteral("SELECT max(id) FROM (SELECT max(id) AS id FROM agent_logs"
                                        " UNION ALL SELECT max(last_id) FROM log_chunks) AS x"));
    if (!last)
        return tl::unexpected(last.error());
    return last->toLongLong() + 1;
}

} // namespace podium::storage
