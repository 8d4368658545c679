// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/enginestatus.h"

#include "gui/backend/attention.h"
#include "gui/backend/backend.h"

#include <QPointer>

#include <utility>

namespace podium::gui
{

namespace
{

constexpr int LoadEveryMs = 500;
constexpr int SpendingEveryMs = 2000;

Refresher::Question question(const QString &operation)
{
    return [operation] { return Backend::instance()->call(operation); };
}

} // namespace

EngineStatus::EngineStatus(QObject *parent)
    : QObject(parent), m_load(new Refresher(
                           LoadEveryMs, question(QStringLiteral("engine.show")),
                           [this](const QJsonObject &answer) { takeLoad(answer); }, this)),
      m_budget(new Refresher(
          SpendingEveryMs, question(QStringLiteral("budget.show")),
          [this](const QJsonObject &answer) { takeBudget(answer); }, this))
{
    Backend *backend = Backend::instance();
    connect(backend, &Backend::resetNeeded, this, &EngineStatus::requestAll);
    connect(backend, &Backend::eventsArrived, this, [this] {
        m_load->request();
        m_budget->request();
    });
    connect(Attention::instance(), &Attention::changed, this, [this] {
        if (std::exchange(m_needsYou, Attention::instance()->count()) != Attention::instance()->count())
            Q_EMIT changed();
    });
    m_needsYou = Attention::instance()->count();
    if (backend->state() == Backend::State::Ready)
        requestAll();
}

EngineStatus *EngineStatus::instance()
{
    static QPointer<EngineStatus> status;
    if (!status)
        status = new EngineStatus(Backend::instance());
    return status;
}

EngineStatus *EngineStatus::create(QQmlEngine *, QJSEngine *)
{
    QJSEngine::setObjectOwnership(instance(), QJSEngine::CppOwnership);
    return instance();
}

void EngineStatus::requestAll()
{
    m_load->request();
    m_budget->request();
}

void EngineStatus::takeLoad(const QJsonObject &answer)
{
    const QJsonObject engine = answer.value(QStringLiteral("engine")).toObject();
    m_running = engine.value(QStringLiteral("running")).toInt(-1);
    m_queued = engine.value(QStringLiteral("queued")).toInt(-1);
    m_runs = engine.value(QStringLiteral("runs")).toInt(-1);
    Q_EMIT changed();
}

void EngineStatus::takeBudget(const QJsonObject &answer)
{
    m_spentToday = m_budgetToday = -1;
    const QJsonArray accounts = answer.value(QStringLiteral("accounts")).toArray();
    for (const QJsonValue &value : accounts) {
        const QJsonObject account = value.toObject();
        if (account.value(QStringLiteral("level")).toString() != QLatin1StringView("day"))
            continue;
        const QJsonObject spent = account.value(QStringLiteral("spent")).toObject();
        m_spentToday = spent.value(QStringLiteral("usd")).toDouble(-1);
        m_unknownCosts = spent.value(QStringLiteral("unknown_costs")).toInt();
        m_budgetToday = account.value(QStringLiteral("limit")).toObject().value(QStringLiteral("usd")).toDouble(-1);
    }
    // Nothing was begun today.
    if (m_spentToday < 0)
        m_spentToday = 0;
    Q_EMIT changed();
}

} // namespace podium::gui
