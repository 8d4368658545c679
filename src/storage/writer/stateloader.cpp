// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/writer/stateloader.h"

#include "base/json.h"
#include "storage/read/runreader.h"
#include "storage/read/spendingreader.h"
#include "storage/records/rows.h"
#include "storage/sql/connection.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

using Workflows = QHash<QString, domain::WorkflowPtr>;

Result<domain::WorkflowPtr> loadWorkflow(Connection &connection, const QString &hash, const WorkflowReader &reader)
{
    QString definition;
    QString sourceFile;
    const Result<void> read =
        connection.each(QStringLiteral("SELECT definition, source_file FROM workflows WHERE hash = ?"),
                        {textValue(hash)}, [&](const QSqlQuery &row) -> Result<void> {
                            definition = row.value(0).toString();
                            sourceFile = row.value(1).toString();
                            return {};
                        });
    if (!read)
        return tl::unexpected(read.error());
    const Result<QJsonValue> json = parseJson(definition.toUtf8());
    if (!json || !json->isObject())
        return fail(ErrorCode::Corrupt, Text::tr("workflow %1 is damaged").arg(hash), connection.url().display());
    if (!reader)
        return fail(ErrorCode::Internal, Text::tr("stored workflows cannot be read by this program"));
    return reader(json->toObject(), sourceFile);
}

Result<engine::StoredRun> loadOne(Connection &connection, const QString &run, const QString &hash,
                                  const WorkflowReader &reader, Workflows &known)
{
    engine::StoredRun out;
    if (!known.contains(hash)) {
        const Result<domain::WorkflowPtr> workflow = loadWorkflow(connection, hash, reader);
        if (!workflow) {
            Error error = workflow.error();
            error.message = Text::tr("the workflow of run %1 cannot be read: %2").arg(run, error.message);
            return tl::unexpected(error);
        }
        known.insert(hash, *workflow);
    }
    out.workflow = known.value(hash);
    static const QString s_sql =
        QStringLiteral("SELECT %1 FROM events WHERE run = ? ORDER BY seq").arg(eventsTable().columnList());
    const Result<void> read = connection.each(s_sql, {textValue(run)}, [&](const QSqlQuery &row) -> Result<void> {
        Result<domain::Event> event = eventFromRow(row);
        if (!event)
            return tl::unexpected(event.error());
        out.events.append(std::move(*event));
        return {};
    });
    if (!read)
        return tl::unexpected(read.error());
    return out;
}

} // namespace

Result<qint64> lastSeq(Connection &connection)
{
    const Result<QVariant> last =
        connection.value(QStringLiteral("SELECT max(seq) FROM (SELECT max(seq) AS seq FROM events"
                                        " UNION ALL SELECT max(last_seq) FROM compactions) AS x"));
    if (!last)
        return tl::unexpected(last.error());
    return last->toLongLong();
}

Result<engine::StoredState> loadState(Connection &connection, const WorkflowReader &readWorkflow)
{
    engine::StoredState state;
    const Result<qint64> last = lastSeq(connection);
    if (!last)
        return tl::unexpected(last.error());
    state.lastSeq = *last;
    QList<QPair<QString, QString>> unfinished;
    Result<void> read = connection.each(
        QStringLiteral("SELECT id, workflow_hash FROM runs WHERE state NOT IN ('COMPLETED', 'FAILED', 'CANCELLED')"
                       " ORDER BY created_ms, id"),
        {}, [&](const QSqlQuery &row) -> Result<void> {
            unfinished.append({row.value(0).toString(), row.value(1).toString()});
            return {};
        });
    if (!read)
        return tl::unexpected(read.error());
    Workflows workflows;
    for (const auto &[run, hash] : std::as_const(unfinished)) {
        Result<engine::StoredRun> stored = loadOne(connection, run, hash, readWorkflow, workflows);
        if (!stored)
            return tl::unexpected(stored.error());
        state.runs.append(std::move(*stored));
    }
    read = connection.each(QStringLiteral("SELECT %1 FROM agents ORDER BY name").arg(agentsTable().columnList()), {},
                           [&](const QSqlQuery &row) -> Result<void> {
                               state.agents.append(agentFromRow(row));
                               return {};
                           });
    if (!read)
        return tl::unexpected(read.error());
    const Result<QList<AgentState>> aspects = readAgentStates(connection);
    if (!aspects)
        return tl::unexpected(aspects.error());
    for (const AgentState &aspect : *aspects) {
        if (aspect.aspect == QLatin1StringView("breaker"))
            state.breakers.append({aspect.breakerName(), aspect.data, aspect.timeMs});
    }
    Result<QList<domain::Permit>> permits = readPermits(connection);
    if (!permits)
        return tl::unexpected(permits.error());
    state.permits = std::move(*permits);
    Result<QList<engine::StoredSpending>> spent =
        readSpending(connection, QDate::currentDate().startOfDay().toMSecsSinceEpoch());
    if (!spent)
        return tl::unexpected(spent.error());
    state.spentToday = std::move(*spent);
    return state;
}

Result<engine::StoredRun> loadStoredRun(Connection &connection, const QString &runId,
                                        const WorkflowReader &readWorkflow)
{
    QString hash;
    qint64 compactedMs = 0;
    const Result<void> read =
        connection.each(QStringLiteral("SELECT workflow_hash, compacted_ms FROM runs WHERE id = ?"), {textValue(runId)},
                        [&](const QSqlQuery &row) -> Result<void> {
                            hash = row.value(0).toString();
                            compactedMs = row.value(1).toLongLong();
                            return {};
                        });
    if (!read)
        return tl::unexpected(read.error());
    if (hash.isEmpty())
        return fail(ErrorCode::NotFound, Text::tr("there is no run `%1`").arg(runId));
    if (compactedMs > 0) {
        const QString day =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(compactedMs).date(), QLocale::ShortFormat);
        return fail(ErrorCode::Conflict,
                    Text::tr("the history of run `%1` was removed by retention on %2").arg(runId, day), {},
                    Text::tr("Its tasks and results can still be read; start a new run to do the work again"));
    }
    Workflows workflows;
    return loadOne(connection, runId, hash, readWorkflow, workflows);
}

} // namespace podium::storage
