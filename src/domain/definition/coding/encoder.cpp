// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/coding/decoder.h"
#include "domain/definition/coding/values.h"

#include <QJsonArray>

namespace podium::domain
{

namespace
{

using namespace Qt::StringLiterals;

void put(QJsonObject &o, QLatin1StringView key, const QString &value)
{
    if (!value.isEmpty())
        o.insert(key, value);
}

void put(QJsonObject &o, QLatin1StringView key, const QStringList &value)
{
    if (!value.isEmpty())
        o.insert(key, QJsonArray::fromStringList(value));
}

void put(QJsonObject &o, QLatin1StringView key, const QJsonObject &value)
{
    if (!value.isEmpty())
        o.insert(key, value);
}

void put(QJsonObject &o, QLatin1StringView key, const QMap<QString, QString> &value)
{
    QJsonObject map;
    for (auto it = value.cbegin(); it != value.cend(); ++it)
        map.insert(it.key(), it.value());
    put(o, key, map);
}

template<typename T> void put(QJsonObject &o, QLatin1StringView key, const std::optional<T> &value)
{
    if (value)
        o.insert(key, QJsonValue(*value));
}

void putDuration(QJsonObject &o, QLatin1StringView key, qint64 ms, qint64 byDefault = 0)
{
    if (ms != byDefault)
        o.insert(key, durationText(ms));
}

QJsonObject encode(const Budget &budget)
{
    QJsonObject out;
    put(out, "usd"_L1, budget.usd);
    put(out, "tokens"_L1, budget.tokens);
    if (budget.wallMs)
        out.insert("time"_L1, durationText(*budget.wallMs));
    put(out, "attempts"_L1, budget.attempts);
    put(out, "agents"_L1, budget.agents);
    return out;
}

QJsonObject encode(const RetryPolicy &retry)
{
    const RetryPolicy usual;
    QJsonObject out;
    if (retry.maxAttempts != usual.maxAttempts)
        out.insert("attempts"_L1, retry.maxAttempts);
    putDuration(out, "backoff"_L1, retry.backoffMs, usual.backoffMs);
    if (retry.factor != usual.factor)
        out.insert("factor"_L1, retry.factor);
    putDuration(out, "max_backoff"_L1, retry.maxBackoffMs, usual.maxBackoffMs);
    if (retry.jitter != usual.jitter)
        out.insert("jitter"_L1, retry.jitter);
    put(out, "on"_L1, retry.on);
    return out;
}

void put(QJsonObject &o, QLatin1StringView key, const std::optional<Gate> &gate)
{
    if (!gate)
        return;
    QJsonObject out;
    put(out, "message"_L1, gate->message);
    put(out, "role"_L1, gate->role);
    if (gate->approvals != 1)
        out.insert("approvals"_L1, gate->approvals);
    // A gate that says nothing is still a gate.
    o.insert(key, out.isEmpty() ? QJsonValue(true) : QJsonValue(out));
}

QJsonArray numbers(const QList<int> &values)
{
    QJsonArray out;
    for (const int value : values)
        out.append(value);
    return out;
}

void encodeShell(QJsonObject &o, const ShellSpec &shell)
{
    put(o, "argv"_L1, shell.argv);
    put(o, "run"_L1, shell.script);
    put(o, "interpreter"_L1, shell.interpreter);
    put(o, "inherit_env"_L1, shell.envAllow);
    put(o, "stdin"_L1, shell.standardInput);
    if (shell.okExitCodes != QList<int>{0})
        o.insert("ok_exit_codes"_L1, numbers(shell.okExitCodes));
    if (!shell.skipExitCodes.isEmpty())
        o.insert("skip_exit_codes"_L1, numbers(shell.skipExitCodes));
    if (shell.output == OutputMode::JsonFile)
        o.insert("output"_L1, QJsonObject{{"file"_L1, shell.outputPath}});
    else if (shell.output != OutputMode::None)
        o.insert("output"_L1, shell.output == OutputMode::Text ? "text"_L1 : "json"_L1);
    QJsonObject limits;
    if (shell.limits.cpuSeconds)
        limits.insert("cpu"_L1, durationText(*shell.limits.cpuSeconds * 1000));
    put(limits, "memory"_L1, shell.limits.memoryBytes);
    put(limits, "open_files"_L1, shell.limits.openFiles);
    put(limits, "output"_L1, shell.limits.outputBytes);
    put(o, "limits"_L1, limits);
}

void encodeHuman(QJsonObject &o, const HumanSpec &human)
{
    put(o, "form"_L1, human.form);
    put(o, "message"_L1, human.message);
    put(o, "assignee"_L1, human.assignee);
    if (human.onTimeout != "fail"_L1)
        o.insert("on_timeout"_L1, human.onTimeout);
}

void encodeDecision(QJsonObject &o, const DecisionSpec &decision)
{
    put(o, "question"_L1, decision.question);
    put(o, "options"_L1, decision.options);
    QJsonArray cases;
    for (const DecisionSpec::Case &one : decision.cases)
        cases.append(QJsonObject{{"when"_L1, one.when}, {"choose"_L1, one.choose}});
    if (!cases.isEmpty())
        o.insert("cases"_L1, cases);
    put(o, "otherwise"_L1, decision.otherwise);
    put(o, "voters"_L1, decision.voters);
    if (decision.quorum != 1)
        o.insert("quorum"_L1, decision.quorum);
}

void encodePlacing(QJsonObject &o, const TaskSpec &task)
{
    put(o, "role"_L1, task.role);
    put(o, "agent"_L1, task.agent);
    put(o, "capabilities"_L1, task.capabilities);
    put(o, "model"_L1, task.model);
    if (task.type == "agent"_L1 && !task.hooks.isEmpty())
        o.insert("hooks"_L1, task.hooks);
    QJsonObject conversation;
    if (task.conversation.stays)
        conversation.insert("stay"_L1, true);
    put(conversation, "session"_L1, task.conversation.session);
    put(conversation, "at"_L1, task.conversation.at);
    put(o, "conversation"_L1, conversation);
    put(o, "affinity"_L1, task.affinity);
    put(o, "anti_affinity"_L1, task.antiAffinity);
    put(o, "pools"_L1, task.pools);
    if (task.workspace.kind != WorkspacePolicy::Kind::Inherit) {
        QJsonObject workspace{{"kind"_L1, workspaceKindName(task.workspace.kind)}};
        put(workspace, "path"_L1, task.workspace.path);
        put(workspace, "branch"_L1, task.workspace.branch);
        put(workspace, "base"_L1, task.workspace.base);
        if (task.workspace.per != WorkspacePolicy::Per::Task)
            workspace.insert("per"_L1, workspacePerName(task.workspace.per));
        if (task.workspace.ports != 0)
            workspace.insert("ports"_L1, task.workspace.ports);
        put(workspace, "setup"_L1, task.workspace.setup);
        put(workspace, "teardown"_L1, task.workspace.teardown);
        put(workspace, "environment"_L1, task.workspace.environment);
        putDuration(workspace, "setup_timeout"_L1, task.workspace.setupTimeoutMs, WorkspacePolicy().setupTimeoutMs);
        o.insert("workspace"_L1, workspace);
    }
    put(o, "environment"_L1, task.environment);
}

void encodeOrder(QJsonObject &o, const TaskSpec &task)
{
    put(o, "depends_on"_L1, task.dependsOn);
    put(o, "when"_L1, task.when);
    if (task.foreach) {
        QJsonObject foreach{{"in"_L1, task.foreach->in}};
        if (task.foreach->as != "item"_L1)
            foreach
                .insert("as"_L1, task.foreach->as);
        if (task.foreach->maxParallel != 0)
            foreach
                .insert("max_parallel"_L1, task.foreach->maxParallel);
        o.insert("foreach"_L1, foreach);
    }
    if (task.repeat)
        o.insert("repeat"_L1, QJsonObject{{"until"_L1, task.repeat->until}, {"max"_L1, task.repeat->max}});
    put(o, "gate"_L1, task.gate);
    put(o, "review"_L1, task.review);
}

QJsonObject encode(const TaskSpec &task, const Workflow &workflow)
{
    QJsonObject out{{"id"_L1, task.id}, {"type"_L1, task.type}};
    put(out, "title"_L1, task.title);
    put(out, "prompt"_L1, task.prompt);
    put(out, "kind"_L1, task.kind);
    put(out, "input"_L1, task.input);
    put(out, "tags"_L1, task.tags);
    encodeOrder(out, task);
    encodePlacing(out, task);
    if (task.priority != workflow.priority)
        out.insert("priority"_L1, task.priority);
    putDuration(out, "timeout"_L1, task.timeoutMs);
    put(out, "retry"_L1, encode(task.retry));
    if (task.onInterrupt)
        out.insert("on_interrupt"_L1, onInterruptName(*task.onInterrupt));
    if (task.onFailure != workflow.onFailure)
        out.insert("on_failure"_L1, failurePolicyName(task.onFailure));
    putDuration(out, "detached_for"_L1, task.detachedForMs);
    put(out, "output_schema"_L1, task.outputSchema);
    put(out, "budget"_L1, encode(task.budget));
    QJsonObject estimate;
    if (task.estimate.durationMs)
        estimate.insert("duration"_L1, durationText(*task.estimate.durationMs));
    put(estimate, "usd"_L1, task.estimate.usd);
    put(out, "estimate"_L1, estimate);
    if (task.type == "shell"_L1)
        encodeShell(out, task.shell);
    put(out, "simulate"_L1, task.simulate);
    if (task.type == "human"_L1)
        encodeHuman(out, task.human);
    putDuration(out, "answer_within"_L1, task.answerWithinMs);
    if (!task.human.defaultAnswer.isUndefined() && !task.human.defaultAnswer.isNull())
        out.insert("default_answer"_L1, task.human.defaultAnswer);
    if (task.type == "decision"_L1)
        encodeDecision(out, task.decision);
    put(out, "uses"_L1, task.sub.uses);
    QJsonObject with;
    for (auto it = task.sub.with.cbegin(); it != task.sub.with.cend(); ++it)
        with.insert(it.key(), it.value());
    put(out, "with"_L1, with);
    if (task.sub.definition)
        out.insert("workflow"_L1, task.sub.definition->definition);
    return out;
}

QJsonObject encode(const InputSpec &input)
{
    QJsonObject out{{"name"_L1, input.name}, {"type"_L1, input.type}};
    put(out, "description"_L1, input.description);
    if (input.required)
        out.insert("required"_L1, true);
    if (!input.defaultValue.isUndefined())
        out.insert("default"_L1, input.defaultValue);
    if (!input.choices.isEmpty())
        out.insert("choices"_L1, input.choices);
    return out;
}

} // namespace

QJsonObject encodeWorkflow(const Workflow &workflow)
{
    QJsonObject out{{"podium"_L1, workflow.schemaVersion}, {"name"_L1, workflow.name}};
    put(out, "title"_L1, workflow.title);
    put(out, "description"_L1, workflow.description);
    QJsonArray inputs;
    for (const InputSpec &input : workflow.inputs)
        inputs.append(encode(input));
    if (!inputs.isEmpty())
        out.insert("inputs"_L1, inputs);
    put(out, "environment"_L1, workflow.environment);
    put(out, "outputs"_L1, workflow.outputs);
    QJsonObject pools;
    for (auto it = workflow.pools.cbegin(); it != workflow.pools.cend(); ++it)
        pools.insert(it.key(), it.value());
    put(out, "pools"_L1, pools);
    if (workflow.maxParallel != 0)
        out.insert("max_parallel"_L1, workflow.maxParallel);
    if (workflow.onFailure != FailurePolicy::Continue)
        out.insert("on_failure"_L1, failurePolicyName(workflow.onFailure));
    put(out, "budget"_L1, encode(workflow.budget));
    if (!workflow.rules.isEmpty())
        out.insert("rules"_L1, workflow.rules);
    if (workflow.resumeAfterLimit)
        out.insert("resume_after_limit"_L1, *workflow.resumeAfterLimit);
    put(out, "tags"_L1, workflow.tags);
    put(out, "team"_L1, workflow.team);
    if (workflow.priority != 5)
        out.insert("priority"_L1, workflow.priority);
    QJsonArray tasks;
    for (const TaskSpec &task : workflow.tasks)
        tasks.append(encode(task, workflow));
    out.insert("tasks"_L1, tasks);
    return out;
}

} // namespace podium::domain
