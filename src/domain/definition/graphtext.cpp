// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/graphtext.h"

#include "domain/graph/taskgraph.h"
#include "domain/policy/budgetledger.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(GraphText)
};

using namespace Qt::StringLiterals;

constexpr qsizetype MaxLabel = 120;
constexpr qsizetype MaxCriticalEnd = 10; // Tasks of a long critical path that are named at each end.

/// Printable characters on one line: control characters, line and paragraph separators and the invisible characters
/// that turn the direction of writing become spaces or vanish.
QString printable(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        const QChar::Category category = c.category();
        if (category == QChar::Other_Format)
            continue;
        const bool breaks = category == QChar::Other_Control || category == QChar::Separator_Line ||
                            category == QChar::Separator_Paragraph;
        out += breaks ? QChar(u' ') : c;
    }
    out = out.simplified();
    if (out.size() > MaxLabel) {
        out.truncate(MaxLabel);
        if (out.back().isHighSurrogate())
            out.chop(1);
        out += u'…';
    }
    return out;
}

/// What stands behind a task in the tree and below its name in pictures.
QStringList traits(const TaskSpec &task)
{
    QStringList out{task.type};
    if (task.foreach)
        out << Text::tr("for each %1").arg(printable(task.foreach->as));
    if (task.repeat)
        out << Text::tr("up to %1 times").arg(task.repeat->max);
    if (!task.when.isEmpty())
        out << Text::tr("if %1").arg(printable(task.when));
    if (task.gate)
        out << Text::tr("gate");
    if (task.review)
        out << Text::tr("review");
    return out;
}

QString labelOf(const TaskSpec &task)
{
    const QString title = printable(task.title);
    return title.isEmpty() || title == task.id ? printable(task.id) : printable(task.id) + ": "_L1 + title;
}

/// Below each task those that wait for it; a task with several dependencies stands below the last of them in the order
/// of the file, and is mentioned below the others. Iterative: a chain may be as long as the workflow.
QString tree(const Workflow &workflow, const QStringList &critical)
{
    const TaskGraph graph = TaskGraph::of(workflow);
    const auto home = [&](int node) {
        const QList<int> &dependencies = graph.dependencies(node);
        return dependencies.isEmpty() ? -1 : *std::max_element(dependencies.begin(), dependencies.end());
    };
    struct Line
    {
        int node;
        QString prefix; ///< Of the lines below it.
        bool isLast;
        bool isMention;
    };
    QString out = (workflow.title.isEmpty() ? printable(workflow.name) : printable(workflow.title)) + u'\n';
    std::vector<Line> open;
    const auto push = [&](const QList<int> &nodes, int parent, const QString &prefix) {
        for (qsizetype i = nodes.size() - 1; i >= 0; --i)
            open.push_back({nodes.at(i), prefix, i == nodes.size() - 1, parent >= 0 && home(nodes.at(i)) != parent});
    };
    QList<int> roots;
    for (int i = 0; i < graph.size(); ++i) {
        if (graph.dependencies(i).isEmpty())
            roots << i;
    }
    push(roots, -1, QString());
    // Beyond this the indentation alone would be quadratic.
    constexpr qsizetype MaxPrefix = 240;
    while (!open.empty()) {
        const Line line = open.back();
        open.pop_back();
        const TaskSpec &task = workflow.tasks.at(line.node);
        out += line.prefix + (line.isLast ? u"└─ "_s : u"├─ "_s);
        if (line.isMention) {
            out += u"→ "_s + printable(task.id) + u'\n';
            continue;
        }
        out += labelOf(task) + " ["_L1 + traits(task).join(", "_L1) + "]"_L1;
        if (graph.dependencies(line.node).size() > 1) {
            QStringList names;
            for (const int dependency : graph.dependencies(line.node))
                names << printable(workflow.tasks.at(dependency).id);
            out += u" ← "_s + names.join(", "_L1);
        }
        out += u'\n';
        const QString prefix =
            line.prefix.size() >= MaxPrefix ? line.prefix : line.prefix + (line.isLast ? u"   "_s : u"│  "_s);
        push(graph.dependents(line.node), line.node, prefix);
    }
    if (!critical.isEmpty()) {
        QStringList names = critical;
        if (names.size() > 2 * MaxCriticalEnd) {
            names = names.mid(0, MaxCriticalEnd) + QStringList{u"…"_s} + names.mid(names.size() - MaxCriticalEnd);
        }
        for (QString &name : names)
            name = printable(name);
        out += Text::tr("Critical path: %1").arg(names.join(u" → "_s)) + u'\n';
    }
    return out;
}

