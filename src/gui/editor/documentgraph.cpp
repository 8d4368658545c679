// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/documentgraph.h"

#include <algorithm>

namespace podium::gui
{

namespace
{

const QString NotePrefix = QStringLiteral("@note/");
const QString GroupPrefix = QStringLiteral("@group/");
constexpr QSizeF NoteSize(220, 120);
constexpr QPointF DuplicateOffset(36, 36);

QString text(const QVariantMap &map, const char *key)
{
    return map.value(QLatin1StringView(key)).toString();
}

QVariantMap asMap(QPointF point)
{
    return {{QStringLiteral("x"), point.x()}, {QStringLiteral("y"), point.y()}};
}

QStringList withPrefix(const QStringList &ids, const QString &prefix)
{
    QStringList found;
    for (const QString &id : ids) {
        if (id.startsWith(prefix))
            found += id.sliced(prefix.size());
    }
    return found;
}

QStringList tasksIn(const QStringList &ids)
{
    QStringList tasks = ids;
    tasks.removeIf([](const QString &id) { return !DocumentGraph::isTask(id); });
    return tasks;
}

} // namespace

DocumentGraph::DocumentGraph(QObject *parent) : GraphCommands(parent)
{
    m_model.setEditable(true);
}

void DocumentGraph::setDocument(WorkflowDocument *document)
{
    if (m_document == document)
        return;
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (document) {
        connect(document, &WorkflowDocument::graphChanged, this, &DocumentGraph::read);
        connect(document, &WorkflowDocument::findingsChanged, this, &DocumentGraph::read);
        read();
    }
    Q_EMIT documentChanged();
}

QString DocumentGraph::iconOf(const QString &type)
{
    static const QHash<QString, QString> icons{
        {QStringLiteral("agent"), QStringLiteral("bot")},
        {QStringLiteral("shell"), QStringLiteral("terminal")},
        {QStringLiteral("human"), QStringLiteral("hand")},
        {QStringLiteral("decision"), QStringLiteral("split")},
        {QStringLiteral("workflow"), QStringLiteral("workflow")},
        {QStringLiteral("noop"), QStringLiteral("flag")},
        {QStringLiteral("simulated"), QStringLiteral("flask-conical")},
    };
    return icons.value(type, QStringLiteral("square"));
}

QString DocumentGraph::wordOf(const QString &type)
{
    static const QHash<QString, QString> words{
        {QStringLiteral("agent"), tr("Agent task")},          {QStringLiteral("shell"), tr("Shell command")},
        {QStringLiteral("human"), tr("Human form")},          {QStringLiteral("decision"), tr("Decision")},
        {QStringLiteral("workflow"), tr("Sub-workflow")},     {QStringLiteral("noop"), tr("Milestone")},
        {QStringLiteral("simulated"), tr("Simulated agent")},
    };
    return words.value(type, type);
}

bool DocumentGraph::isPlaced() const
{
    const QVariantList nodes = m_document->nodes();
    return std::any_of(nodes.cbegin(), nodes.cend(),
                       [](const QVariant &node) { return node.toMap().contains(QStringLiteral("x")); });
}

void DocumentGraph::read()
{
    QList<GraphNode> nodes;
    QList<GraphEdge> edges;
    QHash<QString, QPointF> places;
    const QVariantList tasks = m_document->nodes();
    for (const QVariant &value : tasks) {
        const QVariantMap task = value.toMap();
        const QString type = text(task, "type");
        const int errors = task.value(QStringLiteral("errors")).toInt();
        const int warnings = task.value(QStringLiteral("warnings")).toInt();
        GraphNode node;
        node.id = text(task, "id");
        node.title = text(task, "title").isEmpty() ? node.id : text(task, "title");
        const QString more = text(task, "role").isEmpty() ? text(task, "kind") : text(task, "role");
        node.subtitle = more.isEmpty() ? wordOf(type) : tr("%1 · %2").arg(wordOf(type), more);
        node.footerLeft = node.title == node.id ? QString() : node.id;
        node.state = QStringLiteral("PENDING");
        node.stateWord = errors > 0     ? tr("%n error(s)", nullptr, errors)
                         : warnings > 0 ? tr("%n warning(s)", nullptr, warnings)
                                        : QString();
        node.footerRight = node.stateWord;
        node.icon = iconOf(type);
        node.problem = errors > 0 ? QStringLiteral("error") : warnings > 0 ? QStringLiteral("warning") : QString();
        if (task.contains(QStringLiteral("x")))
            places.insert(node.id, QPointF(task.value(QStringLiteral("x")).toDouble(),
                                           task.value(QStringLiteral("y")).toDouble()));
        nodes += node;
    }
    const QVariantList joined = m_document->edges();
    for (const QVariant &value : joined)
        edges.append({text(value.toMap(), "from"), text(value.toMap(), "to")});

    const bool placed = !places.isEmpty();
    if (placed) {
        m_model.setPlacedGraph(nodes, edges, places);
    } else {
        m_model.setGraph(nodes, edges);
        if (m_placed)
            m_model.arrange();
    }
    m_placed = placed;

    QList<GraphFrame> frames;
    const QVariantList groups = m_document->groups();
    for (const QVariant &value : groups) {
        const QVariantMap group = value.toMap();
        frames.append({GroupPrefix + text(group, "id"),
                       GraphFrame::Kind::Group,
                       text(group, "title"),
                       {},
                       group.value(QStringLiteral("tasks")).toStringList()});
    }
    const QVariantList notes = m_document->notes();
    for (const QVariant &value : notes) {
        const QVariantMap note = value.toMap();
        const auto number = [&note](const char *key) { return note.value(QLatin1StringView(key)).toDouble(); };
        frames.append({NotePrefix + text(note, "id"),
                       GraphFrame::Kind::Note,
                       text(note, "text"),
                       QRectF(number("x"), number("y"), number("width"), number("height")),
                       {}});
    }
    m_model.setFrames(frames);
}

QString DocumentGraph::titleOf(const QString &task) const
{
    const int index = m_model.indexOf(task);
    return index < 0 ? task : m_model.nodes().at(index).title;
}

ConnectionVerdict DocumentGraph::verdict(const QString &from, const QString &to) const
{
    if (from == to)
        return {false, tr("A task cannot wait for itself"), {from}};
    const QStringList why = m_document->canConnect(from, to);
    if (why.isEmpty())
        return {true, tr("%1 waits for %2").arg(titleOf(to), titleOf(from)), {}};
    if (why.size() <= 2)
        return {false, tr("They are connected already"), {}};
    QStringList names;
    for (const QString &id : why)
        names += titleOf(id);
    return {false, tr("This would close a cycle: %1").arg(names.join(QStringLiteral(" → "))), why};
}

void DocumentGraph::connectNodes(const QString &from, const QString &to)
{
    m_document->connectTasks(from, to);
}

void DocumentGraph::keepPlaces()
{
    if (isPlaced() || m_model.count() == 0)
        return;
    QVariantMap all;
    const QHash<QString, QPointF> places = m_model.places();
    for (auto place = places.cbegin(); place != places.cend(); ++place)
        all.insert(place.key(), asMap(*place));
    m_document->setPositions(all);
}

void DocumentGraph::place(const QHash<QString, QPointF> &places)
{
    m_document->beginSteps(tr("Move"));
    keepPlaces();
    QVariantMap moved;
    for (auto place = places.cbegin(); place != places.cend(); ++place) {
        if (isTask(place.key()))
            moved.insert(place.key(), asMap(*place));
        else if (place.key().startsWith(NotePrefix))
            m_document->changeNote(place.key().sliced(NotePrefix.size()), asMap(*place));
    }
    if (!moved.isEmpty())
        m_document->setPositions(moved);
    m_document->commitSteps();
    read(); // Also if it was refused: cards go back to where they are.
}

void DocumentGraph::shapeFrame(const QString &id, const QRectF &rect)
{
    if (!id.startsWith(NotePrefix))
        return;
    QVariantMap values = asMap(rect.topLeft());
    values.insert(QStringLiteral("width"), rect.width());
    values.insert(QStringLiteral("height"), rect.height());
    m_document->changeNote(id.sliced(NotePrefix.size()), values);
}

void DocumentGraph::remove(const QStringList &ids, const QList<GraphEdge> &edges)
{
    const QStringList tasks = tasksIn(ids);
    QVariantList loose;
    for (const GraphEdge &edge : edges) {
        if (!tasks.contains(edge.from) && !tasks.contains(edge.to))
            loose += QVariantMap{{QStringLiteral("from"), edge.from}, {QStringLiteral("to"), edge.to}};
    }
    m_document->beginSteps(tr("Delete"));
    if (!loose.isEmpty())
        m_document->disconnectAll(loose);
    if (const QStringList groups = withPrefix(ids, GroupPrefix); !groups.isEmpty())
        m_document->removeGroups(groups);
    if (const QStringList notes = withPrefix(ids, NotePrefix); !notes.isEmpty())
        m_document->removeNotes(notes);
    if (!tasks.isEmpty())
        m_document->removeTasks(tasks);
    m_document->commitSteps();
}

QString DocumentGraph::textOf(const QStringList &ids) const
{
    const QStringList tasks = tasksIn(ids);
    return tasks.isEmpty() ? QString() : m_document->copyTasks(tasks);
}

QStringList DocumentGraph::insert(const QString &yaml, QPointF at)
{
    m_document->beginSteps(tr("Paste"));
    keepPlaces();
    const QStringList ids = m_document->pasteTasks(yaml, QPointF());
    QHash<QString, QPointF> places;
    const QVariantList nodes = m_document->nodes();
    for (const QVariant &value : nodes) {
        const QVariantMap node = value.toMap();
        if (ids.contains(text(node, "id")) && node.contains(QStringLiteral("x")))
            places.insert(text(node, "id"), QPointF(node.value(QStringLiteral("x")).toDouble(),
                                                    node.value(QStringLiteral("y")).toDouble()));
    }
    if (places.size() < ids.size()) { // Then where the layout has put them.
        places.clear();
        for (const QString &id : ids)
            places.insert(id, m_model.places().value(id));
    }
    QPointF corner = places.isEmpty() ? QPointF() : *places.cbegin();
    for (const QPointF &place : std::as_const(places))
        corner = QPointF(std::min(corner.x(), place.x()), std::min(corner.y(), place.y()));
    QVariantMap moved;
    for (auto place = places.cbegin(); place != places.cend(); ++place)
        moved.insert(place.key(), asMap(*place - corner + at));
    if (!moved.isEmpty())
        m_document->setPositions(moved);
    m_document->commitSteps();
    return ids;
}

QStringList DocumentGraph::duplicate(const QStringList &ids)
{
    const QStringList tasks = tasksIn(ids);
    if (tasks.isEmpty())
        return {};
    m_document->beginSteps(tr("Duplicate"));
    keepPlaces();
    const QStringList made = m_document->duplicateTasks(tasks, DuplicateOffset);
    m_document->commitSteps();
    return made;
}

void DocumentGraph::rename(const QString &id, const QString &title)
{
    if (id.startsWith(NotePrefix))
        m_document->changeNote(id.sliced(NotePrefix.size()), {{QStringLiteral("text"), title}});
    else if (id.startsWith(GroupPrefix))
        m_document->changeGroup(id.sliced(GroupPrefix.size()), {{QStringLiteral("title"), title}});
    else
        m_document->setField({id}, QStringLiteral("title"), title);
}

QString DocumentGraph::addPart(const QString &part, QPointF place, const QString &beside, bool before)
{
    const QString kind = part.section(u':', 0, 0);
    const QString name = part.section(u':', 1);
    if (kind == QLatin1StringView("note")) {
        const QString id = m_document->addNote(tr("A note"), place, NoteSize);
        return id.isEmpty() ? QString() : NotePrefix + id;
    }
    if (kind == QLatin1StringView("yaml"))
        return insert(name, place).value(0);
    m_document->beginSteps(tr("Add task"));
    keepPlaces();
    QVariantMap fields;
    QString type = name;
    QString id;
    if (kind == QLatin1StringView("role")) {
        type = QStringLiteral("agent");
        fields.insert(QStringLiteral("role"), name);
        id = name;
    }
    if (kind == QLatin1StringView("flow")) {
        type = name == QLatin1StringView("gate") ? QStringLiteral("noop") : QStringLiteral("agent");
        if (name == QLatin1StringView("foreach"))
            fields.insert(QStringLiteral("foreach"), QVariantMap{{QStringLiteral("in"), QStringLiteral("[1, 2, 3]")},
                                                                 {QStringLiteral("as"), QStringLiteral("item")}});
        else if (name == QLatin1StringView("repeat"))
            fields.insert(
                QStringLiteral("repeat"),
                QVariantMap{{QStringLiteral("until"), QStringLiteral("iteration >= 3")}, {QStringLiteral("max"), 5}});
        else
            fields.insert(QStringLiteral("gate"), tr("May it go on?"));
        id = name;
    }
    const QString made = m_document->addTask(type, place, fields, id);
    if (!made.isEmpty() && !beside.isEmpty())
        m_document->connectTasks(before ? made : beside, before ? beside : made);
    m_document->commitSteps();
    return made;
}

QString DocumentGraph::group(const QStringList &ids)
{
    const QStringList tasks = tasksIn(ids);
    const QString id = tasks.isEmpty() ? QString() : m_document->addGroup(tr("Group"), tasks);
    return id.isEmpty() ? QString() : GroupPrefix + id;
}

void DocumentGraph::arrange()
{
    if (isPlaced())
        m_document->clearPositions();
    else
        m_model.arrange();
}

} // namespace podium::gui
