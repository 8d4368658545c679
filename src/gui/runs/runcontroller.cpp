// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/runcontroller.h"

#include "base/whenfinished.h"
#include "domain/taskstate.h"
#include "gui/backend/backend.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 100;
constexpr int FrameMs = 16;
constexpr int LookEveryMs = 2000;
constexpr qsizetype MaxEvents = 1000;

QStringList taskRoles()
{
    return {QStringLiteral("index"),       QStringLiteral("key"),
            QStringLiteral("id:task_id"),  QStringLiteral("parent:parent_task"),
            QStringLiteral("title"),       QStringLiteral("type"),
            QStringLiteral("shown:state"), QStringLiteral("attempt"),
            QStringLiteral("agent"),       QStringLiteral("runner"),
            QStringLiteral("activity"),    QStringLiteral("detail"),
            QStringLiteral("why"),         QStringLiteral("usage"),
            QStringLiteral("ready_ms"),    QStringLiteral("started_ms"),
            QStringLiteral("finished_ms"), QStringLiteral("not_before_ms")};
}

QStringList eventRoles()
{
    return {QStringLiteral("seq"),  QStringLiteral("time_ms"), QStringLiteral("type"),
            QStringLiteral("task"), QStringLiteral("attempt"), QStringLiteral("data:details")};
}

bool isRunning(const QJsonObject &task)
{
    return task.value(QStringLiteral("state")).toString() == domain::stateName(domain::TaskState::Running);
}

QString waitingState()
{
    return domain::stateName(domain::TaskState::AwaitingReview);
}

QJsonObject ofRun(const QString &run)
{
    return {{QStringLiteral("run"), run}};
}

int indexOf(const QJsonObject &row)
{
    return row.value(QStringLiteral("index")).toInt();
}

/// In the order of the workflow, each task followed by its parts.
QList<QJsonObject> ordered(const QList<QJsonObject> &rows)
{
    QSet<int> known;
    for (const QJsonObject &row : rows)
        known.insert(indexOf(row));
    QHash<int, QList<qsizetype>> parts;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const int parent = rows.at(i).value(QStringLiteral("parent")).toInt(-1);
        parts[known.contains(parent) ? parent : -1].append(i);
    }
    QList<QJsonObject> out;
    out.reserve(rows.size());
    const std::function<void(int)> addParts = [&](int parent) {
        for (const qsizetype i : parts.take(parent)) {
            out.append(rows.at(i));
            addParts(indexOf(rows.at(i)));
        }
    };
    addParts(-1);
    return out;
}

/// All rows in their order, if there are new ones among the changed.
std::optional<QList<QJsonObject>> withNew(const QList<QJsonObject> &known, const QList<QJsonObject> &changed)
{
    QHash<int, qsizetype> places;
    for (qsizetype i = 0; i < known.size(); ++i)
        places.insert(indexOf(known.at(i)), i);
    QList<QJsonObject> all = known;
    for (const QJsonObject &row : changed) {
        const auto place = places.constFind(indexOf(row));
        if (place != places.constEnd()) {
            all[*place] = row;
        } else {
            places.insert(indexOf(row), all.size());
            all.append(row);
        }
    }
    if (all.size() == known.size() && !known.isEmpty())
        return std::nullopt;
    return ordered(all);
}

} // namespace

RunController::RunController(QObject *parent)
    : QObject(parent), m_tasks(QStringLiteral("index"), taskRoles()), m_events(QStringLiteral("seq"), eventRoles()),
      m_parts(QStringLiteral("index"), taskRoles()),
      m_refresher(
          EveryMs, [this] { return ask(); }, [this](const QJsonObject &answer) { take(answer); }, this),
      m_taskRefresher(
          EveryMs,
          [this] {
              QJsonObject params = ofRun(m_run);
              params.insert(QStringLiteral("task"), m_task);
              if (past())
                  params.insert(QStringLiteral("at"), m_at);
              return Backend::instance()->call(QStringLiteral("run.show"), params);
          },
          [this](const QJsonObject &answer) { takeTask(answer); }, this),
      m_pastRefresher(
          FrameMs, [this] { return askPast(); }, [this](const QJsonObject &answer) { takePast(answer); }, this)
{
    connect(m_graph.model(), &GraphModel::selectionChanged, this, [this] {
        // A part of a card may be what is selected; the card stays marked for it.
        const QString card = m_graph.model()->selectedId();
        if (!card.isEmpty())
            setTask(card);
    });
    connect(m_graph.model(), &GraphModel::reset, this, &RunController::count);
    m_look.setInterval(LookEveryMs);
    connect(&m_look, &QTimer::timeout, this, &RunController::look);
    connect(&m_refresher, &Refresher::problemChanged, this, &RunController::problemChanged);
    connect(&m_pastRefresher, &Refresher::problemChanged, this, &RunController::problemChanged);
    connect(Backend::instance(), &Backend::eventsArrived, this, &RunController::hear);
    connect(Backend::instance(), &Backend::resetNeeded, this, &RunController::restart);
}

