// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/evaluation.h"

#include "domain/artifactreference.h"
#include "domain/definition/inputvalues.h"
#include "domain/definition/schema/jsonschema.h"
#include "domain/expression/expression.h"
#include "domain/expression/template.h"
#include "engine/plan/taskscope.h"

#include <QCoreApplication>

namespace podium::engine
{

using domain::Expression;
using domain::Quoting;
using domain::Template;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

/// Fills templates into the fields of a spec and remembers the first error with the field it was in.
class Filler
{
public:
    explicit Filler(const domain::IScope &scope) : m_scope(scope) {}

    void text(QString &field, const QString &name, Quoting quoting = Quoting::None)
    {
        if (m_error || !field.contains(QLatin1StringView("{{")))
            return;
        const Result<Template> parsed = Template::parse(field);
        const Result<QString> rendered = parsed ? parsed->render(m_scope, quoting) : tl::unexpected(parsed.error());
        if (rendered)
            field = *rendered;
        else
            remember(rendered.error(), name);
    }
    void texts(QStringList &fields, const QString &name)
    {
        for (qsizetype i = 0; i < fields.size(); ++i)
            text(fields[i], QStringLiteral("%1[%2]").arg(name).arg(i));
    }
    QJsonValue json(const QJsonValue &value, const QString &name)
    {
        if (m_error)
            return value;
        if (value.isString()) {
            const QString source = value.toString();
            if (!source.contains(QLatin1StringView("{{")))
                return value;
            const Result<Template> parsed = Template::parse(source);
            const Result<QJsonValue> filled = parsed ? parsed->value(m_scope) : tl::unexpected(parsed.error());
            if (filled)
                return *filled;
            remember(filled.error(), name);
            return value;
        }
        if (value.isArray()) {
            QJsonArray out;
            for (const QJsonValue &element : value.toArray())
                out.append(json(element, name));
            return out;
        }
        if (value.isObject()) {
            QJsonObject out = value.toObject();
            for (auto it = out.begin(); it != out.end(); ++it)
                *it = json(*it, name + u'.' + it.key());
            return out;
        }
        return value;
    }
    const std::optional<Error> &error() const { return m_error; }

private:
    void remember(const Error &error, const QString &name)
    {
        m_error = error;
        m_error->where = error.where.isEmpty() ? name : name + QStringLiteral(", ") + error.where;
    }

    const domain::IScope &m_scope;
    std::optional<Error> m_error;
};

Result<bool> test(const QString &source, const domain::IScope &scope)
{
    const Result<Expression> parsed = Expression::parse(source);
    return parsed ? parsed->test(scope) : tl::unexpected(parsed.error());
}

} // namespace

Result<bool> Evaluation::condition(const QString &expression) const
{
    return test(expression, TaskScope(m_run, m_task, m_results));
}

Result<bool> Evaluation::until(const QJsonValue &result, int iteration) const
{
    const Result<QJsonValue> value = m_results.resolve(result);
    if (!value)
        return tl::unexpected(value.error());
    TaskScope scope(m_run, m_task, m_results);
    scope.set(QStringLiteral("result"), *value);
    scope.set(QStringLiteral("iteration"), iteration);
    return test(m_task.spec->repeat->until, scope);
}

Result<QJsonArray> Evaluation::list(const QString &expression) const
{
    const Result<Expression> parsed = Expression::parse(expression);
    if (!parsed)
        return tl::unexpected(parsed.error());
    const Result<QJsonValue> value = parsed->evaluate(TaskScope(m_run, m_task, m_results));
    if (!value)
        return tl::unexpected(value.error());
    if (!value->isArray())
        return fail(ErrorCode::InvalidArgument, Text::tr("`foreach` needs a list, and `%1` is none").arg(expression),
                    m_task.key);
    return value->toArray();
}

Result<QString> Evaluation::text(const QString &source) const
{
    const Result<Template> parsed = Template::parse(source);
    return parsed ? parsed->render(TaskScope(m_run, m_task, m_results), Quoting::None) : tl::unexpected(parsed.error());
}

