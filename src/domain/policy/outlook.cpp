// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/outlook.h"

#include "domain/graph/taskgraph.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Outlook)
};

constexpr int MaxDepth = 8;
constexpr int MaxCompared = 400; ///< Tasks in one folder that are looked at in pairs.

bool writesFiles(const TaskSpec &task)
{
    return task.type == "agent"_L1 || task.type == "shell"_L1;
}

bool worksInPlace(const TaskSpec &task)
{
    using Kind = WorkspacePolicy::Kind;
    return writesFiles(task) && (task.workspace.kind == Kind::Inherit || task.workspace.kind == Kind::Directory);
}

/// Tasks that may run at the same time in the same folder.
QStringList atOnceInOneFolder(const Workflow &workflow)
{
    QList<int> found;
    for (int i = 0; i < workflow.tasks.size() && found.size() < MaxCompared; ++i) {
        if (worksInPlace(workflow.tasks.at(i)))
            found += i;
    }
    const TaskGraph graph = TaskGraph::of(workflow);
    QList<bool> clashes(workflow.tasks.size(), false);
    for (const int one : std::as_const(found)) {
        const QList<int> later = graph.descendants(one);
        for (const int other : std::as_const(found)) {
            if (other <= one || std::binary_search(later.begin(), later.end(), other))
                continue;
            const QList<int> itsLater = graph.descendants(other);
            if (workflow.tasks.at(one).workspace.path == workflow.tasks.at(other).workspace.path &&
                !std::binary_search(itsLater.begin(), itsLater.end(), one))
                clashes[one] = clashes[other] = true;
        }
        const std::optional<Foreach> &each = workflow.tasks.at(one).foreach;
        if (each && each->maxParallel != 1)
            clashes[one] = true;
    }
    QStringList out;
    for (const int one : std::as_const(found)) {
        if (clashes.at(one))
            out += workflow.tasks.at(one).id;
    }
    return out;
}

class Reader
{
public:
    void read(const Workflow &workflow, const QString &prefix, bool hasBudget, int depth)
    {
        hasBudget = hasBudget || workflow.budget.usd || workflow.budget.tokens;
        if (workflow.maxParallel != 1) {
            const QStringList clashes = atOnceInOneFolder(workflow);
            for (const QString &id : clashes)
                m_clashes += prefix + id;
        }
        for (const TaskSpec &task : workflow.tasks) {
            const QString id = prefix + task.id;
            const bool isAgent = task.type == "agent"_L1;
            if (isAgent) {
                m_out.agentTasks += id;
                if (!task.role.isEmpty() && !m_out.roles.contains(task.role))
                    m_out.roles += task.role;
                if (!hasBudget && !task.budget.usd && !task.budget.tokens)
                    m_unlimited += id;
            }
            if (task.type == "shell"_L1)
                m_shell += id;
            if (task.type == "human"_L1 || task.gate || task.review ||
                (task.type == "decision"_L1 && task.decision.cases.isEmpty()))
                m_out.people += id;
            if (writesFiles(task) && task.workspace.kind == WorkspacePolicy::Kind::Worktree)
                m_out.branches += id;
            else if (worksInPlace(task))
                m_out.inPlace += id;
            if (task.sub.definition && depth < MaxDepth)
                read(*task.sub.definition, id + u'/', hasBudget, depth + 1);
        }
    }

    Outlook result()
    {
        add("same-folder", Risk::High,
            Text::tr("May run at the same time in the same folder: they can overwrite each other's files"), m_clashes);
        add("no-budget", Risk::High, Text::tr("Agents without a budget: nothing ends their spending"), m_unlimited);
        add("shell", Risk::Medium, Text::tr("Commands that run on this machine as they are written"), m_shell);
        add("agents", Risk::Medium, Text::tr("Agents decide themselves what they do, within their permissions"),
            m_out.agentTasks);
        return m_out;
    }

private:
    void add(const char *code, Risk level, const QString &text, const QStringList &tasks)
    {
        if (tasks.isEmpty())
            return;
        m_out.reasons.append({QString::fromLatin1(code), level, text, tasks});
        m_out.risk = std::max(m_out.risk, level);
    }

    Outlook m_out;
    QStringList m_clashes;
    QStringList m_unlimited;
    QStringList m_shell;
};

} // namespace

Outlook outlookOf(const Workflow &workflow)
{
    Reader reader;
    reader.read(workflow, {}, false, 0);
    return reader.result();
}

QJsonObject toJson(const Outlook &outlook)
{
    QJsonArray reasons;
    for (const Outlook::Reason &reason : outlook.reasons) {
        reasons.append(QJsonObject{{u"code"_s, reason.code},
                                   {u"level"_s, riskName(reason.level)},
                                   {u"text"_s, reason.text},
                                   {u"tasks"_s, QJsonArray::fromStringList(reason.tasks)}});
    }
    const auto array = [](const QStringList &list) { return QJsonArray::fromStringList(list); };
    return {{u"agents"_s, array(outlook.agentTasks)},
            {u"roles"_s, array(outlook.roles)},
            {u"branches"_s, array(outlook.branches)},
            {u"in_place"_s, array(outlook.inPlace)},
            {u"people"_s, array(outlook.people)},
            {u"risk"_s, riskName(outlook.risk)},
            {u"reasons"_s, reasons}};
}

} // namespace podium::domain
