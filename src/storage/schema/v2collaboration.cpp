// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/schema/migrations.h"

#include "storage/schema/statements.h"

namespace podium::storage
{

namespace
{

constexpr const char *Collaboration[] = {
    "CREATE TABLE messages (id INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, run TEXT NOT NULL, task INTEGER NOT NULL,"
    " sender TEXT NOT NULL, recipient TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, data TEXT NOT NULL)",
    "CREATE INDEX messages_by_run ON messages (run, id)",
    "CREATE INDEX messages_by_recipient ON messages (recipient, id)",

    "CREATE TABLE knowledge (id INTEGER PRIMARY KEY, topic TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,"
    " tags TEXT NOT NULL, source TEXT NOT NULL, author TEXT NOT NULL, created_ms INTEGER NOT NULL,"
    " updated_ms INTEGER NOT NULL)",
    "CREATE INDEX knowledge_by_topic ON knowledge (topic, id)",

    "CREATE TABLE decisions (id TEXT PRIMARY KEY, run TEXT NOT NULL, task INTEGER NOT NULL, question TEXT NOT NULL,"
    " options TEXT NOT NULL, quorum INTEGER NOT NULL, state TEXT NOT NULL, choice TEXT NOT NULL,"
    " created_ms INTEGER NOT NULL, decided_ms INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX decisions_by_run ON decisions (run, created_ms)",
    "CREATE TABLE votes (decision TEXT NOT NULL REFERENCES decisions (id), voter TEXT NOT NULL, choice TEXT NOT NULL,"
    " reason TEXT NOT NULL, time_ms INTEGER NOT NULL, PRIMARY KEY (decision, voter)) WITHOUT ROWID",

    // Each row's hash covers the row and the hash before it: a changed or missing row breaks the chain.
    "CREATE TABLE audit (id INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, who TEXT NOT NULL, operation TEXT NOT NULL,"
    " subject TEXT NOT NULL, outcome TEXT NOT NULL, data TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)",
    "CREATE INDEX audit_by_time ON audit (time_ms)",

    // Log lines of finished attempts, compressed. `state`: "packed", or "dropped" with no data but the count.
    "CREATE TABLE log_chunks (first_id INTEGER PRIMARY KEY, last_id INTEGER NOT NULL, run TEXT NOT NULL,"
    " task INTEGER NOT NULL, attempt INTEGER NOT NULL, lines INTEGER NOT NULL, bytes INTEGER NOT NULL,"
    " from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL, state TEXT NOT NULL, data BLOB)",
    "CREATE INDEX log_chunks_by_task ON log_chunks (run, task, attempt, first_id)",

    // The events that retention took out of the log, so that a gap there is never unexplained.
    "CREATE TABLE compactions (run TEXT PRIMARY KEY, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL,"
    " removed INTEGER NOT NULL, time_ms INTEGER NOT NULL) WITHOUT ROWID",
    "ALTER TABLE runs ADD COLUMN compacted_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE runs ADD COLUMN logs_packed_ms INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX runs_by_end ON runs (finished_ms)",
};

constexpr const char *CollaborationSqlite[] = {
    "CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE VIRTUAL TABLE knowledge_words USING fts5 (title, body, tags, content = 'knowledge', content_rowid = 'id',"
    " tokenize = 'unicode61 remove_diacritics 0')",
};

constexpr const char *CollaborationPostgres[] = {
    "CREATE FUNCTION podium_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
    "CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
    " FOR EACH STATEMENT EXECUTE FUNCTION podium_refuse()",
    "CREATE INDEX knowledge_words ON knowledge"
    " USING gin (podium_words(title || ' ' || body || ' ' || tags))",
    "ALTER TABLE log_chunks ADD COLUMN words tsvector",
    "CREATE INDEX log_chunks_words ON log_chunks USING gin (words)",
};

} // namespace

Result<void> applyCollaboration(QSqlQuery &query)
{
    if (Result<void> done = executeAll(query, Collaboration); !done)
        return done;
    return dialectOf(query) == Dialect::Postgres ? executeAll(query, CollaborationPostgres)
                                                 : executeAll(query, CollaborationSqlite);
}

} // namespace podium::storage
