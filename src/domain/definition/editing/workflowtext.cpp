// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/workflowtext.h"

#include "domain/definition/editing/yamledit.h"
#include "domain/graph/taskgraph.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

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
const QString Id = QStringLiteral("id");
const QString DependsOn = QStringLiteral("depends_on");
const QString Positions = QStringLiteral("positions");

QJsonArray pointJson(QPointF point)
{
    return {std::round(point.x()), std::round(point.y())};
}

tl::unexpected<Error> noSuchTask(const QString &id)
{
    return fail(ErrorCode::NotFound, Text::tr("there is no task \"%1\"").arg(id));
}

/// As a list, whether the file has a word or a list.
QJsonArray wordsOf(const QJsonValue &value)
{
    if (value.isArray())
        return value.toArray();
    return value.isUndefined() || value.isNull() ? QJsonArray() : QJsonArray{value};
}

} // namespace

void WorkflowText::setText(const QByteArray &text)
{
    m_text = text;
    m_isRead = false;
}

void WorkflowText::apply(const TextEdits &edits)
{
    domain::apply(edits, m_text);
    m_isRead = false;
}

void WorkflowText::adopt(const std::shared_ptr<const WorkflowSnapshot> &snapshot)
{
    if (m_isRead || !snapshot || snapshot->text() != m_text)
        return;
    m_snapshot = snapshot;
    m_isRead = true;
    m_isBroken = false;
}

std::shared_ptr<const WorkflowSnapshot> WorkflowText::snapshot() const
{
    if (!m_isRead) {
        const auto snapshot = WorkflowSnapshot::read(m_text);
        m_isRead = true;
        m_isBroken = !snapshot;
        if (snapshot)
            m_snapshot = snapshot;
    }
    return m_isBroken ? nullptr : m_snapshot;
}

std::shared_ptr<const WorkflowSnapshot> WorkflowText::latest() const
{
    if (!m_snapshot)
        snapshot();
    return m_snapshot;
}

Result<std::shared_ptr<const WorkflowSnapshot>> WorkflowText::readable() const
{
    if (auto now = snapshot())
        return now;
    return fail(ErrorCode::Conflict, Text::tr("the text cannot be read at the moment"), {},
                Text::tr("Mend the error in the text first"));
}

Result<TextEdits> WorkflowText::attempt(const Draft &draft, const QJsonObject &wanted)
{
    const auto now = snapshot();
    YamlEdit edit(now->syntax());
    draft(edit);
    Result<TextEdits> edits = edit.take();
    if (!edits)
        return edits;
    QByteArray text = m_text;
    domain::apply(*edits, text);
    auto next = WorkflowSnapshot::read(text);
    if (!next || next->json() != wanted) {
        return fail(ErrorCode::InvalidArgument,
                    Text::tr("this cannot be changed here without changing more: the place is shared, or written in an "
                             "unusual way"),
                    {}, Text::tr("Change it in the text"));
    }
    m_text = text;
    m_snapshot = std::move(next);
    m_isRead = true;
    m_isBroken = false;
    return edits;
}

Result<TextEdits> WorkflowText::become(const QJsonObject &wanted)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    if ((*now)->json() == wanted)
        return TextEdits();
    const SyntaxNode &root = *(*now)->syntax().root();
    // A change of something shared is meant for all who share it, if that is what comes out.
    const Result<TextEdits> shared = attempt(
        [&](YamlEdit &edit) {
            edit.keepAliases();
            edit.set(root, wanted);
        },
        wanted);
    return shared ? shared : attempt([&](YamlEdit &edit) { edit.set(root, wanted); }, wanted);
}

QString WorkflowText::freeId(const QString &wanted) const
{
    static const QRegularExpression s_other(QStringLiteral("[^A-Za-z0-9_-]+"));
    QString base = wanted.trimmed().left(80);
    base.replace(s_other, QStringLiteral("_"));
    if (base.isEmpty() || base.startsWith(u'-'))
        base.prepend(QStringLiteral("task"));
    QString out = base;
    const auto now = latest();
    for (int i = 2; now && now->indexOf(out) >= 0; ++i)
        out = base + u'_' + QString::number(i);
    return out;
}

