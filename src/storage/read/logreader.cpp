// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/read/logreader.h"

#include "storage/logs/logchunk.h"
#include "storage/logs/logwriter.h"
#include "storage/read/words.h"
#include "storage/sql/connection.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

constexpr int LookAtOnce = 5'000;    // Lines that a pattern is tried on, by one query …
constexpr int MaxLookedAt = 200'000; // … and for one answer, so that others have their turn.
constexpr int ChunksAtOnce = 200;

/// Keeps the `limit` first (or last) lines by id, whatever order they come in.
class Window
{
public:
    Window(int limit, bool tail) : m_limit(limit), m_tail(tail) {}

    void add(LogEntry entry)
    {
        m_entries.append(std::move(entry));
        if (m_entries.size() > 2 * m_limit + 1000)
            cut();
    }
    /// Whether lines from `first` to `last` could still get in.
    bool wants(qint64 first, qint64 last)
    {
        cut();
        if (m_entries.size() < m_limit)
            return true;
        return m_tail ? last > m_entries.first().id : first < m_entries.last().id;
    }
    QList<LogEntry> take()
    {
        cut();
        return std::move(m_entries);
    }

private:
    void cut()
    {
        std::sort(m_entries.begin(), m_entries.end(), [](const LogEntry &a, const LogEntry &b) { return a.id < b.id; });
        if (m_entries.size() > m_limit)
            m_entries = m_tail ? m_entries.last(m_limit) : m_entries.first(m_limit);
    }

    const int m_limit;
    const bool m_tail;
    QList<LogEntry> m_entries;
};

/// The columns that a filter is compared with: those of a row, or the ends of a chunk.
struct Columns
{
    const char *table;
    const char *firstId;
    const char *lastId;
    const char *fromMs;
    const char *toMs;
};
constexpr Columns RowColumns{"agent_logs", "id", "id", "time_ms", "time_ms"};
constexpr Columns ChunkColumns{"log_chunks", "first_id", "last_id", "from_ms", "to_ms"};

/// The part of WHERE that rows and chunks have in common.
QString where(const LogFilter &filter, const Columns &columns, QVariantList &values)
{
    QString sql = QStringLiteral("%1 > ?").arg(QLatin1StringView(columns.lastId));
    values << filter.sinceId;
    if (filter.beforeId > 0) {
        sql += QStringLiteral(" AND %1 < ?").arg(QLatin1StringView(columns.firstId));
        values << filter.beforeId;
    }
    if (filter.fromMs > 0) {
        sql += QStringLiteral(" AND %1 >= ?").arg(QLatin1StringView(columns.toMs));
        values << filter.fromMs;
    }
    if (filter.toMs > 0) {
        sql += QStringLiteral(" AND %1 < ?").arg(QLatin1StringView(columns.fromMs));
        values << filter.toMs;
    }
    if (!filter.agent.isEmpty()) {
        sql += QStringLiteral(" AND EXISTS (SELECT 1 FROM tasks t WHERE t.run = %1.run AND t.idx = %1.task"
                              " AND t.agent = ?)")
                   .arg(QLatin1StringView(columns.table));
        values << textValue(filter.agent);
    }
    if (!filter.run.isEmpty()) {
        sql += QStringLiteral(" AND run = ?");
        values << textValue(filter.run);
    }
    if (filter.task >= 0) {
        sql += QStringLiteral(" AND task = ?");
        values << filter.task;
    }
    if (filter.attempt > 0) {
        sql += QStringLiteral(" AND attempt = ?");
        values << filter.attempt;
    }
    return sql;
}

