// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/runlistcontroller.h"

#include "domain/taskstate.h"
#include "gui/backend/attention.h"
#include "gui/backend/backend.h"

#include <QJsonArray>
#include <QSet>

namespace podium::gui
{

namespace
{

constexpr int Page = 100;
constexpr int MostRuns = 1000; // What run.list answers at most.

QStringList roles()
{
    return {QStringLiteral("id:run_id"),   QStringLiteral("title"),      QStringLiteral("workflow"),
            QStringLiteral("state"),       QStringLiteral("tasks_done"), QStringLiteral("tasks_total"),
            QStringLiteral("usage"),       QStringLiteral("created_ms"), QStringLiteral("started_ms"),
            QStringLiteral("finished_ms"), QStringLiteral("reason"),     QStringLiteral("cancelling"),
            QStringLiteral("priority"),    QStringLiteral("shown")};
}

} // namespace

RunListController::RunListController(QObject *parent)
    : QObject(parent), m_runs(QStringLiteral("id"), roles()), m_limit(Page),
      m_refresher(
          250,
          [this] {
              QJsonObject params{{QStringLiteral("limit"), m_limit}};
              if (!m_onlyState.isEmpty())
                  params.insert(QStringLiteral("states"), QJsonArray{m_onlyState});
              return Backend::instance()->call(QStringLiteral("run.list"), params);
          },
          [this](const QJsonObject &answer) {
              show(objectsOf(answer.value(QStringLiteral("runs")).toArray()));
              if (!m_loaded) {
                  m_loaded = true;
                  Q_EMIT loadedChanged();
              }
          },
          this)
{
    connect(&m_refresher, &Refresher::problemChanged, this, &RunListController::problemChanged);
    connect(Attention::instance(), &Attention::changed, this, [this] { show(m_runs.rows()); });
    Backend *backend = Backend::instance();
    connect(backend, &Backend::resetNeeded, &m_refresher, &Refresher::request);
    connect(backend, &Backend::eventsArrived, this, [this](const domain::Events &events) {
        for (const domain::Event &event : events) {
            if (!event.run.isEmpty()) {
                m_refresher.request();
                return;
            }
        }
    });
    if (backend->state() == Backend::State::Ready)
        m_refresher.request();
}

void RunListController::show(QList<QJsonObject> rows)
{
    QSet<QString> asking;
    for (const QJsonObject &request : Attention::instance()->requests())
        asking.insert(request.value(QStringLiteral("run")).toString());
    for (QJsonObject &row : rows) {
        const QJsonValue state = row.value(QStringLiteral("state"));
        const bool waits = state.toString() == domain::stateName(domain::RunState::InProgress) &&
                           asking.contains(row.value(QStringLiteral("id")).toString());
        row.insert(QStringLiteral("shown"),
                   waits ? QJsonValue(domain::stateName(domain::TaskState::AwaitingReview)) : state);
    }
    m_runs.setRows(rows);
}

void RunListController::setOnlyState(const QString &state)
{
    if (m_onlyState == state)
        return;
    m_onlyState = state;
    m_limit = Page;
    Q_EMIT onlyStateChanged();
    m_refresher.request();
}

void RunListController::more()
{
    if (m_runs.count() < m_limit || m_limit >= MostRuns)
        return;
    m_limit = qMin(m_limit + Page, MostRuns);
    m_refresher.request();
}

} // namespace podium::gui
