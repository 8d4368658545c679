// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/runchanges.h"

#include <QJsonArray>

namespace podium::control
{

namespace
{

// Of a small run all tasks are asked for at once; of a big one only those that changed, unless most did.
constexpr qsizetype SmallRun = 500;

} // namespace

void RunChanges::touch(const domain::Event &event)
{
    using domain::EventType;
    if (event.type == EventType::TaskExpanded || event.type == EventType::RunReopened ||
        event.type == EventType::RunCreated)
        m_all = true;
    m_run = true;
    if (event.task >= 0)
        m_tasks.insert(event.task);
}

void RunChanges::touchTask(int index)
{
    m_run = true;
    m_tasks.insert(index);
}

QJsonObject RunChanges::take(const QString &run, qsizetype known, bool *whole)
{
    QJsonObject out{{QStringLiteral("run"), run}};
    *whole = m_all || m_tasks.size() > qMax(SmallRun, known / 2);
    if (!*whole) {
        QJsonArray tasks;
        for (const int index : std::as_const(m_tasks))
            tasks.append(index);
        out.insert(QStringLiteral("tasks"), tasks);
    }
    *this = RunChanges();
    m_all = false;
    return out;
}

} // namespace podium::control
