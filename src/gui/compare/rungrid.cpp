// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/rungrid.h"

#include "gui/backend/backend.h"
#include "gui/backend/jsonlistmodel.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 400;
constexpr int Page = 25;
constexpr int MostRuns = 200; // What run.grid answers at most.

QString idOf(const QJsonObject &run)
{
    return run.value(QStringLiteral("id")).toString();
}

} // namespace

RunGrid::RunGrid(QObject *parent)
    : QAbstractTableModel(parent), m_limit(Page),
      m_refresher(
          EveryMs,
          [this] {
              m_asked = m_run;
              return Backend::instance()->call(QStringLiteral("run.grid"), {{QStringLiteral("run"), m_run},
                                                                            {QStringLiteral("limit"), m_limit},
                                                                            {QStringLiteral("parts"), m_parts}});
          },
          [this](const QJsonObject &answer) { take(answer); }, this)
{
    connect(&m_refresher, &Refresher::problemChanged, this, &RunGrid::problemChanged);
    const auto again = [this] {
        if (!m_run.isEmpty())
            m_refresher.request();
    };
    connect(Backend::instance(), &Backend::resetNeeded, this, again);
    connect(Backend::instance(), &Backend::eventsArrived, this, [this, again](const domain::Events &events) {
        const bool mine = std::any_of(events.begin(), events.end(), [this](const domain::Event &event) {
            return event.type == domain::EventType::RunCreated || (!event.run.isEmpty() && columnOf(event.run) >= 0);
        });
        if (mine)
            again();
    });
}

int RunGrid::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : taskCount();
}

int RunGrid::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : runCount();
}

QVariant RunGrid::data(const QModelIndex &index, int role) const
{
    if (index.row() < 0 || index.row() >= m_tasks.size() || index.column() < 0 || index.column() >= m_runs.size())
        return {};
    const Task &task = m_tasks.at(index.row());
    const QJsonObject &cell = task.cells.at(index.column());
    const auto number = [&cell](const char *name) { return cell.value(QLatin1StringView(name)).toDouble(); };
    const auto text = [&cell](const char *name) { return cell.value(QLatin1StringView(name)).toString(); };
    switch (role) {
    case RunRole:
        return idOf(m_runs.at(index.column()));
    case TaskRole:
        return task.title.isEmpty() ? task.key : task.title;
    case StateRole:
        return text("state");
    case StartedRole:
        return number("started_ms");
    case FinishedRole:
        return number("finished_ms");
    case UsageRole:
        return cell.value(QStringLiteral("usage")).toObject().toVariantMap();
    case AttemptRole:
        return cell.value(QStringLiteral("attempt")).toInt();
    case WhyRole:
        return text("why");
    case ChosenRole:
        return m_chosen.contains(idOf(m_runs.at(index.column())));
    default:
        return {};
    }
}

QVariant RunGrid::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || section < 0)
        return {};
    if (orientation == Qt::Horizontal)
        return section < m_runs.size() ? m_runs.at(section).toVariantMap() : QVariantMap();
    if (section >= m_tasks.size())
        return QVariantMap();
    return QVariantMap{{QStringLiteral("key"), m_tasks.at(section).key},
                       {QStringLiteral("title"), m_tasks.at(section).title}};
}

QHash<int, QByteArray> RunGrid::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {RunRole, "runId"},         {TaskRole, "task"},
            {StateRole, "state"},         {StartedRole, "startedMs"}, {FinishedRole, "finishedMs"},
            {UsageRole, "usage"},         {AttemptRole, "attempt"},   {WhyRole, "why"},
            {ChosenRole, "isChosen"}};
}

void RunGrid::setRun(const QString &run)
{
    if (m_run == run)
        return;
    m_run = run;
    Q_EMIT runChanged();
    if (run.isEmpty())
        return;
    if (m_loaded && columnOf(run) < 0) { // Most likely of another workflow.
        beginResetModel();
        m_runs.clear();
        m_tasks.clear();
        endResetModel();
        m_chosen.clear();
        m_loaded = false;
        Q_EMIT chosenChanged();
        Q_EMIT loadedChanged();
    }
    m_refresher.request();
}

void RunGrid::setParts(bool parts)
{
    if (m_parts == parts)
        return;
    m_parts = parts;
    Q_EMIT partsChanged();
    if (!m_run.isEmpty())
        m_refresher.request();
}

QString RunGrid::runAt(int column) const
{
    return column >= 0 && column < m_runs.size() ? idOf(m_runs.at(column)) : QString();
}

QString RunGrid::taskAt(int row) const
{
    return row >= 0 && row < m_tasks.size() ? m_tasks.at(row).key : QString();
}

