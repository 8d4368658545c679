// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/read/runreader.h"

#include "base/json.h"
#include "domain/usagesum.h"
#include "storage/read/tagreader.h"
#include "storage/records/rows.h"
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

constexpr int EventSlice = 2000; // Rows looked at in one statement while a pattern matches few.

/// Rows of a query as values.
template<typename T, typename Reader>
Result<QList<T>> list(Connection &connection, const QString &sql, const QVariantList &values, Reader reader)
{
    QList<T> out;
    const Result<void> read = connection.each(sql, values, [&](const QSqlQuery &row) -> Result<void> {
        out.append(reader(row));
        return {};
    });
    return read ? Result<QList<T>>(std::move(out)) : tl::unexpected(read.error());
}

/// Of tasks that were done anew under the same key the newest. Takes the run twice.
const QString Newest = QStringLiteral("run = ? AND idx IN (SELECT max(idx) FROM tasks WHERE run = ? GROUP BY key)");
/// The smaller, the sooner a person should see the task.
const QString Attention =
    QStringLiteral("CASE state WHEN 'AWAITING_REVIEW' THEN 0 WHEN 'RUNNING' THEN 1 WHEN 'FAILED' THEN 2"
                   " WHEN 'BLOCKED' THEN 3 WHEN 'READY' THEN 4 WHEN 'PENDING' THEN 5 WHEN 'CANCELLED' THEN 6"
                   " WHEN 'SKIPPED' THEN 7 ELSE 8 END");

/// `lower(column) LIKE lower(?)`, the same on both backends.
QString contains(const char *column)
{
    return QStringLiteral("lower(%1) LIKE lower(?) ESCAPE '!'").arg(QLatin1StringView(column));
}

} // namespace

namespace
{

struct Condition
{
    QString sql;
    QVariantList values;
    bool never = false; ///< Nothing can fulfil it.
};

Result<Condition> conditionOf(Connection &connection, const RunFilter &filter)
{
    Condition out;
    out.sql = QStringLiteral(" WHERE created_ms < ?");
    out.values = {filter.beforeMs > 0 ? filter.beforeMs : std::numeric_limits<qint64>::max()};
    if (!filter.states.isEmpty()) {
        out.sql += QStringLiteral(" AND state IN (%1)")
                       .arg(QStringList(filter.states.size(), QStringLiteral("?")).join(u", "));
        for (const domain::RunState state : filter.states)
            out.values << domain::stateName(state);
    }
    if (!filter.team.isEmpty()) {
        out.sql += QStringLiteral(" AND team = ?");
        out.values << textValue(filter.team);
    }
    if (!filter.workflowName.isEmpty()) {
        out.sql += QStringLiteral(" AND substr(workflow_name, 1, 200) = substr(?, 1, 200)");
        out.values << textValue(filter.workflowName);
    }
    const QStringList words = filter.text.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        out.sql +=
            QStringLiteral(" AND (%1 OR %2 OR %3)").arg(contains("id"), contains("title"), contains("workflow_name"));
        const QVariant pattern = textValue(u'%' + literalPattern(word) + u'%');
        out.values << pattern << pattern << pattern;
    }
    if (!filter.tag.isEmpty()) {
        const Result<QStringList> hashes = readTaggedWorkflows(connection, filter.tag);
        if (!hashes)
            return tl::unexpected(hashes.error());
        out.never = hashes->isEmpty();
        out.sql += QStringLiteral(" AND workflow_hash IN (%1)")
                       .arg(QStringList(hashes->size(), QStringLiteral("?")).join(u", "));
        for (const QString &hash : *hashes)
            out.values << textValue(hash);
    }
    return out;
}

/// The smaller, the sooner it is wanted.
const QString RunRank = QStringLiteral("CASE state WHEN 'IN_PROGRESS' THEN 0 WHEN 'PAUSED' THEN 1 WHEN 'FAILED' THEN 2"
                                       " WHEN 'PENDING' THEN 3 WHEN 'CANCELLED' THEN 4 ELSE 5 END");

