// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/workflow.h"

#include <QList>
#include <QString>

namespace podium::bench
{

/// The graph that every contender runs: `layers` × `width` tasks, each after three tasks of the layer before it.
struct LayeredDag
{
    int layers = 100;
    int width = 20;

    int size() const { return layers * width; }
    /// Indices of the tasks that task `index` waits for.
    QList<int> dependencies(int index) const;
};

/// The same graph as a workflow, all tasks like `task`, and its definition in the form that the store keeps.
domain::WorkflowPtr toWorkflow(const LayeredDag &dag, const domain::TaskSpec &task);

/// Writes build.ninja or Makefile into `folder`; every task runs /bin/true and nothing is up to date.
Result<void> writeNinja(const LayeredDag &dag, const QString &folder);
Result<void> writeMake(const LayeredDag &dag, const QString &folder);

} // namespace podium::bench
