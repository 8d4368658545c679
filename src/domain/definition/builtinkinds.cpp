// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/builtinkinds.h"

#include "base/suggestion.h"
#include "domain/definition/inputvalues.h"
#include "domain/definition/schema/jsonschema.h"
#include "domain/taskkind.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TaskKinds)
};

using Findings = QList<KindFinding>;

/// A text in it, however deep, is filled in before it is used.
bool hasTemplate(const QJsonValue &value)
{
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        return std::any_of(list.begin(), list.end(), [](const QJsonValue &part) { return hasTemplate(part); });
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        return std::any_of(object.begin(), object.end(), [](const QJsonValue &part) { return hasTemplate(part); });
    }
    return value.toString().contains(u"{{");
}

class AgentKind : public ITaskKind
{
public:
    QString name() const override { return QStringLiteral("agent"); }
    QString summary() const override { return Text::tr("An AI agent does what the prompt says."); }
    Executor executor(const TaskSpec &) const override { return Executor::Runner; }
    bool needsAgent() const override { return true; }
    OnInterrupt defaultOnInterrupt() const override { return OnInterrupt::Resume; }
    QStringList keys() const override
    {
        return {QStringLiteral("model"), QStringLiteral("hooks"), QStringLiteral("conversation"),
                QStringLiteral("answer_within"), QStringLiteral("default_answer")};
    }
    QStringList impliedBy() const override { return {QStringLiteral("prompt"), QStringLiteral("description")}; }
    Findings check(const TaskSpec &task) const override
    {
        Findings out;
        if (task.prompt.trimmed().isEmpty()) {
            out << KindFinding{QStringLiteral("prompt"), Text::tr("an agent task needs a prompt"),
                               Text::tr("say what the agent has to do and what its result should be")};
        }
        const QJsonValue &answer = task.human.defaultAnswer;
        if (!answer.isUndefined() && !answer.isNull() && !answer.isObject()) {
            out << KindFinding{QStringLiteral("default_answer"),
                               Text::tr("the default answer of an agent task names the questions"),
                               Text::tr("write `default_answer: {\"*\": \"the safest one\"}`")};
        }
        return out;
    }
};

class ShellKind : public ITaskKind
{
public:
    QString name() const override { return QStringLiteral("shell"); }
    QString summary() const override { return Text::tr("A program or a shell script runs."); }
    Executor executor(const TaskSpec &) const override { return Executor::Runner; }
    QString runner() const override { return name(); }
    QStringList keys() const override
    {
        return {QStringLiteral("run"),    QStringLiteral("script"),        QStringLiteral("command"),
                QStringLiteral("argv"),   QStringLiteral("interpreter"),   QStringLiteral("inherit_env"),
                QStringLiteral("stdin"),  QStringLiteral("ok_exit_codes"), QStringLiteral("skip_exit_codes"),
                QStringLiteral("output"), QStringLiteral("limits")};
    }
    QStringList impliedBy() const override
    {
        return {QStringLiteral("run"), QStringLiteral("script"), QStringLiteral("command"), QStringLiteral("argv")};
    }
    Findings check(const TaskSpec &task) const override
    {
        Findings out;
        const ShellSpec &shell = task.shell;
        if (shell.argv.isEmpty() && shell.script.trimmed().isEmpty()) {
            out << KindFinding{QStringLiteral("run"), Text::tr("a shell task needs something to run"),
                               Text::tr("`run: |` takes a script, `argv: [program, argument]` a program")};
        }
        if (!shell.argv.isEmpty() && shell.argv.first().trimmed().isEmpty())
            out << KindFinding{QStringLiteral("argv"), Text::tr("the name of the program is empty"), {}};
        if (!shell.argv.isEmpty() && !shell.interpreter.isEmpty()) {
            out << KindFinding{QStringLiteral("interpreter"), Text::tr("`interpreter` has no effect on `argv`"),
                               Text::tr("remove it, or write a script with `run`")};
        }
        for (const int code : shell.skipExitCodes) {
            if (shell.okExitCodes.contains(code)) {
                out << KindFinding{QStringLiteral("skip_exit_codes"),
                                   Text::tr("exit code %1 means both success and \"nothing to do\"").arg(code),
                                   Text::tr("take it out of one of `ok_exit_codes` and `skip_exit_codes`")};
            }
        }
        return out;
    }
};

