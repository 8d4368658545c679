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

void Navigator::setPage(const QString &page)
{
    if (m_page == page)
        return;
    m_page = page;
    Q_EMIT changed();
}

void Navigator::openRun(const QString &run, const QString &task)
{
    m_page = QStringLiteral("runs");
    m_run = run;
    m_task = task;
    Q_EMIT changed();
}

void Navigator::closeRun()
{
    m_run.clear();
    m_task.clear();
    Q_EMIT changed();
}

} // namespace podium::gui