int RunGrid::columnOf(const QString &run) const
{
    for (qsizetype i = 0; i < m_runs.size(); ++i) {
        if (idOf(m_runs.at(i)) == run)
            return int(i);
    }
    return -1;
}

void RunGrid::toggle(const QString &run)
{
    if (!m_chosen.removeOne(run)) {
        if (m_chosen.size() == 2)
            m_chosen.removeFirst();
        m_chosen.append(run);
    }
    Q_EMIT chosenChanged();
    if (runCount() > 0) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, runCount() - 1);
        if (taskCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(taskCount() - 1, runCount() - 1), {ChosenRole});
    }
}

void RunGrid::showMore()
{
    m_limit = std::min(m_limit + Page, MostRuns);
    m_refresher.request();
}

/// Puts columns in where only runs have come: views keep their place. False where something else is another.
bool RunGrid::grow(const QList<QJsonObject> &runs, const QList<Task> &tasks)
{
    const bool sameTasks =
        std::equal(tasks.begin(), tasks.end(), m_tasks.begin(), m_tasks.end(),
                   [](const Task &a, const Task &b) { return a.key == b.key && a.title == b.title; });
    if (!sameTasks || m_runs.isEmpty())
        return false;
    qsizetype added = 0;
    while (added < runs.size() && columnOf(idOf(runs.at(added))) < 0)
        ++added;
    const qsizetype kept = std::min(runs.size() - added, m_runs.size());
    for (qsizetype i = 0; i < kept; ++i) {
        if (idOf(runs.at(added + i)) != idOf(m_runs.at(i)))
            return false;
    }
    // What was shown, in the order of the model: first those that fall out, then new ones at either end.
    if (kept < m_runs.size()) {
        beginRemoveColumns({}, int(kept), int(m_runs.size()) - 1);
        m_runs = m_runs.mid(0, kept);
        for (Task &task : m_tasks)
            task.cells = task.cells.mid(0, kept);
        endRemoveColumns();
    }
    if (added > 0) {
        beginInsertColumns({}, 0, int(added) - 1);
        m_runs = runs.mid(0, added + kept);
        for (qsizetype i = 0; i < m_tasks.size(); ++i)
            m_tasks[i].cells = tasks.at(i).cells.mid(0, added + kept);
        endInsertColumns();
    }
    if (runs.size() > added + kept) {
        beginInsertColumns({}, int(added + kept), int(runs.size()) - 1);
        m_runs = runs;
        for (qsizetype i = 0; i < m_tasks.size(); ++i)
            m_tasks[i].cells = tasks.at(i).cells;
        endInsertColumns();
    }
    return true;
}

/// Tells of the cells that are not what they were.
void RunGrid::tellChanges(const QList<Task> &before)
{
    for (int row = 0; row < taskCount(); ++row) {
        const QList<QJsonObject> &was = before.at(row).cells;
        const QList<QJsonObject> &is = m_tasks.at(row).cells;
        for (int column = 0; column < runCount(); ++column) {
            if (was.at(column) != is.at(column))
                Q_EMIT dataChanged(index(row, column), index(row, column));
        }
    }
}

void RunGrid::take(const QJsonObject &answer)
{
    if (m_asked != m_run && !m_run.isEmpty())
        return; // It is asked again, for the run that is shown now.
    const QList<QJsonObject> runs = objectsOf(answer.value(QStringLiteral("runs")).toArray());
    QList<Task> tasks;
    const QJsonArray rows = answer.value(QStringLiteral("tasks")).toArray();
    for (const QJsonValue &row : rows) {
        Task task{row[QStringLiteral("key")].toString(), row[QStringLiteral("title")].toString(), {}};
        const QJsonArray cells = row[QStringLiteral("cells")].toArray();
        for (const QJsonValue &cell : cells)
            task.cells.append(cell.toObject());
        tasks.append(task);
    }
    if (grow(runs, tasks)) {
        const QList<Task> before = std::exchange(m_tasks, tasks);
        tellChanges(before);
        if (m_runs != runs) {
            m_runs = runs;
            Q_EMIT headerDataChanged(Qt::Horizontal, 0, runCount() - 1);
        }
    } else {
        beginResetModel();
        m_runs = runs;
        m_tasks = tasks;
        endResetModel();
    }
    m_workflow = answer.value(QStringLiteral("workflow")).toString();
    m_more = answer.value(QStringLiteral("more")).toBool() && m_limit < MostRuns;
    m_loaded = true;
    Q_EMIT loadedChanged();
}

} // namespace podium::gui