class SimulatedKind : public ITaskKind
{
public:
    QString name() const override { return QStringLiteral("simulated"); }
    QString summary() const override { return Text::tr("A scripted stand-in for an agent; spends nothing."); }
    Executor executor(const TaskSpec &) const override { return Executor::Runner; }
    QString runner() const override { return name(); }
    bool mayCost() const override { return true; } // Its script says what: budgets can be tried out.
    QStringList keys() const override { return {QStringLiteral("simulate")}; }
    QStringList impliedBy() const override { return keys(); }
    Findings check(const TaskSpec &) const override { return {}; }
};

class HumanKind : public ITaskKind
{
public:
    QString name() const override { return QStringLiteral("human"); }
    QString summary() const override { return Text::tr("A person fills in a form; the answer is the result."); }
    Executor executor(const TaskSpec &) const override { return Executor::Person; }
    QStringList keys() const override
    {
        return {QStringLiteral("form"), QStringLiteral("message"), QStringLiteral("assignee"),
                QStringLiteral("on_timeout"), QStringLiteral("default_answer")};
    }
    QStringList impliedBy() const override { return {QStringLiteral("form")}; }
    Findings check(const TaskSpec &task) const override
    {
        Findings out;
        const HumanSpec &human = task.human;
        if (human.message.trimmed().isEmpty() && human.form.isEmpty()) {
            out << KindFinding{QStringLiteral("message"), Text::tr("a human task needs a message or a form"),
                               Text::tr("say what the person has to do or decide")};
        }
        const Result<JsonSchema> form = JsonSchema::compile(human.form);
        if (!form) {
            out << KindFinding{QStringLiteral("form"),
                               Text::tr("not a usable JSON Schema: %1").arg(form.error().message), form.error().hint};
        }
        if (human.onTimeout == u"default") {
            if (human.defaultAnswer.isUndefined() || human.defaultAnswer.isNull()) {
                out << KindFinding{
                    QStringLiteral("on_timeout"), Text::tr("`on_timeout: default` needs a `default_answer`"), {}};
            } else if (form) {
                const QStringList problems = form->check(human.defaultAnswer);
                if (!problems.isEmpty()) {
                    out << KindFinding{QStringLiteral("default_answer"),
                                       Text::tr("the default answer does not fit the form: %1").arg(problems.first()),
                                       {}};
                }
            }
        }
        if (human.onTimeout != u"fail" && task.timeoutMs == 0) {
            out << KindFinding{QStringLiteral("on_timeout"), Text::tr("`on_timeout` has no effect without a `timeout`"),
                               Text::tr("say how long to wait, e.g. `timeout: 8h`")};
        }
        return out;
    }
};

class DecisionKind : public ITaskKind
{
public:
    QString name() const override { return QStringLiteral("decision"); }
    QString summary() const override { return Text::tr("One of several options is chosen, by rules or by votes."); }
    Executor executor(const TaskSpec &task) const override
    {
        return task.decision.cases.isEmpty() ? Executor::Person : Executor::Inline;
    }
    QStringList keys() const override
    {
        return {QStringLiteral("question"),  QStringLiteral("options"), QStringLiteral("cases"),
                QStringLiteral("otherwise"), QStringLiteral("voters"),  QStringLiteral("quorum")};
    }
    QStringList impliedBy() const override { return {QStringLiteral("cases"), QStringLiteral("options")}; }
    Findings check(const TaskSpec &task) const override
    {
        Findings out;
        const DecisionSpec &decision = task.decision;
        const QStringList &options = decision.options;
        const auto mustBeOption = [&](const QString &key, const QString &choice) {
            if (!options.isEmpty() && !options.contains(choice)) {
                out << KindFinding{key, Text::tr("\"%1\" is not one of the options").arg(choice),
                                   didYouMean(choice, options)};
            }
        };
        for (const DecisionSpec::Case &one : decision.cases)
            mustBeOption(QStringLiteral("cases"), one.choose);
        if (!decision.otherwise.isEmpty())
            mustBeOption(QStringLiteral("otherwise"), decision.otherwise);
        if (decision.cases.isEmpty()) {
            if (options.size() < 2) {
                out << KindFinding{QStringLiteral("options"), Text::tr("a vote needs at least two options"),
                                   Text::tr("or decide by rules with `cases`")};
            }
            if (decision.question.trimmed().isEmpty())
                out << KindFinding{QStringLiteral("question"), Text::tr("a vote needs a question"), {}};
            if (!decision.voters.isEmpty() && decision.quorum > decision.voters.size()) {
                out << KindFinding{QStringLiteral("quorum"),
                                   Text::tr("a quorum of %1 cannot be reached by %2 voters")
                                       .arg(decision.quorum)
                                       .arg(decision.voters.size()),
                                   {}};
            }
        } else if (decision.otherwise.isEmpty()) {
            out << KindFinding{QStringLiteral("otherwise"), Text::tr("a decision by cases needs `otherwise`"),
                               Text::tr("name the choice for when no case is true")};
        }
        return out;
    }
};