bool RunController::ended() const
{
    const auto known = domain::runStateFromName(state());
    return known && domain::isFinished(*known);
}

void RunController::setRun(const QString &run)
{
    if (m_run == run)
        return;
    // Whoever makes a controller may name the task first.
    if (!m_run.isEmpty())
        m_task.clear();
    m_run = run;
    m_facts = m_taskFacts = {};
    m_requests.clear();
    m_waiting.clear();
    m_at = m_shownAt = -1;
    m_graph.setGraph({});
    m_tasks.setRows({});
    m_events.setRows({});
    count();
    Q_EMIT runChanged();
    Q_EMIT atChanged();
    Q_EMIT taskChanged();
    Q_EMIT taskFactsChanged();
    Q_EMIT factsChanged();
    restart();
}

void RunController::restart()
{
    if (m_run.isEmpty())
        return;
    m_changes.touchAll();
    m_shownAt = -1;
    (past() ? m_pastRefresher : m_refresher).request();
    if (!m_task.isEmpty())
        m_taskRefresher.request();
    readGraph();
    readEvents();
}

QFuture<Result<QJsonObject>> RunController::ask()
{
    return Backend::instance()->call(QStringLiteral("run.show"), m_changes.take(m_run, m_tasks.count(), &m_whole));
}

void RunController::setAt(double seq)
{
    const qint64 wanted = seq < 0 ? -1 : qint64(seq);
    if (m_at == wanted || m_run.isEmpty())
        return;
    m_at = wanted;
    m_look.stop();
    if (past()) {
        m_pastRefresher.request();
    } else {
        m_changes.touchAll();
        m_refresher.request();
        if (!m_task.isEmpty())
            m_taskRefresher.request();
    }
    Q_EMIT atChanged();
    Q_EMIT pastMsChanged();
}

QFuture<Result<QJsonObject>> RunController::askPast()
{
    QJsonObject params = ofRun(m_run);
    params.insert(QStringLiteral("at"), m_at);
    if (m_shownAt >= 0)
        params.insert(QStringLiteral("since"), m_shownAt);
    return Backend::instance()->call(QStringLiteral("run.show"), params);
}

void RunController::takePast(const QJsonObject &answer)
{
    if (!past() || answer.value(QStringLiteral("run"))[QStringLiteral("id")].toString() != m_run)
        return; // It is as it is again, or another run.
    m_pastMs = answer.value(QStringLiteral("at_ms")).toInteger();
    m_graph.setNow(m_pastMs);
    const bool whole = m_shownAt < 0 || answer.value(QStringLiteral("whole")).toBool();
    m_shownAt = answer.value(QStringLiteral("seq")).toInteger();
    show(answer, whole);
    QJsonObject row;
    for (const QJsonObject &task : m_tasks.rows()) {
        if (!m_task.isEmpty() && task.value(QStringLiteral("key")).toString() == m_task)
            row = task;
    }
    // The result is asked for where the task may have another one than the one shown.
    const auto moved = [&](const char *name) {
        return row.value(QLatin1StringView(name)) != m_taskFacts.value(QLatin1StringView(name));
    };
    if (moved("state") || moved("attempt") || moved("index")) {
        m_taskFacts = row;
        Q_EMIT taskFactsChanged();
        if (!row.isEmpty())
            m_taskRefresher.request();
    }
    Q_EMIT pastMsChanged();
}

void RunController::take(const QJsonObject &answer)
{
    if (past())
        return; // All of it is asked for when it is as it is again.
    m_shownAt = -1;
    m_pastMs = 0;
    m_graph.setNow(0);
    show(answer, m_whole);
}

