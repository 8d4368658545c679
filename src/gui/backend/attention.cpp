// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/attention.h"

#include "domain/event.h"
#include "gui/backend/backend.h"
#include "gui/backend/jsonlistmodel.h"

#include <QJsonArray>
#include <QPointer>
#include <QSettings>
#include <QStringList>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 200;
constexpr int StopsEveryMs = 1000;
constexpr int LookEveryMs = 30'000;
constexpr qsizetype MostDismissed = 500;
const QString DismissedKey = QStringLiteral("inbox/dismissed");

/// Of what lasts the beginning moves, of what has ended it does not.
QString dismissal(const QJsonObject &stop)
{
    return stop.value(QStringLiteral("id")).toString() +
           (Attention::hasEnded(stop) ? u'@' + QString::number(stop.value(QStringLiteral("since_ms")).toInteger())
                                      : QString());
}

} // namespace

Attention::Attention(QObject *parent)
    : QObject(parent), m_askRequests(
                           EveryMs,
                           [this] {
                               m_requestsRound = m_round;
                               return Backend::instance()->call(QStringLiteral("approval.list"));
                           },
                           [this](const QJsonObject &answer) { takeRequests(answer); }, this),
      m_askStops(
          StopsEveryMs,
          [this] {
              m_stopsRound = m_round;
              return Backend::instance()->call(QStringLiteral("stop.list"));
          },
          [this](const QJsonObject &answer) { takeStops(answer); }, this)
{
    Backend *backend = Backend::instance();
    connect(backend, &Backend::resetNeeded, this, [this] {
        m_requestsKnown = m_stopsKnown = false;
        ++m_round;
        askAgain();
    });
    connect(&m_askStops, &Refresher::problemChanged, this, [this] {
        m_stopsKnown = true; // What is not told is waited for no longer.
        Q_EMIT answered();
    });
    connect(backend, &Backend::eventsArrived, this, [this](const domain::Events &events) {
        using domain::EventType;
        for (const domain::Event &event : events) {
            if (event.type == EventType::ApprovalRequested || event.type == EventType::ApprovalDecided ||
                event.type == EventType::ApprovalClosed || event.type == EventType::DecisionVoted)
                m_askRequests.request();
        }
        m_askStops.request();
    });
    connect(backend, &Backend::performed, &m_askStops, &Refresher::request);
    // That an agent says nothing is told by no event.
    m_look.setInterval(LookEveryMs);
    connect(&m_look, &QTimer::timeout, &m_askStops, &Refresher::request);
    m_look.start();
    if (backend->state() == Backend::State::Ready)
        askAgain();
}

Attention *Attention::instance()
{
    static QPointer<Attention> attention;
    if (!attention)
        attention = new Attention(Backend::instance());
    return attention;
}

void Attention::askAgain()
{
    m_askRequests.request();
    m_askStops.request();
}

void Attention::takeRequests(const QJsonObject &answer)
{
    m_requests = objectsOf(answer.value(QStringLiteral("approvals")).toArray());
    m_requestsKnown = m_requestsRound == m_round;
    Q_EMIT changed();
    Q_EMIT answered();
}

void Attention::takeStops(const QJsonObject &answer)
{
    const QStringList dismissed = QSettings().value(DismissedKey).toStringList();
    m_stops = objectsOf(answer.value(QStringLiteral("stops")).toArray());
    m_stops.removeIf([&](const QJsonObject &stop) { return dismissed.contains(dismissal(stop)); });
    m_stopsKnown = m_stopsRound == m_round;
    Q_EMIT changed();
    Q_EMIT answered();
}

void Attention::drop(const QString &request)
{
    m_requests.removeIf(
        [&](const QJsonObject &open) { return open.value(QStringLiteral("id")).toString() == request; });
    Q_EMIT changed();
    m_askRequests.request();
}

void Attention::dismiss(const QJsonObject &stop)
{
    QSettings kept;
    QStringList dismissed = kept.value(DismissedKey).toStringList();
    dismissed.append(dismissal(stop));
    kept.setValue(DismissedKey, QStringList(dismissed.mid(qMax<qsizetype>(0, dismissed.size() - MostDismissed))));
    m_stops.removeIf([&](const QJsonObject &other) { return dismissal(other) == dismissed.last(); });
    Q_EMIT changed();
}

} // namespace podium::gui
