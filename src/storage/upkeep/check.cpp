// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/upkeep/check.h"

#include "domain/event.h"
#include "domain/taskstate.h"
#include "storage/read/notereader.h"
#include "storage/read/queryworker.h"
#include "storage/records/artifacts.h"
#include "storage/records/rows.h"

#include <QCoreApplication>
#include <QHash>

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

constexpr qsizetype MaxProblems = 100;

using domain::EventType;
using Types = QHash<int, EventType>;

/// One pass over a database; the first statement that fails ends it.
class Check
{
public:
    explicit Check(Connection &connection) : m_db(connection) {}

    Result<CheckReport> run()
    {
        Result<void> done;
        for (Result<void> (Check::*step)() : {&Check::pages, &Check::counts, &Check::sequence, &Check::projections,
                                              &Check::auditChain, &Check::artifacts}) {
            done = (this->*step)();
            if (!done && done.error().code == ErrorCode::Corrupt) {
                found(done.error().text()); // A damaged part; the others may still be looked at.
                done = {};
            }
            if (!done)
                return tl::unexpected(done.error());
        }
        return m_report;
    }

private:
    void found(const QString &problem)
    {
        if (m_report.problems.size() < MaxProblems)
            m_report.problems << problem;
    }

    Result<void> number(const QString &sql, qint64 &out)
    {
        const Result<QVariant> value = m_db.value(sql);
        if (!value)
            return tl::unexpected(value.error());
        out = value->toLongLong();
        return {};
    }

    Result<void> pages()
    {
        if (m_db.isPostgres())
            return {}; // The server looks after its pages and keys itself.
        Result<void> done =
            m_db.each(QStringLiteral("PRAGMA integrity_check(20)"), {}, [&](const QSqlQuery &row) -> Result<void> {
                if (row.value(0).toString() != u"ok")
                    found(Text::tr("damaged pages: %1").arg(row.value(0).toString()));
                return {};
            });
        if (!done)
            return done;
        return m_db.each(QStringLiteral("PRAGMA foreign_key_check"), {}, [&](const QSqlQuery &row) -> Result<void> {
            found(
                Text::tr("a row of %1 belongs to nothing in %2").arg(row.value(0).toString(), row.value(2).toString()));
            return {};
        });
    }

    Result<void> counts()
    {
        Result<void> done = number(QStringLiteral("SELECT count(*) FROM runs"), m_report.runs);
        if (done)
            done = number(QStringLiteral("SELECT count(*) FROM events"), m_report.events);
        if (done)
            done = number(QStringLiteral("SELECT count(*) FROM artifacts"), m_report.artifacts);
        if (done)
            done = number(QStringLiteral("SELECT (SELECT count(*) FROM agent_logs)"
                                         " + (SELECT coalesce(sum(lines), 0) FROM log_chunks WHERE state = 'packed')"),
                          m_report.logLines);
        return done;
    }

    Result<void> sequence()
    {
        qint64 removed = 0;
        Result<void> done = number(QStringLiteral("SELECT coalesce(sum(removed), 0) FROM compactions"), removed);
        if (done) {
            done = number(QStringLiteral("SELECT max(seq) FROM (SELECT max(seq) AS seq FROM events"
                                         " UNION ALL SELECT max(last_seq) FROM compactions) AS x"),
                          m_report.lastSeq);
        }
        if (done && m_report.events + removed != m_report.lastSeq) {
            found(Text::tr("the event log has gaps: %1 events and %2 removed by retention, but the last number is %3")
                      .arg(m_report.events)
                      .arg(removed)
                      .arg(m_report.lastSeq));
        }
        return done;
    }

    Result<void> projections()
    {
        QStringList runs;
        QHash<QString, QString> states;
        Result<void> done = m_db.each(QStringLiteral("SELECT id, state FROM runs WHERE compacted_ms = 0"), {},
                                      [&](const QSqlQuery &row) -> Result<void> {
                                          runs << row.value(0).toString();
                                          states.insert(row.value(0).toString(), row.value(1).toString());
                                          return {};
                                      });
        for (qsizetype i = 0; done && i < runs.size(); ++i)
            done = projection(runs.at(i), states.value(runs.at(i)));
        return done;
    }