Result<TextEdits> WorkflowText::addTask(const QString &type, const QJsonObject &fields, QString *id,
                                        std::optional<QPointF> place)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    QJsonObject task = starterFields(type);
    for (auto it = fields.begin(); it != fields.end(); ++it)
        task.insert(it.key(), it.value());
    const QString newId = freeId(id && !id->isEmpty() ? *id : type);
    QJsonObject wanted = (*now)->json();
    const QJsonValue tasks = wanted.value(Tasks);
    if (tasks.isObject()) {
        task.remove(Id);
        wanted = withValueAt(wanted, {Tasks, newId}, task).toObject();
    } else {
        task.insert(Id, newId);
        QJsonArray list = tasks.toArray();
        list.append(task);
        wanted.insert(Tasks, list);
    }
    if (place)
        wanted = withValueAt(wanted, {Drawn, Positions, newId}, pointJson(*place)).toObject();
    Result<TextEdits> edits = become(wanted);
    if (edits && id)
        *id = newId;
    return edits;
}

QJsonObject WorkflowText::withoutTasks(const WorkflowSnapshot &now, const QStringList &ids) const
{
    const QSet<QString> gone(ids.begin(), ids.end());
    QJsonObject wanted = now.json();
    const QList<TaskSpec> &specs = now.workflow().tasks;
    const bool isMap = wanted.value(Tasks).isObject();
    QJsonObject map = wanted.value(Tasks).toObject();
    QJsonArray list = wanted.value(Tasks).toArray();
    QSet<int> indexes;
    for (int i = 0; i < specs.size(); ++i) {
        const TaskSpec &spec = specs.at(i);
        const ValuePath path = now.taskPath(i);
        if (gone.contains(spec.id)) {
            if (isMap)
                map.remove(path.last());
            else
                indexes.insert(path.last().toInt());
            continue;
        }
        const QJsonObject before = valueAt(now.json(), path).toObject();
        QJsonObject task = before;
        const QString key = WorkflowSnapshot::spelled(task, DependsOn);
        const QJsonArray words = wordsOf(task.value(key));
        QJsonArray kept;
        for (qsizetype k = 0; k < words.size() && words.size() == spec.dependsOn.size(); ++k) {
            if (!gone.contains(spec.dependsOn.at(k)))
                kept.append(words.at(k));
        }
        if (words.size() == spec.dependsOn.size() && kept.size() != words.size()) {
            if (kept.isEmpty())
                task.remove(key);
            else
                task.insert(key, kept);
        }
        if (gone.contains(spec.affinity))
            task.remove(QStringLiteral("affinity"));
        if (gone.contains(spec.antiAffinity))
            task.remove(QStringLiteral("anti_affinity"));
        if (task == before)
            continue;
        if (isMap)
            map.insert(path.last(), task);
        else
            list.replace(path.last().toInt(), task);
    }
    QList<int> descending(indexes.begin(), indexes.end());
    std::sort(descending.begin(), descending.end(), std::greater<>());
    for (const int index : std::as_const(descending))
        list.removeAt(index);
    if (isMap)
        wanted.insert(Tasks, map);
    else
        wanted.insert(Tasks, list);
    for (const QString &id : ids)
        wanted = withValueAt(wanted, {Drawn, Positions, id}, QJsonValue::Undefined).toObject();
    const QJsonArray groups = valueAt(wanted, {Drawn, QStringLiteral("groups")}).toArray();
    for (qsizetype i = 0; i < groups.size(); ++i) {
        QJsonArray members;
        const QJsonArray before = groups.at(i).toObject().value(Tasks).toArray();
        for (const QJsonValue member : before) {
            if (!gone.contains(member.toVariant().toString()))
                members.append(member);
        }
        if (members != before) {
            wanted =
                withValueAt(wanted, {Drawn, QStringLiteral("groups"), QString::number(i), Tasks}, members).toObject();
        }
    }
    return wanted;
}

