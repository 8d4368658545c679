// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/migrations.h"

#include "storage/schema/statements.h"

namespace podium::storage
{

namespace
{

// Times are milliseconds since 1970 (0 = not yet), JSON is text exactly as written (an event log must replay to the
// same bytes), booleans are 0 and 1, NULL is "unknown". Identifiers of rows are given by the one writer.
constexpr const char *Core[] = {
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",

    "CREATE TABLE workflows (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT NOT "
    "NULL, definition TEXT NOT NULL,"
    " source_file TEXT NOT NULL, created_ms INTEGER NOT NULL)",

    // Written once with the workflow, not once a run. Tasks of an embedded workflow are "task/inner task".
    "CREATE TABLE task_dependencies (workflow INTEGER NOT NULL REFERENCES workflows (id), task_id TEXT NOT NULL,"
    " depends_on TEXT NOT NULL, PRIMARY KEY (workflow, task_id, depends_on)) WITHOUT ROWID",

    "CREATE TABLE runs (id TEXT PRIMARY KEY, team TEXT NOT NULL, workflow_hash TEXT NOT NULL REFERENCES workflows "
    "(hash),"
    " workflow_name TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, cancelling INTEGER NOT NULL,"
    " priority INTEGER NOT NULL, parent_run TEXT NOT NULL, working_directory TEXT NOT NULL, inputs TEXT NOT NULL,"
    " outputs TEXT NOT NULL, reason TEXT NOT NULL, tasks_total INTEGER NOT NULL, tasks_done INTEGER NOT NULL, usd REAL,"
    " input_tokens INTEGER, output_tokens INTEGER, cpu_ms INTEGER, max_rss INTEGER, created_ms INTEGER NOT NULL,"
    " started_ms INTEGER NOT NULL, finished_ms INTEGER NOT NULL, created_by TEXT NOT NULL)",
    "CREATE INDEX runs_by_time ON runs (created_ms)",
    "CREATE INDEX runs_by_state ON runs (state, created_ms)",
    // Names may be long and PostgreSQL's index entries may not.
    "CREATE INDEX runs_by_workflow ON runs (substr(workflow_name, 1, 200), created_ms)",

    "CREATE TABLE tasks (run TEXT NOT NULL REFERENCES runs (id), idx INTEGER NOT NULL, parent INTEGER NOT NULL,"
    " task_id TEXT NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL,"
    " state TEXT NOT NULL, attempt INTEGER NOT NULL, failures INTEGER NOT NULL, agent TEXT NOT NULL,"
    " runner TEXT NOT NULL, why TEXT NOT NULL, error_class TEXT NOT NULL, result_attempt INTEGER, usd REAL,"
    " input_tokens INTEGER, output_tokens INTEGER, cpu_ms INTEGER, max_rss INTEGER, session TEXT NOT NULL,"
    " process TEXT NOT NULL, ready_ms INTEGER NOT NULL, not_before_ms INTEGER NOT NULL, started_ms INTEGER NOT NULL,"
    " finished_ms INTEGER NOT NULL, PRIMARY KEY (run, idx))",

    // How each attempt ended. The result of a task is that of tasks.result_attempt (0: taken over from another run).
    "CREATE TABLE subtask_results (run TEXT NOT NULL, idx INTEGER NOT NULL, attempt INTEGER NOT NULL,"
    " outcome TEXT NOT NULL, agent TEXT NOT NULL, runner TEXT NOT NULL, result TEXT, result_source TEXT NOT NULL,"
    " error TEXT NOT NULL, error_class TEXT NOT NULL, usd REAL, input_tokens INTEGER, output_tokens INTEGER,"
    " cpu_ms INTEGER, max_rss INTEGER, session TEXT NOT NULL, started_ms INTEGER NOT NULL,"
    " finished_ms INTEGER NOT NULL, PRIMARY KEY (run, idx, attempt),"
    " FOREIGN KEY (run, idx) REFERENCES tasks (run, idx))",

    "CREATE TABLE approvals (id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, run TEXT NOT NULL,"
    " task INTEGER NOT NULL, attempt INTEGER NOT NULL, title TEXT NOT NULL, subject TEXT NOT NULL, digest TEXT NOT "
    "NULL,"
    " risk TEXT NOT NULL, reason TEXT NOT NULL, role TEXT NOT NULL, needed INTEGER NOT NULL,"
    " created_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL, decided_by TEXT NOT NULL, decided_ms INTEGER NOT NULL,"
    " answer TEXT NOT NULL)",
    "CREATE INDEX approvals_by_state ON approvals (state, created_ms)",
    "CREATE INDEX approvals_by_run ON approvals (run, created_ms)",

    "CREATE TABLE agents (name TEXT PRIMARY KEY, role TEXT NOT NULL, runner TEXT NOT NULL, enabled INTEGER NOT NULL,"
    " definition TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE agent_states (subject TEXT NOT NULL, aspect TEXT NOT NULL, seq INTEGER NOT NULL,"
    " time_ms INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (subject, aspect)) WITHOUT ROWID",

    "CREATE TABLE events (seq INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, team TEXT NOT NULL, run TEXT NOT NULL,"
    " task INTEGER NOT NULL, attempt INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL)",
    "CREATE INDEX events_by_run ON events (run, seq)",

    "CREATE TABLE artifacts (hash TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes INTEGER NOT NULL,"
    " packed INTEGER NOT NULL, created_ms INTEGER NOT NULL, data BLOB NOT NULL)",

    "CREATE TABLE agent_logs (id INTEGER PRIMARY KEY, run TEXT NOT NULL, task INTEGER NOT NULL,"
    " attempt INTEGER NOT NULL, time_ms INTEGER NOT NULL, stream TEXT NOT NULL, level TEXT NOT NULL,"
    " text TEXT NOT NULL)",
    "CREATE INDEX agent_logs_by_task ON agent_logs (run, task, attempt, id)",
    "CREATE TABLE log_positions (run TEXT NOT NULL, task INTEGER NOT NULL, attempt INTEGER NOT NULL,"
    " stream TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (run, task, attempt, stream)) WITHOUT ROWID",
};

// The words of the log lines. The index keeps no text of its own and goes on finding lines whose text was moved into a
// compressed chunk, since their ids stay.
constexpr const char *CoreSqlite[] = {
    "PRAGMA application_id = 1349477481", // "Podi"
    "CREATE VIRTUAL TABLE agent_logs_words USING fts5 (text, content = '', detail = none,"
    " tokenize = 'unicode61 remove_diacritics 0')",
};

constexpr const char *CorePostgres[] = {
    // The parser of PostgreSQL would take "src/main.cpp" for one word: everything else becomes a space first.
    "CREATE FUNCTION podium_words(t text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
    " $$ SELECT to_tsvector('pg_catalog.simple', regexp_replace(t, '[^[:alnum:]]+', ' ', 'g')) $$",
    "CREATE INDEX agent_logs_words ON agent_logs USING gin (podium_words(text))",
};

} // namespace

Result<void> applyCore(QSqlQuery &query)
{
    if (Result<void> done = executeAll(query, Core); !done)
        return done;
    return dialectOf(query) == Dialect::Postgres ? executeAll(query, CorePostgres) : executeAll(query, CoreSqlite);
}

} // namespace podium::storage
