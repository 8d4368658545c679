// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Renaming, copying and pasting tasks.
#include "domain/definition/editing/workflowtext.h"
#include "domain/definition/editing/yamledit.h"
#include "domain/definition/editing/yamlwriter.h"
#include "domain/expression/syntax/lexer.h"
#include "domain/expression/template.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkflowText)
};

const QString Drawn = QStringLiteral("x-podium");
const QString Tasks = QStringLiteral("tasks");
const QString DependsOn = QStringLiteral("depends_on");

QList<NameRef> namesIn(const TextUsage &usage)
{
    if (usage.use == TextUsage::Use::Template || usage.use == TextUsage::Use::ShellTemplate) {
        const Result<Template> parsed = Template::parse(usage.text);
        return parsed ? parsed->names() : QList<NameRef>();
    }
    const Result<Expression> parsed = Expression::parse(usage.text);
    return parsed ? parsed->names() : QList<NameRef>();
}

/// `tasks.id` or `tasks["id"]` at `offset` becomes one of `newId`. Empty if it is not there.
QString withName(const QString &text, qsizetype offset, const QString &id, const QString &newId)
{
    static const QRegularExpression s_member(
        QStringLiteral(R"(\Gtasks\s*(\.\s*([A-Za-z0-9_]+)|\[\s*(["'])([^"']*)["']\s*\]))"));
    const auto match = s_member.match(text, offset);
    if (!match.hasMatch() || (match.captured(2) != id && match.captured(4) != id))
        return {};
    QString out = text;
    if (match.captured(4) == id)
        out.replace(match.capturedStart(4), id.size(), newId);
    else if (isPlainName(newId))
        out.replace(match.capturedStart(2), id.size(), newId);
    else
        out.replace(match.capturedStart(1), match.capturedLength(1), QStringLiteral("[\"%1\"]").arg(newId));
    return out;
}

/// As an entry of a list at column 0.
QByteArray entryOf(const QJsonValue &task)
{
    const WrittenValue written = blockText(task, 0, 2, true);
    return "- " + written.head + written.body + '\n';
}

/// Every word that is `id` in a list of words or in one word.
QJsonValue withWord(const QJsonValue &value, const QString &id, const QString &newId)
{
    if (value.isArray()) {
        QJsonArray out;
        const QJsonArray list = value.toArray();
        for (const QJsonValue one : list)
            out.append(withWord(one, id, newId));
        return out;
    }
    return !value.isObject() && value.toVariant().toString() == id ? QJsonValue(newId) : value;
}

} // namespace