Result<TextEdits> WorkflowText::removeTasks(const QStringList &ids)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    for (const QString &id : ids) {
        if ((*now)->indexOf(id) < 0)
            return noSuchTask(id);
    }
    return become(withoutTasks(**now, ids));
}

Result<TextEdits> WorkflowText::renameTask(const QString &id, const QString &newId)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    static const QRegularExpression s_id(QStringLiteral("^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}$"));
    if ((*now)->indexOf(id) < 0)
        return noSuchTask(id);
    if (id == newId)
        return TextEdits();
    if (!s_id.match(newId).hasMatch()) {
        return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" cannot be the id of a task").arg(newId), {},
                    Text::tr("Use letters, digits, _ and -"));
    }
    if ((*now)->indexOf(newId) >= 0) {
        return fail(ErrorCode::Conflict, Text::tr("there is a task \"%1\" already").arg(newId), {},
                    Text::tr("Choose another id"));
    }
    return become(renamed(**now, id, newId));
}

Result<TextEdits> WorkflowText::connectTasks(const QString &from, const QString &to)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    for (const QString &id : {from, to}) {
        if ((*now)->indexOf(id) < 0)
            return noSuchTask(id);
    }
    const QStringList cycle = canConnect(from, to);
    if (cycle.size() == 2) {
        return fail(ErrorCode::Conflict, Text::tr("\"%1\" waits for \"%2\" already").arg(to, from));
    }
    if (!cycle.isEmpty()) {
        return fail(ErrorCode::Conflict,
                    Text::tr("this would close a circle: %1").arg(cycle.join(QStringLiteral(" → "))));
    }
    const QJsonObject task = (*now)->task(to);
    const QString key = WorkflowSnapshot::spelled(task, DependsOn);
    QJsonArray words = wordsOf(task.value(key));
    words.append(from);
    return become(withValueAt((*now)->json(), (*now)->taskPath(to) + ValuePath{key}, words).toObject());
}

Result<TextEdits> WorkflowText::disconnectTasks(const QList<std::pair<QString, QString>> &edges)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    QHash<QString, QSet<QString>> gone;
    for (const auto &[from, to] : edges)
        gone[to].insert(from);
    QJsonObject wanted = (*now)->json();
    for (auto it = gone.cbegin(); it != gone.cend(); ++it) {
        const int index = (*now)->indexOf(it.key());
        if (index < 0)
            return noSuchTask(it.key());
        const QStringList &ids = (*now)->workflow().tasks.at(index).dependsOn;
        const QJsonObject task = (*now)->task(it.key());
        const QString key = WorkflowSnapshot::spelled(task, DependsOn);
        const QJsonArray words = wordsOf(task.value(key));
        QJsonArray kept;
        for (qsizetype i = 0; i < words.size() && i < ids.size(); ++i) {
            if (!it.value().contains(ids.at(i)))
                kept.append(words.at(i));
        }
        if (kept == words)
            continue;
        wanted = withValueAt(wanted, (*now)->taskPath(index) + ValuePath{key},
                             kept.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(kept))
                     .toObject();
    }
    return become(wanted);
}

Result<TextEdits> WorkflowText::setField(const QStringList &ids, const ValuePath &path, const QJsonValue &value)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    if (path.isEmpty() || ids.isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("no field was named"));
    if (path == ValuePath{Id} && ids.size() == 1 && !value.isUndefined())
        return renameTask(ids.first(), value.toVariant().toString());
    QJsonObject wanted = (*now)->json();
    for (const QString &id : ids) {
        const ValuePath at = (*now)->taskPath(id);
        if (at.isEmpty())
            return noSuchTask(id);
        const QJsonObject task = (*now)->task(id);
        const bool namesIt = path == ValuePath{QStringLiteral("name")} || path == ValuePath{QStringLiteral("title")};
        if (namesIt && !task.contains(Id) && wanted.value(Tasks).isArray())
            wanted = renamed(**now, id, id); // Its id was made from its name, and others know it by either.
        ValuePath field = path;
        field.first() = WorkflowSnapshot::spelled(task, path.first());
        wanted = withValueAt(wanted, at + field, value).toObject();
    }
    return become(wanted);
}

