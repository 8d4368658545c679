// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/agent.h"
#include "domain/workflow.h"

#include <QList>

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

} // namespace podium::domain
