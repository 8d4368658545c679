// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "engine/ports/iagentrunner.h"

#include <QMap>
#include <QString>

#include <optional>

namespace podium::agents
{

/// Where an attempt works.
struct Workspace
{
    QString folder; ///< Absolute.

    // Of a worktree; empty otherwise.
    QString worktree; ///< Its top; `folder` may lie below it.
    QString branch;
    QString base;      ///< Commit that the branch began at.
    int firstPort = 0; ///< Of the leased ports; 0 = none.
    int ports = 0;
    QMap<QString, QString> environment; ///< For every attempt in it: PODIUM_BRANCH, PODIUM_PORT …
    QStringList notes;                  ///< For people: what was made, and what could not be.
};

/// Facts about a worktree for the engine's log: path, branch, base, port, ports.
QJsonObject facts(const Workspace &workspace);

/// The policy that holds for an attempt: the task's, or its agent's where the task says nothing. An agent that works in
/// worktrees works in the folder itself where there is no repository; a task that asks for one fails there.
domain::WorkspacePolicy workspacePolicy(const engine::AttemptRequest &request);

/// The folder that a policy's path names; the user's home if the run has no folder. NotFound if it is not there.
Result<QString> workspaceFolder(const engine::AttemptRequest &request, const domain::WorkspacePolicy &policy);

/// The workspace of every kind but worktree, made if need be: an empty folder of the attempt (scratch). Quick.
Result<Workspace> plainWorkspace(const engine::AttemptRequest &request);

/// Keeps the workspace of an attempt in its folder, for a process of Podium that takes the attempt over.
Result<void> keepWorkspace(const QString &attemptFolder, const Workspace &workspace);
std::optional<Workspace> keptWorkspace(const QString &attemptFolder);

/// Where an attempt has worked, if that was a folder of its own (a worktree, scratch) that is still there; else empty.
QString ownWorkFolder(const QString &attemptFolder);

} // namespace podium::agents