void RunController::show(const QJsonObject &answer, bool whole)
{
    const QJsonObject facts = answer.value(QStringLiteral("run")).toObject();
    if (facts.value(QStringLiteral("id")).toString() != m_run)
        return; // Of the run that was shown before.
    m_facts = facts;
    m_requests = objectsOf(answer.value(QStringLiteral("approvals")).toArray());
    QList<QJsonObject> rows = objectsOf(answer.value(QStringLiteral("tasks")).toArray());
    for (QJsonObject &row : rows) {
        const bool waits = m_waiting.contains(row.value(QStringLiteral("key")).toString()) && isRunning(row);
        row.insert(QStringLiteral("shown"), waits ? waitingState() : row.value(QStringLiteral("state")));
    }
    // Parts come behind what they are of, wherever that stands: those that are new find their place among all.
    const QList<QJsonObject> known = whole ? QList<QJsonObject>() : m_tasks.rows();
    if (const std::optional<QList<QJsonObject>> grown = withNew(known, rows))
        m_tasks.setRows(*grown);
    else
        m_tasks.mergeRows(rows);
    markWaiting();
    m_graph.setTasks(m_tasks.rows());
    showParts();
    count();
    if (past() || std::none_of(m_tasks.rows().begin(), m_tasks.rows().end(), isRunning))
        m_look.stop();
    else if (!m_look.isActive())
        m_look.start();
    Q_EMIT factsChanged();
    Q_EMIT taskFactsChanged();
}

/// To the engine a task that has asked a person runs; a person sees that nothing happens until the answer. What was
/// expanded into several waits when one of them does and no other runs.
void RunController::markWaiting()
{
    QSet<QString> asked;
    for (const QJsonObject &request : m_requests)
        asked.insert(request.value(QStringLiteral("task_key")).toString());
    m_waiting.clear();
    QSet<int> waits;
    QSet<int> runs;
    QList<QJsonObject> changed;
    const QList<QJsonObject> &rows = m_tasks.rows();
    for (auto row = rows.crbegin(); row != rows.crend(); ++row) { // Parts stand behind what they are of.
        const int index = row->value(QStringLiteral("index")).toInt();
        const QString key = row->value(QStringLiteral("key")).toString();
        const bool running = isRunning(*row);
        const bool waiting = running && (asked.contains(key) || (waits.contains(index) && !runs.contains(index)));
        if (running)
            (waiting ? waits : runs).insert(row->value(QStringLiteral("parent")).toInt(-1));
        if (waiting)
            m_waiting.insert(key);
        const QJsonValue shown = waiting ? QJsonValue(waitingState()) : row->value(QStringLiteral("state"));
        if (row->value(QStringLiteral("shown")) == shown)
            continue;
        changed.append(*row);
        changed.last().insert(QStringLiteral("shown"), shown);
    }
    m_tasks.mergeRows(changed);
}

QVariantMap RunController::taskFacts() const
{
    QJsonObject facts = m_taskFacts;
    facts.remove(QStringLiteral("shown"));
    if (isRunning(facts) && m_waiting.contains(m_task))
        facts.insert(QStringLiteral("shown"), waitingState());
    return facts.toVariantMap();
}

void RunController::look()
{
    for (const QJsonObject &row : m_tasks.rows()) {
        if (!isRunning(row))
            continue;
        m_changes.touchTask(row.value(QStringLiteral("index")).toInt());
        if (row.value(QStringLiteral("key")).toString() == m_task)
            m_taskRefresher.request();
    }
    m_refresher.request();
}

void RunController::count()
{
    QVariantMap tasks;
    for (const QJsonObject &row : m_tasks.rows()) {
        QVariant &of = tasks[row.value(QStringLiteral("shown")).toString()];
        of = of.toInt() + 1;
    }
    QVariantMap cards;
    const QHash<QString, int> counts = m_graph.counts();
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        cards.insert(it.key(), it.value());
    int failed = 0;
    int cancelled = 0;
    QSet<int> owners;
    QSet<QString> seen; // What was done anew stands behind what it replaces, under the same key.
    for (auto row = m_tasks.rows().crbegin(); row != m_tasks.rows().crend(); ++row) {
        owners.insert(row->value(QStringLiteral("parent")).toInt(-1));
        const QString key = row->value(QStringLiteral("key")).toString();
        if (seen.contains(key) || owners.contains(row->value(QStringLiteral("index")).toInt()))
            continue;
        seen.insert(key);
        const QString state = row->value(QStringLiteral("state")).toString();
        failed += state == domain::stateName(domain::TaskState::Failed) ? 1 : 0;
        cancelled += state == domain::stateName(domain::TaskState::Cancelled) ? 1 : 0;
    }
    if (tasks == m_taskCounts && cards == m_cardCounts && failed == m_failed && cancelled == m_cancelled)
        return;
    m_failed = failed;
    m_cancelled = cancelled;
    m_taskCounts = tasks;
    m_cardCounts = cards;
    Q_EMIT countsChanged();
}