class WorkflowKind : public ITaskKind
{
public:
    QString name() const override { return QStringLiteral("workflow"); }
    QString summary() const override { return Text::tr("Another workflow runs as a child."); }
    Executor executor(const TaskSpec &) const override { return Executor::Composite; }
    QStringList keys() const override
    {
        return {QStringLiteral("uses"), QStringLiteral("with"), QStringLiteral("workflow")};
    }
    QStringList impliedBy() const override { return {QStringLiteral("uses"), QStringLiteral("workflow")}; }
    Findings check(const TaskSpec &task) const override
    {
        Findings out;
        if (!task.sub.definition)
            return out; // The loader has said why.
        const Workflow &child = *task.sub.definition;
        QStringList known;
        for (const InputSpec &input : child.inputs) {
            known << input.name;
            if (input.required && input.defaultValue.isUndefined() && !task.sub.with.contains(input.name)) {
                out << KindFinding{QStringLiteral("with"),
                                   Text::tr("the workflow \"%1\" needs the input \"%2\"").arg(child.name, input.name),
                                   Text::tr("give it below `with:`")};
            }
        }
        for (auto it = task.sub.with.cbegin(); it != task.sub.with.cend(); ++it) {
            const qsizetype index = known.indexOf(it.key());
            if (index >= 0 && !hasTemplate(it.value())) {
                if (const QString problem = whyNotFor(child.inputs.at(index), it.value()); !problem.isEmpty()) {
                    QStringList choices;
                    for (const QJsonValue &choice : child.inputs.at(index).choices)
                        choices << choice.toString();
                    out << KindFinding{QStringLiteral("with/") + it.key(),
                                       Text::tr("%1, as the workflow \"%2\" says").arg(problem, child.name),
                                       it.value().isString() ? didYouMean(it.value().toString(), choices) : QString()};
                }
            }
            if (index < 0) {
                out << KindFinding{QStringLiteral("with/") + it.key(),
                                   Text::tr("the workflow \"%1\" has no input \"%2\"").arg(child.name, it.key()),
                                   didYouMean(it.key(), known)};
            }
        }
        return out;
    }
};

class NoopKind : public ITaskKind
{
public:
    QString name() const override { return QStringLiteral("noop"); }
    QString summary() const override { return Text::tr("Does nothing; joins or orders other tasks."); }
    Executor executor(const TaskSpec &) const override { return Executor::Inline; }
    Findings check(const TaskSpec &) const override { return {}; }
};

} // namespace

void addBuiltinKinds(TaskKinds &kinds)
{
    // The order decides which kind a task without `type` is: the specific keys come before `prompt`.
    kinds.add(std::make_unique<WorkflowKind>());
    kinds.add(std::make_unique<SimulatedKind>());
    kinds.add(std::make_unique<ShellKind>());
    kinds.add(std::make_unique<HumanKind>());
    kinds.add(std::make_unique<DecisionKind>());
    kinds.add(std::make_unique<AgentKind>());
    kinds.add(std::make_unique<NoopKind>());
}

} // namespace podium::domain
