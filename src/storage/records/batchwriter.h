// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/irunstore.h"
#include "storage/sql/table.h"

#include <QHash>
#include <QSet>

namespace podium::storage
{

class Connection;

/// Collects the batches of one transaction and writes them with few statements. Of a row that several batches change
/// only the last state is written. Used in the storage thread.
class BatchWriter
{
public:
    void add(const engine::StoreBatch &batch);
    /// Rows collected so far.
    qsizetype size() const { return m_events.size() + m_tasks.size() + m_results.size(); }
    /// Writes everything in an order that satisfies the foreign keys. The caller holds a transaction.
    Result<void> write(Connection &connection, qint64 nowMs) const;

private:
    /// Rows by key; the last one wins, in the order of first appearance.
    struct Latest
    {
        Rows rows;
        QHash<QString, qsizetype> index;
        void put(const QString &key, QVariantList row);
        qsizetype size() const { return rows.size(); }
    };

    static void addDependencies(Rows &rows, const QString &prefix, const domain::Workflow &workflow, int depth);
    void addResults(const engine::StoreBatch &batch);
    void addDecision(const domain::Approval &approval);
    void project(const domain::Event &event);
    Result<void> writeWorkflows(Connection &connection, qint64 nowMs) const;

    QHash<QString, domain::WorkflowPtr> m_workflows; ///< By hash; written only if they are new.
    Latest m_runs;
    Latest m_tasks;
    Latest m_results;
    Latest m_approvals;
    Latest m_decisions;
    Latest m_votes;
    Latest m_agents;
    Latest m_permits;
    QSet<QString> m_removedAgents;
    Latest m_agentStates;
    Rows m_messages; ///< Their ids are given when they are written.
    Rows m_events;
};

} // namespace podium::storage
