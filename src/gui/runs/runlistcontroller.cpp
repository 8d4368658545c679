// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/runlistcontroller.h"

#include "domain/taskstate.h"
#include "gui/backend/attention.h"
#include "gui/backend/backend.h"

#include <QJsonArray>
#include <QSet>
#include <QSettings>

namespace podium::gui
{

namespace
{

constexpr int Page = 100;
constexpr int MostRuns = 1000; // What run.list answers at most.
const QString OrderKey = QStringLiteral("runs/order");
const QString ReverseKey = QStringLiteral("runs/reverse");
const QString Newest = QStringLiteral("newest");

QStringList roles()
{
    return {QStringLiteral("id:run_id"),      QStringLiteral("title"),      QStringLiteral("workflow"),
            QStringLiteral("state"),          QStringLiteral("tasks_done"), QStringLiteral("tasks_total"),
            QStringLiteral("usage"),          QStringLiteral("created_ms"), QStringLiteral("started_ms"),
            QStringLiteral("finished_ms"),    QStringLiteral("reason"),     QStringLiteral("cancelling"),
            QStringLiteral("priority"),       QStringLiteral("shown"),      QStringLiteral("tasks_failed"),
            QStringLiteral("tasks_cancelled")};
}

} // namespace

RunListController::RunListController(QObject *parent)
    : QObject(parent), m_runs(QStringLiteral("id"), roles()), m_wish(lastWish()), m_shown(m_wish), m_limit(Page),
      m_refresher(
          250,
          [this] {
              QJsonObject params{{QStringLiteral("limit"), m_limit}};
              if (!m_wish.state.isEmpty())
                  params.insert(QStringLiteral("states"), QJsonArray{m_wish.state});
              if (!m_wish.text.isEmpty())
                  params.insert(QStringLiteral("text"), m_wish.text);
              if (m_wish.order != Newest)
                  params.insert(QStringLiteral("sort"), m_wish.order);
              if (m_wish.reverse)
                  params.insert(QStringLiteral("reverse"), true);
              m_asked = m_wish;
              return Backend::instance()->call(QStringLiteral("run.list"), params);
          },
          [this](const QJsonObject &answer) {
              if (!(m_asked == m_wish))
                  return; // It answers what nobody wants to know any more; the right question has been asked.
              if (!(m_shown == m_wish))
                  m_runs.setRows({}); // Another list, not the same one with its rows moved: it is seen from its top.
              m_shown = m_wish;
              show(objectsOf(answer.value(QStringLiteral("runs")).toArray()));
              m_total = answer.value(QStringLiteral("total")).toInt(m_runs.count());
              Q_EMIT totalChanged();
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

RunListController::Wish &RunListController::lastWish()
{
    static Wish last = [] {
        const QSettings kept;
        Wish wish;
        wish.order = kept.value(OrderKey, Newest).toString();
        wish.reverse = kept.value(ReverseKey).toBool();
        return wish;
    }();
    return last;
}

void RunListController::wish(const Wish &wish)
{
    if (m_wish == wish)
        return;
    if (m_wish.order != wish.order || m_wish.reverse != wish.reverse) {
        QSettings kept;
        kept.setValue(OrderKey, wish.order);
        kept.setValue(ReverseKey, wish.reverse);
    }
    m_wish = wish;
    lastWish() = wish;
    m_limit = Page;
    Q_EMIT wishChanged();
    m_refresher.request();
}

void RunListController::setOnlyState(const QString &state)
{
    Wish next = m_wish;
    next.state = state;
    wish(next);
}

void RunListController::setText(const QString &text)
{
    Wish next = m_wish;
    next.text = text.simplified();
    wish(next);
}

void RunListController::orderBy(const QString &order)
{
    Wish next = m_wish;
    next.reverse = order == m_wish.order && !m_wish.reverse;
    next.order = order;
    wish(next);
}

void RunListController::showAll()
{
    Wish next = m_wish;
    next.state.clear();
    next.text.clear();
    wish(next);
}

bool RunListController::isFull() const
{
    return m_runs.count() >= MostRuns && m_total > m_runs.count();
}

void RunListController::more()
{
    if (m_runs.count() < m_limit || m_limit >= MostRuns)
        return;
    m_limit = qMin(m_limit + Page, MostRuns);
    m_refresher.request();
}

} // namespace podium::gui
