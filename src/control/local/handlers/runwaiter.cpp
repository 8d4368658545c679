// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/runwaiter.h"

#include "base/whenfinished.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/localhost.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QSet>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunWaiter)
};

} // namespace

Reply RunWaiter::wait(LocalHost &host, const QString &run, Until until, qint64 timeoutMs)
{
    auto *waiter = new RunWaiter(host, run, until);
    Reply reply = waiter->m_promise.future();
    waiter->moveToThread(host.service().thread());
    // The service thread lives until the last call is answered, so this runs.
    QMetaObject::invokeMethod(
        waiter, [waiter, timeoutMs] { waiter->begin(timeoutMs); }, Qt::QueuedConnection);
    return reply;
}

RunWaiter::RunWaiter(LocalHost &host, QString run, Until until)
    : m_host(host), m_run(std::move(run)), m_until(until), m_timer(this)
{
    m_promise.start();
}

RunWaiter::~RunWaiter() = default;

void RunWaiter::begin(qint64 timeoutMs)
{
    StreamFilter filter;
    setParent(&m_host.service());
    filter.run = m_run;
    filter.patterns = {QStringLiteral("run.*")};
    if (m_until != Until::Ended)
        filter.patterns += {QStringLiteral("approval.*"), QStringLiteral("task.*")};
    m_stream = std::make_unique<LocalStream>(m_host.hub(), filter, EventHistory());
    connect(m_stream.get(), &EventStream::events, this, &RunWaiter::look);
    connect(m_stream.get(), &EventStream::fellBehind, this, &RunWaiter::look);
    connect(m_stream.get(), &EventStream::closed, this,
            [this](const Error &reason) { answer(tl::unexpected(reason)); });
    if (m_until == Until::NeedsPerson) {
        StreamFilter agents;
        agents.patterns = {QStringLiteral("agent.*"), QStringLiteral("breaker.*")};
        m_agents = std::make_unique<LocalStream>(m_host.hub(), agents, EventHistory());
        connect(m_agents.get(), &EventStream::events, this, &RunWaiter::look);
        connect(m_agents.get(), &EventStream::fellBehind, this, &RunWaiter::look);
    }
    if (timeoutMs > 0) {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this,
                [this] { answer(fail(ErrorCode::Timeout, Text::tr("the run has not ended in time"), m_run)); });
        m_timer.start(int(std::min<qint64>(timeoutMs, std::numeric_limits<int>::max())));
    }
    look();
}

void RunWaiter::look()
{
    if (m_answered)
        return;
    if (std::exchange(m_looking, true)) {
        m_again = true;
        return;
    }
    m_again = false;
    whenFinished(m_host.queries().run(m_run), this, [this](const Result<engine::RunRow> &run) {
        if (!run) {
            answer(tl::unexpected(run.error()));
            return;
        }
        const QJsonObject row = runJson(*run);
        if (domain::isFinished(run->state)) {
            answer(QJsonObject{{QStringLiteral("run"), row}, {QStringLiteral("attention"), false}});
            return;
        }
        if (m_until == Until::Ended)
            lookAgain();
        else if (run->state == domain::RunState::Paused)
            answerWaits(row, Text::tr("the run is paused"));
        else
            lookWhatMovesIt(row);
    });
}

/// Asks for all that tells whether anything moves the run on without a person.
void RunWaiter::lookWhatMovesIt(const QJsonObject &row)
{
    using Tasks = Result<QList<engine::TaskRow>>;
    const auto inState = [this](domain::TaskState state) {
        storage::TaskFilter filter;
        filter.run = m_run;
        filter.state = state;
        filter.withoutResults = true;
        return m_host.queries().tasks(filter);
    };
    const auto open = m_host.queries().approvals(domain::Approval::State::Open, m_run);
    const QFuture<Tasks> running = inState(domain::TaskState::Running);
    // One thread answers all of them, in turn: with the last one the others are there.
    whenFinished(inState(domain::TaskState::Ready), this, [this, row, open, running](const Tasks &ready) {
        const Result<QList<domain::Approval>> asked = open.result();
        const Tasks atWork = running.result();
        if (!ready || !asked || !atWork) {
            answer(tl::unexpected(!ready ? ready.error() : !asked ? asked.error() : atWork.error()));
            return;
        }
        const QList<engine::TaskRow> tasks = *atWork + *ready;
        if (!m_host.owns()) { // What attempts do is not known here.
            judge(row, *asked, {}, tasks);
            return;
        }
        whenFinished(
            m_host.engine().inspect(m_run), this,
            [this, row, asked = *asked, tasks](const QJsonObject &figures) { judge(row, asked, figures, tasks); });
    });
}

/// The same rule as that of `run --no-wait` (RunView::needsPerson).
void RunWaiter::judge(const QJsonObject &row, const QList<domain::Approval> &asked, const QJsonObject &figures,
                      const QList<engine::TaskRow> &tasks)
{
    QSet<QString> withPerson; ///< Keys of running tasks whose agent waits for a person.
    const QJsonArray attempts = figures.value(QStringLiteral("attempts")).toArray();
    for (const QJsonValue &attempt : attempts) {
        if (attempt[QStringLiteral("activity")].toString() == QLatin1StringView("waiting_for_person"))
            withPerson.insert(attempt[QStringLiteral("key")].toString());
    }
    QHash<QString, QString> unplaceable; ///< Key → why.
    qsizetype unnamed = 0;               ///< Of many, so many more.
    const QJsonArray waiting = figures.value(QStringLiteral("waiting")).toArray();
    for (const QJsonValue &group : waiting) {
        if (m_until != Until::NeedsPerson || !group[QStringLiteral("needs_person")].toBool())
            continue;
        const QJsonArray keys = group[QStringLiteral("tasks")].toArray();
        unnamed += group[QStringLiteral("count")].toInt() - keys.size();
        for (const QJsonValue &key : keys)
            unplaceable.insert(key.toString(), group[QStringLiteral("why")].toString());
    }
    QSet<int> askedAbout;
    for (const domain::Approval &approval : asked)
        askedAbout.insert(approval.task);
    QString stuck;
    qsizetype others = 0;
    for (const engine::TaskRow &task : tasks) {
        if (task.runner == QLatin1StringView("expansion"))
            continue; // Its children say.
        if (task.state == domain::TaskState::Running) {
            if (!askedAbout.contains(task.index) && !withPerson.contains(task.key)) {
                lookAgain();
                return;
            }
            continue;
        }
        if (unplaceable.contains(task.key))
            stuck = QStringLiteral("%1: %2").arg(task.key, unplaceable.value(task.key));
        else if (task.notBeforeMs == domain::AttemptOutcome::Forever)
            stuck = QStringLiteral("%1: %2").arg(task.key, task.why);
        else
            ++others;
    }
    if (others > unnamed || (stuck.isEmpty() && asked.isEmpty()))
        lookAgain();
    else if (!asked.isEmpty())
        answerWaits(row, asked.first().title, approvalJson(asked.first(), tasks));
    else
        answerWaits(row, stuck);
}

void RunWaiter::answerWaits(const QJsonObject &row, const QString &why, const QJsonObject &request)
{
    QJsonObject out{{QStringLiteral("run"), row}, {QStringLiteral("attention"), true}, {QStringLiteral("why"), why}};
    if (!request.isEmpty())
        out.insert(QStringLiteral("request"), request);
    answer(out);
}

void RunWaiter::lookAgain()
{
    m_looking = false;
    if (m_again)
        look();
}

void RunWaiter::answer(const Result<QJsonObject> &result)
{
    if (std::exchange(m_answered, true))
        return;
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}

} // namespace podium::control
