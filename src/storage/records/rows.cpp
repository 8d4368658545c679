// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/records/rows.h"

#include "base/json.h"
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

template<typename T> QVariant orNull(const std::optional<T> &value)
{
    return value ? QVariant(*value) : QVariant();
}

void appendUsage(QVariantList &row, const domain::Usage &usage)
{
    row << orNull(usage.usd) << orNull(usage.inputTokens) << orNull(usage.outputTokens) << orNull(usage.cpuMs)
        << orNull(usage.maxRssBytes) << orNull(usage.estimatedUsd) << orNull(usage.cacheReadTokens)
        << orNull(usage.cacheWriteTokens) << orNull(usage.subagents);
}

/// Takes the columns one after the other, so that their order is written down only once (in the table).
class RowReader
{
public:
    explicit RowReader(const QSqlQuery &row) : m_row(row) {}
    QString text() { return m_row.value(m_at++).toString(); }
    qint64 number() { return m_row.value(m_at++).toLongLong(); }
    int integer() { return int(number()); }
    QJsonObject object() { return objectFromText(text()); }
    domain::Usage usage()
    {
        m_at += UsageColumns;
        return usageFromRow(m_row, m_at - UsageColumns);
    }

private:
    const QSqlQuery &m_row;
    int m_at = 0;
};

} // namespace

domain::Usage usageFromRow(const QSqlQuery &row, int first)
{
    const auto number = [&](int column) {
        const QVariant value = row.value(first + column);
        return value.isNull() ? std::nullopt : std::optional<qint64>(value.toLongLong());
    };
    domain::Usage usage;
    if (!row.value(first).isNull())
        usage.usd = row.value(first).toDouble();
    usage.inputTokens = number(1);
    usage.outputTokens = number(2);
    usage.cpuMs = number(3);
    usage.maxRssBytes = number(4);
    if (!row.value(first + 5).isNull())
        usage.estimatedUsd = row.value(first + 5).toDouble();
    usage.cacheReadTokens = number(6);
    usage.cacheWriteTokens = number(7);
    usage.subagents = number(8);
    return usage;
}

QVariant jsonText(const QJsonValue &value)
{
    return textValue(QString::fromUtf8(canonicalJson(value)));
}

QJsonObject objectFromText(const QString &text)
{
    if (text.isEmpty() || text == u"{}")
        return {};
    return parseJson(text.toUtf8()).value_or(QJsonValue()).toObject();
}

QString literalPattern(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (c == u'!' || c == u'%' || c == u'_')
            out += u'!';
        out += c;
    }
    return out;
}

bool hasResult(const engine::TaskRow &task)
{
    // The default QJsonValue of a TaskRow is null: a result of null counts only with the word where it came from.
    return !task.result.isUndefined() && (!task.result.isNull() || !task.resultSource.isEmpty());
}

QVariantList toRow(const engine::RunRow &run)
{
    QVariantList row{textValue(run.id),
                     textValue(run.team),
                     textValue(run.workflowHash),
                     textValue(run.workflowName),
                     textValue(run.title),
                     domain::stateName(run.state),
                     int(run.cancelling),
                     run.priority,
                     textValue(run.parentRun),
                     textValue(run.workingDirectory),
                     jsonText(run.inputs),
                     jsonText(run.outputs),
                     textValue(run.reason),
                     run.tasksTotal,
                     run.tasksDone};
    appendUsage(row, run.usage);
    row << run.createdMs << run.startedMs << run.finishedMs << textValue(run.createdBy);
    return row;
}

engine::RunRow runFromRow(const QSqlQuery &row)
{
    RowReader in(row);
    engine::RunRow run;
    run.id = in.text();
    run.team = in.text();
    run.workflowHash = in.text();
    run.workflowName = in.text();
    run.title = in.text();
    run.state = domain::runStateFromName(in.text()).value_or(domain::RunState::Pending);
    run.cancelling = in.number() != 0;
    run.priority = in.integer();
    run.parentRun = in.text();
    run.workingDirectory = in.text();
    run.inputs = in.object();
    run.outputs = in.object();
    run.reason = in.text();
    run.tasksTotal = in.integer();
    run.tasksDone = in.integer();
    run.usage = in.usage();
    run.createdMs = in.number();
    run.startedMs = in.number();
    run.finishedMs = in.number();
    run.createdBy = in.text();
    return run;
}

QVariantList toRow(const engine::TaskRow &task)
{
    QVariantList row{textValue(task.run),
                     task.index,
                     task.parent,
                     textValue(task.taskId),
                     textValue(task.key),
                     textValue(task.title),
                     textValue(task.type),
                     textValue(task.kind),
                     domain::stateName(task.state),
                     task.attempt,
                     task.failures,
                     textValue(task.agent),
                     textValue(task.runner),
                     textValue(task.why),
                     textValue(task.errorClass),
                     hasResult(task) ? QVariant(task.attempt) : QVariant()};
    appendUsage(row, task.usage);
    row << textValue(task.session)
        << (task.process.pid > 0 ? jsonText(domain::toJson(task.process)) : QVariant(QStringLiteral("")))
        << task.readyMs << task.notBeforeMs << task.startedMs << task.finishedMs;
    return row;
}

QString taskSelect()
{
    return QStringLiteral("SELECT %1, r.result, r.result_source FROM tasks t LEFT JOIN subtask_results r"
                          " ON r.run = t.run AND r.idx = t.idx AND r.attempt = t.result_attempt ")
        .arg(tasksTable().columnList(QStringLiteral("t.")));
}

