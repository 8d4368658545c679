// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/baresqlite.h"

#include <sqlite3.h>

#include <deque>
#include <vector>

namespace podium::bench
{

namespace
{

/// One open database; every call that fails makes the whole run fail.
class Loop
{
public:
    explicit Loop(const QString &file)
    {
        check(sqlite3_open(file.toUtf8().constData(), &m_db));
        exec("PRAGMA journal_mode=WAL");
        exec("PRAGMA synchronous=FULL");
        exec("CREATE TABLE tasks (id INTEGER PRIMARY KEY, state INTEGER NOT NULL, attempt INTEGER NOT NULL)");
        check(sqlite3_prepare_v2(m_db, "INSERT INTO tasks VALUES (?, 0, 0)", -1, &m_insert, nullptr));
        check(sqlite3_prepare_v2(m_db, "UPDATE tasks SET state = ?, attempt = 1 WHERE id = ?", -1, &m_update, nullptr));
    }
    ~Loop()
    {
        sqlite3_finalize(m_insert);
        sqlite3_finalize(m_update);
        sqlite3_close(m_db);
    }
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    void exec(const char *sql) { check(sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr)); }

    void insert(int id)
    {
        sqlite3_bind_int(m_insert, 1, id);
        step(m_insert);
    }

    void setState(int id, int state)
    {
        sqlite3_bind_int(m_update, 1, state);
        sqlite3_bind_int(m_update, 2, id);
        step(m_update);
    }

    Result<void> result() const
    {
        if (m_failed)
            return fail(ErrorCode::Unavailable, QString::fromUtf8(sqlite3_errmsg(m_db)));
        return {};
    }

private:
    void step(sqlite3_stmt *statement)
    {
        if (sqlite3_step(statement) != SQLITE_DONE)
            m_failed = true;
        sqlite3_reset(statement);
    }
    void check(int code)
    {
        if (code != SQLITE_OK)
            m_failed = true;
    }

    sqlite3 *m_db = nullptr;
    sqlite3_stmt *m_insert = nullptr;
    sqlite3_stmt *m_update = nullptr;
    bool m_failed = false;
};

} // namespace

Result<void> runBareSqlite(const LayeredDag &dag, const QString &file, int group)
{
    constexpr int Running = 1;
    constexpr int Done = 2;

    std::vector<int> waiting(dag.size());
    std::vector<std::vector<int>> dependants(dag.size());
    std::deque<int> ready;
    Loop loop(file);
    loop.exec("BEGIN IMMEDIATE");
    for (int i = 0; i < dag.size(); ++i) {
        loop.insert(i);
        const QList<int> dependencies = dag.dependencies(i);
        waiting[i] = int(dependencies.size());
        for (const int dependency : dependencies)
            dependants[dependency].push_back(i);
        if (waiting[i] == 0)
            ready.push_back(i);
    }
    loop.exec("COMMIT");

    std::vector<int> running;
    while (!ready.empty() || !running.empty()) {
        loop.exec("BEGIN IMMEDIATE");
        for (const int done : running) {
            loop.setState(done, Done);
            for (const int next : dependants[done]) {
                if (--waiting[next] == 0)
                    ready.push_back(next);
            }
        }
        running.clear();
        while (!ready.empty() && int(running.size()) < group) {
            loop.setState(ready.front(), Running);
            running.push_back(ready.front());
            ready.pop_front();
        }
        loop.exec("COMMIT");
    }
    return loop.result();
}

} // namespace podium::bench
