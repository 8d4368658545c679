// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/agent.h"
#include "domain/workflow.h"

#include <QList>
#include <QSet>

namespace podium::domain
{

/// The one spelling of all names that are one word: "web_scraping".
QString plainWord(const QString &word);
/// Whether two names of a role or capability are one word to people: "Web scraping", "web-scraping", "web_scraping".
bool isSameWord(const QString &a, const QString &b);

/// Which agents may do a task: named agent, role, capabilities; enabled and not draining. Pure.
class PlacementRule
{
public:
    explicit PlacementRule(const TaskSpec &task) : m_task(task) {}

    bool fits(const Agent &agent) const;
    /// Why none of the agents fits: "needs capability web_scraping; no enabled agent has it". Empty if one fits.
    QString whyNone(const QList<Agent> &agents) const;

private:
    const TaskSpec &m_task;
};

/// Who sits in a seat: one of the items of a task that names itself in `anti_affinity`. Different agents sit in
/// different seats as long as there are enough of them, and nobody judges his own work. Pure.
struct Seats
{
    QSet<QString> authors; ///< Of what is judged: they have none.
    QSet<QString> seated;  ///< In the other seats.

    static bool isSeat(const TaskSpec &task) { return task.foreach && task.antiAffinity == task.id; }
    /// Those of the agents that are to be asked first; if none of them can, the others are.
    QStringList unseated(const QStringList &agents) const;
    /// What is said where an agent gets a second seat; empty where it does not.
    QString whyDoubled(const QString &agent) const;
};

} // namespace podium::domain
