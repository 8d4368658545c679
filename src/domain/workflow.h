// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace podium::domain
{

/// What happens to the rest of a run when a task has failed for good.
enum class FailurePolicy {
    FailFast,     ///< Cancel everything that is unfinished; the run fails.
    Continue,     ///< Block what depends on the task, finish the rest; the run fails.
    AllowFailure, ///< Dependants run as if the task had succeeded; the run may still complete.
};

/// What happens to an attempt whose process was lost (not: failed) with the supervisor or the machine.
enum class OnInterrupt {
    Retry,  ///< A new attempt; does not use up one of the task's attempts.
    Resume, ///< A new attempt in the same agent session; like Retry for kinds without sessions.
    Review, ///< A person decides.
    Fail,   ///< The task fails.
};

/// When a failed attempt is tried again.
struct RetryPolicy
{
    int maxAttempts = 1;     ///< Tries in all, at least 1.
    qint64 backoffMs = 1000; ///< Delay before the second try.
    double factor = 2.0;     ///< Each further delay is this much longer.
    qint64 maxBackoffMs = 300'000;
    double jitter = 0.2; ///< ± this share of the delay, from a seed, so that a replay gives the same delay.
    QStringList on; ///< Error classes that are retried (see AttemptOutcome::errorClass); empty = all retryable ones.
};

/// Money, tokens, time, attempts and subagents that may be spent; an absent limit does not limit.
struct Budget
{
    std::optional<double> usd;
    std::optional<qint64> tokens;
    std::optional<qint64> wallMs;
    std::optional<int> attempts;
    std::optional<int> agents; ///< That agents start for themselves (subagents).
};

/// Start the task once per element of a list that is known only at run time.
struct Foreach
{
    QString in; ///< Expression that gives a list.
    QString as = QStringLiteral("item");
    int maxParallel = 0; ///< 0 = no limit of its own.
};

/// Repeat the task until an expression over its own result is true.
struct Repeat
{
    QString until; ///< Expression; sees `result`, `iteration` and everything the task sees.
    int max = 1;   ///< Iterations in all.
};

/// A person decides before the task starts (gate) or after it has succeeded (review).
struct Gate
{
    QString message;   ///< Shown to the person; a template with expressions.
    QString role;      ///< Who may decide; empty = anybody with the permission.
    int approvals = 1; ///< How many must agree.
};

/// Where an attempt works.
struct WorkspacePolicy
{
    enum class Kind {
        Inherit,   ///< The run's working directory.
        Directory, ///< `path`.
        Scratch,   ///< An empty folder per attempt.
        Worktree,  ///< A git worktree on a branch of its own.
    };
    /// Who shares a worktree and its branch.
    enum class Per {
        Task,    ///< All attempts and iterations of a task: the next one goes on where the last one stopped.
        Attempt, ///< Nobody: each attempt begins anew at the base.
    };
    Kind kind = Kind::Inherit;
    QString path = {}; ///< Template; the directory, or a folder of the repository for Worktree.

    // Worktree only.
    QString branch = {}; ///< Template; empty = one that is made from run and task. Tasks that name one share its tree.
    QString base = {};   ///< Template; where a new branch begins. Empty = the commit that is checked out at `path`.
    Per per = Per::Task;
    int ports = 0;                           ///< Free TCP ports in a row that are leased to the worktree.
    QStringList setup = {};                  ///< Templates; shell commands that are run once in a new worktree.
    QStringList teardown = {};               ///< Templates; shell commands that are run before it is removed.
    QMap<QString, QString> environment = {}; ///< Templates; ${PODIUM_PORT} and the like are filled in later.
    qint64 setupTimeoutMs = 600'000;         ///< For each command.
};

/// How a shell task's result is read.
enum class OutputMode {
    None,       ///< {exit_code}
    Text,       ///< Standard output as a string, trimmed at its end.
    JsonStdout, ///< The last JSON value on standard output.
    JsonFile,   ///< A JSON file named by `outputPath`.
};

struct ResourceLimits
{
    std::optional<qint64> cpuSeconds;
    std::optional<qint64> memoryBytes;
    std::optional<qint64> openFiles;
    std::optional<qint64> outputBytes; ///< Spooled output; the attempt is ended beyond it.
};

struct ShellSpec
{
    QStringList argv;        ///< Executed directly, each element a template; exclusive with `script`.
    QString script;          ///< Template, values quoted for the shell; run by `interpreter`.
    QStringList interpreter; ///< Default {"/bin/sh", "-eu", "-c"}; the script is appended.
    QStringList envAllow;    ///< Variables inherited besides the built-in safe list; "*" inherits all.
    QString standardInput;   ///< Template.
    QList<int> okExitCodes{0};
    QList<int> skipExitCodes; ///< Exit codes that mean "nothing to do": the task is SKIPPED.
    OutputMode output = OutputMode::None;
    QString outputPath;
    ResourceLimits limits;
};

struct HumanSpec
{
    QJsonObject form;                           ///< JSON Schema of the answer.
    QString message;                            ///< Template shown to the person.
    QString assignee;                           ///< Role or person; empty = anybody.
    QString onTimeout = QStringLiteral("fail"); ///< fail | skip | default
    QJsonValue defaultAnswer; ///< Of an agent's task: question (or its header, or "*") → what its agent is told.
};

struct DecisionSpec
{
    struct Case
    {
        QString when; ///< Expression; the first true case wins.
        QString choose;
    };
    QString question; ///< Template.
    QStringList options;
    QList<Case> cases;  ///< Decided without a vote if not empty.
    QString otherwise;  ///< Choice if no case is true.
    QStringList voters; ///< Names; empty = anybody.
    int quorum = 1;     ///< Votes needed.
};

class Workflow;

/// A task of type `workflow`: another workflow as child.
struct SubWorkflow
{
    QString uses; ///< As written (file, template or workflow name); resolved into `definition` when loaded.
    QMap<QString, QJsonValue> with; ///< Inputs of the child; strings are templates.
    std::shared_ptr<const Workflow> definition;
};

/// An agent task whose session begins or ends otherwise than with its prompt.
struct Conversation
{
    bool stays = false; ///< A turn does not end it: a person goes on with it until somebody ends it.
    QString session;    ///< Begin with a copy of this session of an agent.
    QString at;         ///< Only up to this message of it; empty = all.
};

/// Durations in milliseconds and cost in dollars that the author expects, for estimates and the critical path.
struct Estimate
{
    std::optional<qint64> durationMs;
    std::optional<double> usd;
};

/// One task of a workflow, as written (templates not yet filled in).
struct TaskSpec
{
    QString id;
    QString title;
    QString prompt;           ///< Template; what an agent is asked to do, or a description.
    QString type;             ///< A registered task kind: agent, shell, simulated, human, decision, workflow, noop …
    QString kind;             ///< research, code, test, review …; free text, used for matching and statistics.
    QString role;             ///< Agent role that is required; empty = any.
    QString agent;            ///< A particular agent by name; empty = any that fits.
    QStringList capabilities; ///< All of them are required.
    QStringList dependsOn;    ///< Ids of the same workflow.
    int priority = 5;         ///< 0 (last) to 10 (first). LOW 2, NORMAL 5, HIGH 8, CRITICAL 10.
    QJsonObject input;        ///< Strings in it are templates.
    QString when;             ///< Expression; false = SKIPPED. Empty = always.
    qint64 timeoutMs = 0;     ///< Per attempt; 0 = none.
    RetryPolicy retry;
    std::optional<OnInterrupt>
        onInterrupt; ///< Absent: Resume for agents, Review for shell tasks is too strict, so Retry.
    FailurePolicy onFailure = FailurePolicy::Continue;
    std::optional<Gate> gate;   ///< Before the start.
    std::optional<Gate> review; ///< After success.
    std::optional<Foreach> foreach;
    std::optional<Repeat> repeat;
    WorkspacePolicy workspace;
    QJsonObject outputSchema; ///< JSON Schema of the result; empty = anything.
    Budget budget;
    Estimate estimate;
    QStringList tags;
    QMap<QString, QString> environment; ///< Values are templates.
    QStringList pools;                  ///< Named concurrency pools that the task occupies one place of.
    QString affinity;                   ///< Prefer the agent that ran this task id.
    QString antiAffinity;               ///< Refuse the agent that ran this task id.
    qint64 detachedForMs = 0;           ///< How long the process may run on without Podium; 0 = the configured default.
    QJsonArray hooks;                   ///< Agent tasks: see domain/hooks/hookrule.h; after those of the agent.
    QString model;                      ///< Agent tasks: overrides the agent's model.
    Conversation conversation;          ///< Agent tasks.
    qint64 answerWithinMs = 0;          ///< Agent tasks: how long what its agent asks waits; 0 = as configured.

    ShellSpec shell;       ///< type shell
    QJsonObject simulate;  ///< type simulated: script, see resources/help/simulated.md
    HumanSpec human;       ///< type human
    DecisionSpec decision; ///< type decision
    SubWorkflow sub;       ///< type workflow
};

/// An input of a workflow.
struct InputSpec
{
    QString name;
    QString type = QStringLiteral("string"); ///< string, number, integer, boolean, list, object
    QString description;
    bool required = false;
    QJsonValue defaultValue = QJsonValue::Undefined;
    QJsonArray choices;
};

/// A workflow definition: immutable once loaded, shared between threads.
class Workflow
{
public:
    QString name;
    QString title;
    QString description;
    int schemaVersion = 1;
    QList<InputSpec> inputs;
    QList<TaskSpec> tasks;              ///< In the order of the file.
    QMap<QString, QString> environment; ///< For all tasks; values are templates.
    QMap<QString, QString> outputs;     ///< Name → expression, evaluated when the run completes.
    QMap<QString, int> pools;           ///< Named pool → places, for this run.
    int maxParallel = 0;                ///< Running attempts of a run; 0 = no limit of its own.
    FailurePolicy onFailure = FailurePolicy::Continue;
    Budget budget;
    QJsonArray rules;                     ///< Risk rules of its own, as riskRulesFromJson() reads them.
    std::optional<bool> resumeAfterLimit; ///< Whether its tasks go on by themselves after a usage limit.
    QStringList tags;
    QString team;
    int priority = 5; ///< Added to nothing; default of the tasks.

    QJsonObject definition; ///< Normalised source with sub-workflows embedded: what is stored and hashed.
    QString hash;           ///< SHA-256 of canonicalJson(definition).
    QString sourceFile;     ///< Absolute path; empty if it did not come from a file.

    /// Index in `tasks`, or -1.
    int indexOf(const QString &taskId) const;
};

using WorkflowPtr = std::shared_ptr<const Workflow>;

} // namespace podium::domain
