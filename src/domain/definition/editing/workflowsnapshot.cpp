// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/workflowsnapshot.h"

#include "base/json.h"
#include "domain/definition/workflowschema.h"

#include <QJsonArray>

#include <algorithm>

namespace podium::domain
{

namespace
{

/// Children are no business of an editor: they are files of their own.
class NoChildren : public IChildWorkflows
{
public:
    WorkflowPtr load(const SourceNode &) override { return nullptr; }
    WorkflowPtr embedded(const SourceNode &, const QString &) override { return nullptr; }
};

bool isEmpty(const QJsonValue &value)
{
    return value.isUndefined() || (value.isObject() && value.toObject().isEmpty()) ||
           (value.isArray() && value.toArray().isEmpty());
}

} // namespace

ValuePath valuePath(const QString &pointer)
{
    ValuePath out = pointer.split(u'/', Qt::SkipEmptyParts);
    for (QString &part : out)
        part.replace(QStringLiteral("~1"), QStringLiteral("/")).replace(QStringLiteral("~0"), QStringLiteral("~"));
    return out;
}

QJsonValue valueAt(const QJsonValue &root, const ValuePath &path)
{
    QJsonValue at = root;
    for (const QString &key : path) {
        if (at.isArray()) {
            bool ok = false;
            const int index = key.toInt(&ok);
            const QJsonArray list = at.toArray();
            at = ok && index >= 0 && index < list.size() ? list.at(index) : QJsonValue(QJsonValue::Undefined);
        } else {
            at = at.toObject().value(key);
        }
    }
    return at;
}

QJsonValue withValueAt(const QJsonValue &root, const ValuePath &path, const QJsonValue &value)
{
    if (path.isEmpty())
        return value;
    const ValuePath rest = path.mid(1);
    if (root.isArray()) {
        QJsonArray list = root.toArray();
        const int index = path.first().toInt();
        const QJsonValue inner = withValueAt(list.at(index), rest, value);
        if (inner.isUndefined()) {
            if (index >= 0 && index < list.size())
                list.removeAt(index);
        } else if (index >= 0 && index < list.size()) {
            list.replace(index, inner);
        } else {
            list.append(inner);
        }
        return isEmpty(list) && value.isUndefined() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(list);
    }
    QJsonObject map = root.toObject();
    const QString &key = path.first();
    QJsonValue old = map.value(key);
    if (!rest.isEmpty() && !old.isUndefined() && !old.isNull() && !old.isObject() && !old.isArray()) {
        const QString longForm = WorkflowSnapshot::longFormKey(key);
        old = longForm.isEmpty() || old.isBool() ? QJsonObject() : QJsonObject{{longForm, old}};
    }
    const QJsonValue inner = withValueAt(old, rest, value);
    if (inner.isUndefined())
        map.remove(key);
    else
        map.insert(key, inner);
    return map.isEmpty() && value.isUndefined() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(map);
}

std::shared_ptr<const WorkflowSnapshot> WorkflowSnapshot::read(const QByteArray &text, const QString &fallbackName)
{
    auto out = std::make_shared<WorkflowSnapshot>();
    out->m_syntax = SyntaxTree::read(text);
    if (!out->m_syntax || out->m_syntax->root()->kind != SyntaxNode::Kind::Map)
        return nullptr;
    out->m_json = toJson(*out->m_syntax->root()).toObject();
    out->m_source = SourceTree::fromJson(out->m_json);
    Report report({}, out->m_source.get());
    NoChildren none;
    out->m_decoded = decodeWorkflow(*out->m_source->root(),
                                    fallbackName.isEmpty() ? QStringLiteral("workflow") : fallbackName, none, report);
    const QList<TaskSpec> &tasks = out->m_decoded.workflow->tasks;
    for (int i = int(tasks.size()) - 1; i >= 0; --i)
        out->m_index.insert(tasks.at(i).id, i);
    return out;
}

ValuePath WorkflowSnapshot::taskPath(const QString &id) const
{
    return taskPath(indexOf(id));
}

ValuePath WorkflowSnapshot::taskPath(int index) const
{
    return index < 0 ? ValuePath() : pathOf(*m_decoded.taskNode(index));
}

ValuePath WorkflowSnapshot::pathOf(const SourceNode &node)
{
    ValuePath out;
    for (const SourceNode *at = &node; at->parent; at = at->parent) {
        if (at->parent->kind == SourceNode::Kind::Map) {
            out.prepend(at->key);
        } else {
            const auto &all = at->parent->children;
            out.prepend(QString::number(std::find(all.begin(), all.end(), at) - all.begin()));
        }
    }
    return out;
}

const SyntaxNode *WorkflowSnapshot::syntaxAt(const ValuePath &path) const
{
    const SyntaxNode *node = m_syntax->root();
    for (const QString &key : path) {
        if (!node)
            return nullptr;
        if (node->kind == SyntaxNode::Kind::List) {
            const qsizetype index = key.toInt();
            node = index >= 0 && index < qsizetype(node->children.size()) ? node->children[size_t(index)] : nullptr;
        } else {
            node = node->find(key);
        }
    }
    return node;
}

QString WorkflowSnapshot::spelled(const QJsonObject &task, const QString &key)
{
    static const QHash<QString, QStringList> aliases = [] {
        QHash<QString, QStringList> out;
        const Result<QJsonValue> schema = parseJson(workflowSchemaSource());
        for (const char *definition : {"task", "workflow"}) {
            const QJsonObject properties =
                valueAt(schema ? *schema : QJsonValue(),
                        {QStringLiteral("definitions"), QLatin1StringView(definition), QStringLiteral("properties")})
                    .toObject();
            for (auto it = properties.begin(); it != properties.end(); ++it) {
                const QString of = it.value().toObject().value(QStringLiteral("x-alias-of")).toString();
                if (!of.isEmpty())
                    out[of] += it.key();
            }
        }
        return out;
    }();
    if (task.contains(key))
        return key;
    const QStringList others = aliases.value(key);
    for (const QString &other : others) {
        if (task.contains(other))
            return other;
    }
    return key;
}

QString WorkflowSnapshot::longFormKey(const QString &key)
{
    static const QHash<QString, QString> forms{
        {QStringLiteral("retry"), QStringLiteral("attempts")},   {QStringLiteral("budget"), QStringLiteral("usd")},
        {QStringLiteral("gate"), QStringLiteral("message")},     {QStringLiteral("review"), QStringLiteral("message")},
        {QStringLiteral("foreach"), QStringLiteral("in")},       {QStringLiteral("workspace"), QStringLiteral("kind")},
        {QStringLiteral("estimate"), QStringLiteral("duration")}};
    return forms.value(key);
}

} // namespace podium::domain
