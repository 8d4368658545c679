// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/workflowchecks.h"

#include "base/suggestion.h"
#include "domain/definition/inputvalues.h"
#include "domain/definition/schema/jsonschema.h"
#include "domain/graph/taskgraph.h"
#include "domain/policy/retry.h"
#include "domain/taskkind.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkflowChecks)
};

using At = Report::At;

/// The node to point at for a key of a task: the value, or the task where the key is missing. "with/topic" goes down.
const SourceNode *nodeFor(const SourceNode *task, const QString &key)
{
    const SourceNode *out = task;
    for (const QString &part : key.split(u'/')) {
        const SourceNode *next = out->find(part);
        if (!next)
            break;
        out = next;
    }
    return out;
}

const SourceNode *firstOf(const SourceNode *task, std::initializer_list<QStringView> keys)
{
    for (const QStringView key : keys) {
        if (const SourceNode *node = task->find(key))
            return node;
    }
    return task;
}

const SourceNode *dependencyNode(const SourceNode *task, qsizetype index)
{
    const SourceNode *node = firstOf(task, {u"depends_on", u"needs", u"dependencies", u"dependsOn"});
    return node->kind == SourceNode::Kind::List && size_t(index) < node->children.size() ? node->children[size_t(index)]
                                                                                         : node;
}

QStringList allIds(const Workflow &workflow)
{
    QStringList out;
    for (const TaskSpec &task : workflow.tasks)
        out << task.id;
    out.removeDuplicates();
    return out;
}

void checkIds(const DecodedWorkflow &decoded, QHash<QString, int> &index, Report &report)
{
    const Workflow &workflow = *decoded.workflow;
    index.reserve(workflow.tasks.size());
    for (int i = 0; i < workflow.tasks.size(); ++i) {
        const QString &id = workflow.tasks.at(i).id;
        if (id.isEmpty())
            continue;
        const auto known = index.constFind(id);
        if (known == index.constEnd()) {
            index.insert(id, i);
            continue;
        }
        const SourceNode *first = decoded.taskNode(known.value());
        report.error(firstOf(decoded.taskNode(i), {u"id", u"name", u"title"}), QStringLiteral("duplicate-id"),
                     first->line > 0 ? Text::tr("another task is called `%1`, in line %2").arg(id).arg(first->line)
                                     : Text::tr("another task is called `%1`").arg(id),
                     Text::tr("every task of a workflow needs an id of its own"));
    }
}

void checkKinds(const DecodedWorkflow &decoded, Report &report)
{
    const TaskKinds &kinds = TaskKinds::instance();
    for (int i = 0; i < decoded.workflow->tasks.size(); ++i) {
        const QString &type = decoded.workflow->tasks.at(i).type;
        if (kinds.find(type))
            continue;
        const QString near = didYouMean(type, kinds.names());
        report.error(nodeFor(decoded.taskNode(i), QStringLiteral("type")), QStringLiteral("unknown-type"),
                     Text::tr("`%1` is not a type of task").arg(type),
                     near.startsWith(u'`') ? near : Text::tr("%1; a free label goes into `kind`").arg(near));
    }
}

void checkDependencies(const DecodedWorkflow &decoded, const QHash<QString, int> &index, Report &report)
{
    const Workflow &workflow = *decoded.workflow;
    QStringList ids; // Only made for the first error.
    // Each suggestion looks at every id: a file with 100,000 wrong names gets a few suggestions, not hours of them.
    qsizetype looks = 500'000;
    const auto suggest = [&](const QString &id) {
        looks -= workflow.tasks.size();
        if (looks < 0)
            return QString();
        if (ids.isEmpty())
            ids = allIds(workflow);
        return didYouMean(id, ids);
    };
    for (int i = 0; i < workflow.tasks.size(); ++i) {
        const TaskSpec &task = workflow.tasks.at(i);
        for (qsizetype k = 0; k < task.dependsOn.size(); ++k) {
            const QString &other = task.dependsOn.at(k);
            if (other == task.id) {
                report.error(dependencyNode(decoded.taskNode(i), k), QStringLiteral("cycle"),
                             Text::tr("`%1` depends on itself: it could never start").arg(task.id),
                             Text::tr("remove it from `depends_on`"));
            } else if (!index.contains(other)) {
                report.error(dependencyNode(decoded.taskNode(i), k), QStringLiteral("unknown-task"),
                             Text::tr("`%1` depends on `%2`, and there is no such task").arg(task.id, other),
                             suggest(other));
            }
        }
        for (const auto &[key, other] : {std::pair{QStringLiteral("affinity"), task.affinity},
                                         std::pair{QStringLiteral("anti_affinity"), task.antiAffinity}}) {
            if (!other.isEmpty() && !index.contains(other)) {
                report.error(nodeFor(decoded.taskNode(i), key), QStringLiteral("unknown-task"),
                             Text::tr("`%1` of `%2` names `%3`, and there is no such task").arg(key, task.id, other),
                             suggest(other));
            }
        }
    }
}

