// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/rungraph.h"

#include "base/clock.h"
#include "domain/taskstate.h"
#include "gui/backend/format.h"

#include <QJsonArray>

#include <utility>

namespace podium::gui
{

namespace
{

QString text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toString();
}

bool hasEnded(const QJsonObject &task)
{
    const auto state = domain::taskStateFromName(text(task, "state"));
    return state && domain::isFinished(*state);
}

} // namespace

RunGraph::RunGraph(QObject *parent) : QObject(parent)
{
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &RunGraph::tick);
}

void RunGraph::setGraph(const QJsonObject &graph)
{
    m_graph = graph;
    m_specs.clear();
    QList<GraphNode> nodes;
    QList<GraphEdge> edges;
    const QJsonArray tasks = graph.value(QStringLiteral("tasks")).toArray();
    for (const QJsonValue &value : tasks)
        m_specs.insert(value[QStringLiteral("id")].toString(), value.toObject());
    for (const QJsonValue &value : tasks)
        nodes.append(card(value[QStringLiteral("id")].toString()));
    const QJsonArray pairs = graph.value(QStringLiteral("edges")).toArray();
    for (const QJsonValue &pair : pairs)
        edges.append({pair[0].toString(), pair[1].toString()});
    m_model.setGraph(nodes, edges);
    setCriticalShown(m_criticalShown);
}

void RunGraph::setTasks(const QList<QJsonObject> &tasks)
{
    QHash<int, QString> cardOf; // By index of the task run.
    QHash<QString, QJsonObject> cards;
    QHash<QString, Parts> parts;
    for (const QJsonObject &task : tasks) {
        const int parent = task.value(QStringLiteral("parent")).toInt(-1);
        const QString id = parent < 0 ? text(task, "id") : cardOf.value(parent);
        cardOf.insert(task.value(QStringLiteral("index")).toInt(), id);
        if (parent < 0) {
            cards.insert(id, task);
            continue;
        }
        Parts &of = parts[id];
        ++of.all;
        of.ended += hasEnded(task) ? 1 : 0;
    }
    bool runs = false;
    QStringList changed;
    for (auto it = cards.cbegin(); it != cards.cend(); ++it) {
        runs = runs || text(*it, "state") == QLatin1StringView("RUNNING");
        if (m_tasks.value(it.key()) != *it || m_parts.value(it.key()) != parts.value(it.key()))
            changed += it.key();
    }
    m_tasks = cards;
    m_parts = parts;
    for (const QString &id : std::as_const(changed))
        m_model.updateNode(card(id));
    if (m_now > 0)
        tick(); // What runs has run for another time.
    if (runs && m_now == 0 && !m_clock.isActive())
        m_clock.start();
    else if (!runs || m_now > 0)
        m_clock.stop();
}

QString RunGraph::action() const
{
    QString out;
    std::pair<bool, double> newest{false, 0}; // Running, when.
    for (auto it = m_tasks.cbegin(); it != m_tasks.cend(); ++it) {
        const bool running = text(*it, "state") == QLatin1StringView("RUNNING");
        const std::pair<bool, double> of{
            running, it->value(running ? QStringLiteral("started_ms") : QStringLiteral("finished_ms")).toDouble()};
        if (of.second > 0 && of > newest) {
            newest = of;
            out = it.key();
        }
    }
    return out;
}

void RunGraph::setNow(qint64 ms)
{
    m_now = ms;
}

void RunGraph::setCriticalShown(bool shown)
{
    m_criticalShown = shown;
    QStringList path;
    if (shown) {
        const QJsonArray ids = m_graph.value(QStringLiteral("critical_path")).toArray();
        for (const QJsonValue &id : ids)
            path += id.toString();
    }
    m_model.setCriticalPath(path);
}

void RunGraph::setStates(const QSet<QString> &states)
{
    m_states = states;
    const QList<GraphNode> nodes = m_model.nodes();
    for (const GraphNode &node : nodes)
        m_model.updateNode(card(node.id));
}

QHash<QString, int> RunGraph::counts() const
{
    QHash<QString, int> out;
    for (const GraphNode &node : m_model.nodes())
        ++out[node.state];
    return out;
}

QString RunGraph::subtitle(const QJsonObject &task, const QString &id) const
{
    const QString why = text(task, "why");
    if (!why.isEmpty())
        return why;
    QString who = text(task, "agent");
    if (who.isEmpty())
        who = text(m_specs.value(id), "role");
    if (who.isEmpty())
        who = text(m_specs.value(id), "type");
    const Parts parts = m_parts.value(id);
    if (parts.all > 0)
        return tr("%1 · %2 of %3 parts").arg(who).arg(parts.ended).arg(parts.all);
    QString doing = text(task, "detail");
    if (doing.isEmpty())
        doing = Format::words(text(task, "activity"));
    if (text(task, "state") == QLatin1StringView("RUNNING") && !doing.isEmpty())
        return tr("%1 · %2").arg(who, doing);
    return who;
}

GraphNode RunGraph::card(const QString &id) const
{
    const QJsonObject spec = m_specs.value(id);
    const QJsonObject task = m_tasks.value(id);
    GraphNode node;
    node.id = id;
    node.title = text(spec, "title").isEmpty() ? id : text(spec, "title");
    node.state = task.isEmpty() ? QStringLiteral("PENDING") : text(task, "shown");
    node.dimmed = !m_states.isEmpty() && !m_states.contains(node.state);
    node.stateWord = Format::state(node.state);
    node.icon = Format::stateIcon(node.state);
    node.subtitle = subtitle(task, id).simplified();
    const double started = task.value(QStringLiteral("started_ms")).toDouble();
    const double finished = task.value(QStringLiteral("finished_ms")).toDouble();
    const QJsonValue estimate = spec.value(QStringLiteral("estimate_ms"));
    if (started > 0)
        node.footerLeft =
            Format::duration((finished > 0 ? finished : double(m_now > 0 ? m_now : SystemClock().nowMs())) - started);
    if (estimate.isDouble() && finished <= 0) {
        const QString about = QStringLiteral("~") + Format::duration(estimate.toDouble());
        node.footerLeft = node.footerLeft.isEmpty() ? about : tr("%1 / %2").arg(node.footerLeft, about);
    }
    const QJsonObject usage = task.value(QStringLiteral("usage")).toObject();
    const QJsonValue guess = spec.value(QStringLiteral("estimate_usd"));
    if (usage.value(QStringLiteral("usd")).isDouble())
        node.footerRight = Format::cost(usage);
    else if (guess.isDouble())
        node.footerRight = QStringLiteral("~") + Format::money(guess.toDouble());
    const Parts parts = m_parts.value(id);
    if (parts.all > 0 && text(task, "state") == QLatin1StringView("RUNNING"))
        node.progress = double(parts.ended) / parts.all;
    return node;
}

void RunGraph::tick()
{
    for (auto it = m_tasks.cbegin(); it != m_tasks.cend(); ++it) {
        if (text(*it, "state") == QLatin1StringView("RUNNING"))
            m_model.updateNode(card(it.key()));
    }
}

} // namespace podium::gui
