// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/inbox/permitlist.h"

#include "gui/backend/backend.h"

#include <QJsonObject>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 200;

QStringList roles()
{
    return {QStringLiteral("id:permit_id"), QStringLiteral("title"),    QStringLiteral("scope"),
            QStringLiteral("place"),        QStringLiteral("given_by"), QStringLiteral("created_ms"),
            QStringLiteral("tool"),         QStringLiteral("input")};
}

} // namespace

PermitList::PermitList(QObject *parent)
    : QObject(parent), m_permits(QStringLiteral("id"), roles()),
      m_refresher(
          EveryMs, [] { return Backend::instance()->call(QStringLiteral("rule.list")); },
          [this](const QJsonObject &answer) {
              m_permits.setRows(objectsOf(answer.value(QStringLiteral("permits")).toArray()));
          },
          this)
{
    Backend *backend = Backend::instance();
    connect(backend, &Backend::resetNeeded, &m_refresher, &Refresher::request);
    connect(backend, &Backend::eventsArrived, this, [this](const domain::Events &events) {
        for (const domain::Event &event : events) {
            if (event.type == domain::EventType::PermitGiven || event.type == domain::EventType::PermitRevoked)
                m_refresher.request();
        }
    });
    if (backend->state() == Backend::State::Ready)
        m_refresher.request();
}

void PermitList::revoke(const QString &permit)
{
    Backend::instance()->perform(QStringLiteral("rule.revoke"), {{QStringLiteral("permit"), permit}});
}

} // namespace podium::gui