/// Inside a quoted Mermaid label. Mermaid knows entities as #name; and draws some HTML, so nothing that could be markup
/// or an entity passes.
QString mermaidText(const QString &text)
{
    QString out;
    for (const QChar c : printable(text)) {
        const bool plain = c.isLetterOrNumber() || u" _-.,:…/+=!?()'"_s.contains(c) || c.isSurrogate();
        out += plain ? QString(c) : u"#%1;"_s.arg(int(c.unicode()));
    }
    return out;
}

QString mermaid(const Workflow &workflow, const QStringList &critical)
{
    // Nodes are numbered: an id such as "end" or "click" would be a word of the language.
    QString out = u"flowchart TD\n"_s;
    const QSet<QString> onPath(critical.begin(), critical.end());
    for (qsizetype i = 0; i < workflow.tasks.size(); ++i) {
        const TaskSpec &task = workflow.tasks.at(i);
        QStringView open = u"[\"";
        QStringView close = u"\"]";
        if (task.type == "human"_L1) {
            open = u"[/\"";
            close = u"\"/]";
        } else if (task.type == "decision"_L1) {
            open = u"{\"";
            close = u"\"}";
        } else if (task.type == "workflow"_L1) {
            open = u"[[\"";
            close = u"\"]]";
        }
        out += u"    t%1%2%3<br/>%4%5\n"_s.arg(QString::number(i), open, mermaidText(labelOf(task)),
                                               mermaidText(traits(task).join(", "_L1)), close);
    }
    const TaskGraph graph = TaskGraph::of(workflow);
    for (int i = 0; i < graph.size(); ++i) {
        for (const int dependency : graph.dependencies(i))
            out += u"    t%1 --> t%2\n"_s.arg(dependency).arg(i);
    }
    QStringList bold;
    for (qsizetype i = 0; i < workflow.tasks.size(); ++i) {
        if (onPath.contains(workflow.tasks.at(i).id))
            bold << u"t%1"_s.arg(i);
    }
    if (!bold.isEmpty()) {
        out += u"    classDef critical stroke-width:4px\n    class "_s + bold.join(u',') + u" critical\n"_s;
    }
    return out;
}

/// A quoted string of DOT. A backslash starts an escape there, so it is doubled.
QString dotText(const QString &text)
{
    QString out = printable(text);
    out.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return out;
}

QString dot(const Workflow &workflow, const QStringList &critical)
{
    const QSet<QString> onPath(critical.begin(), critical.end());
    QString out =
        u"digraph \"%1\" {\n    rankdir=TB;\n    node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"_s.arg(
            dotText(workflow.name));
    for (qsizetype i = 0; i < workflow.tasks.size(); ++i) {
        const TaskSpec &task = workflow.tasks.at(i);
        out += u"    t%1 [label=\"%2\\n%3\"%4];\n"_s.arg(QString::number(i), dotText(labelOf(task)),
                                                         dotText(traits(task).join(", "_L1)),
                                                         onPath.contains(task.id) ? u", penwidth=3"_s : QString());
    }
    const TaskGraph graph = TaskGraph::of(workflow);
    for (int i = 0; i < graph.size(); ++i) {
        for (const int dependency : graph.dependencies(i))
            out += u"    t%1 -> t%2;\n"_s.arg(dependency).arg(i);
    }
    return out + u"}\n"_s;
}

/// Only the middle durations are wanted: few rounds.
WorkflowEstimate durationsOf(const Workflow &workflow, const EstimateOptions &known)
{
    EstimateOptions options = known;
    options.rounds = 1;
    return estimateWorkflow(workflow, options);
}