/// At most a dozen of them, in a row.
QString namesOf(const Workflow &workflow, const QList<int> &tasks, const QString &between)
{
    constexpr qsizetype MaxShown = 12;
    QStringList names;
    for (const int task : tasks)
        names << workflow.tasks.at(task).id;
    if (names.size() > MaxShown)
        names = names.first(MaxShown - 2) << Text::tr("… (%1 more)").arg(names.size() - MaxShown + 1) << names.last();
    return names.join(between);
}

void checkCycles(const DecodedWorkflow &decoded, Report &report)
{
    const Workflow &workflow = *decoded.workflow;
    const TaskGraph graph = TaskGraph::of(workflow);
    const QList<int> cycle = graph.cycle().value_or(QList<int>());
    if (cycle.isEmpty())
        return;
    const int first = cycle.first();
    if (cycle.size() > 1) { // A task that depends on itself has been reported.
        const QString arrow = QStringLiteral(" -> ");
        const qsizetype edge = workflow.tasks.at(first).dependsOn.indexOf(workflow.tasks.at(cycle.at(1)).id);
        report.error(
            dependencyNode(decoded.taskNode(first), edge), QStringLiteral("cycle"),
            Text::tr("these tasks wait for each other: %1")
                .arg(namesOf(workflow, cycle, arrow) + arrow + workflow.tasks.at(first).id),
            Text::tr("remove one of these dependencies; to do something again until it is right, use `repeat`"));
    }
    QList<int> behind = graph.unreachable();
    const QSet<int> onCycle(cycle.begin(), cycle.end());
    behind.removeIf([&](int task) { return onCycle.contains(task) || graph.dependencies(task).contains(task); });
    if (!behind.isEmpty()) {
        report.error(nodeFor(decoded.taskNode(behind.first()), QStringLiteral("depends_on")),
                     QStringLiteral("unreachable"),
                     Text::tr("nothing can ever start these tasks, because what they wait for waits for itself: %1")
                         .arg(namesOf(workflow, behind, QStringLiteral(", "))));
    }
}

void checkInputs(const Workflow &workflow, const SourceNode &root, Report &report)
{
    const SourceNode *inputs = root.find(u"inputs");
    if (!inputs || size_t(workflow.inputs.size()) != inputs->children.size())
        return;
    QSet<QString> seen;
    for (qsizetype i = 0; i < workflow.inputs.size(); ++i) {
        const InputSpec &input = workflow.inputs.at(i);
        const SourceNode *node = inputs->children[size_t(i)];
        if (seen.contains(input.name)) {
            report.error(nodeFor(node, QStringLiteral("name")), QStringLiteral("duplicate-id"),
                         Text::tr("another input is called `%1`").arg(input.name));
        }
        seen.insert(input.name);
        const bool hasDefault = !input.defaultValue.isUndefined() && !input.defaultValue.isNull();
        if (hasDefault && !fitsInputType(input.defaultValue, input.type)) {
            report.error(nodeFor(node, QStringLiteral("default")), QStringLiteral("wrong-type"),
                         Text::tr("the default of input `%1` is not of type %2").arg(input.name, input.type));
        }
        for (const QJsonValue choice : input.choices) {
            if (!fitsInputType(choice, input.type)) {
                report.error(nodeFor(node, QStringLiteral("choices")), QStringLiteral("wrong-type"),
                             Text::tr("a choice of input `%1` is not of type %2").arg(input.name, input.type));
                break;
            }
        }
        if (hasDefault && !input.choices.isEmpty() && !input.choices.contains(input.defaultValue)) {
            report.error(nodeFor(node, QStringLiteral("default")), QStringLiteral("bad-value"),
                         Text::tr("the default of input `%1` is not one of its choices").arg(input.name));
        }
        if (hasDefault && input.required) {
            report.warning(nodeFor(node, QStringLiteral("required")), QStringLiteral("no-effect"),
                           Text::tr("input `%1` is required, so its default is never used").arg(input.name),
                           Text::tr("remove one of them"));
        }
    }
}

