// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/workflow.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace podium::domain
{

/// Who carries a task out.
enum class Executor {
    Runner,    ///< An IAgentRunner: a process, an agent session, a simulation.
    Person,    ///< An approval that somebody answers; no process.
    Composite, ///< Other tasks: a sub-workflow.
    Inline,    ///< The engine itself, at once.
};

/// What a kind has against a task.
struct KindFinding
{
    QString key; ///< The key in the file that is wrong or missing ("options").
    QString message;
    QString hint;
};

/// A task type: `type:` in a workflow file. One class per kind, registered once; immutable, shared between threads.
class ITaskKind
{
public:
    virtual ~ITaskKind() = default;
    /// The value of `type`: "shell".
    virtual QString name() const = 0;
    /// One translated sentence for help and pickers.
    virtual QString summary() const = 0;
    virtual Executor executor(const TaskSpec &task) const = 0;
    /// Name of the runner for Executor::Runner; empty = the agent that the task is placed on decides.
    virtual QString runner() const { return {}; }
    /// True if the task must be placed on a configured agent.
    virtual bool needsAgent() const { return false; }
    /// Whether an attempt can cost money or tokens: an absent cost is unknown then, not zero.
    virtual bool mayCost() const { return needsAgent(); }
    /// What happens to a lost attempt where the task says nothing.
    virtual OnInterrupt defaultOnInterrupt() const { return OnInterrupt::Retry; }
    /// Keys of the file that only this kind (and others that list them too) understands. Any other kind refuses them.
    virtual QStringList keys() const { return {}; }
    /// A task without `type` that has one of these keys is of this kind.
    virtual QStringList impliedBy() const { return {}; }
    /// Everything that is wrong with the kind's own fields; the schema was checked before.
    virtual QList<KindFinding> check(const TaskSpec &task) const = 0;
};

/// The registered kinds. Register before the first workflow is loaded; after that it is read-only and thread-safe.
class TaskKinds
{
public:
    /// The product's registry, with agent, shell, simulated, human, decision, workflow and noop.
    static TaskKinds &instance();

    TaskKinds();
    /// False, and nothing happens, if the name is taken.
    bool add(std::unique_ptr<const ITaskKind> kind);
    /// Null if there is no such kind.
    const ITaskKind *find(const QString &name) const;
    /// In the order of registration.
    QStringList names() const;
    const std::vector<std::unique_ptr<const ITaskKind>> &all() const { return m_kinds; }

private:
    std::vector<std::unique_ptr<const ITaskKind>> m_kinds;
};

} // namespace podium::domain