/// Empty where its durations are all guesses.
QStringList knownCriticalPath(const WorkflowEstimate &estimate)
{
    const QSet<QString> path(estimate.criticalPath.begin(), estimate.criticalPath.end());
    const bool isKnown = std::any_of(estimate.tasks.begin(), estimate.tasks.end(), [&path](const TaskEstimate &task) {
        return path.contains(task.id) && task.durationSource != EstimateSource::Default;
    });
    return isKnown ? estimate.criticalPath : QStringList();
}

} // namespace

std::optional<GraphFormat> graphFormatFromName(const QString &name)
{
    static const QHash<QString, GraphFormat> formats{{u"tree"_s, GraphFormat::Tree},
                                                     {u"mermaid"_s, GraphFormat::Mermaid},
                                                     {u"dot"_s, GraphFormat::Dot},
                                                     {u"json"_s, GraphFormat::Json}};
    const auto found = formats.constFind(name);
    return found == formats.constEnd() ? std::nullopt : std::optional(found.value());
}

QString graphText(const Workflow &workflow, GraphFormat format, const EstimateOptions &known)
{
    if (format == GraphFormat::Json)
        return QString::fromUtf8(QJsonDocument(graphJson(workflow, known)).toJson(QJsonDocument::Indented));
    const QStringList critical = knownCriticalPath(durationsOf(workflow, known));
    if (format == GraphFormat::Mermaid)
        return mermaid(workflow, critical);
    return format == GraphFormat::Dot ? dot(workflow, critical) : tree(workflow, critical);
}

QJsonObject graphJson(const Workflow &workflow, const EstimateOptions &known)
{
    const WorkflowEstimate estimate = durationsOf(workflow, known);
    QHash<QString, const TaskEstimate *> estimates;
    for (const TaskEstimate &task : estimate.tasks)
        estimates.insert(task.id, &task);
    const TaskGraph graph = TaskGraph::of(workflow);
    QJsonArray tasks;
    QJsonArray edges;
    QList<int> layerOf(graph.size(), 0);
    for (int i = 0; i < graph.size(); ++i) {
        const TaskSpec &task = workflow.tasks.at(i);
        QJsonObject described{{u"id"_s, task.id},
                              {u"title"_s, task.title},
                              {u"type"_s, task.type},
                              {u"role"_s, task.role},
                              {u"depends_on"_s, QJsonArray::fromStringList(task.dependsOn)},
                              {u"traits"_s, QJsonArray::fromStringList(traits(task))}};
        if (task.estimate.durationMs)
            described.insert(u"estimate_ms"_s, *task.estimate.durationMs);
        if (task.estimate.usd)
            described.insert(u"estimate_usd"_s, *task.estimate.usd);
        if (const TaskEstimate *of = estimates.value(task.id)) {
            described.insert(u"duration_ms"_s, of->durationMs.p50);
            described.insert(u"duration_source"_s, estimateSourceName(of->durationSource));
        }
        tasks.append(described);
        for (const int dependency : graph.dependencies(i))
            edges.append(QJsonArray{workflow.tasks.at(dependency).id, task.id});
    }
    QList<QJsonArray> layers;
    for (const int node : graph.topologicalOrder()) {
        int layer = 0;
        for (const int dependency : graph.dependencies(node))
            layer = std::max(layer, layerOf.at(dependency) + 1);
        layerOf[node] = layer;
        while (layers.size() <= layer)
            layers.append(QJsonArray());
        layers[layer].append(workflow.tasks.at(node).id);
    }
    QJsonArray allLayers;
    for (const QJsonArray &layer : std::as_const(layers))
        allLayers.append(layer);
    return {{u"workflow"_s, workflow.name},
            {u"budget"_s, toJson(workflow.budget)},
            {u"tasks"_s, tasks},
            {u"edges"_s, edges},
            {u"layers"_s, allLayers},
            {u"critical_path"_s, QJsonArray::fromStringList(estimate.criticalPath)},
            {u"critical_path_ms"_s, estimate.criticalPathMs}};
}

} // namespace podium::domain