    Result<void> projection(const QString &run, const QString &state)
    {
        static const QString s_sql =
            QStringLiteral("SELECT %1 FROM events WHERE run = ? ORDER BY seq").arg(eventsTable().columnList());
        QString expected;
        Types ended; // Of tasks whose last change of state was an end.
        Result<void> done = m_db.each(s_sql, {textValue(run)}, [&](const QSqlQuery &row) -> Result<void> {
            const Result<domain::Event> event = eventFromRow(row);
            if (!event)
                return tl::unexpected(event.error());
            if (event->task < 0)
                follow(*event, expected);
            else
                follow(*event, ended);
            return {};
        });
        if (!done)
            return done;
        if (!expected.isEmpty() && expected != state)
            found(Text::tr("run %1 is %2, but its events say %3").arg(run, state, expected));
        return m_db.each(QStringLiteral("SELECT idx, key, state FROM tasks WHERE run = ?"), {textValue(run)},
                         [&](const QSqlQuery &row) -> Result<void> {
                             const auto end = ended.constFind(row.value(0).toInt());
                             if (end != ended.constEnd() && row.value(2).toString() != endState(*end)) {
                                 found(Text::tr("task %1 of run %2 is %3, but its events say %4")
                                           .arg(row.value(1).toString(), run, row.value(2).toString(), endState(*end)));
                             }
                             return {};
                         });
    }

    static void follow(const domain::Event &event, QString &expected)
    {
        switch (event.type) {
        case EventType::RunStarted:
        case EventType::RunResumed:
        case EventType::RunReopened:
            expected = domain::stateName(domain::RunState::InProgress);
            break;
        case EventType::RunPaused:
            expected = domain::stateName(domain::RunState::Paused);
            break;
        case EventType::RunFinished:
            expected = event.data.value(u"state").toString();
            break;
        default:
            break;
        }
    }

    static void follow(const domain::Event &event, Types &ended)
    {
        switch (event.type) {
        case EventType::TaskSucceeded:
        case EventType::TaskFailed:
        case EventType::TaskSkipped:
        case EventType::TaskCancelled:
            ended.insert(event.task, event.type);
            break;
        case EventType::TaskStarted:
        case EventType::TaskStopping:
        case EventType::ApprovalRequested:
        case EventType::ApprovalDecided:
        case EventType::ApprovalClosed:
        case EventType::MessageSent:
        case EventType::SessionAsked:
        case EventType::DecisionVoted:
        case EventType::Noted:
            break; // Change no state that an end has set.
        default:
            ended.remove(event.task);
            break;
        }
    }

    static QString endState(EventType type)
    {
        using domain::TaskState;
        return domain::stateName(type == EventType::TaskSucceeded ? TaskState::Success
                                 : type == EventType::TaskFailed  ? TaskState::Failed
                                 : type == EventType::TaskSkipped ? TaskState::Skipped
                                                                  : TaskState::Cancelled);
    }

    Result<void> auditChain()
    {
        constexpr int Page = 1000;
        qint64 id = 0;
        QString previous;
        for (;;) {
            const Result<QList<AuditEntry>> page = readAudit(m_db, AuditFilter{id, false, {}, {}, {}}, Page);
            if (!page)
                return tl::unexpected(page.error());
            for (const AuditEntry &entry : *page) {
                if (entry.id != id + 1 || entry.previous != previous || entry.hash != entry.expectedHash()) {
                    found(Text::tr("the audit trail is broken at entry %1").arg(entry.id));
                    return {};
                }
                id = entry.id;
                previous = entry.hash;
            }
            if (page->size() < Page)
                return {};
        }
    }

    Result<void> artifacts()
    {
        QStringList hashes;
        Result<void> done =
            m_db.each(QStringLiteral("SELECT hash FROM artifacts"), {}, [&](const QSqlQuery &row) -> Result<void> {
                hashes << row.value(0).toString();
                return {};
            });
        for (qsizetype i = 0; done && i < hashes.size(); ++i) {
            const Result<QByteArray> bytes = readArtifact(m_db, hashes.at(i));
            if (!bytes && bytes.error().code == ErrorCode::Corrupt)
                found(bytes.error().message);
            else if (!bytes)
                done = tl::unexpected(bytes.error());
        }
        return done;
    }

    Connection &m_db;
    CheckReport m_report;
};

} // namespace

Result<CheckReport> checkDatabase(Connection &connection)
{
    // One snapshot for all questions: a running Podium goes on writing.
    Result<void> begun = connection.control(
        connection.isPostgres() ? QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ") : QStringLiteral("BEGIN"));
    if (!begun)
        return tl::unexpected(begun.error());
    Result<CheckReport> report = Check(connection).run();
    connection.rollback();
    return report;
}

Result<CheckReport> checkDatabase(const QString &url)
{
    const Result<DatabaseUrl> parsed = DatabaseUrl::parse(url);
    if (!parsed)
        return tl::unexpected(parsed.error());
    const Result<std::unique_ptr<Connection>> connection = openToRead(*parsed, {});
    if (!connection)
        return tl::unexpected(connection.error());
    return checkDatabase(**connection);
}

} // namespace podium::storage
