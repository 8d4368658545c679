// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/read/notereader.h"

#include "storage/read/words.h"
#include "storage/records/noterows.h"
#include "storage/sql/connection.h"

namespace podium::storage
{

namespace
{

/// "SELECT … FROM table WHERE 1 = 1", to which conditions are added.
struct Select
{
    explicit Select(const Table &table)
        : sql(QStringLiteral("SELECT %1 FROM %2 WHERE 1 = 1").arg(table.columnList(), QLatin1StringView(table.name)))
    {
    }
    void where(const QString &condition, const QVariant &value)
    {
        sql += QStringLiteral(" AND ") + condition;
        values << value;
    }
    template<typename T>
    Result<QList<T>> list(Connection &connection, const QString &rest, T (*reader)(const QSqlQuery &))
    {
        QList<T> out;
        const Result<void> read = connection.each(sql + rest, values, [&](const QSqlQuery &row) -> Result<void> {
            out.append(reader(row));
            return {};
        });
        return read ? Result<QList<T>>(std::move(out)) : tl::unexpected(read.error());
    }

    QString sql;
    QVariantList values;
};

QString upTo(const char *order, int limit)
{
    return QStringLiteral(" ORDER BY %1 LIMIT %2").arg(QLatin1StringView(order)).arg(limit);
}

} // namespace

Result<QList<Message>> readMessages(Connection &connection, const QString &run, const QString &recipient,
                                    qint64 sinceId, int limit)
{
    Select select(messagesTable());
    select.where(QStringLiteral("id > ?"), sinceId);
    if (!run.isEmpty())
        select.where(QStringLiteral("run = ?"), textValue(run));
    if (!recipient.isEmpty())
        select.where(QStringLiteral("recipient = ?"), textValue(recipient));
    return select.list(connection, upTo("id", limit), messageFromRow);
}

Result<QList<Knowledge>> readKnowledge(Connection &connection, const QString &topic, const QString &text, int limit)
{
    Select select(knowledgeTable());
    if (!topic.isEmpty())
        select.where(QStringLiteral("topic = ?"), textValue(topic));
    if (!text.isEmpty()) {
        const Result<Words> words = Words::parse(text);
        if (!words)
            return tl::unexpected(words.error());
        if (connection.isPostgres()) {
            select.where(QStringLiteral("podium_words(title || ' ' || body || ' ' || tags)"
                                        " @@ to_tsquery('pg_catalog.simple', ?)"),
                         textValue(words->tsquery()));
        } else {
            select.where(QStringLiteral("id IN (SELECT rowid FROM knowledge_words WHERE knowledge_words MATCH ?)"),
                         textValue(words->fts5()));
        }
    }
    return select.list(connection, upTo("updated_ms DESC, id DESC", limit), knowledgeFromRow);
}

Result<QList<Decision>> readDecisions(Connection &connection, const QString &run, int limit)
{
    Select select(decisionsTable());
    if (!run.isEmpty())
        select.where(QStringLiteral("run = ?"), textValue(run));
    return select.list(connection, upTo("created_ms, id", limit), decisionFromRow);
}

Result<QList<Vote>> readVotes(Connection &connection, const QString &decision)
{
    Select select(votesTable());
    select.where(QStringLiteral("decision = ?"), textValue(decision));
    return select.list(connection, QStringLiteral(" ORDER BY time_ms, voter"), voteFromRow);
}

Result<QList<AuditEntry>> readAudit(Connection &connection, const AuditFilter &filter, int limit)
{
    Select select(auditTable());
    select.where(QStringLiteral("id > ?"), filter.sinceId);
    if (!filter.who.isEmpty())
        select.where(QStringLiteral("who = ?"), textValue(filter.who));
    if (!filter.operation.isEmpty()) {
        select.where(QStringLiteral("(operation = ? OR substr(operation, 1, %1) = ?)").arg(filter.operation.size() + 1),
                     textValue(filter.operation));
        select.values << textValue(filter.operation + u'.');
    }
    if (!filter.subject.isEmpty())
        select.where(QStringLiteral("substr(subject, 1, %1) = ?").arg(filter.subject.size()),
                     textValue(filter.subject));
    Result<QList<AuditEntry>> found =
        select.list(connection, upTo(filter.tail ? "id DESC" : "id", limit), auditFromRow);
    if (found && filter.tail)
        std::reverse(found->begin(), found->end());
    return found;
}

} // namespace podium::storage