QJsonObject WorkflowText::renamed(const WorkflowSnapshot &now, const QString &id, const QString &newId) const
{
    QJsonValue wanted = now.json();
    for (const TextUsage &usage : now.texts()) {
        if (!usage.text.contains(id))
            continue;
        QList<NameRef> names = namesIn(usage);
        // From the end, so that what was found before keeps its place.
        std::sort(names.begin(), names.end(), [](const NameRef &a, const NameRef &b) { return a.offset > b.offset; });
        QString text = usage.text;
        for (const NameRef &name : std::as_const(names)) {
            if (name.root != Tasks || name.member != id)
                continue;
            if (const QString next = withName(text, name.offset, id, newId); !next.isEmpty())
                text = next;
        }
        if (text == usage.text)
            continue;
        const ValuePath path = WorkflowSnapshot::pathOf(*usage.node);
        QString whole = valueAt(wanted, path).toString();
        const qsizetype start = whole.indexOf(usage.text);
        if (start < 0)
            continue;
        wanted = withValueAt(wanted, path, whole.replace(start, usage.text.size(), text));
    }
    const ValuePath own = now.taskPath(id);
    const bool isMap = now.json().value(Tasks).isObject();
    const QList<TaskSpec> &specs = now.workflow().tasks;
    for (int i = 0; i < specs.size(); ++i) {
        const ValuePath path = now.taskPath(i);
        const QJsonObject before = valueAt(wanted, path).toObject();
        QJsonObject task = before;
        const TaskSpec &spec = specs.at(i);
        if (spec.dependsOn.contains(id)) {
            // A word may be the task's name as well as its id.
            const QString key = WorkflowSnapshot::spelled(task, DependsOn);
            QJsonArray words = task.value(key).toArray();
            for (qsizetype k = 0; k < words.size() && words.size() == spec.dependsOn.size(); ++k) {
                if (spec.dependsOn.at(k) == id)
                    words.replace(k, newId);
            }
            task.insert(key, task.value(key).isArray() ? QJsonValue(words) : QJsonValue(newId));
        }
        if (spec.affinity == id)
            task.insert(QStringLiteral("affinity"), newId);
        if (spec.antiAffinity == id)
            task.insert(QStringLiteral("anti_affinity"), newId);
        if (path == own && (!isMap || task.contains(QStringLiteral("id"))))
            task.insert(QStringLiteral("id"), newId);
        if (task != before)
            wanted = withValueAt(wanted, path, task);
    }
    QJsonObject out = wanted.toObject();
    if (isMap) {
        QJsonObject map = out.value(Tasks).toObject();
        map.insert(newId, map.take(own.last()));
        out.insert(Tasks, map);
    }
    const QJsonValue place = valueAt(out, {Drawn, QStringLiteral("positions"), id});
    if (!place.isUndefined()) {
        out = withValueAt(out, {Drawn, QStringLiteral("positions"), newId}, place).toObject();
        out = withValueAt(out, {Drawn, QStringLiteral("positions"), id}, QJsonValue::Undefined).toObject();
    }
    const QJsonArray groups = valueAt(out, {Drawn, QStringLiteral("groups")}).toArray();
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const ValuePath members{Drawn, QStringLiteral("groups"), QString::number(i), Tasks};
        out = withValueAt(out, members, withWord(valueAt(out, members), id, newId)).toObject();
    }
    return out;
}

/// As an entry of a list at column 0, with its comments if it can be taken as it is written.
QByteArray WorkflowText::entryText(const WorkflowSnapshot &now, const QString &id) const
{
    const ValuePath path = now.taskPath(id);
    const SyntaxNode *node = now.syntaxAt(path);
    if (node && node->dash >= 0 && !node->isInFlow() && node->kind == SyntaxNode::Kind::Map) {
        const SyntaxTree &tree = now.syntax();
        const int column = tree.columnOf(node->dash);
        QByteArray lines = tree.text().mid(node->dash, tree.lineEnd(node->end) - node->dash);
        lines.replace("\r\n", "\n");
        QByteArrayList all = lines.split('\n');
        const QByteArray margin(column, ' ');
        bool fits = true;
        for (qsizetype i = 1; i < all.size(); ++i) {
            if (all.at(i).startsWith(margin))
                all[i].remove(0, column);
            else
                fits = fits && all.at(i).trimmed().isEmpty();
        }
        const QByteArray text = all.join('\n');
        // With an alias whose anchor stays behind it could not be read.
        const auto read = fits ? SyntaxTree::read(text) : nullptr;
        if (read && toJson(*read->root()) == QJsonArray{valueAt(now.json(), path)})
            return text + '\n';
    }
    QJsonObject task = now.task(id);
    task.insert(QStringLiteral("id"), id);
    return entryOf(task);
}

QByteArray WorkflowText::copyTasks(const QStringList &ids) const
{
    const auto now = latest();
    QByteArray out;
    QByteArray places;
    if (!now)
        return out;
    for (const TaskSpec &spec : now->workflow().tasks) { // In the order of the file.
        if (!ids.contains(spec.id))
            continue;
        const QByteArrayList lines = entryText(*now, spec.id).split('\n');
        for (qsizetype i = 0; i + 1 < lines.size(); ++i)
            out += (lines.at(i).isEmpty() ? "" : "  ") + lines.at(i) + '\n';
        if (const auto place = positionOf(spec.id)) {
            places += "    " + keyText(spec.id) + ": " +
                      flowText(QJsonArray{std::round(place->x()), std::round(place->y())}) + '\n';
        }
    }
    if (out.isEmpty())
        return out;
    out.prepend("tasks:\n");
    if (!places.isEmpty())
        out += "x-podium:\n  positions:\n" + places;
    return out;
}

