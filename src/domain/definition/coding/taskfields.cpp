// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The table of the keys of a task, and how each becomes a field.
#include "base/json.h"
#include "domain/definition/coding/taskdecoder.h"
#include "domain/definition/coding/values.h"
#include "domain/definition/textscope.h"
#include "domain/hooks/hookrule.h"

#include <QJsonArray>

namespace podium::domain
{

namespace
{

using Kind = SourceNode::Kind;

void setText(QString &field, const SourceNode *node)
{
    if (node && node->isScalar() && node->kind != Kind::Null)
        field = node->text;
}

void setInt(int &field, const SourceNode *node)
{
    if (node && node->isNumber() && std::abs(node->toDouble()) < 1e9)
        field = int(node->toDouble());
}

void setDouble(double &field, const SourceNode *node)
{
    if (node && node->isNumber())
        field = node->toDouble();
}

void setDuration(qint64 &field, const SourceNode *node)
{
    if (node)
        field = durationOf(*node).value_or(field);
}

QList<int> exitCodes(const SourceNode &node)
{
    QList<int> out;
    for (const SourceNode *child : node.children) {
        int code = 0;
        setInt(code, child);
        out << code;
    }
    return out;
}

void setPriority(int &field, const SourceNode &node)
{
    if (node.isNumber())
        setInt(field, &node);
    else
        field = priorityFromWord(node.text).value_or(field);
}

std::optional<qint64> sizeOf(const SourceNode *node)
{
    if (!node)
        return {};
    if (node->isNumber())
        return qint64(node->toDouble());
    return sizeFromText(node->text);
}

} // namespace

QStringList TaskDecoder::keys()
{
    return handlers().keys();
}

const QHash<QString, TaskDecoder::Handler> &TaskDecoder::handlers()
{
    using D = TaskDecoder;
    using N = SourceNode;
    using Use = TextUsage::Use;
    static const QHash<QString, Handler> all{
        {QStringLiteral("id"), [](D &d, const N &n) { setText(d.m_task.id, &n); }},
        {QStringLiteral("title"), [](D &d, const N &n) { setText(d.m_task.title, &n); }},
        {QStringLiteral("name"), [](D &d, const N &n) { setText(d.m_name, &n); }},
        {QStringLiteral("type"), [](D &d, const N &n) { setText(d.m_task.type, &n); }},
        {QStringLiteral("prompt"), [](D &d, const N &n) { d.m_task.prompt = d.text(n); }},
        {QStringLiteral("description"), [](D &d, const N &n) { d.m_description = d.text(n); }},
        {QStringLiteral("kind"), [](D &d, const N &n) { setText(d.m_task.kind, &n); }},
        {QStringLiteral("input"),
         [](D &d, const N &n) {
             d.m_task.input = toJson(n).toObject();
             d.valueTemplates(n);
         }},
        {QStringLiteral("tags"), [](D &d, const N &n) { d.m_task.tags << wordList(n); }},
        {QStringLiteral("role"), [](D &d, const N &n) { setText(d.m_task.role, &n); }},
        {QStringLiteral("agent"), [](D &d, const N &n) { setText(d.m_task.agent, &n); }},
        {QStringLiteral("capabilities"), [](D &d, const N &n) { d.m_task.capabilities = wordList(n); }},
        {QStringLiteral("hooks"), [](D &d, const N &n) { d.hooks(n); }},
        {QStringLiteral("model"), [](D &d, const N &n) { setText(d.m_task.model, &n); }},
        {QStringLiteral("conversation"), [](D &d, const N &n) { d.conversation(n); }},
        {QStringLiteral("affinity"), [](D &d, const N &n) { setText(d.m_task.affinity, &n); }},
        {QStringLiteral("anti_affinity"), [](D &d, const N &n) { setText(d.m_task.antiAffinity, &n); }},
        {QStringLiteral("depends_on"), [](D &d, const N &n) { d.m_task.dependsOn = wordList(n); }},
        {QStringLiteral("needs"), [](D &d, const N &n) { d.m_task.dependsOn = wordList(n); }},
        {QStringLiteral("dependencies"), [](D &d, const N &n) { d.m_task.dependsOn = wordList(n); }},
        {QStringLiteral("dependsOn"), [](D &d, const N &n) { d.m_task.dependsOn = wordList(n); }},
        {QStringLiteral("when"),
         [](D &d, const N &n) { d.m_task.when = d.text(n, Use::Condition, scopeOfTaskField(QStringLiteral("when"))); }},
        {QStringLiteral("priority"), [](D &d, const N &n) { setPriority(d.m_task.priority, n); }},
        {QStringLiteral("pools"), [](D &d, const N &n) { d.m_task.pools = wordList(n); }},
        {QStringLiteral("foreach"), [](D &d, const N &n) { d.foreach (n); }},
        {QStringLiteral("repeat"), [](D &d, const N &n) { d.repeat(n); }},
        {QStringLiteral("gate"), [](D &d, const N &n) { d.m_task.gate = d.gate(n); }},
        {QStringLiteral("review"), [](D &d, const N &n) { d.m_task.review = d.gate(n); }},
        {QStringLiteral("timeout"), [](D &d, const N &n) { setDuration(d.m_task.timeoutMs, &n); }},
        {QStringLiteral("retry"), [](D &d, const N &n) { d.retry(n); }},
        {QStringLiteral("on_failure"),
         [](D &d, const N &n) { d.m_task.onFailure = failurePolicyFromName(n.text).value_or(d.m_task.onFailure); }},
        {QStringLiteral("on_interrupt"), [](D &d, const N &n) { d.m_task.onInterrupt = onInterruptFromName(n.text); }},
        {QStringLiteral("detached_for"), [](D &d, const N &n) { setDuration(d.m_task.detachedForMs, &n); }},
        {QStringLiteral("workspace"), [](D &d, const N &n) { d.workspace(n); }},
        {QStringLiteral("working_directory"), [](D &d, const N &n) { d.directory(n); }},
        {QStringLiteral("cwd"), [](D &d, const N &n) { d.directory(n); }},
        {QStringLiteral("environment"), [](D &d, const N &n) { d.environment(n); }},
        {QStringLiteral("env"), [](D &d, const N &n) { d.environment(n); }},
        {QStringLiteral("budget"), [](D &d, const N &n) { d.m_task.budget = budgetOf(n); }},
        {QStringLiteral("estimate"), [](D &d, const N &n) { d.estimate(n); }},
        {QStringLiteral("output_schema"), [](D &d, const N &n) { d.m_task.outputSchema = toJson(n).toObject(); }},
        {QStringLiteral("run"), [](D &d, const N &n) { d.command(n); }},
        {QStringLiteral("command"), [](D &d, const N &n) { d.command(n); }},
        {QStringLiteral("script"), [](D &d, const N &n) { d.command(n); }},
        {QStringLiteral("argv"), [](D &d, const N &n) { d.command(n); }},
        {QStringLiteral("interpreter"), [](D &d, const N &n) { d.m_task.shell.interpreter = wordList(n); }},
        {QStringLiteral("inherit_env"), [](D &d, const N &n) { d.m_task.shell.envAllow = wordList(n); }},
        {QStringLiteral("stdin"), [](D &d, const N &n) { d.m_task.shell.standardInput = d.text(n); }},
        {QStringLiteral("ok_exit_codes"), [](D &d, const N &n) { d.m_task.shell.okExitCodes = exitCodes(n); }},
        {QStringLiteral("skip_exit_codes"), [](D &d, const N &n) { d.m_task.shell.skipExitCodes = exitCodes(n); }},
        {QStringLiteral("output"), [](D &d, const N &n) { d.output(n); }},
        {QStringLiteral("limits"), [](D &d, const N &n) { d.limits(n); }},
        {QStringLiteral("simulate"),
         [](D &d, const N &n) {
             d.m_task.simulate = toJson(n).toObject();
             d.valueTemplates(n);
         }},
        {QStringLiteral("message"), [](D &d, const N &n) { d.m_task.human.message = d.text(n); }},
        {QStringLiteral("form"), [](D &d, const N &n) { d.m_task.human.form = toJson(n).toObject(); }},
        {QStringLiteral("assignee"), [](D &d, const N &n) { setText(d.m_task.human.assignee, &n); }},
        {QStringLiteral("on_timeout"), [](D &d, const N &n) { setText(d.m_task.human.onTimeout, &n); }},
        {QStringLiteral("answer_within"), [](D &d, const N &n) { setDuration(d.m_task.answerWithinMs, &n); }},
        {QStringLiteral("default_answer"), [](D &d, const N &n) { d.m_task.human.defaultAnswer = toJson(n); }},
        {QStringLiteral("question"), [](D &d, const N &n) { d.m_task.decision.question = d.text(n); }},
        {QStringLiteral("options"), [](D &d, const N &n) { d.m_task.decision.options = wordList(n); }},
        {QStringLiteral("cases"), [](D &d, const N &n) { d.cases(n); }},
        {QStringLiteral("otherwise"), [](D &d, const N &n) { setText(d.m_task.decision.otherwise, &n); }},
        {QStringLiteral("voters"), [](D &d, const N &n) { d.m_task.decision.voters = wordList(n); }},
        {QStringLiteral("quorum"), [](D &d, const N &n) { setInt(d.m_task.decision.quorum, &n); }},
        {QStringLiteral("uses"), [](D &d, const N &n) { d.subWorkflow(n); }},
        {QStringLiteral("workflow"), [](D &d, const N &n) { d.subWorkflow(n); }},
        {QStringLiteral("with"),
         [](D &d, const N &n) {
             for (const SourceNode *child : n.children) {
                 d.m_task.sub.with.insert(child->key, toJson(*child));
                 d.valueTemplates(*child);
             }
         }},
    };
    return all;
}

void TaskDecoder::hooks(const SourceNode &node)
{
    if (node.kind != Kind::List)
        return; // The schema says so.
    m_task.hooks = {};
    for (const SourceNode *child : node.children) {
        const QJsonValue hook = toJson(*child);
        if (const Result<QList<HookRule>> read = hookRulesFromJson(QJsonArray{hook}, QStringLiteral("hooks")); !read)
            m_report.error(child, QStringLiteral("hooks"), read.error().message, read.error().hint);
        m_task.hooks.append(hook);
    }
}

void TaskDecoder::conversation(const SourceNode &node)
{
    Conversation out;
    if (const SourceNode *stay = node.find(u"stay"))
        out.stays = stay->boolean;
    setText(out.session, node.find(u"session"));
    setText(out.at, node.find(u"at"));
    m_task.conversation = out;
}

void TaskDecoder::foreach (const SourceNode &node)
{
    Foreach out;
    const SourceNode *in = node.kind == Kind::Map ? node.find(u"in") : &node;
    if (!in)
        return;
    if (in->kind == Kind::List) {
        // A list literal of an expression is JSON.
        out.in = QString::fromUtf8(canonicalJson(toJson(*in)));
    } else {
        out.in = text(*in, TextUsage::Use::List, scopeOfTaskField(node.key));
    }
    setText(out.as, node.find(u"as"));
    setInt(out.maxParallel, node.find(u"max_parallel"));
    m_task.foreach = out;
}

void TaskDecoder::repeat(const SourceNode &node)
{
    Repeat out;
    if (const SourceNode *until = node.find(u"until"))
        out.until = text(*until, TextUsage::Use::Condition, scopeOfTaskField(node.key));
    setInt(out.max, node.find(u"max"));
    m_task.repeat = out;
}

std::optional<Gate> TaskDecoder::gate(const SourceNode &node)
{
    Gate out;
    if (node.kind == Kind::Bool)
        return node.boolean ? std::optional(out) : std::nullopt;
    const SourceNode *message = node.kind == Kind::Map ? node.find(u"message") : &node;
    if (message)
        out.message = text(*message, TextUsage::Use::Template, scopeOfTaskField(node.key));
    setText(out.role, node.find(u"role"));
    setInt(out.approvals, node.find(u"approvals"));
    return out;
}

void TaskDecoder::retry(const SourceNode &node)
{
    RetryPolicy &out = m_task.retry;
    if (node.kind != Kind::Map) {
        setInt(out.maxAttempts, &node);
        return;
    }
    setInt(out.maxAttempts, node.find(u"max_attempts"));
    setInt(out.maxAttempts, node.find(u"attempts"));
    setDuration(out.backoffMs, node.find(u"backoff"));
    setDouble(out.factor, node.find(u"factor"));
    setDuration(out.maxBackoffMs, node.find(u"max_backoff"));
    setDouble(out.jitter, node.find(u"jitter"));
    if (const SourceNode *on = node.find(u"on"))
        out.on = wordList(*on);
}

void TaskDecoder::workspace(const SourceNode &node)
{
    WorkspacePolicy out;
    if (node.kind == Kind::Map) {
        const SourceNode *kind = node.find(u"kind");
        const SourceNode *path = node.find(u"path");
        if (path)
            out.path = text(*path);
        const bool ofWorktree = worktree(node, out);
        // Left out, the kind follows from what is given.
        if (kind)
            out.kind = workspaceKindFromName(kind->text).value_or(out.kind);
        else if (ofWorktree)
            out.kind = WorkspacePolicy::Kind::Worktree;
        else if (path)
            out.kind = WorkspacePolicy::Kind::Directory;
    } else {
        out.kind = workspaceKindFromName(node.text).value_or(out.kind);
    }
    m_task.workspace = out;
}

/// What only worktrees have; whether there was any of it.
bool TaskDecoder::worktree(const SourceNode &node, WorkspacePolicy &out)
{
    bool any = false;
    const auto given = [&](QStringView key) {
        const SourceNode *found = node.find(key);
        any = any || found;
        return found;
    };
    if (const SourceNode *branch = given(u"branch"))
        out.branch = text(*branch);
    if (const SourceNode *base = given(u"base"))
        out.base = text(*base);
    if (const SourceNode *per = given(u"per"))
        out.per = workspacePerFromName(per->text).value_or(out.per);
    setInt(out.ports, given(u"ports"));
    if (const SourceNode *setup = given(u"setup"))
        out.setup = commands(*setup);
    if (const SourceNode *teardown = given(u"teardown"))
        out.teardown = commands(*teardown);
    setDuration(out.setupTimeoutMs, given(u"setup_timeout"));
    if (const SourceNode *environment = given(u"environment")) {
        for (const SourceNode *child : environment->children) {
            if (child->isScalar() && child->kind != Kind::Null)
                out.environment.insert(child->key, text(*child));
        }
    }
    return any;
}

/// One command or a list of them.
QStringList TaskDecoder::commands(const SourceNode &node)
{
    if (node.kind != Kind::List)
        return {text(node, TextUsage::Use::ShellTemplate)};
    QStringList out;
    for (const SourceNode *child : node.children)
        out << text(*child, TextUsage::Use::ShellTemplate);
    return out;
}

void TaskDecoder::directory(const SourceNode &node)
{
    m_task.workspace = {WorkspacePolicy::Kind::Directory, text(node)};
}

void TaskDecoder::environment(const SourceNode &node)
{
    for (const SourceNode *child : node.children) {
        if (child->isScalar() && child->kind != Kind::Null)
            m_task.environment.insert(child->key, text(*child));
    }
}

void TaskDecoder::estimate(const SourceNode &node)
{
    const SourceNode *duration = node.kind == Kind::Map ? node.find(u"duration") : &node;
    if (duration)
        m_task.estimate.durationMs = durationOf(*duration);
    if (const SourceNode *usd = node.find(u"usd"); usd && usd->isNumber())
        m_task.estimate.usd = usd->toDouble();
}

void TaskDecoder::command(const SourceNode &node)
{
    if (node.kind == Kind::List)
        m_task.shell.argv = templates(node);
    else
        m_task.shell.script = text(node, TextUsage::Use::ShellTemplate);
}

void TaskDecoder::output(const SourceNode &node)
{
    ShellSpec &shell = m_task.shell;
    if (const SourceNode *file = node.find(u"file")) {
        shell.output = OutputMode::JsonFile;
        shell.outputPath = text(*file);
    } else if (node.text == u"text") {
        shell.output = OutputMode::Text;
    } else if (node.text == u"json") {
        shell.output = OutputMode::JsonStdout;
    }
}

void TaskDecoder::limits(const SourceNode &node)
{
    ResourceLimits &out = m_task.shell.limits;
    if (const SourceNode *cpu = node.find(u"cpu")) {
        if (const std::optional<qint64> ms = durationOf(*cpu))
            out.cpuSeconds = (*ms + 999) / 1000; // The operating system counts whole seconds.
    }
    out.memoryBytes = sizeOf(node.find(u"memory"));
    out.outputBytes = sizeOf(node.find(u"output"));
    if (const SourceNode *files = node.find(u"open_files"); files && files->kind == Kind::Integer)
        out.openFiles = files->integer;
}

void TaskDecoder::cases(const SourceNode &node)
{
    for (const SourceNode *child : node.children) {
        DecisionSpec::Case one;
        if (const SourceNode *when = child->find(u"when"))
            one.when = text(*when, TextUsage::Use::Condition);
        setText(one.choose, child->find(u"choose"));
        m_task.decision.cases << one;
    }
}

void TaskDecoder::subWorkflow(const SourceNode &node)
{
    if (node.key == u"uses") {
        setText(m_task.sub.uses, &node);
        // In a stored definition the child stands beside the name it came from.
        if (!node.parent->find(u"workflow") && node.kind == Kind::String)
            m_task.sub.definition = m_children.load(node);
    } else if (node.kind == Kind::Map) {
        const SourceNode *id = node.parent->find(u"id");
        m_task.sub.definition = m_children.embedded(node, id ? id->text : node.parent->key);
    }
}

} // namespace podium::domain