/// Keys that mean nothing for a task that is carried out like this, and why.
std::pair<QStringList, QString> withoutEffect(const ITaskKind &kind, const TaskSpec &task)
{
    const QStringList placing{QStringLiteral("agent"), QStringLiteral("capabilities"), QStringLiteral("affinity"),
                              QStringLiteral("anti_affinity")};
    const QStringList running{QStringLiteral("pools"), QStringLiteral("workspace"), QStringLiteral("working_directory"),
                              QStringLiteral("cwd"), QStringLiteral("detached_for")};
    switch (kind.executor(task)) {
    case Executor::Runner:
        return {kind.needsAgent() ? QStringList() : placing, Text::tr("no agent does this task")};
    case Executor::Composite:
        return {placing.first(3) + running + // Whom it refuses, its tasks refuse.
                    QStringList{QStringLiteral("role"), QStringLiteral("priority"), QStringLiteral("on_interrupt")},
                Text::tr("say it of the tasks of the sub-workflow")};
    case Executor::Person:
        return {placing + running + QStringList{QStringLiteral("budget"), QStringLiteral("on_interrupt")},
                Text::tr("a person does this task")};
    case Executor::Inline:
        return {placing + running +
                    QStringList{QStringLiteral("role"), QStringLiteral("budget"), QStringLiteral("on_interrupt"),
                                QStringLiteral("timeout"), QStringLiteral("retry")},
                Text::tr("nothing runs for this task, it is done at once")};
    }
    return {};
}

void checkKind(const ITaskKind &kind, const TaskSpec &task, const SourceNode *node, Report &report)
{
    for (const KindFinding &finding : kind.check(task)) {
        report.error(nodeFor(node, finding.key), QStringLiteral("task-kind"),
                     QStringLiteral("`%1`: %2").arg(task.id, finding.message), finding.hint);
    }
    const auto [keys, why] = withoutEffect(kind, task);
    for (const QString &key : keys) {
        if (const SourceNode *given = node->find(key)) {
            report.warning(given, QStringLiteral("no-effect"), Text::tr("`%1` of `%2` has no effect").arg(key, task.id),
                           why, At::Key);
        }
    }
}

void checkRetry(const TaskSpec &task, const SourceNode *node, Report &report)
{
    const RetryPolicy &retry = task.retry;
    if (retry.maxBackoffMs < retry.backoffMs) {
        report.warning(nodeFor(node, QStringLiteral("retry/max_backoff")), QStringLiteral("no-effect"),
                       Text::tr("`max_backoff` of `%1` is less than `backoff`").arg(task.id));
    }
    // Runners and scripts have classes of their own: only what looks like a slip is told.
    const QStringList known = retryableErrorClasses();
    for (const QString &name : retry.on) {
        const QString near = known.contains(name) ? QString() : nearestWord(name, known);
        if (!near.isEmpty()) {
            report.warning(nodeFor(node, QStringLiteral("retry/on")), QStringLiteral("unknown-error-class"),
                           Text::tr("`%1` is no class of errors that is known here").arg(name),
                           Text::tr("did you mean `%1`?").arg(near));
        }
    }
}

void checkWorkspace(const TaskSpec &task, const SourceNode *node, Report &report)
{
    if (task.workspace.kind == WorkspacePolicy::Kind::Directory && task.workspace.path.isEmpty()) {
        report.error(nodeFor(node, QStringLiteral("workspace")), QStringLiteral("missing-key"),
                     Text::tr("the workspace of `%1` needs a `path`").arg(task.id));
    }
    if (task.workspace.kind == WorkspacePolicy::Kind::Worktree)
        return;
    for (const char *key : {"branch", "base", "per", "ports", "setup", "teardown", "environment", "setup_timeout"}) {
        const SourceNode *workspace = node->find(u"workspace");
        const SourceNode *given = workspace ? workspace->find(QString::fromLatin1(key)) : nullptr;
        if (given) {
            report.error(
                given, QStringLiteral("conflict"),
                Text::tr("`%1` of the workspace of `%2` is for worktrees").arg(QLatin1StringView(key), task.id),
                Text::tr("write `kind: worktree`, or take it out"));
        }
    }
}

