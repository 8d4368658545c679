// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/definition/source/sourcetree.h"
#include "domain/diagnostic.h"
#include "domain/workflow.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>

namespace podium::domain
{

/// Gives the text of a workflow file that another one uses. The path is relative to the same place as the first file's
/// name. The domain reads no files itself: what may be read is the caller's decision.
using SourceReader = std::function<Result<QByteArray>(const QString &path)>;

/// A workflow, or what is wrong with it. There may be warnings beside a workflow.
struct LoadResult
{
    WorkflowPtr workflow; ///< Null if there are errors.
    Diagnostics diagnostics;
};

/// Limits on a workflow with everything it uses.
struct LoadLimits
{
    SourceLimits source;         ///< Of each file.
    int maxWorkflowDepth = 16;   ///< Sub-workflows within sub-workflows.
    qint64 maxTasks = 1'000'000; ///< With those of all sub-workflows.
};

/// Why nobody there is can do a task that needs an agent; empty where somebody can. It becomes a warning.
using AgentAdvice = std::function<QString(const TaskSpec &task)>;

/// Reads and checks YAML or JSON; all findings of all files at once. `fileName` is for messages, for choosing between
/// YAML and JSON, and for finding sub-workflows; it may be empty. Without a reader only built-in templates can be used.
/// Takes about 35 µs a task. Thread-safe.
LoadResult loadWorkflow(const QByteArray &text, const QString &fileName, const SourceReader &reader = {},
                        const LoadLimits &limits = {}, const AgentAdvice &advice = {});

/// The same for a definition that is at hand as a value: built in code, or sent over the wire. Findings have paths but
/// no lines.
LoadResult loadDefinition(const QJsonObject &definition, const SourceReader &reader = {},
                          const LoadLimits &limits = {});

/// The fast way back from Workflow::definition, as stored: it was checked when it was loaded, so only what could make
/// the engine stumble is checked again (ids, dependencies, cycles, kinds).
LoadResult workflowFromDefinition(const QJsonObject &definition);

} // namespace podium::domain
