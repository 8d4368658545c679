// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/records/rows.h"

namespace podium::storage
{

namespace
{

constexpr ColumnType Integer = ColumnType::Integer;
constexpr ColumnType Real = ColumnType::Real;
constexpr ColumnType String = ColumnType::Text;

} // namespace

const Table &workflowsTable()
{
    static const Table s_table{"workflows",
                               {{"id", Integer},
                                {"hash", String},
                                {"name", String},
                                {"title", String},
                                {"definition", String},
                                {"source_file", String},
                                {"created_ms", Integer}},
                               1};
    return s_table;
}

const Table &dependenciesTable()
{
    static const Table s_table{
        "task_dependencies", {{"workflow", Integer}, {"task_id", String}, {"depends_on", String}}, 3};
    return s_table;
}

const Table &runsTable()
{
    static const Table s_table{"runs",
                               {{"id", String},
                                {"team", String},
                                {"workflow_hash", String},
                                {"workflow_name", String},
                                {"title", String},
                                {"state", String},
                                {"cancelling", Integer},
                                {"priority", Integer},
                                {"parent_run", String},
                                {"working_directory", String},
                                {"inputs", String},
                                {"outputs", String},
                                {"reason", String},
                                {"tasks_total", Integer},
                                {"tasks_done", Integer},
                                {"usd", Real},
                                {"input_tokens", Integer},
                                {"output_tokens", Integer},
                                {"cpu_ms", Integer},
                                {"max_rss", Integer},
                                {"estimated_usd", Real},
                                {"cache_read_tokens", Integer},
                                {"cache_write_tokens", Integer},
                                {"subagents", Integer},
                                {"created_ms", Integer},
                                {"started_ms", Integer},
                                {"finished_ms", Integer},
                                {"created_by", String}},
                               1};
    return s_table;
}

const Table &tasksTable()
{
    static const Table s_table{"tasks",
                               {{"run", String},
                                {"idx", Integer},
                                {"parent", Integer},
                                {"task_id", String},
                                {"key", String},
                                {"title", String},
                                {"type", String},
                                {"kind", String},
                                {"state", String},
                                {"attempt", Integer},
                                {"failures", Integer},
                                {"agent", String},
                                {"runner", String},
                                {"why", String},
                                {"error_class", String},
                                {"result_attempt", Integer},
                                {"usd", Real},
                                {"input_tokens", Integer},
                                {"output_tokens", Integer},
                                {"cpu_ms", Integer},
                                {"max_rss", Integer},
                                {"estimated_usd", Real},
                                {"cache_read_tokens", Integer},
                                {"cache_write_tokens", Integer},
                                {"subagents", Integer},
                                {"session", String},
                                {"process", String},
                                {"ready_ms", Integer},
                                {"not_before_ms", Integer},
                                {"started_ms", Integer},
                                {"finished_ms", Integer}},
                               2};
    return s_table;
}

const Table &resultsTable()
{
    static const Table s_table{"subtask_results",
                               {{"run", String},
                                {"idx", Integer},
                                {"attempt", Integer},
                                {"outcome", String},
                                {"agent", String},
                                {"runner", String},
                                {"result", String},
                                {"result_source", String},
                                {"error", String},
                                {"error_class", String},
                                {"usd", Real},
                                {"input_tokens", Integer},
                                {"output_tokens", Integer},
                                {"cpu_ms", Integer},
                                {"max_rss", Integer},
                                {"estimated_usd", Real},
                                {"cache_read_tokens", Integer},
                                {"cache_write_tokens", Integer},
                                {"subagents", Integer},
                                {"session", String},
                                {"started_ms", Integer},
                                {"finished_ms", Integer},
                                {"cap_usd", Real}},
                               3};
    return s_table;
}

const Table &approvalsTable()
{
    static const Table s_table{"approvals",
                               {{"id", String},
                                {"kind", String},
                                {"state", String},
                                {"run", String},
                                {"task", Integer},
                                {"attempt", Integer},
                                {"title", String},
                                {"subject", String},
                                {"digest", String},
                                {"risk", String},
                                {"reason", String},
                                {"role", String},
                                {"needed", Integer},
                                {"created_ms", Integer},
                                {"expires_ms", Integer},
                                {"decided_by", String},
                                {"decided_ms", Integer},
                                {"answer", String}},
                               1};
    return s_table;
}

const Table &agentsTable()
{
    static const Table s_table{
        "agents",
        {{"name", String}, {"role", String}, {"runner", String}, {"enabled", Integer}, {"definition", String}},
        1};
    return s_table;
}

const Table &permitsTable()
{
    static const Table s_table{"permits",
                               {{"id", String},
                                {"scope", String},
                                {"place", String},
                                {"tool", String},
                                {"input", String},
                                {"digest", String},
                                {"title", String},
                                {"given_by", String},
                                {"created_ms", Integer},
                                {"run", String},
                                {"revoked_by", String},
                                {"revoked_ms", Integer}},
                               1};
    return s_table;
}

const Table &agentStatesTable()
{
    static const Table s_table{
        "agent_states",
        {{"subject", String}, {"aspect", String}, {"seq", Integer}, {"time_ms", Integer}, {"data", String}},
        2};
    return s_table;
}

const Table &eventsTable()
{
    static const Table s_table{"events",
                               {{"seq", Integer},
                                {"time_ms", Integer},
                                {"team", String},
                                {"run", String},
                                {"task", Integer},
                                {"attempt", Integer},
                                {"type", String},
                                {"data", String}},
                               1};
    return s_table;
}

} // namespace podium::storage
