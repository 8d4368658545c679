// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/approval.h"
#include "domain/attempt.h"
#include "domain/event.h"
#include "domain/policy/budgetledger.h"
#include "domain/taskstate.h"
#include "engine/ports/ilogsink.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace podium::storage
{

/// What comes first in a list of runs; the newer of equal ones.
enum class RunOrder {
    Newest,
    Longest, ///< Those that have not begun last.
    Dearest, ///< By what attempts that have ended cost; unknown cost last.
    State,   ///< What is under way, then what failed, what waits for its turn, what has ended well last.
    Name,    ///< Title, or name of the workflow.
};

/// Which runs, and in which order; an empty member does not filter.
struct RunFilter
{
    QList<domain::RunState> states;
    QString team;
    QString workflowName;
    QString text;        ///< Words; each is a part of id, title or workflow name.
    QString tag;         ///< One of the workflow's tags.
    qint64 beforeMs = 0; ///< Created before; for the next page. 0 = now.
    RunOrder order = RunOrder::Newest;
    bool reverse = false; ///< The order the other way round.
    int offset = 0;       ///< Leaves out this many of the first.
    qint64 nowMs = 0;     ///< How long runs under way have taken is seen from here.
};

/// Which tasks of a run, by index.
struct TaskFilter
{
    QString run;
    std::optional<QList<int>> indexes; ///< Those that exist of them; nothing = all.
    QString key;                       ///< Empty = all.
    std::optional<domain::TaskState> state;
    int from = 0;  ///< Tasks from this index on, unless `indexes` names them.
    int limit = 0; ///< Of these, the first so many; 0 = all.
    int most = 0;  ///< Only the so many that need attention most: what waits for a person, runs, failed …; 0 = all.
    bool ownOnly = false;        ///< Only tasks of the run's own workflow, not what they were expanded into.
    bool withoutResults = false; ///< Of many runs at once: their results may be large.
};

/// Which events, oldest first.
struct EventFilter
{
    qint64 sinceSeq = 0; ///< Those after it.
    bool tail = false;   ///< Where there are more than asked for: the last of them, not the first.
    QString run;
    QStringList patterns; ///< Those that match one of them, see domain::topicMatches(); empty = all.
};

struct EventPage
{
    QList<domain::Event> events;
    qint64 nextSince = 0; ///< Where to go on; also moves when nothing matched.
    bool more = false;    ///< The limit ended the page.
};

/// Which log lines. Oldest first, also with `tail`.
struct LogFilter
{
    QString run; ///< Empty = all.
    int task = -1;
    int attempt = 0;
    QString stream;
    qint64 sinceId = 0;  ///< Those after it.
    qint64 beforeId = 0; ///< Those before it; 0 = all.
    bool tail = false;   ///< The last ones instead of the first ones.
    QString text;        ///< Words that must all occur; "word*" is a prefix.
    QStringList levels;  ///< Empty = all.
    QString agent;       ///< Of the task's last attempt.
    qint64 fromMs = 0;   ///< Not before this time.
    qint64 toMs = 0;     ///< Before this time; 0 = all.
};

struct LogEntry
{
    qint64 id = 0; ///< Ascending over all logs.
    engine::LogLine line;
};

/// Lines that a pattern fits. A page ends where it is full, or where enough was looked at for one answer.
struct LogPage
{
    QList<LogEntry> lines; ///< Oldest first.
    qint64 reached = 0;    ///< Where to go on: as sinceId, or as beforeId with `tail`.
    bool more = false;     ///< There may be more.
};

/// What the row of a run does not tell. Tasks without those that others were made of.
struct RunFigures
{
    int failed = 0;
    int cancelled = 0;
    double simulatedUsd = 0; ///< Part of its cost that nobody pays, of attempts that have ended.
};

/// How an attempt ended.
struct AttemptRecord
{
    domain::AttemptKey key;
    QString outcome; ///< "succeeded", "failed" …
    QString agent;
    QString runner;
    QJsonValue result = QJsonValue::Undefined;
    QString error;
    QString errorClass;
    domain::Usage usage;
    QString session;
    qint64 startedMs = 0;
    qint64 finishedMs = 0;
};

/// What a task, an item or an iteration of it took in an earlier run of the same workflow.
struct TaskHistory
{
    QString path; ///< The task's id; "parent/child" in a sub-workflow, whatever the item or iteration of the parent.
    qint64 durationMs = 0;
    std::optional<double> usd;
};

/// What a task with a kind took, in a run of any workflow.
struct KindHistory
{
    QString type;
    QString kind;
    qint64 durationMs = 0;
    std::optional<double> usd;
};

/// What tasks of one kind have used, and how their attempts ended; the others were cancelled, parked or left out.
struct KindSpending
{
    QString kind;
    domain::Spending spent;
    int succeeded = 0;
    int failed = 0;
};

/// How the attempts of an agent ended; without those that were cancelled, parked or left out.
struct AgentOutcomes
{
    int succeeded = 0;
    int failed = 0;
};

struct WorkflowInfo
{
    QString hash;
    QString name;
    QString title;
    QString sourceFile;
    qint64 createdMs = 0;
    QJsonObject definition; ///< Only if one workflow was asked for.
};

/// The words that its author gave a workflow and its tasks.
struct WorkflowTags
{
    QStringList own;
    QHash<QString, QStringList> ofTasks; ///< By id; "parent/child" in a sub-workflow.

    /// `key` as in TaskRow, with the numbers of items: "build[2]/test".
    QStringList ofTask(const QString &key) const;
};

struct AgentState
{
    QString subject; ///< Agent's name, or "runner:<name>".
    QString aspect;  ///< "state" or "breaker".
    qint64 timeMs = 0;
    QJsonObject data; ///< Of the last such event.

    /// As the engine names it: "agent:x" or "runner:y".
    QString breakerName() const
    {
        return subject.startsWith(QLatin1StringView("runner:")) ? subject : QStringLiteral("agent:") + subject;
    }
};

/// Which entries of the audit trail, oldest first; an empty member does not filter.
struct AuditFilter
{
    qint64 sinceId = 0; ///< Those after it.
    bool tail = false;  ///< The last ones instead of the first ones.
    QString who;
    QString operation; ///< The whole name, or an area: "run".
    QString subject;   ///< The whole subject, or its beginning.
};

struct ArtifactInfo
{
    QString hash;
    QString mediaType;
    qint64 bytes = 0;
    qint64 createdMs = 0;
};

} // namespace podium::storage
