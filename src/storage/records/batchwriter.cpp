// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/records/batchwriter.h"

#include "base/json.h"
#include "storage/records/noterows.h"
#include "storage/records/notewriter.h"
#include "storage/records/rows.h"
#include "storage/sql/connection.h"

#include <QJsonArray>

namespace podium::storage
{

namespace
{

using domain::EventType;

constexpr int MaxWorkflowDepth = 32; // Of embedded workflows; the loader allows fewer.

/// How an attempt ended, if the event says that it did.
QString outcomeOf(EventType type)
{
    switch (type) {
    case EventType::TaskSucceeded:
    case EventType::TaskAwaitingReview:
        return QStringLiteral("succeeded");
    case EventType::TaskFailed:
    case EventType::TaskRetrying:
        return QStringLiteral("failed");
    case EventType::TaskSkipped:
        return QStringLiteral("skipped");
    case EventType::TaskCancelled:
        return QStringLiteral("cancelled");
    case EventType::TaskParked:
        return QStringLiteral("parked");
    default:
        return {};
    }
}

QString taskKey(const QString &run, int task)
{
    return run + u'/' + QString::number(task);
}

struct Ended
{
    QString outcome;
    qint64 timeMs = 0;
};

/// The row of an attempt that another one has followed within the same batch: what its end says.
engine::TaskRow earlier(const engine::TaskRow &task, const domain::Event &end)
{
    engine::TaskRow out = task;
    const auto text = [&end](QStringView name) { return end.data.value(name).toString(); };
    out.attempt = end.attempt;
    out.result = end.data.value(u"result");
    out.resultSource = text(u"source");
    out.why = end.data.contains(u"error") ? text(u"error") : text(u"reason");
    out.errorClass = text(u"error_class");
    out.session = text(u"session");
    out.attemptUsage = domain::usageFromJson(end.data.value(u"usage").toObject());
    out.startedMs = 0; // Of this one nobody remembers it.
    out.finishedMs = end.timeMs;
    return out;
}

} // namespace

void BatchWriter::Latest::put(const QString &key, QVariantList row)
{
    const auto known = index.constFind(key);
    if (known != index.constEnd()) {
        rows[*known] = std::move(row);
        return;
    }
    index.insert(key, rows.size());
    rows.append(std::move(row));
}

void BatchWriter::add(const engine::StoreBatch &batch)
{
    for (const domain::WorkflowPtr &workflow : batch.workflows) {
        if (workflow)
            m_workflows.insert(workflow->hash, workflow);
    }
    for (const engine::RunRow &run : batch.runs)
        m_runs.put(run.id, toRow(run));
    for (const engine::TaskRow &task : batch.tasks)
        m_tasks.put(taskKey(task.run, task.index), toRow(task));
    addResults(batch);
    for (const domain::Approval &approval : batch.approvals) {
        m_approvals.put(approval.id, toRow(approval));
        if (approval.kind == domain::Approval::Kind::Vote)
            addDecision(approval);
    }
    for (const domain::Agent &agent : batch.agents) {
        m_agents.put(agent.name, toRow(agent));
        m_removedAgents.remove(agent.name);
    }
    for (const domain::Permit &permit : batch.permits)
        m_permits.put(permit.id, toRow(permit));
    for (const QString &name : batch.removedAgents)
        m_removedAgents.insert(name);
    for (const domain::Event &event : batch.events) {
        m_events.append(toRow(event));
        project(event);
    }
}

void BatchWriter::addDependencies(Rows &rows, const QString &prefix, const domain::Workflow &workflow, int depth)
{
    if (depth > MaxWorkflowDepth)
        return;
    for (const domain::TaskSpec &task : workflow.tasks) {
        const QVariant id = textValue(prefix + task.id);
        QStringList seen; // "depends_on: [a, a]" is one edge.
        for (const QString &dependency : task.dependsOn) {
            if (seen.contains(dependency))
                continue;
            seen.append(dependency);
            rows.append({0, id, textValue(prefix + dependency)});
        }
        if (task.sub.definition)
            addDependencies(rows, prefix + task.id + u'/', *task.sub.definition, depth + 1);
    }
}

void BatchWriter::addResults(const engine::StoreBatch &batch)
{
    QHash<QString, Ended> ended;
    QHash<QString, QList<const domain::Event *>> ends; // With those of earlier attempts.
    for (const domain::Event &event : batch.events) {
        const QString outcome = event.task >= 0 ? outcomeOf(event.type) : QString();
        if (outcome.isEmpty())
            continue;
        ended.insert(taskKey(event.run, event.task), {outcome, event.timeMs});
        ends[taskKey(event.run, event.task)].append(&event);
    }
    for (const engine::TaskRow &task : batch.tasks) {
        const QString key = taskKey(task.run, task.index);
        const auto end = ended.constFind(key);
        const QList<const domain::Event *> all = ends.value(key);
        for (const domain::Event *event : all) {
            if (event->attempt > 0 && event->attempt < task.attempt) {
                m_results.put(key + u'/' + QString::number(event->attempt),
                              resultRow(earlier(task, *event), outcomeOf(event->type), event->timeMs));
            }
        }
        const bool attemptEnded = end != ended.constEnd() && task.attempt > 0;
        if (!attemptEnded && !hasResult(task))
            continue;
        const QString outcome = end != ended.constEnd() ? end->outcome : QStringLiteral("succeeded");
        m_results.put(key + u'/' + QString::number(task.attempt),
                      resultRow(task, outcome, end != ended.constEnd() ? end->timeMs : 0));
    }
}

void BatchWriter::addDecision(const domain::Approval &approval)
{
    const Decision decision = decisionFromApproval(approval);
    m_decisions.put(decision.id, toRow(decision));
    for (const Vote &vote : votesFromApproval(approval))
        m_votes.put(vote.decision + u'/' + vote.voter, toRow(vote));
}

void BatchWriter::project(const domain::Event &event)
{
    if (event.type == EventType::MessageSent) {
        m_messages.append(toRow(messageFromEvent(event)));
    } else if (event.type == EventType::AgentStateChanged || event.type == EventType::BreakerChanged) {
        const bool breaker = event.type == EventType::BreakerChanged;
        QString subject = event.data.value(u"agent").toString(event.data.value(u"name").toString());
        if (subject.isEmpty())
            subject = QStringLiteral("runner:") + event.data.value(u"runner").toString();
        const QString aspect = breaker ? QStringLiteral("breaker") : QStringLiteral("state");
        m_agentStates.put(subject + u'/' + aspect,
                          {textValue(subject), aspect, event.seq, event.timeMs, jsonText(event.data)});
    }
}

Result<void> BatchWriter::writeWorkflows(Connection &connection, qint64 nowMs) const
{
    for (const domain::WorkflowPtr &workflow : m_workflows) {
        const Result<QVariant> known =
            connection.value(QStringLiteral("SELECT 1 FROM workflows WHERE hash = ?"), {textValue(workflow->hash)});
        if (!known)
            return tl::unexpected(known.error());
        if (known->isValid())
            continue;
        const Result<QVariant> last = connection.value(QStringLiteral("SELECT max(id) FROM workflows"));
        if (!last)
            return tl::unexpected(last.error());
        const qint64 id = last->toLongLong() + 1;
        const QVariantList row{id,
                               textValue(workflow->hash),
                               textValue(workflow->name),
                               textValue(workflow->title),
                               jsonText(workflow->definition),
                               textValue(workflow->sourceFile),
                               nowMs};
        Result<void> done = writeRows(connection, workflowsTable(), OnConflict::Fail, {row});
        if (!done)
            return done;
        Rows dependencies;
        addDependencies(dependencies, {}, *workflow, 0);
        for (QVariantList &dependency : dependencies)
            dependency.first() = id;
        done = writeRows(connection, dependenciesTable(), OnConflict::Keep, dependencies);
        if (!done)
            return done;
    }
    return {};
}

Result<void> BatchWriter::write(Connection &connection, qint64 nowMs) const
{
    Result<void> done = writeWorkflows(connection, nowMs);
    const auto put = [&](const Table &table, OnConflict mode, const Rows &rows) {
        if (done)
            done = writeRows(connection, table, mode, rows);
    };
    put(runsTable(), OnConflict::Replace, m_runs.rows);
    put(tasksTable(), OnConflict::Replace, m_tasks.rows);
    put(resultsTable(), OnConflict::Replace, m_results.rows);
    put(approvalsTable(), OnConflict::Replace, m_approvals.rows);
    put(decisionsTable(), OnConflict::Replace, m_decisions.rows);
    put(votesTable(), OnConflict::Replace, m_votes.rows);
    put(agentsTable(), OnConflict::Replace, m_agents.rows);
    put(agentStatesTable(), OnConflict::Replace, m_agentStates.rows);
    put(permitsTable(), OnConflict::Replace, m_permits.rows);
    for (const QString &name : m_removedAgents) {
        for (const char *sql : {"DELETE FROM agents WHERE name = ?", "DELETE FROM agent_states WHERE subject = ?"}) {
            if (done)
                done = connection.run(QString::fromLatin1(sql), {textValue(name)});
        }
    }
    if (done && !m_messages.isEmpty()) {
        Result<qint64> id = nextId(connection, "messages");
        if (!id)
            return tl::unexpected(id.error());
        Rows messages = m_messages;
        for (QVariantList &message : messages)
            message.first() = (*id)++;
        put(messagesTable(), OnConflict::Fail, messages);
    }
    put(eventsTable(), OnConflict::Fail, m_events);
    return done;
}

} // namespace podium::storage
