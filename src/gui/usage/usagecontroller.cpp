// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/usage/usagecontroller.h"

#include "base/clock.h"
#include "gui/backend/backend.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 2000;

const QString Usd = QStringLiteral("usd");
const QStringList Figures{Usd, QStringLiteral("unknown_costs"), QStringLiteral("tokens"), QStringLiteral("attempts")};

QStringList roles(const QString &key)
{
    return QStringList{key} + Figures + QStringList{QStringLiteral("share")};
}

void addTo(QJsonObject *sum, const QJsonValue &spent)
{
    for (const QString &figure : Figures)
        sum->insert(figure, sum->value(figure).toDouble() + spent[figure].toDouble());
}

/// How each compares with the dearest; by tokens where nothing has a known cost.
void addShares(QList<QJsonObject> *rows)
{
    for (const QString &figure : {Usd, QStringLiteral("tokens")}) {
        double most = 0;
        for (const QJsonObject &row : std::as_const(*rows))
            most = std::max(most, row.value(figure).toDouble());
        if (most <= 0)
            continue;
        for (QJsonObject &row : *rows)
            row.insert(QStringLiteral("share"), row.value(figure).toDouble() / most);
        return;
    }
}

QList<QJsonObject> ranked(const QMap<QString, QJsonObject> &sums)
{
    QList<QJsonObject> rows;
    for (auto it = sums.cbegin(); it != sums.cend(); ++it) {
        QJsonObject row = it.value();
        row.insert(QStringLiteral("name"), it.key());
        rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const QJsonObject &a, const QJsonObject &b) {
        const auto weight = [](const QJsonObject &row) {
            return std::pair(row.value(Usd).toDouble(), row.value(QStringLiteral("tokens")).toDouble());
        };
        return weight(a) > weight(b);
    });
    addShares(&rows);
    return rows;
}

} // namespace

UsageController::UsageController(QObject *parent)
    : QObject(parent), m_days(QStringLiteral("date"), roles(QStringLiteral("date"))),
      m_agents(QStringLiteral("name"), roles(QStringLiteral("name"))),
      m_workflows(QStringLiteral("name"), roles(QStringLiteral("name"))),
      m_budgets(QStringLiteral("key"), {QStringLiteral("key"), QStringLiteral("level"), QStringLiteral("name"),
                                        QStringLiteral("limit"), QStringLiteral("spent"), QStringLiteral("reserved")}),
      m_usage(
          EveryMs,
          [this] {
              return Backend::instance()->call(QStringLiteral("usage.days"), {{QStringLiteral("days"), m_span}});
          },
          [this](const QJsonObject &answer) {
              takeUsage(answer, QDateTime::fromMSecsSinceEpoch(SystemClock().nowMs()).date());
          },
          this),
      m_accounts(
          EveryMs, [] { return Backend::instance()->call(QStringLiteral("budget.show")); },
          [this](const QJsonObject &answer) { takeAccounts(answer); }, this)
{
    connect(&m_usage, &Refresher::problemChanged, this, &UsageController::changed);
    connect(&m_accounts, &Refresher::problemChanged, this, &UsageController::changed);
    Backend *backend = Backend::instance();
    connect(backend, &Backend::resetNeeded, this, &UsageController::refresh);
    connect(backend, &Backend::eventsArrived, this, &UsageController::refresh);
    if (backend->state() == Backend::State::Ready)
        refresh();
}

void UsageController::refresh()
{
    m_usage.request();
    m_accounts.request();
}

void UsageController::setSpan(int days)
{
    if (m_span == days)
        return;
    m_span = days;
    m_usage.request();
    Q_EMIT changed();
}

void UsageController::takeUsage(const QJsonObject &answer, const QDate &today)
{
    QMap<QString, QJsonObject> byDay;
    QMap<QString, QJsonObject> byAgent;
    QMap<QString, QJsonObject> byWorkflow;
    m_total = {};
    for (const QJsonValue &day : answer.value(QStringLiteral("days")).toArray()) {
        addTo(&byDay[day[QStringLiteral("date")].toString()], day[QStringLiteral("spent")]);
        addTo(&m_total, day[QStringLiteral("spent")]);
        for (const QJsonValue &part : day[QStringLiteral("parts")].toArray()) {
            if (const QString agent = part[QStringLiteral("agent")].toString(); !agent.isEmpty())
                addTo(&byAgent[agent], part[QStringLiteral("spent")]);
            addTo(&byWorkflow[part[QStringLiteral("workflow")].toString()], part[QStringLiteral("spent")]);
        }
    }
    QList<QJsonObject> days;
    for (QDate day = today.addDays(1 - m_span); day <= today; day = day.addDays(1)) {
        QJsonObject row = byDay.value(day.toString(Qt::ISODate));
        row.insert(QStringLiteral("date"), day.toString(Qt::ISODate));
        days.append(row);
    }
    m_today = days.isEmpty() ? QJsonObject() : days.last();
    addShares(&days);
    m_days.setRows(days);
    m_agents.setRows(ranked(byAgent));
    m_workflows.setRows(ranked(byWorkflow));
    m_loaded = true;
    Q_EMIT changed();
}

void UsageController::takeAccounts(const QJsonObject &answer)
{
    QList<QJsonObject> rows;
    for (QJsonObject account : objectsOf(answer.value(QStringLiteral("accounts")).toArray())) {
        if (account.value(QStringLiteral("limit")).toObject().isEmpty() &&
            account.value(QStringLiteral("reserved"))[QStringLiteral("attempts")].toInt() == 0)
            continue;
        account.insert(QStringLiteral("key"), account.value(QStringLiteral("level")).toString() + u'/' +
                                                  account.value(QStringLiteral("name")).toString());
        rows.append(account);
    }
    m_budgets.setRows(rows);
    Q_EMIT changed();
}

} // namespace podium::gui