/// Takes filter.nowMs where runs are ordered by how long they took.
QString orderOf(const RunFilter &filter)
{
    const QString up = filter.reverse ? QStringLiteral("DESC") : QStringLiteral("ASC");
    const QString down = filter.reverse ? QStringLiteral("ASC") : QStringLiteral("DESC");
    const QString newest = QStringLiteral("created_ms DESC, id DESC");
    switch (filter.order) {
    case RunOrder::Newest:
        break;
    case RunOrder::Longest:
        return QStringLiteral("CASE WHEN started_ms > 0 THEN 0 ELSE 1 END, CASE WHEN finished_ms > 0 THEN finished_ms"
                              " ELSE ? END - started_ms %1, %2")
            .arg(down, newest);
    case RunOrder::Dearest:
        return QStringLiteral("CASE WHEN usd IS NULL THEN 1 ELSE 0 END, usd %1, %2").arg(down, newest);
    case RunOrder::State:
        return QStringLiteral("%1 %2, %3").arg(RunRank, up, newest);
    case RunOrder::Name:
        return QStringLiteral("lower(CASE WHEN title = '' THEN workflow_name ELSE title END) %1, %2").arg(up, newest);
    }
    return QStringLiteral("created_ms %1, id %1").arg(down);
}

} // namespace

Result<QList<engine::RunRow>> readRuns(Connection &connection, const RunFilter &filter, int limit)
{
    Result<Condition> condition = conditionOf(connection, filter);
    if (!condition)
        return tl::unexpected(condition.error());
    if (condition->never)
        return QList<engine::RunRow>();
    if (filter.order == RunOrder::Longest)
        condition->values << filter.nowMs;
    condition->values << limit << filter.offset;
    return list<engine::RunRow>(connection,
                                QStringLiteral("SELECT %1 FROM runs%2 ORDER BY %3 LIMIT ? OFFSET ?")
                                    .arg(runsTable().columnList(), condition->sql, orderOf(filter)),
                                condition->values, runFromRow);
}

Result<int> countRuns(Connection &connection, const RunFilter &filter)
{
    const Result<Condition> condition = conditionOf(connection, filter);
    if (!condition)
        return tl::unexpected(condition.error());
    if (condition->never)
        return 0;
    int count = 0;
    const Result<void> read = connection.each(QStringLiteral("SELECT count(*) FROM runs") + condition->sql,
                                              condition->values, [&count](const QSqlQuery &row) -> Result<void> {
                                                  count = row.value(0).toInt();
                                                  return {};
                                              });
    return read ? Result<int>(count) : tl::unexpected(read.error());
}

Result<engine::RunRow> readRun(Connection &connection, const QString &idOrPart)
{
    const QString select = QStringLiteral("SELECT %1 FROM runs WHERE ").arg(runsTable().columnList());
    const QString part = literalPattern(idOrPart);
    Result<QList<engine::RunRow>> found =
        list<engine::RunRow>(connection, select + QStringLiteral("id = ?"), {textValue(idOrPart)}, runFromRow);
    if (found && found->isEmpty() && !idOrPart.isEmpty()) {
        found = list<engine::RunRow>(connection,
                                     select + QStringLiteral("id LIKE ? ESCAPE '!' OR id LIKE ? ESCAPE '!'"
                                                             " ORDER BY created_ms DESC LIMIT 6"),
                                     {textValue(part + u'%'), textValue(u'%' + part)}, runFromRow);
    }
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty()) {
        return fail(ErrorCode::NotFound, Text::tr("there is no run `%1`").arg(idOrPart), {},
                    Text::tr("`podiumctl runs` lists them"));
    }
    if (found->size() > 1) {
        QStringList ids;
        for (const engine::RunRow &run : *found)
            ids << run.id;
        return fail(ErrorCode::Conflict, Text::tr("`%1` could be any of: %2").arg(idOrPart, ids.join(u", ")), {},
                    Text::tr("Write more of the identifier"));
    }
    return found->first();
}

Result<QMap<QString, int>> readTaskCounts(Connection &connection, const QString &run)
{
    QMap<QString, int> out;
    const Result<void> read =
        connection.each(QStringLiteral("SELECT state, count(*) FROM tasks WHERE %1 GROUP BY state").arg(Newest),
                        {textValue(run), textValue(run)}, [&out](const QSqlQuery &row) -> Result<void> {
                            out.insert(row.value(0).toString(), row.value(1).toInt());
                            return {};
                        });
    return read ? Result<QMap<QString, int>>(out) : tl::unexpected(read.error());
}

