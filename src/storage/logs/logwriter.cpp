// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/logs/logwriter.h"

#include "storage/sql/connection.h"

#include <QMap>

namespace podium::storage
{

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
    static const Table s_words{"agent_logs_words", {{"rowid", ColumnType::Integer}, {"text", ColumnType::Text}}, 1};
    Rows rows;
    Rows words;
    rows.reserve(lines.size());
    QMap<QString, QVariantList> positions;
    qint64 id = nextId;
    for (const engine::LogLine &line : lines) {
        const QVariant text = textValue(line.text);
        rows.append({id, textValue(line.key.run), line.key.task, line.key.attempt, line.timeMs, textValue(line.stream),
                     textValue(line.level), text});
        if (!connection.isPostgres())
            words.append({id, text});
        ++id;
        if (line.offset >= 0) {
            positions.insert(
                line.key.toString() + u'/' + line.stream,
                {textValue(line.key.run), line.key.task, line.key.attempt, textValue(line.stream), line.offset});
        }
    }
    Result<void> done = writeRows(connection, logsTable(), OnConflict::Fail, rows);
    if (done)
        done = writeRows(connection, s_words, OnConflict::Fail, words);
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
