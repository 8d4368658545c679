// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/placementrule.h"

#include <QCoreApplication>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Placement)
};

bool isAvailable(const Agent &agent)
{
    return agent.enabled && !agent.draining && agent.scale > 0;
}

bool has(const Agent &agent, const QString &capability)
{
    return std::any_of(agent.capabilities.begin(), agent.capabilities.end(),
                       [&capability](const QString &candidate) { return isSameWord(candidate, capability); });
}

bool hasAll(const Agent &agent, const QStringList &capabilities)
{
    return std::all_of(capabilities.begin(), capabilities.end(),
                       [&agent](const QString &capability) { return has(agent, capability); });
}

/// An agent that has neither files nor a shell gets nothing by chance.
bool isAskedFor(const Agent &agent, const TaskSpec &task)
{
    return agent.runner != QLatin1StringView("messages") || !task.agent.isEmpty() || !task.role.isEmpty() ||
           !task.capabilities.isEmpty();
}

} // namespace

QString plainWord(const QString &word)
{
    QString out = word.trimmed().toLower();
    out.replace(u'-', u'_').replace(u' ', u'_');
    return out;
}

bool isSameWord(const QString &a, const QString &b)
{
    return a == b || plainWord(a) == plainWord(b);
}

bool PlacementRule::fits(const Agent &agent) const
{
    return isAvailable(agent) && isAskedFor(agent, m_task) && (m_task.agent.isEmpty() || agent.name == m_task.agent) &&
           (m_task.role.isEmpty() || isSameWord(agent.role, m_task.role)) && hasAll(agent, m_task.capabilities);
}

QString PlacementRule::whyNone(const QList<Agent> &agents) const
{
    for (const Agent &agent : agents) {
        if (fits(agent))
            return {};
    }
    if (agents.isEmpty())
        return Text::tr("needs an agent; none is configured");
    if (!m_task.agent.isEmpty()) {
        for (const Agent &agent : agents) {
            if (agent.name != m_task.agent)
                continue;
            if (!agent.enabled)
                return Text::tr("needs agent %1, which is disabled").arg(agent.name);
            if (agent.draining)
                return Text::tr("needs agent %1, which is draining").arg(agent.name);
            if (agent.scale < 1)
                return Text::tr("needs agent %1, which is scaled to 0").arg(agent.name);
            if (!m_task.role.isEmpty() && !isSameWord(agent.role, m_task.role))
                return Text::tr("needs agent %1 in the role %2; its role is %3")
                    .arg(agent.name, m_task.role, agent.role);
            return Text::tr("needs agent %1 with %2; it has %3")
                .arg(agent.name, m_task.capabilities.join(QStringLiteral(", ")),
                     agent.capabilities.join(QStringLiteral(", ")));
        }
        return Text::tr("needs agent %1; there is no such agent").arg(m_task.agent);
    }
    QList<Agent> available;
    for (const Agent &agent : agents) {
        if (isAvailable(agent))
            available.append(agent);
    }
    if (available.isEmpty())
        return Text::tr("needs an agent; all %n of them are disabled or draining", nullptr, int(agents.size()));
    QList<Agent> inRole;
    for (const Agent &agent : std::as_const(available)) {
        if (m_task.role.isEmpty() || isSameWord(agent.role, m_task.role))
            inRole.append(agent);
    }
    if (inRole.isEmpty())
        return Text::tr("needs role %1; no enabled agent has it").arg(m_task.role);
    for (const QString &capability : m_task.capabilities) {
        const bool somebody = std::any_of(inRole.begin(), inRole.end(),
                                          [&capability](const Agent &agent) { return has(agent, capability); });
        if (!somebody && m_task.role.isEmpty())
            return Text::tr("needs capability %1; no enabled agent has it").arg(capability);
        if (!somebody)
            return Text::tr("needs role %1 with capability %2; no enabled agent has both").arg(m_task.role, capability);
    }
    if (m_task.role.isEmpty() && m_task.capabilities.isEmpty())
        return Text::tr("needs an agent that works with files; those of the runner messages only get tasks that name "
                        "them, their role or a capability");
    return Text::tr("needs capabilities %1 together; no enabled agent has them all")
        .arg(m_task.capabilities.join(QStringLiteral(", ")));
}

QStringList Seats::unseated(const QStringList &agents) const
{
    QStringList out;
    std::copy_if(agents.begin(), agents.end(), std::back_inserter(out),
                 [this](const QString &agent) { return !authors.contains(agent) && !seated.contains(agent); });
    return out;
}

QString Seats::whyDoubled(const QString &agent) const
{
    if (!seated.contains(agent))
        return {};
    return Text::tr("%1 has another seat, too: there is no further agent for this one").arg(agent);
}

} // namespace podium::domain