Result<void> readRows(Connection &connection, const LogFilter &filter, const std::optional<Words> &words, int limit,
                      Window &window)
{
    QVariantList values;
    QString sql = QStringLiteral("SELECT %1 FROM agent_logs WHERE ").arg(logsTable().columnList()) +
                  where(filter, RowColumns, values);
    if (!filter.stream.isEmpty()) {
        sql += QStringLiteral(" AND stream = ?");
        values << textValue(filter.stream);
    }
    if (!filter.levels.isEmpty()) {
        sql += QStringLiteral(" AND level IN (?%1)").arg(QStringLiteral(", ?").repeated(filter.levels.size() - 1));
        for (const QString &level : filter.levels)
            values << textValue(level);
    }
    if (words) {
        sql += connection.isPostgres()
                   ? QStringLiteral(" AND podium_words(text) @@ to_tsquery('pg_catalog.simple', ?)")
                   : QStringLiteral(" AND id IN (SELECT rowid FROM agent_logs_words WHERE agent_logs_words MATCH ?)");
        values << textValue(connection.isPostgres() ? words->tsquery() : words->fts5());
    }
    sql += filter.tail ? QStringLiteral(" ORDER BY id DESC LIMIT ?") : QStringLiteral(" ORDER BY id LIMIT ?");
    values << limit;
    return connection.each(sql, values, [&](const QSqlQuery &row) -> Result<void> {
        LogEntry entry;
        entry.id = row.value(0).toLongLong();
        entry.line.key = {row.value(1).toString(), row.value(2).toInt(), row.value(3).toInt()};
        entry.line.timeMs = row.value(4).toLongLong();
        entry.line.stream = row.value(5).toString();
        entry.line.level = row.value(6).toString();
        entry.line.text = row.value(7).toString();
        window.add(std::move(entry));
        return {};
    });
}

/// What the columns of a chunk cannot tell of its lines.
bool fits(const LogFilter &filter, const LogEntry &entry)
{
    return entry.id > filter.sinceId && (filter.beforeId <= 0 || entry.id < filter.beforeId) &&
           (filter.stream.isEmpty() || filter.stream == entry.line.stream) &&
           (filter.levels.isEmpty() || filter.levels.contains(entry.line.level)) &&
           entry.line.timeMs >= filter.fromMs && (filter.toMs <= 0 || entry.line.timeMs < filter.toMs);
}

struct Chunk
{
    qint64 first = 0;
    qint64 last = 0;
    domain::AttemptKey key;
    qint64 lines = 0;
    qint64 toMs = 0;
    bool dropped = false;
};

/// The next chunks behind `edge` (the first_id or, from the end, last_id of the one before), nearest first.
Result<QList<Chunk>> findChunks(Connection &connection, const LogFilter &filter, const std::optional<Words> &words,
                                qint64 edge)
{
    QVariantList values;
    QString sql =
        QStringLiteral("SELECT first_id, last_id, run, task, attempt, lines, to_ms, state FROM log_chunks WHERE ") +
        where(filter, ChunkColumns, values);
    sql += filter.tail ? QStringLiteral(" AND last_id < ?") : QStringLiteral(" AND first_id > ?");
    values << edge;
    if (words) {
        // Dropped lines have no words any more.
        sql += connection.isPostgres()
                   ? QStringLiteral(" AND state = 'packed' AND words @@ to_tsquery('pg_catalog.simple', ?)")
                   : QStringLiteral(" AND state = 'packed' AND EXISTS (SELECT 1 FROM agent_logs_words WHERE"
                                    " agent_logs_words MATCH ? AND rowid BETWEEN first_id AND last_id)");
        values << textValue(connection.isPostgres() ? words->tsquery() : words->fts5());
    }
    sql +=
        filter.tail ? QStringLiteral(" ORDER BY last_id DESC LIMIT ?") : QStringLiteral(" ORDER BY first_id LIMIT ?");
    values << ChunksAtOnce;
    QList<Chunk> chunks;
    const Result<void> read = connection.each(sql, values, [&](const QSqlQuery &row) -> Result<void> {
        chunks.append({row.value(0).toLongLong(),
                       row.value(1).toLongLong(),
                       {row.value(2).toString(), row.value(3).toInt(), row.value(4).toInt()},
                       row.value(5).toLongLong(),
                       row.value(6).toLongLong(),
                       row.value(7).toString() == u"dropped"});
        return {};
    });
    return read ? Result<QList<Chunk>>(chunks) : tl::unexpected(read.error());
}

