// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/branchcompare.h"
#include "agents/worktree/branchmerge.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "domain/expression/jsonvalues.h"

#include <QCoreApplication>

namespace podium::control
{

using engine::WorktreeRow;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ReviewHandlers)
};

template<typename T> Result<T> wait(QFuture<Result<T>> question)
{
    question.waitForFinished();
    return question.result();
}

/// "/src/app" for "/src/app/.git".
QString shownRepository(const WorktreeRow &row)
{
    QString out = row.repository;
    if (out.endsWith(QLatin1StringView("/.git")))
        out.chop(5);
    return out;
}

QJsonObject rowJson(const WorktreeRow &row)
{
    return {{QStringLiteral("run"), row.user.run},
            {QStringLiteral("task"), row.taskKey},
            {QStringLiteral("attempt"), row.user.attempt},
            {QStringLiteral("title"), row.title},
            {QStringLiteral("state"), nameOf(engine::WorktreeStates, row.state)},
            {QStringLiteral("branch"), row.branch},
            {QStringLiteral("path"), row.path},
            {QStringLiteral("repository"), shownRepository(row)},
            {QStringLiteral("base"), row.base},
            {QStringLiteral("target"), row.target},
            {QStringLiteral("first_port"), row.firstPort},
            {QStringLiteral("ports"), row.ports},
            {QStringLiteral("result"), row.result},
            {QStringLiteral("saved_ref"), row.savedRef},
            {QStringLiteral("created_ms"), row.createdMs},
            {QStringLiteral("ended_ms"), row.endedMs}};
}

QJsonObject reportJson(const agents::BranchReport &report)
{
    QJsonObject out = rowJson(report.row);
    out.insert(QStringLiteral("commit"), report.commit);
    out.insert(QStringLiteral("commits"), report.commits);
    out.insert(QStringLiteral("uncommitted"), report.uncommitted);
    out.insert(QStringLiteral("files"), QJsonArray::fromStringList(report.files));
    out.insert(QStringLiteral("added"), report.added);
    out.insert(QStringLiteral("removed"), report.removed);
    out.insert(QStringLiteral("contained"), report.contained);
    out.insert(QStringLiteral("conflicts"), QJsonArray::fromStringList(report.conflicts));
    out.insert(QStringLiteral("clashes"), jsonArray(report.clashes, [](const agents::BranchReport::Clash &clash) {
                   return QJsonObject{{QStringLiteral("branch"), clash.branch},
                                      {QStringLiteral("files"), QJsonArray::fromStringList(clash.files)}};
               }));
    if (report.problem)
        out.insert(QStringLiteral("problem"), report.problem->text());
    return out;
}

/// Whether the attempt that was last given the worktree runs now.
class RunningTasks
{
public:
    explicit RunningTasks(storage::RunQueries &queries) : m_queries(queries) {}

    domain::TaskState stateOf(const WorktreeRow &row)
    {
        const QString &run = row.user.run;
        if (!m_known.contains(run)) {
            QHash<int, domain::TaskState> states;
            for (const engine::TaskRow &task : wait(m_queries.tasks(run)).value_or(QList<engine::TaskRow>()))
                states.insert(task.index, task.state);
            m_known.insert(run, states);
        }
        return m_known.value(run).value(row.user.task, domain::TaskState::Pending);
    }

private:
    storage::RunQueries &m_queries;
    QHash<QString, QHash<int, domain::TaskState>> m_known;
};

Result<QJsonObject> listed(LocalHost &host, const QString &run, bool all)
{
    const Result<QList<WorktreeRow>> rows = wait(host.queries().worktrees(run, !all));
    const Result<QList<WorktreeRow>> open = rows ? wait(host.queries().worktrees({}, true)) : rows;
    if (!open)
        return tl::unexpected(open.error());
    RunningTasks tasks(host.queries());
    QList<WorktreeRow> compared;
    for (const WorktreeRow &row : *rows) {
        if (row.isOpen() && (all || tasks.stateOf(row) != domain::TaskState::Running))
            compared += row;
    }
    QHash<QString, agents::BranchReport> reports;
    for (const agents::BranchReport &report : agents::compareBranches(compared, *open, {}))
        reports.insert(report.row.id, report);
    QJsonArray branches;
    for (const WorktreeRow &row : *rows) {
        const auto report = reports.constFind(row.id);
        if (report == reports.cend() && !all)
            continue;
        QJsonObject shown = report == reports.cend() ? rowJson(row) : reportJson(*report);
        shown.insert(QStringLiteral("task_state"), domain::stateName(tasks.stateOf(row)));
        branches += shown;
    }
    return QJsonObject{{QStringLiteral("branches"), branches}};
}

Reply list(const Request &request)
{
    const bool all = request.params.value(QStringLiteral("all")).toBool();
    const auto answer = [host = request.host, all](const QString &run) {
        return inBackground([host, run, all] { return listed(*host, run, all); });
    };
    if (!request.has("run"))
        return answer(QString());
    return andThen(findRun(request), [answer](const engine::RunRow &run) { return answer(run.id); });
}