Result<QHash<QString, RunFigures>> readRunFigures(Connection &connection, const QStringList &runs)
{
    QHash<QString, RunFigures> out;
    if (runs.isEmpty())
        return out;
    QVariantList values;
    for (const QString &run : runs)
        values << textValue(run);
    const QString these = QStringLiteral("run IN (%1)").arg(QStringList(runs.size(), QStringLiteral("?")).join(u", "));
    const Result<void> played = connection.each(
        QStringLiteral("SELECT run, SUM(usd) FROM subtask_results WHERE %1 AND runner = '%2' AND usd > 0 GROUP BY run")
            .arg(these, domain::SimulatedRunner),
        values, [&out](const QSqlQuery &row) -> Result<void> {
            out[row.value(0).toString()].simulatedUsd = row.value(1).toDouble();
            return {};
        });
    if (!played)
        return tl::unexpected(played.error());
    // Most runs have none, and only where there are some it matters which of them were done anew.
    const QString amiss = QStringLiteral("state IN ('FAILED', 'CANCELLED') AND runner <> 'expansion'");
    const Result<QStringList> affected =
        list<QString>(connection, QStringLiteral("SELECT DISTINCT run FROM tasks WHERE %1 AND %2").arg(these, amiss),
                      values, [](const QSqlQuery &row) { return row.value(0).toString(); });
    if (!affected)
        return tl::unexpected(affected.error());
    for (const QString &run : *affected) {
        RunFigures &figures = out[run];
        const Result<void> read = connection.each(
            QStringLiteral("SELECT state, count(*) FROM tasks WHERE %1 AND %2 GROUP BY state").arg(Newest, amiss),
            {textValue(run), textValue(run)}, [&figures](const QSqlQuery &row) -> Result<void> {
                const bool failed = row.value(0).toString() == domain::stateName(domain::TaskState::Failed);
                (failed ? figures.failed : figures.cancelled) = row.value(1).toInt();
                return {};
            });
        if (!read)
            return tl::unexpected(read.error());
    }
    return out;
}

Result<QList<engine::TaskRow>> readTasks(Connection &connection, const TaskFilter &filter)
{
    QString sql =
        filter.withoutResults
            ? QStringLiteral("SELECT %1, NULL, NULL FROM tasks t ").arg(tasksTable().columnList(QStringLiteral("t.")))
            : taskSelect();
    sql += QStringLiteral("WHERE t.run = ? AND t.idx BETWEEN ? AND ?");
    if (filter.ownOnly)
        sql += QStringLiteral(" AND t.parent < 0");
    QVariantList more;
    if (!filter.key.isEmpty()) {
        sql += QStringLiteral(" AND t.key = ?");
        more << textValue(filter.key);
    }
    if (filter.state) {
        sql += QStringLiteral(" AND t.state = ?");
        more << domain::stateName(*filter.state);
    }
    if (filter.most > 0) {
        // Chosen without their results, which may be large.
        sql +=
            QStringLiteral(" AND t.idx IN (SELECT idx FROM tasks WHERE %1 ORDER BY %2, finished_ms DESC, idx LIMIT ?)")
                .arg(Newest, Attention);
        more << textValue(filter.run) << textValue(filter.run) << filter.most;
    }
    sql += QStringLiteral(" ORDER BY t.idx");
    if (filter.limit > 0 && !filter.indexes) {
        sql += QStringLiteral(" LIMIT ?");
        more << filter.limit;
    }
    const auto between = [&](int first, int last) {
        return list<engine::TaskRow>(connection, sql, QVariantList{textValue(filter.run), first, last} + more,
                                     taskFromRow);
    };
    if (!filter.indexes)
        return between(filter.from, std::numeric_limits<int>::max());

    // A statement for each stretch of neighbours, which come together more often than not.
    QList<int> indexes = *filter.indexes;
    std::sort(indexes.begin(), indexes.end());
    QList<engine::TaskRow> out;
    for (qsizetype i = 0; i < indexes.size(); ++i) {
        const int first = indexes.at(i);
        while (i + 1 < indexes.size() && indexes.at(i + 1) <= indexes.at(i) + 1)
            ++i;
        Result<QList<engine::TaskRow>> stretch = between(first, indexes.at(i));
        if (!stretch)
            return stretch;
        out += *stretch;
    }
    return out;
}

