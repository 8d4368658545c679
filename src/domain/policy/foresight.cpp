// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/foresight.h"

#include "domain/expression/expression.h"
#include "domain/expression/jsonvalues.h"
#include "domain/expression/template.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

constexpr int MaxWorkflowDepth = 8;

bool reads(const QList<NameRef> &names, const QSet<QString> &inputs)
{
    return !inputs.isEmpty() && std::any_of(names.begin(), names.end(), [&inputs](const NameRef &name) {
        return name.root == u"inputs" && (name.member.isEmpty() || inputs.contains(name.member));
    });
}

/// Of all templates in the value, however deep.
bool templatesRead(const QJsonValue &value, const QSet<QString> &inputs)
{
    const auto inside = [&inputs](const QJsonValue &part) { return templatesRead(part, inputs); };
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        return std::any_of(list.begin(), list.end(), inside);
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        return std::any_of(object.begin(), object.end(), inside);
    }
    const Result<Template> text = Template::parse(value.toString());
    return text && reads(text->names(), inputs);
}

MapScope scopeOf(const QJsonObject &inputs)
{
    MapScope scope;
    scope.roots.insert(u"inputs"_s, inputs);
    return scope;
}

} // namespace

Foresight::Foresight(const Workflow &workflow, const QJsonObject &inputs) : m_inputs(inputs)
{
    for (const InputSpec &input : workflow.inputs) {
        if (m_inputs.contains(input.name))
            continue;
        if (input.required && input.defaultValue.isUndefined())
            m_unknown.insert(input.name);
        else
            m_inputs.insert(input.name, input.defaultValue.isUndefined() ? QJsonValue() : input.defaultValue);
    }
}

std::optional<QJsonValue> Foresight::value(const QString &expression) const
{
    const Result<Expression> parsed = Expression::parse(expression);
    if (!parsed || reads(parsed->names(), m_unknown))
        return std::nullopt;
    // What reads results has no value in this scope, unless what comes before them decides already.
    const Result<QJsonValue> value = parsed->evaluate(scopeOf(m_inputs));
    return value ? std::optional<QJsonValue>(*value) : std::nullopt;
}

bool Foresight::skips(const TaskSpec &task) const
{
    if (task.when.isEmpty())
        return false;
    const std::optional<QJsonValue> holds = value(task.when);
    return holds && !isTrue(*holds);
}

Foresight Foresight::ofChild(const TaskSpec &task) const
{
    QJsonObject given;
    QSet<QString> unknown;
    for (auto it = task.sub.with.cbegin(); it != task.sub.with.cend(); ++it) {
        const Result<QJsonValue> value = templatesRead(it.value(), m_unknown)
                                             ? fail(ErrorCode::NotFound, QString())
                                             : fillTemplates(it.value(), scopeOf(m_inputs));
        if (value)
            given.insert(it.key(), *value);
        else
            unknown.insert(it.key());
    }
    Foresight out = task.sub.definition ? Foresight(*task.sub.definition, given) : Foresight();
    for (const QString &name : std::as_const(unknown))
        out.m_inputs.remove(name); // Its default is not what it will have.
    out.m_unknown += unknown;
    return out;
}

Workflow Foresight::withoutSkipped(const Workflow &workflow) const
{
    return withoutSkipped(workflow, 0);
}

Workflow Foresight::withoutSkipped(const Workflow &workflow, int depth) const
{
    Workflow out = workflow;
    for (TaskSpec &task : out.tasks) {
        if (skips(task)) {
            TaskSpec nothing;
            nothing.id = task.id;
            nothing.title = task.title;
            nothing.type = u"noop"_s;
            nothing.dependsOn = task.dependsOn; // What comes after it still comes after what it waits for.
            task = nothing;
        } else if (task.sub.definition && depth < MaxWorkflowDepth) {
            task.sub.definition =
                std::make_shared<const Workflow>(ofChild(task).withoutSkipped(*task.sub.definition, depth + 1));
        }
    }
    return out;
}

} // namespace podium::domain
