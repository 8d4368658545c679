// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What a document answers; nothing here changes it.
#include "gui/editor/workflowdocument.h"

#include "domain/definition/editing/editcompletion.h"
#include "domain/definition/editing/fieldform.h"
#include "domain/taskkind.h"

#include <QJsonArray>

#include <algorithm>

namespace podium::gui
{

namespace
{

using namespace Qt::StringLiterals;

QVariantList toVariants(const QList<domain::Completion> &completions)
{
    QVariantList out;
    for (const domain::Completion &one : completions) {
        out.append(QVariantMap{{u"text"_s, one.text},
                               {u"label"_s, one.label},
                               {u"detail"_s, one.detail},
                               {u"from"_s, int(one.from)},
                               {u"length"_s, int(one.length)}});
    }
    return out;
}

} // namespace

QString WorkflowDocument::name() const
{
    const auto now = m_workflow.latest();
    return now ? now->workflow().name : QString();
}

QString WorkflowDocument::title() const
{
    const auto now = m_workflow.latest();
    return now ? now->workflow().title : QString();
}

QVariantList WorkflowDocument::nodes() const
{
    QVariantList out;
    const auto now = m_workflow.latest();
    if (!now)
        return out;
    const QJsonObject places = m_workflow.drawn(u"positions"_s).toObject();
    const QList<domain::TaskSpec> &tasks = now->workflow().tasks;
    out.reserve(tasks.size());
    for (const domain::TaskSpec &task : tasks) {
        const auto [errors, warnings] = m_counts.value(task.id);
        QVariantMap node{{u"id"_s, task.id},       {u"title"_s, task.title}, {u"type"_s, task.type},
                         {u"kind"_s, task.kind},   {u"role"_s, task.role},   {u"errors"_s, errors},
                         {u"warnings"_s, warnings}};
        if (const QJsonArray place = places.value(task.id).toArray(); place.size() == 2) {
            node.insert(u"x"_s, place.at(0).toDouble());
            node.insert(u"y"_s, place.at(1).toDouble());
        }
        out.append(node);
    }
    return out;
}

QVariantList WorkflowDocument::edges() const
{
    QVariantList out;
    const auto now = m_workflow.latest();
    if (!now)
        return out;
    for (const domain::TaskSpec &task : now->workflow().tasks) {
        for (const QString &id : task.dependsOn) {
            if (now->indexOf(id) >= 0)
                out.append(QVariantMap{{u"from"_s, id}, {u"to"_s, task.id}});
        }
    }
    return out;
}

QVariantList WorkflowDocument::notes() const
{
    return m_workflow.drawn(u"notes"_s).toArray().toVariantList();
}

QVariantList WorkflowDocument::groups() const
{
    return m_workflow.drawn(u"groups"_s).toArray().toVariantList();
}

QVariantMap WorkflowDocument::finding(const domain::Diagnostic &diagnostic) const
{
    QString task;
    const auto now = m_workflow.latest();
    const domain::ValuePath path = domain::valuePath(diagnostic.path);
    if (now && path.size() >= 2 && path.first() == "tasks"_L1 && diagnostic.file == m_fileName) {
        bool isIndex = false;
        const int index = path.at(1).toInt(&isIndex);
        const QList<domain::TaskSpec> &tasks = now->workflow().tasks;
        if (now->indexOf(path.at(1)) >= 0 && now->taskPath(path.at(1)) == path.mid(0, 2))
            task = path.at(1);
        else if (isIndex && index >= 0 && index < tasks.size())
            task = tasks.at(index).id;
    }
    const bool isError = diagnostic.severity == domain::Diagnostic::Severity::Error;
    return {{u"severity"_s, isError ? u"error"_s : u"warning"_s},
            {u"code"_s, diagnostic.code},
            {u"message"_s, diagnostic.message},
            {u"hint"_s, diagnostic.hint},
            {u"path"_s, diagnostic.path},
            {u"line"_s, diagnostic.line},
            {u"column"_s, diagnostic.column},
            {u"task"_s, task}};
}

QVariantList WorkflowDocument::findings() const
{
    QVariantList out;
    for (const domain::Diagnostic &one : m_findings.diagnostics())
        out.append(finding(one));
    return out;
}

QVariantList WorkflowDocument::findingsOf(const QString &id) const
{
    QVariantList out;
    for (const domain::Diagnostic &one : m_findings.diagnostics()) {
        const QVariantMap map = finding(one);
        if (map.value(u"task"_s).toString() == id)
            out.append(map);
    }
    return out;
}

int WorkflowDocument::errorCount() const
{
    int count = 0;
    for (const domain::Diagnostic &one : m_findings.diagnostics())
        count += one.severity == domain::Diagnostic::Severity::Error ? 1 : 0;
    return count;
}

QVariantList WorkflowDocument::types()
{
    // What is drawn most comes first; kinds that are not named here follow.
    static const QStringList s_first{u"agent"_s, u"shell"_s, u"human"_s, u"decision"_s, u"workflow"_s};
    const auto rank = [](const QVariant &type) {
        const qsizetype at = s_first.indexOf(type.toMap().value(u"type"_s).toString());
        return at < 0 ? s_first.size() : at;
    };
    QVariantList out;
    for (const auto &kind : domain::TaskKinds::instance().all())
        out.append(QVariantMap{{u"type"_s, kind->name()}, {u"summary"_s, kind->summary()}});
    std::stable_sort(out.begin(), out.end(),
                     [&rank](const QVariant &a, const QVariant &b) { return rank(a) < rank(b); });
    return out;
}

QStringList WorkflowDocument::canConnect(const QString &from, const QString &to) const
{
    return m_workflow.canConnect(from, to);
}

QVariantMap WorkflowDocument::task(const QString &id) const
{
    const auto now = m_workflow.latest();
    return now ? now->task(id).toVariantMap() : QVariantMap();
}

QVariantMap WorkflowDocument::workflow() const
{
    const auto now = m_workflow.latest();
    if (!now)
        return {};
    QJsonObject out = now->json();
    out.remove(u"tasks"_s);
    return out.toVariantMap();
}

QVariantList WorkflowDocument::fields(const QString &type) const
{
    return domain::fieldForm(type).toVariantList();
}

QVariantMap WorkflowDocument::placeInText(const QString &id, const QString &path) const
{
    const auto now = m_workflow.latest();
    if (!now || now->text() != m_workflow.text())
        return {};
    const domain::SyntaxNode *node = now->syntaxAt(now->taskPath(id) + domain::valuePath(path));
    if (!node || now->indexOf(id) < 0)
        return {};
    const qsizetype from = node->keyStart >= 0 ? node->keyStart : (node->dash >= 0 ? node->dash : node->start);
    const int start = int(toUnits(from));
    const QStringView before = QStringView(m_text).left(start);
    return {{u"line"_s, int(before.count(u'\n')) + 1},
            {u"column"_s, start - int(before.lastIndexOf(u'\n'))},
            {u"position"_s, start},
            {u"length"_s, int(toUnits(node->end)) - start}};
}

QString WorkflowDocument::taskAt(int position) const
{
    const auto now = m_workflow.latest();
    if (!now || now->text() != m_workflow.text())
        return {};
    const domain::SyntaxNode *tasks = now->syntaxAt({u"tasks"_s});
    const domain::SyntaxNode *node = now->syntax().nodeAt(toBytes(position));
    while (node && node->parent != tasks)
        node = node->parent;
    if (!node || !tasks)
        return {};
    if (tasks->kind == domain::SyntaxNode::Kind::Map)
        return node->key;
    const int index = tasks->indexOf(node);
    return index >= 0 && index < now->workflow().tasks.size() ? now->workflow().tasks.at(index).id : QString();
}

int WorkflowDocument::positionOf(int line, int column) const
{
    qsizetype start = 0;
    for (int i = 1; i < line; ++i) {
        const qsizetype end = m_text.indexOf(u'\n', start);
        if (end < 0)
            break;
        start = end + 1;
    }
    return int(std::min<qsizetype>(start + std::max(0, column - 1), m_text.size()));
}

QVariantList WorkflowDocument::expressionCompletions(const QString &id, const QString &field, const QString &value,
                                                     int cursor, bool isTemplate) const
{
    const auto now = m_workflow.latest();
    return now ? toVariants(domain::completeExpression(*now, now->indexOf(id), field, value, cursor, isTemplate))
               : QVariantList();
}

QVariantList WorkflowDocument::completions(int position) const
{
    return toVariants(domain::completeText(m_workflow.latest().get(), m_text, position));
}

qsizetype WorkflowDocument::toBytes(qsizetype units) const
{
    return QStringView(m_text).left(units).toUtf8().size();
}

qsizetype WorkflowDocument::toUnits(qsizetype bytes) const
{
    return QString::fromUtf8(m_workflow.text().left(bytes)).size();
}

} // namespace podium::gui