Result<QList<AttemptRecord>> readAttempts(Connection &connection, const QString &run, int task)
{
    const QString sql = QStringLiteral("SELECT %1 FROM subtask_results WHERE run = ?%2 ORDER BY idx, attempt")
                            .arg(resultsTable().columnList(), task >= 0 ? QStringLiteral(" AND idx = ?") : QString());
    QVariantList values{textValue(run)};
    if (task >= 0)
        values << task;
    return list<AttemptRecord>(connection, sql, values, [](const QSqlQuery &row) {
        AttemptRecord out;
        out.key = {row.value(0).toString(), row.value(1).toInt(), row.value(2).toInt()};
        out.outcome = row.value(3).toString();
        out.agent = row.value(4).toString();
        out.runner = row.value(5).toString();
        if (!row.value(6).isNull())
            out.result = parseJson(row.value(6).toString().toUtf8()).value_or(QJsonValue());
        out.error = row.value(8).toString();
        out.errorClass = row.value(9).toString();
        out.usage = usageFromRow(row, 10);
        out.session = row.value(10 + UsageColumns).toString();
        out.startedMs = row.value(11 + UsageColumns).toLongLong();
        out.finishedMs = row.value(12 + UsageColumns).toLongLong();
        return out;
    });
}

Result<EventPage> readEvents(Connection &connection, const EventFilter &filter, int limit)
{
    EventPage page;
    page.nextSince = filter.sinceSeq;
    // The tail is read backwards from the newest, and turned round at the end.
    const QString sql =
        QStringLiteral("SELECT %1 FROM events WHERE seq > ?%2%3 ORDER BY seq%4 LIMIT ?")
            .arg(eventsTable().columnList(), filter.run.isEmpty() ? QString() : QStringLiteral(" AND run = ?"),
                 filter.tail ? QStringLiteral(" AND seq < ?") : QString(),
                 filter.tail ? QStringLiteral(" DESC") : QString());
    qint64 from = filter.sinceSeq;
    qint64 before = std::numeric_limits<qint64>::max();
    while (!page.more) {
        QVariantList values{from};
        if (!filter.run.isEmpty())
            values << textValue(filter.run);
        if (filter.tail)
            values << before;
        values << EventSlice;
        int rows = 0;
        const Result<void> read = connection.each(sql, values, [&](const QSqlQuery &row) -> Result<void> {
            ++rows;
            if (page.more)
                return {};
            Result<domain::Event> event = eventFromRow(row);
            if (!event)
                return tl::unexpected(event.error());
            const bool wanted =
                filter.patterns.isEmpty() ||
                std::any_of(filter.patterns.begin(), filter.patterns.end(),
                            [&](const QString &pattern) { return domain::topicMatches(pattern, *event); });
            if (wanted) {
                if (page.events.size() >= limit) {
                    page.more = true;
                    return {};
                }
                page.events.append(*event);
            }
            (filter.tail ? before : from) = event->seq;
            page.nextSince = std::max(page.nextSince, event->seq);
            return {};
        });
        if (!read)
            return tl::unexpected(read.error());
        if (rows < EventSlice)
            break;
    }
    if (filter.tail)
        std::reverse(page.events.begin(), page.events.end());
    return page;
}

Result<QList<domain::Approval>> readApprovals(Connection &connection, std::optional<domain::Approval::State> state,
                                              const QString &run, int limit)
{
    QString sql = QStringLiteral("SELECT %1 FROM approvals WHERE 1 = 1").arg(approvalsTable().columnList());
    QVariantList values;
    if (state) {
        sql += QStringLiteral(" AND state = ?");
        values << domain::approvalStateName(*state);
    }
    if (!run.isEmpty()) {
        sql += QStringLiteral(" AND run = ?");
        values << textValue(run);
    }
    values << limit;
    return list<domain::Approval>(connection, sql + QStringLiteral(" ORDER BY created_ms, id LIMIT ?"), values,
                                  approvalFromRow);
}

Result<QList<domain::Agent>> readAgents(Connection &connection)
{
    return list<domain::Agent>(connection,
                               QStringLiteral("SELECT %1 FROM agents ORDER BY name").arg(agentsTable().columnList()),
                               {}, agentFromRow);
}

Result<QList<domain::Permit>> readPermits(Connection &connection)
{
    return list<domain::Permit>(
        connection, QStringLiteral("SELECT %1 FROM permits ORDER BY created_ms, id").arg(permitsTable().columnList()),
        {}, permitFromRow);
}

Result<QList<AgentState>> readAgentStates(Connection &connection)
{
    return list<AgentState>(
        connection, QStringLiteral("SELECT subject, aspect, time_ms, data FROM agent_states ORDER BY subject, aspect"),
        {}, [](const QSqlQuery &row) {
            return AgentState{row.value(0).toString(), row.value(1).toString(), row.value(2).toLongLong(),
                              objectFromText(row.value(3).toString())};
        });
}

