// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/editor/workflowdocument.h"

#include <QJSValue>
#include <QJsonArray>

#include <algorithm>

namespace podium::gui
{

namespace
{

using namespace Qt::StringLiterals;
using domain::TextEdit;
using domain::TextEdits;

QJsonValue toJson(const QVariant &value)
{
    if (!value.isValid())
        return QJsonValue::Undefined;
    if (value.canConvert<QJSValue>() && value.metaType() == QMetaType::fromType<QJSValue>()) {
        const auto js = value.value<QJSValue>();
        return js.isUndefined() ? QJsonValue(QJsonValue::Undefined) : QJsonValue::fromVariant(js.toVariant());
    }
    return QJsonValue::fromVariant(value);
}

QPointF toPoint(const QVariant &value)
{
    if (value.canConvert<QPointF>() && value.typeId() != QMetaType::QVariantMap)
        return value.toPointF();
    const QVariantMap map = value.toMap();
    return {map.value(u"x"_s).toDouble(), map.value(u"y"_s).toDouble()};
}

} // namespace

WorkflowDocument::WorkflowDocument(QObject *parent) : QObject(parent)
{
    connect(&m_findings, &DocumentFindings::found, this, &WorkflowDocument::checked);
}

WorkflowDocument::~WorkflowDocument() = default;

void WorkflowDocument::setFileName(const QString &name)
{
    if (m_fileName == name)
        return;
    m_fileName = name;
    Q_EMIT fileNameChanged();
    refresh();
}

void WorkflowDocument::open(const QString &text, const QString &fileName)
{
    m_text = text;
    m_fileName = fileName;
    m_workflow = domain::WorkflowText(text.toUtf8());
    m_history.clear();
    m_counts.clear();
    Q_EMIT fileNameChanged();
    Q_EMIT textChanged();
    Q_EMIT historyChanged();
    m_isReadable = false;
    m_workflow.snapshot(); // A picture is wanted at once.
    refresh();
    Q_EMIT opened();
}

void WorkflowDocument::create(const QString &name)
{
    const QByteArray key = QByteArray("name: x\ntasks:\n  - id: start\n    type: noop\n");
    domain::WorkflowText text(key);
    (void)text.setWorkflowField({u"name"_s}, name.isEmpty() ? u"workflow"_s : name);
    open(QString::fromUtf8(text.text()));
}

void WorkflowDocument::markSaved()
{
    m_history.markSaved();
    Q_EMIT historyChanged();
}

bool WorkflowDocument::applied(const QString &name, const Result<TextEdits> &edits, const QString &mergeKey)
{
    if (!edits) {
        Q_EMIT editRefused(edits.error().message, edits.error().hint);
        return false;
    }
    if (edits->isEmpty())
        return true;
    m_history.add({name, *edits, mergeKey});
    takeOver(*edits);
    refresh();
    return true;
}

/// m_workflow has the edits; the views have not.
void WorkflowDocument::takeOver(const TextEdits &edits)
{
    constexpr qsizetype Many = 32;
    QByteArray before = m_text.toUtf8();
    TextEdits told = edits;
    if (edits.size() > Many)
        told = {domain::trimmed({0, before, m_workflow.text()})};
    for (const TextEdit &edit : std::as_const(told)) {
        const qsizetype at = QString::fromUtf8(before.left(edit.at)).size();
        const qsizetype removed = QString::fromUtf8(edit.removed).size();
        const QString inserted = QString::fromUtf8(edit.inserted);
        domain::apply(edit, before);
        m_text.replace(at, removed, inserted);
        Q_EMIT textEdited(int(at), int(removed), inserted);
    }
    Q_EMIT textChanged();
    Q_EMIT historyChanged();
}

void WorkflowDocument::step(const TextEdits &edits)
{
    if (edits.isEmpty())
        return;
    m_workflow.apply(edits);
    takeOver(edits);
    refresh();
}

void WorkflowDocument::replaceAll(const QString &name, const QString &text)
{
    const TextEdit edit = domain::trimmed({0, m_workflow.text(), text.toUtf8()});
    if (edit.isEmpty())
        return;
    m_history.add({name, {edit}, {}});
    step({edit});
}

void WorkflowDocument::undo()
{
    step(m_history.undo());
}

void WorkflowDocument::redo()
{
    step(m_history.redo());
}

void WorkflowDocument::endTyping()
{
    m_history.endMerging();
}

void WorkflowDocument::beginSteps(const QString &name)
{
    m_history.begin(name);
}

void WorkflowDocument::commitSteps()
{
    m_history.end();
    Q_EMIT historyChanged();
}

bool WorkflowDocument::replaceText(int position, int removed, const QString &inserted)
{
    if (position < 0 || removed < 0 || qsizetype(position) + removed > m_text.size())
        return false;
    const TextEdit edit{toBytes(position), m_text.mid(position, removed).toUtf8(), inserted.toUtf8()};
    if (edit.isEmpty())
        return true;
    m_workflow.apply({edit});
    m_text.replace(position, removed, inserted);
    m_history.add({tr("Typing"), {edit}, u"text"_s});
    Q_EMIT textChanged();
    Q_EMIT historyChanged();
    refresh();
    return true;
}

void WorkflowDocument::refresh()
{
    constexpr qsizetype Short = 16 * 1024; // Read within few milliseconds.
    m_findings.check(m_workflow.text(), m_fileName);
    if (m_workflow.isRead() || m_workflow.text().size() <= Short) {
        setReadable(m_workflow.snapshot() != nullptr);
        Q_EMIT graphChanged();
    }
    Q_EMIT findingsChanged(); // Not those of this text any more.
}

void WorkflowDocument::setReadable(bool readable)
{
    if (std::exchange(m_isReadable, readable) != readable)
        Q_EMIT readableChanged();
}

void WorkflowDocument::checked()
{
    const bool wasRead = m_workflow.isRead();
    m_workflow.adopt(m_findings.snapshot());
    setReadable(m_findings.snapshot() != nullptr);
    QHash<QString, std::pair<int, int>> counts;
    for (const domain::Diagnostic &one : m_findings.diagnostics()) {
        auto &count = counts[finding(one).value(u"task"_s).toString()];
        ++(one.severity == domain::Diagnostic::Severity::Error ? count.first : count.second);
    }
    const bool differs = counts != m_counts;
    m_counts = counts;
    if ((!wasRead && m_isReadable) || differs)
        Q_EMIT graphChanged();
    Q_EMIT findingsChanged();
}

// --- Edits ---

QString WorkflowDocument::addTask(const QString &type, QPointF place, const QVariantMap &fields, const QString &id)
{
    QString newId = id;
    const auto edits = m_workflow.addTask(type, QJsonObject::fromVariantMap(fields), &newId, place);
    return applied(tr("Add task"), edits) ? newId : QString();
}

bool WorkflowDocument::removeTasks(const QStringList &ids)
{
    return applied(tr("Remove %n task(s)", nullptr, int(ids.size())), m_workflow.removeTasks(ids));
}

bool WorkflowDocument::renameTask(const QString &id, const QString &newId)
{
    return applied(tr("Rename task"), m_workflow.renameTask(id, newId));
}

bool WorkflowDocument::connectTasks(const QString &from, const QString &to)
{
    return applied(tr("Connect tasks"), m_workflow.connectTasks(from, to));
}

bool WorkflowDocument::disconnectTasks(const QString &from, const QString &to)
{
    return applied(tr("Disconnect tasks"), m_workflow.disconnectTasks({{from, to}}));
}

bool WorkflowDocument::disconnectAll(const QVariantList &edges)
{
    QList<std::pair<QString, QString>> all;
    for (const QVariant &edge : edges)
        all.append({edge.toMap().value(u"from"_s).toString(), edge.toMap().value(u"to"_s).toString()});
    return applied(tr("Disconnect tasks"), m_workflow.disconnectTasks(all));
}

bool WorkflowDocument::setPositions(const QVariantMap &places)
{
    QHash<QString, QPointF> points;
    for (auto it = places.cbegin(); it != places.cend(); ++it)
        points.insert(it.key(), toPoint(it.value()));
    return applied(tr("Move"), m_workflow.setPositions(points));
}

bool WorkflowDocument::clearPositions()
{
    return applied(tr("Arrange"), m_workflow.clearPositions());
}

QStringList WorkflowDocument::pasteTasks(const QString &yaml, QPointF offset)
{
    QStringList ids;
    return applied(tr("Paste"), m_workflow.pasteTasks(yaml.toUtf8(), offset, &ids)) ? ids : QStringList();
}

QString WorkflowDocument::copyTasks(const QStringList &ids) const
{
    return QString::fromUtf8(m_workflow.copyTasks(ids));
}

QStringList WorkflowDocument::duplicateTasks(const QStringList &ids, QPointF offset)
{
    QStringList copies;
    const auto edits = m_workflow.pasteTasks(m_workflow.copyTasks(ids), offset, &copies);
    return applied(tr("Duplicate"), edits) ? copies : QStringList();
}

QString WorkflowDocument::addDrawn(const QString &name, const QString &key, QJsonObject entry)
{
    QJsonArray all = m_workflow.drawn(key).toArray();
    int number = 1;
    const auto isTaken = [&](const QString &id) {
        return std::any_of(all.begin(), all.end(), [&](const QJsonValue &one) { return one[u"id"] == id; });
    };
    while (isTaken(key.left(1) + QString::number(number)))
        ++number;
    const QString id = key.left(1) + QString::number(number);
    entry.insert(u"id"_s, id);
    all.append(entry);
    return applied(name, m_workflow.setDrawn(key, all)) ? id : QString();
}

bool WorkflowDocument::changeDrawn(const QString &name, const QString &key, const QString &id,
                                   const QVariantMap &values)
{
    QJsonArray all = m_workflow.drawn(key).toArray();
    for (qsizetype i = 0; i < all.size(); ++i) {
        QJsonObject one = all.at(i).toObject();
        if (one.value(u"id"_s) != id)
            continue;
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            one.insert(it.key(), toJson(it.value()));
        all.replace(i, one);
        return applied(name, m_workflow.setDrawn(key, all), key + u'/' + id + u'/' + values.keys().join(u','));
    }
    Q_EMIT editRefused(tr("there is nothing called \"%1\"").arg(id), {});
    return false;
}

bool WorkflowDocument::removeDrawn(const QString &name, const QString &key, const QStringList &ids)
{
    QJsonArray kept;
    const QJsonArray all = m_workflow.drawn(key).toArray();
    for (const QJsonValue one : all) {
        if (!ids.contains(one[u"id"].toString()))
            kept.append(one);
    }
    return applied(name, m_workflow.setDrawn(key, kept.isEmpty() ? QJsonValue(QJsonValue::Undefined) : kept));
}

QString WorkflowDocument::addNote(const QString &text, QPointF place, QSizeF size)
{
    return addDrawn(tr("Add note"), u"notes"_s,
                    {{u"text"_s, text},
                     {u"x"_s, qRound(place.x())},
                     {u"y"_s, qRound(place.y())},
                     {u"width"_s, qRound(size.width())},
                     {u"height"_s, qRound(size.height())}});
}

bool WorkflowDocument::changeNote(const QString &id, const QVariantMap &values)
{
    return changeDrawn(tr("Change note"), u"notes"_s, id, values);
}

bool WorkflowDocument::removeNotes(const QStringList &ids)
{
    return removeDrawn(tr("Remove note"), u"notes"_s, ids);
}

QString WorkflowDocument::addGroup(const QString &title, const QStringList &tasks)
{
    return addDrawn(tr("Group"), u"groups"_s, {{u"title"_s, title}, {u"tasks"_s, QJsonArray::fromStringList(tasks)}});
}

bool WorkflowDocument::changeGroup(const QString &id, const QVariantMap &values)
{
    return changeDrawn(tr("Change group"), u"groups"_s, id, values);
}

bool WorkflowDocument::removeGroups(const QStringList &ids)
{
    return removeDrawn(tr("Ungroup"), u"groups"_s, ids);
}

bool WorkflowDocument::setField(const QStringList &ids, const QString &path, const QVariant &value)
{
    // A rename makes the next step another field: it does not merge.
    const QString mergeKey = path == "id"_L1 ? QString() : ids.join(u',') + u'/' + path;
    return applied(tr("Change %1").arg(path.section(u'/', -1)),
                   m_workflow.setField(ids, domain::valuePath(path), toJson(value)), mergeKey);
}

bool WorkflowDocument::clearField(const QStringList &ids, const QString &path)
{
    return applied(tr("Clear %1").arg(path.section(u'/', -1)),
                   m_workflow.setField(ids, domain::valuePath(path), QJsonValue::Undefined));
}

bool WorkflowDocument::setWorkflowField(const QString &path, const QVariant &value)
{
    return applied(tr("Change %1").arg(path.section(u'/', -1)),
                   m_workflow.setWorkflowField(domain::valuePath(path), toJson(value)), u'/' + path);
}

bool WorkflowDocument::clearWorkflowField(const QString &path)
{
    return applied(tr("Clear %1").arg(path.section(u'/', -1)),
                   m_workflow.setWorkflowField(domain::valuePath(path), QJsonValue::Undefined));
}

} // namespace podium::gui
