// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/upkeep/copy.h"

#include "storage/logs/logchunk.h"
#include "storage/logs/logwriter.h"
#include "storage/records/artifacts.h"
#include "storage/records/library.h"
#include "storage/records/noterows.h"
#include "storage/records/rows.h"
#include "storage/records/worktreerows.h"
#include "storage/shareddatastore.h"
#include "storage/sql/connection.h"

namespace podium::storage
{

namespace
{

constexpr qsizetype CopyRows = 1000;

const Table &wholeRuns()
{
    static const Table s_table = [] {
        Table table = runsTable();
        table.columns.push_back({"compacted_ms", ColumnType::Integer});
        table.columns.push_back({"logs_packed_ms", ColumnType::Integer});
        return table;
    }();
    return s_table;
}

const Table &compactionsTable()
{
    static const Table s_table{"compactions",
                               {{"run", ColumnType::Text},
                                {"first_seq", ColumnType::Integer},
                                {"last_seq", ColumnType::Integer},
                                {"removed", ColumnType::Integer},
                                {"time_ms", ColumnType::Integer}},
                               1};
    return s_table;
}

/// Every table but meta, after those that it refers to.
std::vector<const Table *> allTables()
{
    return {&workflowsTable(),
            &dependenciesTable(),
            &wholeRuns(),
            &tasksTable(),
            &resultsTable(),
            &approvalsTable(),
            &agentsTable(),
            &agentStatesTable(),
            &eventsTable(),
            &artifactsTable(),
            &logsTable(),
            &logPositionsTable(),
            &logChunksTable(),
            &messagesTable(),
            &knowledgeTable(),
            &decisionsTable(),
            &votesTable(),
            &auditTable(),
            &compactionsTable(),
            &worktreesTable(),
            &sharedDataTable(),
            &permitsTable(),
            &workflowVersionsTable()};
}

Result<void> copyTable(Connection &from, Connection &to, const Table &table)
{
    const bool blobs = table.columns.back().type == ColumnType::Blob;
    const qsizetype slice = blobs ? 1 : CopyRows; // One artifact may be large.
    Rows rows;
    Result<void> done =
        from.each(QStringLiteral("SELECT %1 FROM %2").arg(table.columnList(), QLatin1StringView(table.name)), {},
                  [&](const QSqlQuery &row) -> Result<void> {
                      QVariantList values;
                      for (int i = 0; i < int(table.columns.size()); ++i)
                          values << row.value(i);
                      rows.append(values);
                      if (rows.size() < slice)
                          return {};
                      const Result<void> written = writeRows(to, table, OnConflict::Fail, rows);
                      rows.clear();
                      return written;
                  });
    return done ? writeRows(to, table, OnConflict::Fail, rows) : done;
}

/// SQLite's word indexes are tables of their own.
Result<void> indexWords(Connection &to)
{
    if (Result<void> done = to.run(QStringLiteral("INSERT INTO agent_logs_words (rowid, text)"
                                                  " SELECT id, text FROM agent_logs"));
        !done)
        return done;
    return to.run(QStringLiteral("INSERT INTO knowledge_words (knowledge_words) VALUES ('rebuild')"));
}

Result<void> indexChunks(Connection &to)
{
    QList<qint64> ids;
    Result<void> done = to.each(QStringLiteral("SELECT first_id FROM log_chunks WHERE state = 'packed'"), {},
                                [&](const QSqlQuery &row) -> Result<void> {
                                    ids << row.value(0).toLongLong();
                                    return {};
                                });
    for (qsizetype i = 0; done && i < ids.size(); ++i) {
        const Result<QVariant> data =
            to.value(QStringLiteral("SELECT data FROM log_chunks WHERE first_id = ?"), {ids.at(i)});
        const Result<QList<LogEntry>> lines =
            data ? unpackLines(data->toByteArray(), {}) : tl::unexpected(data.error());
        done = lines ? indexPackedLines(to, ids.at(i), *lines) : tl::unexpected(lines.error());
    }
    return done;
}

} // namespace

Result<void> copyDatabase(Connection &from, Connection &to)
{
    Result<void> done = from.control(from.isPostgres() ? QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ")
                                                       : QStringLiteral("BEGIN"));
    if (!done)
        return done;
    done = to.transaction([&]() -> Result<void> {
        Result<void> copied;
        for (const Table *table : allTables()) {
            copied = copyTable(from, to, *table);
            if (!copied)
                return copied;
        }
        if (!to.isPostgres())
            copied = indexWords(to);
        return copied ? indexChunks(to) : copied;
    });
    from.rollback();
    return done;
}

} // namespace podium::storage
