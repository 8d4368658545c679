// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/coding/decoder.h"

#include "domain/definition/coding/taskdecoder.h"
#include "domain/definition/coding/values.h"
#include "domain/risk/riskrule.h"

#include <QJsonArray>

namespace podium::domain
{

namespace
{

using Kind = SourceNode::Kind;
using Use = TextUsage::Use;

QString typeOf(const SourceNode &value)
{
    switch (value.kind) {
    case Kind::Bool:
        return QStringLiteral("boolean");
    case Kind::Integer:
        return QStringLiteral("integer");
    case Kind::Double:
        return QStringLiteral("number");
    case Kind::List:
        return QStringLiteral("list");
    case Kind::Map:
        return QStringLiteral("object");
    default:
        return QStringLiteral("string");
    }
}

InputSpec inputOf(const SourceNode &node, bool inMap)
{
    InputSpec out;
    out.name = inMap ? node.key : QString();
    if (node.kind != Kind::Map) {
        // Short form: just the default.
        out.type = typeOf(node);
        out.defaultValue = toJson(node);
        return out;
    }
    if (const SourceNode *name = node.find(u"name"); name && !inMap)
        out.name = name->text;
    if (const SourceNode *description = node.find(u"description"))
        out.description = description->text;
    if (const SourceNode *required = node.find(u"required"))
        out.required = required->boolean;
    const SourceNode *byDefault = node.find(u"default");
    if (byDefault)
        out.defaultValue = toJson(*byDefault);
    const SourceNode *choices = node.find(u"choices");
    if (choices)
        out.choices = toJson(*choices).toArray();
    if (const SourceNode *type = node.find(u"type"))
        out.type = type->text;
    else if (byDefault && byDefault->kind != Kind::Null)
        out.type = typeOf(*byDefault);
    else if (choices && !choices->children.empty())
        out.type = typeOf(*choices->children.front());
    return out;
}

void takeText(QString &field, const SourceNode &root, QStringView key)
{
    if (const SourceNode *node = root.find(key); node && node->isScalar() && node->kind != Kind::Null)
        field = node->text;
}

void riskRules(const SourceNode &node, Workflow &workflow, Report &report)
{
    if (node.kind != Kind::List)
        return; // The schema says so.
    for (const SourceNode *child : node.children) {
        const QJsonValue rule = toJson(*child);
        const Result<QList<RiskRule>> read = riskRulesFromJson({rule}, RiskLayer::Workflow, QStringLiteral("rules"));
        if (!read)
            report.error(child, QStringLiteral("rules"), read.error().message, read.error().hint);
        workflow.rules.append(rule);
    }
}

void settings(const SourceNode &root, Workflow &workflow, QList<TextUsage> &texts, Report &report)
{
    takeText(workflow.name, root, u"name");
    takeText(workflow.title, root, u"title");
    takeText(workflow.description, root, u"description");
    takeText(workflow.team, root, u"team");
    if (const SourceNode *inputs = root.find(u"inputs")) {
        for (const SourceNode *child : inputs->children)
            workflow.inputs << inputOf(*child, inputs->kind == Kind::Map);
    }
    for (const QStringView key : {QStringView(u"environment"), QStringView(u"env")}) {
        const SourceNode *node = root.find(key);
        if (!node)
            continue;
        workflow.environment = textMap(*node);
        for (const SourceNode *child : node->children)
            texts << TextUsage{child, child->text, Use::Template, TextUsage::Scope::EveryTask, -1};
    }
    if (const SourceNode *outputs = root.find(u"outputs")) {
        for (const SourceNode *child : outputs->children) {
            const QString expression = bareExpression(child->text);
            workflow.outputs.insert(child->key, expression);
            texts << TextUsage{child, expression, Use::Value, TextUsage::Scope::Outputs, -1};
        }
    }
    if (const SourceNode *pools = root.find(u"pools")) {
        for (const SourceNode *child : pools->children)
            workflow.pools.insert(child->key, int(std::clamp<qint64>(child->integer, 0, 1'000'000)));
    }
    if (const SourceNode *parallel = root.find(u"max_parallel"); parallel && parallel->kind == Kind::Integer)
        workflow.maxParallel = int(std::clamp<qint64>(parallel->integer, 0, 1'000'000));
    if (const SourceNode *policy = root.find(u"on_failure"))
        workflow.onFailure = failurePolicyFromName(policy->text).value_or(workflow.onFailure);
    if (const SourceNode *budget = root.find(u"budget"))
        workflow.budget = budgetOf(*budget);
    if (const SourceNode *rules = root.find(u"rules"))
        riskRules(*rules, workflow, report);
    if (const SourceNode *resume = root.find(u"resume_after_limit"); resume && resume->kind == Kind::Bool)
        workflow.resumeAfterLimit = resume->boolean;
    if (const SourceNode *tags = root.find(u"tags"))
        workflow.tags = wordList(*tags);
    if (const SourceNode *priority = root.find(u"priority")) {
        workflow.priority = priority->kind == Kind::Integer
                                ? int(std::clamp<qint64>(priority->integer, 0, 10))
                                : priorityFromWord(priority->text).value_or(workflow.priority);
    }
}

/// `depends_on: [Research topic]`: where tasks have only names, they refer to each other by them.
void resolveNames(Workflow &workflow, const std::vector<const SourceNode *> &nodes)
{
    QHash<QString, QString> byName;
    QSet<QString> ids;
    for (qsizetype i = 0; i < workflow.tasks.size(); ++i) {
        ids.insert(workflow.tasks.at(i).id);
        if (!nodes[size_t(i)]->find(u"id") && nodes[size_t(i)]->parent->kind == Kind::List) {
            for (const QStringView key : {QStringView(u"name"), QStringView(u"title")}) {
                if (const SourceNode *name = nodes[size_t(i)]->find(key))
                    byName.insert(name->text, workflow.tasks.at(i).id);
            }
        }
    }
    if (byName.isEmpty())
        return;
    const auto resolve = [&](QString &word) {
        if (!ids.contains(word))
            word = byName.value(word, word);
    };
    for (TaskSpec &task : workflow.tasks) {
        for (QString &dependency : task.dependsOn)
            resolve(dependency);
        resolve(task.affinity);
        resolve(task.antiAffinity);
    }
}

} // namespace

DecodedWorkflow decodeWorkflow(const SourceNode &root, const QString &fallbackName, IChildWorkflows &children,
                               Report &report)
{
    DecodedWorkflow out;
    out.workflow = std::make_shared<Workflow>();
    Workflow &workflow = *out.workflow;
    workflow.name = fallbackName;
    settings(root, workflow, out.texts, report);

    TaskDecoder decoder(children, report, out.texts);
    TaskSpec base;
    base.priority = workflow.priority;
    base.onFailure = workflow.onFailure;
    decoder.setBase(base);
    if (const SourceNode *defaults = root.find(u"defaults"))
        decoder.applyDefaults(*defaults);
    const SourceNode *tasks = root.find(u"tasks");
    if (!tasks || tasks->isScalar())
        return out;
    workflow.tasks.reserve(qsizetype(tasks->children.size()));
    for (const SourceNode *child : tasks->children) {
        if (child->kind != Kind::Map)
            continue;
        workflow.tasks << decoder.decode(*child, int(workflow.tasks.size()),
                                         tasks->kind == Kind::Map ? child->key : QString());
        out.taskNodes.push_back(child);
    }
    resolveNames(workflow, out.taskNodes);
    return out;
}

} // namespace podium::domain
