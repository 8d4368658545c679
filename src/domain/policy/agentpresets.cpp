// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/agentpresets.h"

#include "base/suggestion.h"
#include "domain/definition/source/report.h"
#include "domain/definition/source/sourcereader.h"

#include <QCoreApplication>
#include <QResource>
#include <QSet>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AgentPresets)
};

/// Limits of a file that people write by hand.
constexpr SourceLimits s_limits{1024 * 1024, 16, 100'000, 10'000};

/// Reads one file; collects every finding with its line.
class AgentSetReader
{
public:
    explicit AgentSetReader(Report *report) : m_report(report) {}

    QList<AgentSet> sets(const SourceNode &root)
    {
        QList<AgentSet> out;
        onlyKeys(root, {QStringLiteral("version"), QStringLiteral("sets")});
        const SourceNode *version = root.find(u"version");
        if (!version || version->kind != SourceNode::Kind::Integer || version->integer != 1)
            add(version ? *version : root, Text::tr("`version: 1` is needed"));
        const SourceNode *setNodes = root.find(u"sets");
        if (!setNodes || setNodes->kind != SourceNode::Kind::Map) {
            add(setNodes ? *setNodes : root, Text::tr("`sets` must be a map of lists of agents"));
            return out;
        }
        for (const SourceNode *set : setNodes->children) {
            AgentSet read{set->key, {}};
            if (set->kind != SourceNode::Kind::List)
                add(*set, Text::tr("the set `%1` must be a list of agents").arg(set->key));
            QSet<QString> names;
            for (const SourceNode *node : set->children)
                agent(*node, &read.agents, &names);
            out.append(read);
        }
        return out;
    }

private:
    void agent(const SourceNode &node, QList<Agent> *agents, QSet<QString> *names)
    {
        // toJson() of an agent has every key there is.
        static const QStringList s_keys = toJson(Agent()).keys();
        if (node.kind != SourceNode::Kind::Map) {
            add(node, Text::tr("an agent must be a map with `name` and `runner`"));
            return;
        }
        onlyKeys(node, s_keys);
        const QJsonObject object = toJson(node).toObject();
        for (const QString &key : {QStringLiteral("name"), QStringLiteral("runner")}) {
            if (object.value(key).toString().isEmpty())
                add(node, Text::tr("the agent needs `%1`").arg(key));
        }
        const QJsonObject defaults = toJson(Agent());
        for (const SourceNode *field : node.children) {
            if (defaults.contains(field->key) && object.value(field->key).type() != defaults.value(field->key).type())
                add(*field, Text::tr("`%1` has a value of the wrong kind").arg(field->key));
        }
        const Agent read = agentFromJson(object);
        if (names->contains(read.name))
            add(node, Text::tr("there are two agents `%1` in this set").arg(read.name));
        names->insert(read.name);
        agents->append(read);
    }

    void onlyKeys(const SourceNode &map, const QStringList &known)
    {
        for (const SourceNode *child : map.children) {
            if (map.kind == SourceNode::Kind::Map && !known.contains(child->key))
                m_report->error(child, QStringLiteral("unknown-key"), Text::tr("unknown key `%1`").arg(child->key),
                                didYouMean(child->key, known), Report::At::Key);
        }
    }

    void add(const SourceNode &node, const QString &message, const QString &hint = {})
    {
        m_report->error(&node, QStringLiteral("agents"), message, hint);
    }

    Report *m_report;
};

} // namespace

Result<QList<AgentSet>> readAgentSets(const QByteArray &text, const QString &fileName)
{
    SourceTree tree;
    Report report(fileName, &tree);
    const SourceNode *root = readSource(text, fileName, s_limits, tree, report);
    QList<AgentSet> sets;
    if (root && root->kind == SourceNode::Kind::Map)
        sets = AgentSetReader(&report).sets(*root);
    else if (root)
        report.error(root, QStringLiteral("agents"), Text::tr("the file must be a map with `version` and `sets`"));
    if (root && !report.hasErrors())
        return sets;
    QStringList findings;
    for (const Diagnostic &diagnostic : report.take())
        findings += diagnostic.text();
    return fail(ErrorCode::InvalidArgument, findings.join(u'\n'));
}

const QList<AgentSet> &presetAgentSets()
{
    static const QList<AgentSet> sets = [] {
        const QResource resource(QStringLiteral(":/podium/presets/agents.yaml"));
        // A test reads the file; what is embedded is what was tested.
        return readAgentSets(resource.uncompressedData(), QStringLiteral("agents.yaml")).value_or(QList<AgentSet>());
    }();
    return sets;
}

QList<Agent> presetAgents(const QString &set)
{
    for (const AgentSet &candidate : presetAgentSets()) {
        if (candidate.name == set)
            return candidate.agents;
    }
    return {};
}

QList<Agent> defaultAgents()
{
    return presetAgents(QStringLiteral("default")) + presetAgents(QStringLiteral("roles"));
}

QList<Agent> demoAgents()
{
    QList<Agent> agents = presetAgents(QStringLiteral("demo"));
    QSet<QString> roles;
    for (const Agent &agent : std::as_const(agents))
        roles.insert(agent.role);
    const QList<Agent> specialists = presetAgents(QStringLiteral("roles"));
    for (Agent agent : specialists) {
        if (roles.contains(agent.role))
            continue;
        agent.name.prepend(QStringLiteral("demo-"));
        agent.runner = QStringLiteral("simulated");
        agent.workspace = Agent().workspace;
        agent.systemPrompt.clear();
        agent.tags = QStringList{QStringLiteral("demo")};
        agents.append(agent);
    }
    return agents;
}

} // namespace podium::domain