Result<TextEdits> WorkflowText::pasteTasks(const QByteArray &yaml, QPointF offset, QStringList *ids)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    QByteArray source = yaml;
    source.replace("\r\n", "\n");
    if (const auto read = SyntaxTree::read(source)) {
        const SyntaxNode &root = *read->root();
        if (root.kind == SyntaxNode::Kind::List && root.isBlock())
            source.prepend("tasks:\n");
        else if (root.kind == SyntaxNode::Kind::Map && !root.find(Tasks) && (root.find(u"id") || root.find(u"type")))
            source = entryOf(toJson(root)).prepend("tasks:\n");
    }
    WorkflowText clip(source);
    if (!clip.snapshot() || clip.snapshot()->workflow().tasks.isEmpty()) {
        return fail(ErrorCode::InvalidArgument, Text::tr("there are no tasks in what was copied"), {},
                    Text::tr("Copy tasks of a workflow, or YAML with a list of tasks"));
    }
    // Its ids become free ones here, and what waits for tasks that were not copied does not any more.
    QStringList names;
    const QList<TaskSpec> before = clip.snapshot()->workflow().tasks;
    for (const TaskSpec &spec : before) {
        QString free = freeId(spec.id);
        for (int i = 2; names.contains(free) || (free != spec.id && clip.snapshot()->indexOf(free) >= 0); ++i)
            free = freeId(spec.id + u'_' + QString::number(i));
        if (const auto renamed = clip.renameTask(spec.id, free); !renamed)
            return renamed;
        names << free;
    }
    QList<std::pair<QString, QString>> loose;
    for (const TaskSpec &spec : std::as_const(clip.snapshot()->workflow().tasks)) {
        for (const QString &id : spec.dependsOn) {
            if (!names.contains(id))
                loose.append({id, spec.id});
        }
    }
    if (const auto cut = clip.disconnectTasks(loose); !cut)
        return cut;
    QJsonObject wanted = (*now)->json();
    const bool isMap = wanted.value(Tasks).isObject();
    QByteArray lines;
    for (const QString &id : std::as_const(names)) {
        QJsonObject task = clip.snapshot()->task(id);
        if (isMap) {
            task.remove(QStringLiteral("id"));
            wanted = withValueAt(wanted, {Tasks, id}, task).toObject();
        } else {
            task.insert(QStringLiteral("id"), id);
            QJsonArray list = wanted.value(Tasks).toArray();
            list.append(task);
            wanted.insert(Tasks, list);
            lines += (lines.isEmpty() ? "" : "\n") + clip.entryText(*clip.snapshot(), id);
        }
    }
    QJsonObject placed = wanted;
    for (const QString &id : std::as_const(names)) {
        if (const auto place = clip.positionOf(id)) {
            placed = withValueAt(placed, {Drawn, QStringLiteral("positions"), id},
                                 QJsonArray{std::round(place->x() + offset.x()), std::round(place->y() + offset.y())})
                         .toObject();
        }
    }
    const QByteArray saved = m_text;
    const SyntaxNode *list = (*now)->syntaxAt({Tasks});
    Result<TextEdits> edits = list
                                  ? attempt([&](YamlEdit &edit) { edit.appendEntryText(*list, lines); }, wanted)
                                  : Result<TextEdits>(fail(ErrorCode::InvalidArgument, Text::tr("there are no tasks")));
    if (!edits)
        edits = become(wanted);
    if (!edits)
        return edits;
    const Result<TextEdits> places = become(placed);
    if (!places) {
        setText(saved);
        return places;
    }
    if (ids)
        *ids = names;
    return *edits + *places;
}

} // namespace podium::domain