Result<TextEdits> WorkflowText::setWorkflowField(const ValuePath &path, const QJsonValue &value)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    if (path.isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("no field was named"));
    ValuePath field = path;
    field.first() = WorkflowSnapshot::spelled((*now)->json(), path.first());
    return become(withValueAt((*now)->json(), field, value).toObject());
}

Result<TextEdits> WorkflowText::setPositions(const QHash<QString, QPointF> &places)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    QJsonObject wanted = (*now)->json();
    QJsonObject positions = drawn(Positions).toObject();
    for (auto it = places.cbegin(); it != places.cend(); ++it) {
        if ((*now)->indexOf(it.key()) < 0)
            return noSuchTask(it.key());
        positions.insert(it.key(), pointJson(it.value()));
    }
    return become(withValueAt(wanted, {Drawn, Positions}, positions).toObject());
}

Result<TextEdits> WorkflowText::setDrawn(const QString &key, const QJsonValue &value)
{
    const auto now = readable();
    if (!now)
        return tl::unexpected(now.error());
    return become(withValueAt((*now)->json(), {Drawn, key}, value).toObject());
}

QJsonValue WorkflowText::drawn(const QString &key) const
{
    const auto now = latest();
    return now ? valueAt(now->json(), {Drawn, key}) : QJsonValue(QJsonValue::Undefined);
}

std::optional<QPointF> WorkflowText::positionOf(const QString &id) const
{
    const QJsonArray place = valueAt(drawn(Positions), {id}).toArray();
    if (place.size() != 2 || !place.at(0).isDouble() || !place.at(1).isDouble())
        return {};
    return QPointF(place.at(0).toDouble(), place.at(1).toDouble());
}

QStringList WorkflowText::canConnect(const QString &from, const QString &to) const
{
    const auto now = latest();
    const int first = now ? now->indexOf(from) : -1;
    const int last = now ? now->indexOf(to) : -1;
    if (first < 0 || last < 0)
        return {};
    if (first == last)
        return {from, from};
    const QList<TaskSpec> &tasks = now->workflow().tasks;
    if (tasks.at(last).dependsOn.contains(from))
        return {from, to};
    // From `from` back along what it waits for; the first way found is told.
    QHash<int, int> next{{first, -1}};
    QList<int> open{first};
    for (qsizetype i = 0; i < open.size(); ++i) {
        const int at = open.at(i);
        if (at == last) {
            QStringList cycle;
            for (int step = at; step >= 0; step = next.value(step))
                cycle << tasks.at(step).id;
            return cycle << to;
        }
        for (const QString &id : tasks.at(at).dependsOn) {
            const int before = now->indexOf(id);
            if (before >= 0 && !next.contains(before)) {
                next.insert(before, at);
                open << before;
            }
        }
    }
    return {};
}

QJsonObject starterFields(const QString &type)
{
    QJsonObject out{{QStringLiteral("type"), type}};
    const auto put = [&out](const char *key, const QJsonValue &value) { out.insert(QLatin1StringView(key), value); };
    if (type == u"agent") {
        put("prompt", Text::tr("Say here what the agent has to do and what its result should be."));
    } else if (type == u"shell") {
        put("run", QStringLiteral("echo done"));
    } else if (type == u"simulated") {
        put("simulate", QJsonObject{{QStringLiteral("steps"),
                                     QJsonArray{QJsonObject{{QStringLiteral("delay"), QStringLiteral("1s")}}}},
                                    {QStringLiteral("result"), QJsonObject{{QStringLiteral("ok"), true}}}});
    } else if (type == u"human") {
        put("message", Text::tr("Say here what the person has to do."));
    } else if (type == u"decision") {
        put("question", Text::tr("What is to be decided?"));
        put("options", QJsonArray{QStringLiteral("yes"), QStringLiteral("no")});
    } else if (type == u"workflow") {
        put("workflow",
            QJsonObject{{Tasks, QJsonArray{QJsonObject{{Id, QStringLiteral("step")},
                                                       {QStringLiteral("type"), QStringLiteral("noop")}}}}});
    }
    return out;
}

} // namespace podium::domain