engine::TaskRow taskFromRow(const QSqlQuery &row)
{
    RowReader in(row);
    engine::TaskRow task;
    task.run = in.text();
    task.index = in.integer();
    task.parent = in.integer();
    task.taskId = in.text();
    task.key = in.text();
    task.title = in.text();
    task.type = in.text();
    task.kind = in.text();
    task.state = domain::taskStateFromName(in.text()).value_or(domain::TaskState::Pending);
    task.attempt = in.integer();
    task.failures = in.integer();
    task.agent = in.text();
    task.runner = in.text();
    task.why = in.text();
    task.errorClass = in.text();
    (void)in.number(); // result_attempt: the join used it.
    task.usage = in.usage();
    task.session = in.text();
    task.process = domain::processIdentityFromJson(in.object());
    task.readyMs = in.number();
    task.notBeforeMs = in.number();
    task.startedMs = in.number();
    task.finishedMs = in.number();
    const QString result = in.text();
    if (!result.isEmpty())
        task.result = parseJson(result.toUtf8()).value_or(QJsonValue());
    task.resultSource = in.text();
    return task;
}

QVariantList resultRow(const engine::TaskRow &task, const QString &outcome, qint64 endedMs)
{
    QVariantList row{textValue(task.run),
                     task.index,
                     task.attempt,
                     outcome,
                     textValue(task.agent),
                     textValue(task.runner),
                     hasResult(task) ? jsonText(task.result) : QVariant(),
                     textValue(task.resultSource),
                     textValue(task.why),
                     textValue(task.errorClass)};
    appendUsage(row, task.attemptUsage);
    row << textValue(task.session) << task.startedMs << (task.finishedMs > 0 ? task.finishedMs : endedMs)
        << orNull(task.cap.usd);
    return row;
}

QVariantList toRow(const domain::Approval &a)
{
    return {textValue(a.id),
            domain::approvalKindName(a.kind),
            domain::approvalStateName(a.state),
            textValue(a.run),
            a.task,
            a.attempt,
            textValue(a.title),
            jsonText(a.subject),
            textValue(a.digest),
            domain::riskName(a.risk),
            textValue(a.reason),
            textValue(a.role),
            a.needed,
            a.createdMs,
            a.expiresMs,
            textValue(a.decidedBy),
            a.decidedMs,
            jsonText(a.answer)};
}

/// The names of the columns are those of the JSON form: one table of names for kinds, states and risks. Objects are
/// text in the columns of these names.
static QJsonObject jsonFromRow(const QSqlQuery &row, const Table &table, const QStringList &objects)
{
    QJsonObject out;
    for (int i = 0; i < int(table.columns.size()); ++i) {
        const QString name = QString::fromLatin1(table.columns[size_t(i)].name);
        if (objects.contains(name))
            out.insert(name, objectFromText(row.value(i).toString()));
        else
            out.insert(name, QJsonValue::fromVariant(row.value(i)));
    }
    return out;
}

domain::Approval approvalFromRow(const QSqlQuery &row)
{
    return domain::approvalFromJson(
        jsonFromRow(row, approvalsTable(), {QStringLiteral("subject"), QStringLiteral("answer")}));
}

QVariantList toRow(const domain::Permit &p)
{
    return {textValue(p.id),
            domain::permitScopeName(p.scope),
            textValue(p.place),
            textValue(p.tool),
            jsonText(p.input),
            textValue(p.digest),
            textValue(p.title),
            textValue(p.by),
            p.createdMs,
            textValue(p.run),
            textValue(p.revokedBy),
            p.revokedMs};
}

domain::Permit permitFromRow(const QSqlQuery &row)
{
    return domain::permitFromJson(jsonFromRow(row, permitsTable(), {QStringLiteral("input")}));
}

QVariantList toRow(const domain::Agent &agent)
{
    return {textValue(agent.name), textValue(agent.role), textValue(agent.runner), int(agent.enabled),
            jsonText(domain::toJson(agent))};
}

domain::Agent agentFromRow(const QSqlQuery &row)
{
    return domain::agentFromJson(objectFromText(row.value(4).toString()));
}

QVariantList toRow(const domain::Event &event)
{
    return {event.seq,
            event.timeMs,
            textValue(event.team),
            textValue(event.run),
            event.task,
            event.attempt,
            domain::eventTypeName(event.type),
            jsonText(event.data)};
}

Result<domain::Event> eventFromRow(const QSqlQuery &row)
{
    RowReader in(row);
    domain::Event event;
    event.seq = in.number();
    event.timeMs = in.number();
    event.team = in.text();
    event.run = in.text();
    event.task = in.integer();
    event.attempt = in.integer();
    const QString typeName = in.text();
    const std::optional<domain::EventType> type = domain::eventTypeFromName(typeName);
    const QString data = in.text();
    const Result<QJsonValue> parsed = data == u"{}" ? Result<QJsonValue>(QJsonObject()) : parseJson(data.toUtf8());
    if (!type || !parsed || !parsed->isObject()) {
        return fail(ErrorCode::Corrupt, Text::tr("event %1 of type `%2` cannot be read").arg(event.seq).arg(typeName),
                    QStringLiteral("events"), Text::tr("Run `podiumctl check`, and restore a backup if it agrees"));
    }
    event.type = *type;
    event.data = parsed->toObject();
    return event;
}

} // namespace podium::storage