Result<void> readChunk(Connection &connection, const Chunk &chunk, const LogFilter &filter,
                       const std::optional<Words> &words, Window &window)
{
    if (chunk.dropped) {
        engine::LogLine mark;
        mark.key = chunk.key;
        mark.timeMs = chunk.toMs;
        mark.stream = QStringLiteral("engine");
        mark.level = QStringLiteral("warning");
        mark.text = Text::tr("[%n line(s) removed by retention]", nullptr, int(chunk.lines));
        if (fits(filter, {chunk.last, mark}))
            window.add({chunk.last, mark});
        return {};
    }
    const Result<QVariant> data =
        connection.value(QStringLiteral("SELECT data FROM log_chunks WHERE first_id = ?"), {chunk.first});
    if (!data)
        return tl::unexpected(data.error());
    Result<QList<LogEntry>> lines = unpackLines(data->toByteArray(), chunk.key);
    if (!lines)
        return tl::unexpected(lines.error());
    for (LogEntry &entry : *lines) {
        if (fits(filter, entry) && (!words || words->matches(entry.line.text)))
            window.add(std::move(entry));
    }
    return {};
}

} // namespace

Result<QList<LogEntry>> readLogs(Connection &connection, const LogFilter &filter, int limit)
{
    std::optional<Words> words;
    if (!filter.text.isEmpty()) {
        Result<Words> parsed = Words::parse(filter.text);
        if (!parsed)
            return tl::unexpected(parsed.error());
        words = *parsed;
    }
    Window window(limit, filter.tail);
    Result<void> done = readRows(connection, filter, words, limit, window);
    qint64 edge = filter.tail ? std::numeric_limits<qint64>::max() : 0;
    while (done) {
        const Result<QList<Chunk>> chunks = findChunks(connection, filter, words, edge);
        if (!chunks)
            return tl::unexpected(chunks.error());
        for (const Chunk &chunk : *chunks) {
            // They come in order: later ones are farther away.
            if (!window.wants(chunk.first, chunk.last))
                return window.take();
            done = readChunk(connection, chunk, filter, words, window);
            if (!done)
                return tl::unexpected(done.error());
            edge = filter.tail ? chunk.last : chunk.first;
        }
        if (chunks->size() < ChunksAtOnce)
            return window.take();
    }
    return tl::unexpected(done.error());
}

Result<LogPage> readLogPage(Connection &connection, const LogFilter &filter, const QString &pattern, int limit)
{
    const QRegularExpression expression(pattern, QRegularExpression::UseUnicodePropertiesOption);
    if (!expression.isValid()) {
        return fail(ErrorCode::InvalidArgument, Text::tr("no regular expression: %1").arg(expression.errorString()),
                    QStringLiteral("regex"), Text::tr("at character %1").arg(expression.patternErrorOffset() + 1));
    }
    LogPage page;
    LogFilter rest = filter;
    for (int looked = 0; page.lines.size() < limit && looked < MaxLookedAt; looked += LookAtOnce) {
        const int batch = pattern.isEmpty() ? limit : LookAtOnce;
        Result<QList<LogEntry>> read = readLogs(connection, rest, batch);
        if (!read)
            return tl::unexpected(read.error());
        page.more = read->size() == batch;
        if (read->isEmpty())
            break;
        QList<LogEntry> found;
        if (rest.tail) {
            for (auto it = read->rbegin(); it != read->rend() && page.lines.size() + found.size() < limit; ++it) {
                rest.beforeId = it->id;
                if (expression.match(it->line.text).hasMatch())
                    found.prepend(std::move(*it));
            }
            page.lines = found + page.lines;
        } else {
            for (auto it = read->begin(); it != read->end() && page.lines.size() < limit; ++it) {
                rest.sinceId = it->id;
                if (expression.match(it->line.text).hasMatch())
                    page.lines.append(std::move(*it));
            }
        }
        page.more = page.more || page.lines.size() == limit;
        if (!page.more)
            break;
    }
    page.reached = rest.tail ? rest.beforeId : rest.sinceId;
    return page;
}

} // namespace podium::storage