/// The one worktree that is meant: an open one before those that are done.
Result<WorktreeRow> pick(const QList<WorktreeRow> &rows, const QString &task)
{
    const auto isMeant = [&task](const WorktreeRow &row) {
        return task.isEmpty() || row.taskKey == task || row.branch == task || row.taskKey.section(u'#', 0, -2) == task;
    };
    QList<WorktreeRow> found;
    for (const bool open : {true, false}) {
        for (const WorktreeRow &row : rows) {
            if (row.isOpen() == open && isMeant(row))
                found += row;
        }
        if (!found.isEmpty())
            break;
    }
    if (found.isEmpty()) {
        return fail(ErrorCode::NotFound,
                    task.isEmpty() ? Text::tr("no task of this run has a worktree")
                                   : Text::tr("no task \"%1\" of this run has a worktree").arg(task),
                    QStringLiteral("task"), Text::tr("podiumctl review list --all lists them"));
    }
    // Of those that are done the newest is meant.
    if (found.size() == 1 || !found.first().isOpen())
        return found.last();
    QStringList names;
    for (const WorktreeRow &row : std::as_const(found))
        names += task.isEmpty() ? row.taskKey : row.branch;
    return fail(ErrorCode::Conflict, Text::tr("several worktrees fit: %1").arg(names.join(QStringLiteral(", "))),
                QStringLiteral("task"), Text::tr("Name the task, or its branch"));
}

using Work = std::function<Result<QJsonObject>(const WorktreeRow &)>;

/// Finds the worktree of a request, then works on it in the background.
Reply onWorktree(const Request &request, const Work &work)
{
    return andThen(findRun(request), [request, work](const engine::RunRow &run) {
        return inBackground([request, work, run = run.id]() -> Result<QJsonObject> {
            const Result<QList<WorktreeRow>> rows = wait(request.host->queries().worktrees(run, false));
            const Result<WorktreeRow> row =
                rows ? pick(*rows, request.text("task")) : Result<WorktreeRow>(tl::unexpected(rows.error()));
            return row ? work(*row) : tl::unexpected(row.error());
        });
    });
}

Reply diff(const Request &request)
{
    return onWorktree(request, [request](const WorktreeRow &row) -> Result<QJsonObject> {
        const Result<QString> text = agents::branchDiff(
            row, request.text("into"), request.params.value(QStringLiteral("stat")).toBool(), agents::CancelFlag());
        if (!text)
            return tl::unexpected(text.error());
        return QJsonObject{{QStringLiteral("text"), *text}, {QStringLiteral("branch"), row.branch}};
    });
}

Reply merge(const Request &request)
{
    agents::MergeWish wish;
    const QString strategy = request.text("strategy");
    wish.strategy = strategy == QLatin1StringView("squash")   ? agents::MergeStrategy::Squash
                    : strategy == QLatin1StringView("rebase") ? agents::MergeStrategy::Rebase
                                                              : agents::MergeStrategy::Merge;
    wish.into = request.text("into");
    wish.message = request.text("message");
    wish.test = request.text("test");
    wish.testTimeoutMs = request.params.value(QStringLiteral("test_timeout_ms")).toInteger();
    wish.commitAll = request.params.value(QStringLiteral("commit")).toBool();
    wish.keep = request.params.value(QStringLiteral("keep")).toBool();
    wish.expected = request.text("expected");
    return onWorktree(request, [host = request.host, wish](const WorktreeRow &row) -> Result<QJsonObject> {
        const Result<agents::MergeDone> done = agents::mergeBranch(*host->worktrees(), row, wish);
        if (!done)
            return tl::unexpected(done.error());
        return QJsonObject{{QStringLiteral("branch"), done->row.branch},
                           {QStringLiteral("target"), done->target},
                           {QStringLiteral("commit"), done->commit},
                           {QStringLiteral("already"), done->already},
                           {QStringLiteral("saved_ref"), done->row.savedRef},
                           {QStringLiteral("notes"), QJsonArray::fromStringList(done->notes)}};
    });
}

Reply discard(const Request &request)
{
    return onWorktree(request, [host = request.host](const WorktreeRow &row) -> Result<QJsonObject> {
        const Result<agents::DiscardDone> done = agents::discardBranch(*host->worktrees(), row);
        if (!done)
            return tl::unexpected(done.error());
        QJsonObject out{{QStringLiteral("branch"), done->row.branch},
                        {QStringLiteral("repository"), shownRepository(done->row)},
                        {QStringLiteral("saved_ref"), done->savedRef},
                        {QStringLiteral("notes"), QJsonArray::fromStringList(done->notes)}};
        if (!done->savedRef.isEmpty()) {
            // For people to copy into a shell; the workflow chose the names.
            const auto quoted = [](const QString &text) { return domain::shellQuoted(text).value_or(QString()); };
            out.insert(QStringLiteral("restore"),
                       QStringLiteral("git -C %1 branch %2 %3")
                           .arg(quoted(shownRepository(done->row)), quoted(done->row.branch), quoted(done->savedRef)));
        }
        return out;
    });
}

} // namespace

Handlers reviewHandlers()
{
    return {{QStringLiteral("review.list"), list},
            {QStringLiteral("review.diff"), diff},
            {QStringLiteral("review.merge"), merge},
            {QStringLiteral("review.discard"), discard}};
}

} // namespace podium::control