Result<domain::TaskSpec> Evaluation::filled() const
{
    domain::TaskSpec spec = *m_task.spec;
    const TaskScope scope(m_run, m_task, m_results);
    Filler fill(scope);
    fill.text(spec.title, QStringLiteral("title"));
    fill.text(spec.prompt, QStringLiteral("prompt"));
    fill.texts(spec.shell.argv, QStringLiteral("argv"));
    fill.text(spec.shell.script, QStringLiteral("script"), domain::quotingFor(spec.shell.interpreter));
    fill.text(spec.shell.standardInput, QStringLiteral("stdin"));
    fill.text(spec.shell.outputPath, QStringLiteral("output"));
    fill.text(spec.workspace.path, QStringLiteral("workspace.path"));
    fill.text(spec.workspace.branch, QStringLiteral("workspace.branch"));
    fill.text(spec.workspace.base, QStringLiteral("workspace.base"));
    for (QStringList *commands : {&spec.workspace.setup, &spec.workspace.teardown}) {
        for (QString &command : *commands)
            fill.text(command, QStringLiteral("workspace.setup"), domain::quotingFor({}));
    }
    for (auto it = spec.workspace.environment.begin(); it != spec.workspace.environment.end(); ++it)
        fill.text(*it, QStringLiteral("workspace.environment.") + it.key());
    fill.text(spec.human.message, QStringLiteral("message"));
    fill.text(spec.decision.question, QStringLiteral("question"));
    spec.input = fill.json(spec.input, QStringLiteral("input")).toObject();
    spec.simulate = fill.json(spec.simulate, QStringLiteral("simulate")).toObject();
    if (fill.error())
        return tl::unexpected(*fill.error());
    const Result<Environment> environment = this->environment();
    if (!environment)
        return tl::unexpected(environment.error());
    spec.environment = *environment;
    return spec;
}

Result<Evaluation::Environment> Evaluation::environment() const
{
    // From the inside out: what the tasks say goes before what the workflows say, and then the inner before the outer.
    Environment ofTasks;
    Environment ofWorkflows;
    const TaskRun *at = &m_task;
    while (at) {
        const TaskScope names(m_run, *at, m_results);
        const Scope &scope = m_run.graphScopeOf(*at);
        Filler fill(names);
        const auto add = [&fill](Environment &to, const Environment &from) {
            for (auto it = from.cbegin(); it != from.cend(); ++it) {
                if (to.contains(it.key()))
                    continue;
                QString value = it.value();
                fill.text(value, QStringLiteral("env.") + it.key());
                to.insert(it.key(), value);
            }
        };
        add(ofTasks, at->spec->environment);
        add(ofWorkflows, scope.workflow->environment);
        if (fill.error())
            return tl::unexpected(*fill.error());
        at = scope.owner >= 0 ? &m_run.tasks[size_t(scope.owner)] : nullptr;
    }
    for (auto it = ofTasks.cbegin(); it != ofTasks.cend(); ++it)
        ofWorkflows.insert(it.key(), it.value());
    return ofWorkflows;
}

Result<void> Evaluation::fits(const QJsonValue &result) const
{
    if (m_task.spec->outputSchema.isEmpty())
        return {};
    const Result<QJsonValue> value = m_results.resolve(result);
    if (!value)
        return tl::unexpected(value.error());
    const Result<domain::JsonSchema> schema = domain::JsonSchema::compile(m_task.spec->outputSchema);
    const QStringList wrong = schema ? schema->check(*value) : QStringList{schema.error().text()};
    if (wrong.isEmpty())
        return {};
    return fail(
        ErrorCode::InvalidArgument,
        Text::tr("its result does not fit the output schema: %1").arg(wrong.mid(0, 5).join(QStringLiteral("; "))));
}