void RunController::setStates(const QStringList &states)
{
    if (m_states == states)
        return;
    m_states = states;
    m_graph.setStates(QSet<QString>(states.cbegin(), states.cend()));
    Q_EMIT statesChanged();
}

QString RunController::taskRequest() const
{
    for (const QJsonObject &request : m_requests) {
        if (!m_task.isEmpty() && request.value(QStringLiteral("task_key")).toString() == m_task)
            return request.value(QStringLiteral("id")).toString();
    }
    return {};
}

void RunController::showParts()
{
    int parent = -2; // Of nothing.
    for (const QJsonObject &row : m_tasks.rows()) {
        if (row.value(QStringLiteral("key")).toString() == m_task)
            parent = row.value(QStringLiteral("index")).toInt();
    }
    QList<QJsonObject> parts;
    for (const QJsonObject &row : m_tasks.rows()) {
        if (row.value(QStringLiteral("parent")).toInt(-1) == parent)
            parts.append(row);
    }
    m_parts.setRows(parts);
}

void RunController::readGraph()
{
    QJsonObject params = ofRun(m_run);
    params.insert(QStringLiteral("format"), QStringLiteral("json"));
    whenFinished(Backend::instance()->call(QStringLiteral("run.graph"), params), this,
                 [this, run = m_run](const Result<QJsonObject> &answer) {
                     if (!answer || run != m_run)
                         return;
                     m_graph.setGraph(answer->value(QStringLiteral("graph")).toObject());
                     m_graph.setTasks(m_tasks.rows());
                     m_graph.model()->select(m_task);
                     count();
                 });
}

void RunController::readEvents()
{
    QJsonObject params = ofRun(m_run);
    params.insert(QStringLiteral("limit"), int(MaxEvents));
    whenFinished(Backend::instance()->call(QStringLiteral("run.events"), params), this,
                 [this, run = m_run](const Result<QJsonObject> &answer) {
                     if (!answer || run != m_run)
                         return;
                     QList<QJsonObject> rows = objectsOf(answer->value(QStringLiteral("events")).toArray());
                     std::reverse(rows.begin(), rows.end());
                     m_events.setRows(rows);
                 });
}

void RunController::hear(const domain::Events &events)
{
    QList<QJsonObject> mine;
    bool taskTouched = false;
    for (const domain::Event &event : events) {
        if (event.run != m_run)
            continue;
        m_changes.touch(event);
        mine.prepend(domain::toJson(event));
        taskTouched = taskTouched || event.task == m_taskFacts.value(QStringLiteral("index")).toInt(-2);
    }
    if (mine.isEmpty())
        return;
    if (!past()) {
        m_refresher.request();
        if (taskTouched)
            m_taskRefresher.request();
    }
    QList<QJsonObject> all = mine + m_events.rows();
    m_events.setRows(all.mid(0, MaxEvents));
}

void RunController::setTask(const QString &task)
{
    if (m_task == task)
        return;
    m_task = task;
    m_taskFacts = {};
    // What the list knows is shown at once; the result follows.
    for (const QJsonObject &row : m_tasks.rows()) {
        if (row.value(QStringLiteral("key")).toString() == task)
            m_taskFacts = row;
    }
    showParts();
    Q_EMIT taskChanged();
    Q_EMIT taskFactsChanged();
    if (m_graph.model()->indexOf(task) >= 0 || task.isEmpty())
        m_graph.model()->select(task);
    if (!task.isEmpty() && !m_run.isEmpty())
        m_taskRefresher.request();
}

void RunController::setCriticalShown(bool shown)
{
    if (shown == criticalShown())
        return;
    m_graph.setCriticalShown(shown);
    Q_EMIT criticalShownChanged();
}

void RunController::takeTask(const QJsonObject &answer)
{
    const QJsonObject row = answer.value(QStringLiteral("tasks")).toArray().last().toObject();
    if (row.value(QStringLiteral("key")).toString() != m_task)
        return;
    m_taskFacts = row;
    Q_EMIT taskFactsChanged();
}

void RunController::perform(const QString &verb, const QJsonObject &params)
{
    QJsonObject all = params;
    all.insert(QStringLiteral("run"), m_run);
    Backend::instance()->perform(QStringLiteral("run.") + verb, all);
}

} // namespace podium::gui
