// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/library/versioncomparison.h"

#include "base/json.h"
#include "base/whenfinished.h"
#include "domain/definition/editing/workflowsnapshot.h"
#include "gui/backend/backend.h"

#include <QFuture>
#include <QHash>
#include <QJsonArray>

#include <algorithm>
#include <memory>

namespace podium::gui
{

using namespace Qt::StringLiterals;
using domain::TaskSpec;
using domain::WorkflowSnapshot;

namespace
{

/// A value as one line of YAML would have it.
QString shown(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(canonicalJson(value));
}

QVariantList fieldsOf(const QJsonArray &fields)
{
    QVariantList out;
    for (const QJsonValue &field : fields) {
        QVariantMap one{{u"field"_s, field["field"_L1].toString()}};
        for (const auto side : {"before"_L1, "after"_L1}) {
            if (field.toObject().contains(side))
                one.insert(side, shown(field[side]));
        }
        out += one;
    }
    return out;
}

} // namespace

VersionComparison::VersionComparison(QObject *parent) : QObject(parent)
{
    QJSEngine::setObjectOwnership(&m_model, QJSEngine::CppOwnership);
}

QString VersionComparison::wordOf(const QString &kind)
{
    return kind == "added"_L1     ? tr("Added")
           : kind == "removed"_L1 ? tr("Removed")
           : kind.isEmpty()       ? tr("The same")
                                  : tr("Changed");
}

QString VersionComparison::iconOf(const QString &kind)
{
    return kind == "added"_L1     ? u"file-plus"_s
           : kind == "removed"_L1 ? u"file-minus"_s
           : kind.isEmpty()       ? u"circle"_s
                                  : u"file-pen"_s;
}

QString VersionComparison::stateOf(const QString &kind)
{
    return kind == "added"_L1     ? u"SUCCESS"_s
           : kind == "removed"_L1 ? u"FAILED"_s
           : kind.isEmpty()       ? u"PENDING"_s
                                  : u"NEEDS_YOU"_s;
}

int VersionComparison::countOf(QLatin1StringView kind) const
{
    return int(std::count_if(m_changes.cbegin(), m_changes.cend(),
                             [&](const QVariant &one) { return one.toMap().value(u"kind"_s).toString() == kind; }));
}

void VersionComparison::compare(const QString &workflow, int from, int to, const QString &text)
{
    QJsonObject params{{u"workflow"_s, workflow}, {u"from"_s, from}};
    if (to > 0)
        params.insert(u"to"_s, to);
    else
        params.insert(u"definition"_s, text);
    m_busy = true;
    Q_EMIT changed();
    whenFinished(Backend::instance()->call(u"workflow.diff"_s, params), this,
                 [this, asked = ++m_asked](const Result<QJsonObject> &answer) {
                     if (asked != m_asked)
                         return;
                     m_busy = false;
                     m_known = answer.has_value();
                     m_problem = answer ? QString() : answer.error().text();
                     m_changes.clear();
                     if (answer)
                         take(*answer);
                     else
                         m_model.setGraph({}, {});
                     Q_EMIT changed();
                     Q_EMIT compared();
                 });
}

void VersionComparison::take(const QJsonObject &answer)
{
    const QJsonObject diff = answer.value("diff"_L1).toObject();
    for (const QString &kind : {u"added"_s, u"removed"_s, u"changed"_s}) {
        const QJsonArray tasks = diff.value(kind).toArray();
        for (const QJsonValue &task : tasks) {
            const QString title = task["title"_L1].toString();
            m_changes += QVariantMap{{u"id"_s, task["id"_L1].toString()},
                                     {u"title"_s, title.isEmpty() ? task["id"_L1].toString() : title},
                                     {u"kind"_s, kind},
                                     {u"fields"_s, fieldsOf(task["fields"_L1].toArray())}};
        }
    }
    if (const QVariantList own = fieldsOf(diff.value("workflow"_L1).toArray()); !own.isEmpty()) {
        m_changes += QVariantMap{{u"id"_s, QString()},
                                 {u"title"_s, tr("The workflow itself")},
                                 {u"kind"_s, u"workflow"_s},
                                 {u"fields"_s, own}};
    }
    draw(answer.value("before"_L1).toString().toUtf8(), answer.value("after"_L1).toString().toUtf8());
}

void VersionComparison::draw(const QByteArray &before, const QByteArray &after)
{
    QHash<QString, QString> kinds;
    for (const QVariant &one : std::as_const(m_changes))
        kinds.insert(one.toMap().value(u"id"_s).toString(), one.toMap().value(u"kind"_s).toString());
    QList<GraphNode> nodes;
    QList<GraphEdge> edges;
    const auto add = [&](const WorkflowSnapshot &workflow, bool onlyRemoved) {
        for (const TaskSpec &task : workflow.workflow().tasks) {
            const QString kind = kinds.value(task.id);
            if (onlyRemoved && kind != "removed"_L1)
                continue;
            GraphNode node;
            node.id = task.id;
            node.title = task.title.isEmpty() ? task.id : task.title;
            node.subtitle = task.type;
            node.state = stateOf(kind);
            node.stateWord = wordOf(kind);
            node.footerLeft = node.stateWord;
            node.icon = iconOf(kind);
            nodes += node;
        }
        for (const TaskSpec &task : workflow.workflow().tasks) {
            for (const QString &id : task.dependsOn) {
                // What was removed keeps its lines; of the rest only those that there are now.
                if (!onlyRemoved || kinds.value(id) == "removed"_L1 || kinds.value(task.id) == "removed"_L1)
                    edges.append({id, task.id});
            }
        }
    };
    if (const auto newer = WorkflowSnapshot::read(after))
        add(*newer, false);
    if (const auto older = WorkflowSnapshot::read(before))
        add(*older, true);
    m_model.setGraph(nodes, edges);
}

} // namespace podium::gui
