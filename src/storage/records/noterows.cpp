// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/records/noterows.h"

#include "base/json.h"
#include "storage/records/rows.h"
#include "storage/sql/connection.h"

namespace podium::storage
{

namespace
{

constexpr ColumnType Integer = ColumnType::Integer;
constexpr ColumnType String = ColumnType::Text;

QVariant listText(const QStringList &list)
{
    return jsonText(QJsonArray::fromStringList(list));
}

QStringList listFromText(const QString &text)
{
    QStringList out;
    for (const QJsonValue &value : parseJson(text.toUtf8()).value_or(QJsonValue()).toArray())
        out << value.toString();
    return out;
}

} // namespace

QString AuditEntry::expectedHash() const
{
    return sha256Hex(canonicalJson(QJsonObject{{QStringLiteral("id"), id},
                                               {QStringLiteral("time_ms"), timeMs},
                                               {QStringLiteral("who"), who},
                                               {QStringLiteral("operation"), operation},
                                               {QStringLiteral("subject"), subject},
                                               {QStringLiteral("outcome"), outcome},
                                               {QStringLiteral("data"), data},
                                               {QStringLiteral("previous"), previous}}));
}

const Table &messagesTable()
{
    static const Table s_table{"messages",
                               {{"id", Integer},
                                {"time_ms", Integer},
                                {"run", String},
                                {"task", Integer},
                                {"sender", String},
                                {"recipient", String},
                                {"kind", String},
                                {"body", String},
                                {"data", String}},
                               1};
    return s_table;
}

const Table &knowledgeTable()
{
    static const Table s_table{"knowledge",
                               {{"id", Integer},
                                {"topic", String},
                                {"title", String},
                                {"body", String},
                                {"tags", String},
                                {"source", String},
                                {"author", String},
                                {"created_ms", Integer},
                                {"updated_ms", Integer}},
                               1};
    return s_table;
}

const Table &decisionsTable()
{
    static const Table s_table{"decisions",
                               {{"id", String},
                                {"run", String},
                                {"task", Integer},
                                {"question", String},
                                {"options", String},
                                {"quorum", Integer},
                                {"state", String},
                                {"choice", String},
                                {"created_ms", Integer},
                                {"decided_ms", Integer}},
                               1};
    return s_table;
}

const Table &votesTable()
{
    static const Table s_table{
        "votes",
        {{"decision", String}, {"voter", String}, {"choice", String}, {"reason", String}, {"time_ms", Integer}},
        2};
    return s_table;
}

const Table &auditTable()
{
    static const Table s_table{"audit",
                               {{"id", Integer},
                                {"time_ms", Integer},
                                {"who", String},
                                {"operation", String},
                                {"subject", String},
                                {"outcome", String},
                                {"data", String},
                                {"previous", String},
                                {"hash", String}},
                               1};
    return s_table;
}

QVariantList toRow(const Message &m)
{
    return {m.id,
            m.timeMs,
            textValue(m.run),
            m.task,
            textValue(m.sender),
            textValue(m.recipient),
            textValue(m.kind),
            textValue(m.body),
            jsonText(m.data)};
}

Message messageFromRow(const QSqlQuery &row)
{
    return {row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toString(),
            row.value(3).toInt(),      row.value(4).toString(),   row.value(5).toString(),
            row.value(6).toString(),   row.value(7).toString(),   objectFromText(row.value(8).toString())};
}

QVariantList toRow(const Knowledge &k)
{
    return {k.id,
            textValue(k.topic),
            textValue(k.title),
            textValue(k.body),
            listText(k.tags),
            textValue(k.source),
            textValue(k.author),
            k.createdMs,
            k.updatedMs};
}

Knowledge knowledgeFromRow(const QSqlQuery &row)
{
    return {row.value(0).toLongLong(),
            row.value(1).toString(),
            row.value(2).toString(),
            row.value(3).toString(),
            listFromText(row.value(4).toString()),
            row.value(5).toString(),
            row.value(6).toString(),
            row.value(7).toLongLong(),
            row.value(8).toLongLong()};
}

QVariantList toRow(const Decision &d)
{
    return {textValue(d.id),
            textValue(d.run),
            d.task,
            textValue(d.question),
            listText(d.options),
            d.quorum,
            textValue(d.state),
            textValue(d.choice),
            d.createdMs,
            d.decidedMs};
}

Decision decisionFromRow(const QSqlQuery &row)
{
    return {row.value(0).toString(),
            row.value(1).toString(),
            row.value(2).toInt(),
            row.value(3).toString(),
            listFromText(row.value(4).toString()),
            row.value(5).toInt(),
            row.value(6).toString(),
            row.value(7).toString(),
            row.value(8).toLongLong(),
            row.value(9).toLongLong()};
}

QVariantList toRow(const Vote &v)
{
    return {textValue(v.decision), textValue(v.voter), textValue(v.choice), textValue(v.reason), v.timeMs};
}

Vote voteFromRow(const QSqlQuery &row)
{
    return {row.value(0).toString(), row.value(1).toString(), row.value(2).toString(), row.value(3).toString(),
            row.value(4).toLongLong()};
}

QVariantList toRow(const AuditEntry &e)
{
    return {e.id,
            e.timeMs,
            textValue(e.who),
            textValue(e.operation),
            textValue(e.subject),
            textValue(e.outcome),
            jsonText(e.data),
            textValue(e.previous),
            textValue(e.hash)};
}

AuditEntry auditFromRow(const QSqlQuery &row)
{
    return {row.value(0).toLongLong(),
            row.value(1).toLongLong(),
            row.value(2).toString(),
            row.value(3).toString(),
            row.value(4).toString(),
            row.value(5).toString(),
            objectFromText(row.value(6).toString()),
            row.value(7).toString(),
            row.value(8).toString()};
}

Decision decisionFromApproval(const domain::Approval &approval)
{
    Decision decision;
    decision.id = approval.id;
    decision.run = approval.run;
    decision.task = approval.task;
    decision.question = approval.subject.value(u"question").toString(approval.title);
    for (const QJsonValue &option : approval.subject.value(u"options").toArray())
        decision.options << option.toString();
    decision.quorum = approval.needed;
    decision.state = domain::approvalStateName(approval.state);
    decision.choice = approval.answer.value(u"choice").toString();
    decision.createdMs = approval.createdMs;
    decision.decidedMs = approval.decidedMs;
    return decision;
}

QList<Vote> votesFromApproval(const domain::Approval &approval)
{
    QList<Vote> votes;
    for (const QJsonValue &value : approval.answer.value(u"votes").toArray()) {
        const QJsonObject vote = value.toObject();
        const QString reason = vote.value(u"reason").toString(vote.value(u"comment").toString());
        votes.append({approval.id, vote.value(u"by").toString(), vote.value(u"choice").toString(), reason,
                      vote.value(u"time_ms").toInteger(approval.decidedMs)});
    }
    return votes;
}

Message messageFromEvent(const domain::Event &event)
{
    Message message;
    message.timeMs = event.timeMs;
    message.run = event.run;
    message.task = event.task;
    message.sender = event.data.value(u"by").toString(event.data.value(u"from").toString());
    message.recipient = event.data.value(u"to").toString();
    if (message.recipient.isEmpty() && event.task >= 0)
        message.recipient = event.run + u'/' + QString::number(event.task);
    message.body = event.data.value(u"text").toString();
    message.data = {{QStringLiteral("seq"), event.seq}};
    return message;
}

} // namespace podium::storage
