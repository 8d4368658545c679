// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/navigator.h"

#include <QCoreApplication>

namespace podium::gui
{

Navigator::Navigator(QObject *parent) : QObject(parent) {}

Navigator *Navigator::instance()
{
    static Navigator *navigator = new Navigator(QCoreApplication::instance());
    return navigator;
}

Navigator *Navigator::create(QQmlEngine *, QJSEngine *)
{
    QJSEngine::setObjectOwnership(instance(), QJSEngine::CppOwnership);
    return instance();
}

QStringList Navigator::pages()
{
    return {QStringLiteral("inbox"),  QStringLiteral("workflows"), QStringLiteral("runs"), QStringLiteral("agents"),
            QStringLiteral("review"), QStringLiteral("usage"),     QStringLiteral("logs"), QStringLiteral("settings")};
}

void Navigator::setPage(const QString &page)
{
    if (m_page == page || !pages().contains(page))
        return;
    m_page = page;
    Q_EMIT changed();
}

void Navigator::openRun(const QString &run, const QString &task)
{
    m_page = QStringLiteral("runs");
    m_run = run;
    m_task = task;
    m_compared = {};
    Q_EMIT changed();
}

void Navigator::closeRun()
{
    m_run.clear();
    m_task.clear();
    Q_EMIT changed();
}

void Navigator::compareRuns(const QString &run, const QString &with)
{
    m_page = QStringLiteral("runs");
    m_compared = {{QStringLiteral("run"), run}, {QStringLiteral("with"), with}};
    Q_EMIT changed();
}

void Navigator::compareAttempts(const QString &run, const QString &task, int attempt, int withAttempt)
{
    m_page = QStringLiteral("runs");
    m_compared = {{QStringLiteral("run"), run},
                  {QStringLiteral("with"), run},
                  {QStringLiteral("task"), task},
                  {QStringLiteral("attempt"), attempt},
                  {QStringLiteral("with_attempt"), withAttempt}};
    Q_EMIT changed();
}

void Navigator::closeComparison()
{
    m_compared = {};
    Q_EMIT changed();
}

void Navigator::openRequest(const QString &request)
{
    m_page = QStringLiteral("inbox");
    m_request = request;
    Q_EMIT changed();
}

void Navigator::openAgent(const QString &agent, const QString &verb)
{
    m_page = QStringLiteral("agents");
    m_agent = {{QStringLiteral("name"), agent}, {QStringLiteral("verb"), verb}};
    Q_EMIT changed();
    Q_EMIT agentAsked();
}

void Navigator::openReview(const QString &run, const QString &task)
{
    m_page = QStringLiteral("review");
    Q_EMIT changed();
    Q_EMIT reviewAsked(run, task);
}

void Navigator::openLogs(const QString &run, const QString &task)
{
    m_page = QStringLiteral("logs");
    Q_EMIT changed();
    Q_EMIT logsAsked(run, task);
}

} // namespace podium::gui
