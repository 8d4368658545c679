// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/records/notewriter.h"

#include "storage/records/noterows.h"
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

/// The words of knowledge in SQLite's index, which wants to be told what was there before.
Result<void> indexKnowledge(Connection &connection, const QVariantList &row, bool remove)
{
    if (connection.isPostgres())
        return {};
    const QVariantList values{row.at(0), row.at(2), row.at(3), row.at(4)};
    return connection.run(remove
                              ? QStringLiteral("INSERT INTO knowledge_words (knowledge_words, rowid, title, body, tags)"
                                               " VALUES ('delete', ?, ?, ?, ?)")
                              : QStringLiteral("INSERT INTO knowledge_words (rowid, title, body, tags)"
                                               " VALUES (?, ?, ?, ?)"),
                          values);
}

Result<Knowledge> storedKnowledge(Connection &connection, qint64 id)
{
    std::optional<Knowledge> found;
    const Result<void> read =
        connection.each(QStringLiteral("SELECT %1 FROM knowledge WHERE id = ?").arg(knowledgeTable().columnList()),
                        {id}, [&](const QSqlQuery &row) -> Result<void> {
                            found = knowledgeFromRow(row);
                            return {};
                        });
    if (!read)
        return tl::unexpected(read.error());
    if (!found)
        return fail(ErrorCode::NotFound, Text::tr("there is no knowledge entry %1").arg(id));
    return *found;
}

QString clean(const QString &text)
{
    return textValue(text).toString();
}

} // namespace

Result<qint64> nextId(Connection &connection, const char *table)
{
    const Result<QVariant> last =
        connection.value(QStringLiteral("SELECT max(id) FROM %1").arg(QLatin1StringView(table)));
    if (!last)
        return tl::unexpected(last.error());
    return last->toLongLong() + 1;
}

Result<qint64> addMessage(Connection &connection, Message message)
{
    const Result<qint64> id = nextId(connection, "messages");
    if (!id)
        return id;
    message.id = *id;
    const Result<void> done = writeRows(connection, messagesTable(), OnConflict::Fail, {toRow(message)});
    return done ? id : tl::unexpected(done.error());
}

Result<qint64> saveKnowledge(Connection &connection, Knowledge entry)
{
    if (entry.id > 0) {
        const Result<Knowledge> old = storedKnowledge(connection, entry.id);
        if (!old)
            return tl::unexpected(old.error());
        entry.createdMs = old->createdMs;
        if (const Result<void> done = indexKnowledge(connection, toRow(*old), true); !done)
            return tl::unexpected(done.error());
    } else {
        const Result<qint64> id = nextId(connection, "knowledge");
        if (!id)
            return id;
        entry.id = *id;
    }
    const QVariantList row = toRow(entry);
    Result<void> done = writeRows(connection, knowledgeTable(), OnConflict::Replace, {row});
    if (done)
        done = indexKnowledge(connection, row, false);
    return done ? Result<qint64>(entry.id) : tl::unexpected(done.error());
}

Result<void> removeKnowledge(Connection &connection, qint64 id)
{
    const Result<Knowledge> old = storedKnowledge(connection, id);
    if (!old)
        return tl::unexpected(old.error());
    if (Result<void> done = indexKnowledge(connection, toRow(*old), true); !done)
        return done;
    return connection.run(QStringLiteral("DELETE FROM knowledge WHERE id = ?"), {id});
}

Result<void> putDecision(Connection &connection, const Decision &decision)
{
    return writeRows(connection, decisionsTable(), OnConflict::Replace, {toRow(decision)});
}

Result<void> castVote(Connection &connection, const Vote &vote)
{
    std::optional<Decision> decision;
    const Result<void> read =
        connection.each(QStringLiteral("SELECT %1 FROM decisions WHERE id = ?").arg(decisionsTable().columnList()),
                        {textValue(vote.decision)}, [&](const QSqlQuery &row) -> Result<void> {
                            decision = decisionFromRow(row);
                            return {};
                        });
    if (!read)
        return read;
    if (!decision)
        return fail(ErrorCode::NotFound, Text::tr("there is no decision `%1`").arg(vote.decision));
    if (decision->state != u"open")
        return fail(ErrorCode::Conflict, Text::tr("the decision is not open any more"), vote.decision);
    if (!decision->options.isEmpty() && !decision->options.contains(vote.choice)) {
        return fail(ErrorCode::Conflict, Text::tr("`%1` is not an option").arg(vote.choice), vote.decision,
                    Text::tr("Options: %1").arg(decision->options.join(u", ")));
    }
    return writeRows(connection, votesTable(), OnConflict::Replace, {toRow(vote)});
}

Result<AuditEntry> appendAudit(Connection &connection, AuditEntry entry)
{
    entry.id = 1;
    entry.previous.clear();
    Result<void> done = connection.each(QStringLiteral("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1"), {},
                                        [&](const QSqlQuery &row) -> Result<void> {
                                            entry.id = row.value(0).toLongLong() + 1;
                                            entry.previous = row.value(1).toString();
                                            return {};
                                        });
    if (!done)
        return tl::unexpected(done.error());
    // What is hashed is what will be read back.
    entry.who = clean(entry.who);
    entry.operation = clean(entry.operation);
    entry.subject = clean(entry.subject);
    entry.outcome = clean(entry.outcome);
    entry.hash = entry.expectedHash();
    done = writeRows(connection, auditTable(), OnConflict::Fail, {toRow(entry)});
    return done ? Result<AuditEntry>(entry) : tl::unexpected(done.error());
}

} // namespace podium::storage
