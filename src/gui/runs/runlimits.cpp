// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/runlimits.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"

#include <QJsonArray>

namespace podium::gui
{

void RunLimits::read()
{
    m_loaded = false;
    m_problem.clear();
    Q_EMIT changed();
    const QJsonObject graph{{QStringLiteral("run"), m_run}, {QStringLiteral("format"), QStringLiteral("json")}};
    whenFinished(Backend::instance()->call(QStringLiteral("run.graph"), graph), this,
                 [this, run = m_run](const Result<QJsonObject> &answer) {
                     if (run != m_run)
                         return;
                     if (!answer)
                         return fail(answer.error());
                     const QJsonValue budget = answer->value(QStringLiteral("graph"))[QStringLiteral("budget")];
                     m_budget = budget[QStringLiteral("usd")].toDouble(-1);
                     readChanges();
                 });
}

void RunLimits::readChanges()
{
    // What it began with, and what was changed since.
    const QJsonObject params{
        {QStringLiteral("run"), m_run},
        {QStringLiteral("since"), 0},
        {QStringLiteral("patterns"), QJsonArray{QStringLiteral("run.created"), QStringLiteral("run.changed")}},
        {QStringLiteral("limit"), 10'000}};
    whenFinished(Backend::instance()->call(QStringLiteral("run.events"), params), this,
                 [this, run = m_run](const Result<QJsonObject> &answer) {
                     if (run != m_run)
                         return;
                     if (!answer)
                         return fail(answer.error());
                     take(answer->value(QStringLiteral("events")).toArray());
                     m_loaded = true;
                     Q_EMIT changed();
                 });
}

void RunLimits::fail(const Error &error)
{
    m_problem = error.text();
    Q_EMIT changed();
}

void RunLimits::take(const QJsonArray &events)
{
    for (const QJsonValue &event : events) {
        const QJsonObject data = event[QStringLiteral("data")].toObject();
        m_priority = data.value(QStringLiteral("priority")).toInt(m_priority);
        m_maxParallel = data.value(QStringLiteral("max_parallel")).toInt(m_maxParallel);
        m_budget = data.value(QStringLiteral("budget_usd")).toDouble(m_budget);
    }
}

QJsonObject RunLimits::changes(int priority, int maxParallel, double budget) const
{
    QJsonObject out;
    if (priority != m_priority)
        out.insert(QStringLiteral("priority"), priority);
    if (maxParallel > 0 && maxParallel != m_maxParallel)
        out.insert(QStringLiteral("max_parallel"), maxParallel);
    if (budget >= 0 && budget != m_budget)
        out.insert(QStringLiteral("budget_usd"), budget);
    return out;
}

} // namespace podium::gui
