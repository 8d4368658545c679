// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/goalplanner.h"

#include "base/ids.h"
#include "base/whenfinished.h"
#include "gui/backend/backend.h"

#include <QDir>
#include <QFileInfo>
#include <QFuture>
#include <QJsonObject>

namespace podium::gui
{

using namespace Qt::StringLiterals;

void GoalPlanner::check()
{
    whenFinished(Backend::instance()->call(u"planner.show"_s), this, [this](const Result<QJsonObject> &answer) {
        m_checked = true;
        m_available = answer && (*answer)["available"_L1].toBool();
        m_who = !answer ? answer.error().text() : (*answer)[m_available ? "by"_L1 : "why"_L1].toString();
        m_hint = answer ? (*answer)["hint"_L1].toString() : QString();
        Q_EMIT changed();
    });
}

void GoalPlanner::plan(const QString &goal, const QString &folder, double usd)
{
    if (m_busy || goal.trimmed().isEmpty())
        return;
    const QString where = folder.trimmed().isEmpty() ? QDir::homePath() : folder.trimmed();
    m_problem = QFileInfo(where).isDir() ? QString() : tr("This folder is not there: %1").arg(where);
    m_busy = m_problem.isEmpty();
    if (!m_busy) {
        Q_EMIT changed();
        return;
    }
    // Known before it begins, so that it can be ended.
    m_run = newReadableId(u"plan"_s);
    QJsonObject params{
        {u"goal"_s, goal.trimmed()}, {u"run"_s, m_run}, {u"working_directory"_s, QDir(where).absolutePath()}};
    if (usd > 0)
        params.insert(u"budget_usd"_s, usd);
    Q_EMIT changed();
    whenFinished(Backend::instance()->call(u"workflow.plan"_s, params), this,
                 [this, run = m_run](const Result<QJsonObject> &answer) {
                     if (run != m_run)
                         return; // Was cancelled.
                     m_busy = false;
                     m_run.clear();
                     m_problem = answer ? QString() : answer.error().text();
                     Q_EMIT changed();
                     if (answer)
                         Q_EMIT planned((*answer)["text"_L1].toString(), (*answer)["reason"_L1].toString());
                 });
}

void GoalPlanner::cancel()
{
    if (!m_busy)
        return;
    Backend::instance()->perform(u"run.cancel"_s, {{u"run"_s, m_run}});
    m_busy = false;
    m_run.clear();
    Q_EMIT changed();
}

} // namespace podium::gui