Result<QJsonObject> Evaluation::childInputs() const
{
    const TaskScope scope(m_run, m_task, m_results);
    Filler fill(scope);
    QJsonObject given;
    for (auto it = m_task.spec->sub.with.cbegin(); it != m_task.spec->sub.with.cend(); ++it)
        given.insert(it.key(), fill.json(it.value(), QStringLiteral("with.") + it.key()));
    if (fill.error())
        return tl::unexpected(*fill.error());
    return checkedInputs(*m_task.spec->sub.definition, given, m_task.key);
}

Result<QJsonObject> Evaluation::outputs(const RunState &run, int scopeIndex, const IResultReader &results)
{
    const Scope &of = run.scopes[size_t(scopeIndex)];
    QJsonObject out;
    if (of.workflow->outputs.isEmpty()) {
        for (const int member : of.members)
            out.insert(run.tasks[size_t(member)].spec->id, run.tasks[size_t(member)].result);
        return out;
    }
    const TaskScope scope(run, scopeIndex, results);
    for (auto it = of.workflow->outputs.cbegin(); it != of.workflow->outputs.cend(); ++it) {
        const Result<Expression> parsed = Expression::parse(it.value());
        const Result<QJsonValue> value = parsed ? parsed->evaluate(scope) : tl::unexpected(parsed.error());
        if (!value) {
            Error error = value.error();
            error.where = QStringLiteral("outputs.") + it.key();
            return tl::unexpected(error);
        }
        // Real data, which would be taken for a reference when it is read.
        if (domain::holdsReference(*value)) {
            return fail(ErrorCode::InvalidArgument,
                        Text::tr("it looks like a reference of Podium to an artifact ({\"$artifact\": …})"),
                        QStringLiteral("outputs.") + it.key(), Text::tr("Give the field another name."));
        }
        out.insert(it.key(), *value);
    }
    return out;
}

QJsonObject Evaluation::previousResults() const
{
    QJsonObject out;
    const Scope &scope = m_run.graphScopeOf(m_task);
    for (const int node : scope.graph->dependencies(m_task.specIndex)) {
        const TaskRun &dependency = m_run.tasks[size_t(scope.members.at(node))];
        out.insert(dependency.spec->id, QJsonObject{{QStringLiteral("state"), domain::stateName(dependency.state)},
                                                    {QStringLiteral("result"), dependency.result}});
    }
    return out;
}

QString errorClassOf(const Error &error, const QString &other)
{
    const bool unread = error.code == ErrorCode::Corrupt || error.code == ErrorCode::Unavailable;
    return unread ? QStringLiteral("storage") : other;
}

Result<QJsonObject> checkedInputs(const domain::Workflow &workflow, const QJsonObject &given, const QString &where)
{
    QStringList problems;
    QJsonObject out;
    QStringList declared;
    for (const domain::InputSpec &input : workflow.inputs) {
        declared.append(input.name);
        const QJsonValue value = given.contains(input.name) ? given.value(input.name) : input.defaultValue;
        if (value.isUndefined()) {
            if (input.required)
                problems.append(Text::tr("the input \"%1\" (%2) is missing").arg(input.name, input.type));
            else
                out.insert(input.name, QJsonValue::Null);
            continue;
        }
        if (const QString problem = domain::whyNotFor(input, value); !problem.isEmpty()) {
            problems.append(problem);
            continue;
        }
        out.insert(input.name, value);
    }
    const QStringList names = given.keys();
    for (const QString &name : names) {
        if (!declared.contains(name)) {
            problems.append(declared.isEmpty() ? Text::tr("there is no input \"%1\"; the workflow has none").arg(name)
                                               : Text::tr("there is no input \"%1\"; there are: %2")
                                                     .arg(name, declared.join(QStringLiteral(", "))));
        }
    }
    if (!problems.isEmpty())
        return fail(ErrorCode::InvalidArgument, problems.join(QStringLiteral("; ")), where);
    return out;
}

} // namespace podium::engine