Result<QList<WorkflowInfo>> readWorkflows(Connection &connection, int limit)
{
    return list<WorkflowInfo>(connection,
                              QStringLiteral("SELECT hash, name, title, source_file, created_ms FROM workflows"
                                             " ORDER BY id DESC LIMIT ?"),
                              {limit}, [](const QSqlQuery &row) {
                                  return WorkflowInfo{row.value(0).toString(),   row.value(1).toString(),
                                                      row.value(2).toString(),   row.value(3).toString(),
                                                      row.value(4).toLongLong(), {}};
                              });
}

Result<WorkflowInfo> readWorkflow(Connection &connection, const QString &hash)
{
    const Result<QList<WorkflowInfo>> found = list<WorkflowInfo>(
        connection,
        QStringLiteral("SELECT hash, name, title, source_file, created_ms, definition FROM workflows WHERE hash = ?"),
        {textValue(hash)}, [](const QSqlQuery &row) {
            return WorkflowInfo{row.value(0).toString(),   row.value(1).toString(),
                                row.value(2).toString(),   row.value(3).toString(),
                                row.value(4).toLongLong(), objectFromText(row.value(5).toString())};
        });
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty())
        return fail(ErrorCode::NotFound, Text::tr("there is no workflow with hash `%1`").arg(hash));
    return found->first();
}

namespace
{

/// Without the numbers of items and iterations: "each[3]/fix#2" is the task each/fix.
QString pathOf(const QString &key)
{
    static const QRegularExpression number(QStringLiteral("\\[\\d+\\]|#\\d+"));
    return QString(key).remove(number);
}

} // namespace

Result<QList<TaskHistory>> readHistory(Connection &connection, const QString &workflowName, int runs)
{
    return list<TaskHistory>(
        connection,
        QStringLiteral("SELECT t.key, t.finished_ms - t.started_ms, t.usd FROM"
                       " (SELECT id, created_ms FROM runs WHERE substr(workflow_name, 1, 200) = substr(?, 1, 200)"
                       "  ORDER BY created_ms DESC LIMIT ?) AS r"
                       " JOIN tasks t ON t.run = r.id WHERE t.state = 'SUCCESS' AND t.started_ms > 0"
                       " AND t.finished_ms >= t.started_ms AND t.runner NOT IN ('fork', 'expansion') ORDER BY "
                       "r.created_ms DESC, t.idx"),
        {textValue(workflowName), runs}, [](const QSqlQuery &row) {
            return TaskHistory{pathOf(row.value(0).toString()), row.value(1).toLongLong(),
                               row.value(2).isNull() ? std::nullopt : std::optional<double>(row.value(2).toDouble())};
        });
}

Result<QList<KindHistory>> readKindHistory(Connection &connection, const QStringList &kinds, int runs)
{
    constexpr int MaxTasks = 5'000;
    if (kinds.isEmpty())
        return QList<KindHistory>();
    QVariantList values{runs};
    for (const QString &kind : kinds)
        values.append(textValue(kind));
    values.append(MaxTasks);
    return list<KindHistory>(
        connection,
        QStringLiteral("SELECT t.type, t.kind, t.finished_ms - t.started_ms, t.usd FROM"
                       " (SELECT id, created_ms FROM runs ORDER BY created_ms DESC LIMIT ?) AS r"
                       " JOIN tasks t ON t.run = r.id WHERE t.kind IN (%1) AND t.state = 'SUCCESS' AND t.started_ms > 0"
                       " AND t.finished_ms >= t.started_ms AND t.runner NOT IN ('fork', 'expansion')"
                       " ORDER BY r.created_ms DESC, t.idx LIMIT ?")
            .arg(QStringList(kinds.size(), QStringLiteral("?")).join(u',')),
        values, [](const QSqlQuery &row) {
            return KindHistory{row.value(0).toString(), row.value(1).toString(), row.value(2).toLongLong(),
                               row.value(3).isNull() ? std::nullopt : std::optional<double>(row.value(3).toDouble())};
        });
}

Result<QList<ArtifactInfo>> readArtifacts(Connection &connection, int limit)
{
    return list<ArtifactInfo>(connection,
                              QStringLiteral("SELECT hash, media_type, bytes, created_ms FROM artifacts"
                                             " ORDER BY created_ms DESC, hash LIMIT ?"),
                              {limit}, [](const QSqlQuery &row) {
                                  return ArtifactInfo{row.value(0).toString(), row.value(1).toString(),
                                                      row.value(2).toLongLong(), row.value(3).toLongLong()};
                              });
}

} // namespace podium::storage
