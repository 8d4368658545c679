// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/upkeep/retention.h"

#include "storage/logs/logchunk.h"
#include "storage/logs/logwriter.h"
#include "storage/records/rows.h"
#include "storage/sql/connection.h"

namespace podium::storage
{

namespace
{

// A slice takes some tens of milliseconds at most.
constexpr int SliceChunks = 50;
// Only what ended for good is old: a run that was reopened has no end any more.
const QString OldRuns = QStringLiteral("r.finished_ms > 0 AND r.finished_ms < ?"
                                       " AND r.state IN ('COMPLETED', 'FAILED', 'CANCELLED')");

struct OldLines
{
    domain::AttemptKey key;
    QList<LogEntry> lines;
};

/// The first stored lines of one attempt of an old run; none if there are none.
Result<OldLines> findOldLines(Connection &db, qint64 beforeMs)
{
    OldLines out;
    Result<void> done =
        db.each(QStringLiteral("SELECT l.run, l.task, l.attempt FROM runs r JOIN agent_logs l ON l.run = r.id WHERE %1"
                               " ORDER BY r.finished_ms LIMIT 1")
                    .arg(OldRuns),
                {beforeMs}, [&](const QSqlQuery &row) -> Result<void> {
                    out.key = {row.value(0).toString(), row.value(1).toInt(), row.value(2).toInt()};
                    return {};
                });
    if (!done)
        return tl::unexpected(done.error());
    if (out.key.run.isEmpty())
        return out;
    done = db.each(
        QStringLiteral("SELECT %1 FROM agent_logs WHERE run = ? AND task = ? AND attempt = ? ORDER BY id LIMIT ?")
            .arg(logsTable().columnList()),
        {textValue(out.key.run), out.key.task, out.key.attempt, MaxChunkLines},
        [&](const QSqlQuery &row) -> Result<void> {
            out.lines.append({row.value(0).toLongLong(),
                              {out.key, row.value(4).toLongLong(), row.value(5).toString(), row.value(6).toString(),
                               row.value(7).toString(), -1}});
            return {};
        });
    return done ? Result<OldLines>(out) : tl::unexpected(done.error());
}

/// Takes the words of lines that are no longer kept out of SQLite's index, which wants to be told the text.
Result<void> forgetWords(Connection &db, const QList<LogEntry> &lines)
{
    Result<void> done;
    for (qsizetype i = 0; done && !db.isPostgres() && i < lines.size(); ++i) {
        done = db.run(QStringLiteral("INSERT INTO agent_logs_words (agent_logs_words, rowid, text)"
                                     " VALUES ('delete', ?, ?)"),
                      {lines.at(i).id, textValue(lines.at(i).line.text)});
    }
    return done;
}

/// Moves the lines of a slice into a chunk, with their text or (drop) only their number.
Result<void> moveLines(Connection &db, const OldLines &old, bool drop)
{
    const LogEntry &first = old.lines.first();
    const LogEntry &last = old.lines.last();
    Result<void> done = writeRows(db, logChunksTable(), OnConflict::Fail, {chunkRow(old.lines, !drop)});
    if (done && drop)
        done = forgetWords(db, old.lines);
    else if (done && db.isPostgres())
        done = indexPackedLines(db, first.id, old.lines); // SQLite has the words of each line already.
    if (done) {
        done = db.run(QStringLiteral("DELETE FROM agent_logs WHERE run = ? AND task = ? AND attempt = ? AND id <= ?"),
                      {textValue(old.key.run), old.key.task, old.key.attempt, last.id});
    }
    return done;
}

/// Empties chunks whose time has come.
Result<qint64> dropChunks(Connection &db, qint64 beforeMs)
{
    QList<QPair<qint64, QByteArray>> chunks;
    Result<void> done = db.each(QStringLiteral("SELECT c.first_id, c.data FROM runs r JOIN log_chunks c ON c.run = r.id"
                                               " WHERE c.state = 'packed' AND %1 ORDER BY c.first_id LIMIT %2")
                                    .arg(OldRuns)
                                    .arg(SliceChunks),
                                {beforeMs}, [&](const QSqlQuery &row) -> Result<void> {
                                    chunks.append({row.value(0).toLongLong(), row.value(1).toByteArray()});
                                    return {};
                                });
    qint64 dropped = 0;
    for (qsizetype i = 0; done && i < chunks.size(); ++i) {
        const Result<QList<LogEntry>> lines = unpackLines(chunks.at(i).second, {});
        if (lines) {
            done = forgetWords(db, *lines);
            dropped += lines->size();
        }
        if (done) {
            done = db.run(QStringLiteral("UPDATE log_chunks SET state = 'dropped', data = NULL%1 WHERE first_id = ?")
                              .arg(db.isPostgres() ? QStringLiteral(", words = NULL") : QString()),
                          {chunks.at(i).first});
        }
    }
    return done ? Result<qint64>(dropped) : tl::unexpected(done.error());
}

/// Removes the events of one old run and says so.
Result<qint64> compactRun(Connection &db, qint64 beforeMs, qint64 nowMs)
{
    QString run;
    Result<void> done =
        db.each(QStringLiteral("SELECT r.id FROM runs r WHERE r.compacted_ms = 0 AND %1 ORDER BY r.finished_ms LIMIT 1")
                    .arg(OldRuns),
                {beforeMs}, [&](const QSqlQuery &row) -> Result<void> {
                    run = row.value(0).toString();
                    return {};
                });
    if (!done)
        return tl::unexpected(done.error());
    if (run.isEmpty())
        return -1;
    const QVariant id = textValue(run);
    const Result<QVariant> count = db.value(QStringLiteral("SELECT count(*) FROM events WHERE run = ?"), {id});
    if (!count)
        return tl::unexpected(count.error());
    if (count->toLongLong() > 0) {
        done =
            db.run(QStringLiteral("INSERT INTO compactions (run, first_seq, last_seq, removed, time_ms)"
                                  " SELECT run, min(seq), max(seq), count(*), %1 FROM events WHERE run = ? GROUP BY run"
                                  " ON CONFLICT (run) DO UPDATE SET last_seq = excluded.last_seq,"
                                  " removed = compactions.removed + excluded.removed, time_ms = excluded.time_ms")
                       .arg(nowMs),
                   {id});
    }
    if (done)
        done = db.run(QStringLiteral("DELETE FROM events WHERE run = ?"), {id});
    if (done)
        done = db.run(QStringLiteral("UPDATE runs SET compacted_ms = ? WHERE id = ?"), {nowMs, id});
    return done ? Result<qint64>(count->toLongLong()) : tl::unexpected(done.error());
}

} // namespace

Result<RetentionStep> applyRetention(Connection &connection, const RetentionPolicy &policy, qint64 nowMs)
{
    RetentionStep step;
    const bool drops = policy.dropLogsAfterMs > 0;
    if (drops || policy.packLogsAfterMs > 0) {
        const qint64 dropBefore = drops ? nowMs - policy.dropLogsAfterMs : 0;
        Result<OldLines> old = findOldLines(connection, dropBefore);
        const bool drop = old && !old->lines.isEmpty();
        if (old && !drop && policy.packLogsAfterMs > 0)
            old = findOldLines(connection, nowMs - policy.packLogsAfterMs);
        if (!old)
            return tl::unexpected(old.error());
        if (!old->lines.isEmpty()) {
            if (const Result<void> moved = moveLines(connection, *old, drop); !moved)
                return tl::unexpected(moved.error());
            (drop ? step.droppedLines : step.packedLines) = old->lines.size();
            step.more = true;
            return step;
        }
        const Result<qint64> dropped = drops ? dropChunks(connection, dropBefore) : Result<qint64>(0);
        if (!dropped)
            return tl::unexpected(dropped.error());
        step.droppedLines = *dropped;
        step.more = *dropped > 0;
        if (step.more)
            return step;
    }
    if (policy.compactRunsAfterMs > 0) {
        const Result<qint64> removed = compactRun(connection, nowMs - policy.compactRunsAfterMs, nowMs);
        if (!removed)
            return tl::unexpected(removed.error());
        step.removedEvents = qMax<qint64>(0, *removed);
        step.more = *removed >= 0;
    }
    return step;
}

Result<QStringList> runsWithoutLogs(Connection &connection, const RetentionPolicy &policy, qint64 nowMs)
{
    QStringList out;
    if (policy.dropLogsAfterMs <= 0)
        return out;
    const Result<void> done =
        connection.each(QStringLiteral("SELECT r.id FROM runs r WHERE %1").arg(OldRuns),
                        {nowMs - policy.dropLogsAfterMs}, [&](const QSqlQuery &row) -> Result<void> {
                            out.append(row.value(0).toString());
                            return {};
                        });
    return done ? Result<QStringList>(out) : tl::unexpected(done.error());
}

} // namespace podium::storage