/// Whatever is wrong with these, a kind's own keys mean what they say. A key that is unknown may have been one of them.
bool saysNothingOfKinds(const QString &key)
{
    static const QSet<QString> s_keys{
        QStringLiteral("timeout"),      QStringLiteral("retry"),    QStringLiteral("priority"),
        QStringLiteral("on_failure"),   QStringLiteral("when"),     QStringLiteral("on_interrupt"),
        QStringLiteral("gate"),         QStringLiteral("review"),   QStringLiteral("foreach"),
        QStringLiteral("repeat"),       QStringLiteral("env"),      QStringLiteral("environment"),
        QStringLiteral("workspace"),    QStringLiteral("budget"),   QStringLiteral("output_schema"),
        QStringLiteral("depends_on"),   QStringLiteral("pools"),    QStringLiteral("capabilities"),
        QStringLiteral("detached_for"), QStringLiteral("estimate"), QStringLiteral("tags")};
    return s_keys.contains(key);
}

/// `tainted`: values with errors of form; nothing is concluded from them.
void checkTask(const TaskSpec &task, const SourceNode *node, const Workflow &workflow,
               const QSet<const SourceNode *> &tainted, Report &report)
{
    const auto isSound = [&](const QString &key) {
        const SourceNode *value = node->find(key);
        return !value || !tainted.contains(value);
    };
    if (const ITaskKind *kind = TaskKinds::instance().find(task.type)) {
        const bool decidable = std::all_of(node->children.begin(), node->children.end(), [&](const SourceNode *child) {
            return !tainted.contains(child) || saysNothingOfKinds(child->key);
        });
        if (decidable)
            checkKind(*kind, task, node, report);
    }
    if (!task.outputSchema.isEmpty() && isSound(QStringLiteral("output_schema"))) {
        if (const Result<JsonSchema> schema = JsonSchema::compile(task.outputSchema); !schema) {
            const QString pointer = QStringLiteral("output_schema") + schema.error().where;
            report.error(nodeFor(node, pointer), QStringLiteral("bad-schema"),
                         Text::tr("`output_schema` of `%1` is not a usable JSON Schema: %2")
                             .arg(task.id, schema.error().message),
                         schema.error().hint);
        }
    }
    for (const QString &pool : task.pools) {
        if (!workflow.pools.contains(pool)) {
            const QString near = nearestWord(pool, workflow.pools.keys());
            report.warning(nodeFor(node, QStringLiteral("pools")), QStringLiteral("unknown-pool"),
                           Text::tr("the pool `%1` is not declared in this workflow").arg(pool),
                           near.isEmpty() ? Text::tr("add it below `pools:`, or configure it for all runs")
                                          : Text::tr("did you mean `%1`?").arg(near));
        }
    }
    if (isSound(QStringLiteral("workspace")))
        checkWorkspace(task, node, report);
    if (task.foreach && task.repeat) {
        report.error(nodeFor(node, QStringLiteral("repeat")), QStringLiteral("conflict"),
                     Text::tr("`%1` has both `foreach` and `repeat`").arg(task.id),
                     Text::tr("put the loop into a sub-workflow and use that in `foreach`"));
    }
    if (isSound(QStringLiteral("retry")))
        checkRetry(task, node, report);
}

} // namespace

void checkStructure(const DecodedWorkflow &decoded, Report &report)
{
    QHash<QString, int> index;
    checkIds(decoded, index, report);
    checkKinds(decoded, report);
    checkDependencies(decoded, index, report);
    checkCycles(decoded, report);
}

void checkMeaning(const DecodedWorkflow &decoded, const QSet<const SourceNode *> &tainted, Report &report)
{
    const Workflow &workflow = *decoded.workflow;
    if (!decoded.taskNodes.empty())
        checkInputs(workflow, *decoded.taskNodes.front()->parent->parent, report);
    for (qsizetype i = 0; i < workflow.tasks.size(); ++i)
        checkTask(workflow.tasks.at(i), decoded.taskNode(i), workflow, tainted, report);
}

void checkPlaces(const DecodedWorkflow &decoded, const std::function<QString(const TaskSpec &)> &whyNobody,
                 Report &report)
{
    for (qsizetype i = 0; i < decoded.workflow->tasks.size(); ++i) {
        const TaskSpec &task = decoded.workflow->tasks.at(i);
        const ITaskKind *kind = TaskKinds::instance().find(task.type);
        const QString why = kind && kind->needsAgent() ? whyNobody(task) : QString();
        if (why.isEmpty())
            continue;
        const QString key = !task.agent.isEmpty()  ? QStringLiteral("agent")
                            : !task.role.isEmpty() ? QStringLiteral("role")
                                                   : QStringLiteral("capabilities");
        report.warning(nodeFor(decoded.taskNode(i), key), QStringLiteral("no-agent"),
                       Text::tr("nobody could do `%1` now: %2").arg(task.id, why),
                       Text::tr("podiumctl agents lists what there is; podiumctl agents set changes it"));
    }
}

} // namespace podium::domain
