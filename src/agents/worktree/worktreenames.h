// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/workflow.h"

#include <QMap>
#include <QString>

namespace podium::agents
{

/// The branch of a task that names none: "podium/<run>/<task>", and "-<attempt>" behind it where each attempt has its
/// own. The name of the task is its key without the number of the iteration; what is not made of lower-case letters,
/// digits, '-' and '_' becomes a short form with six digits of its hash: "lint[3]" is "lint-3-1f0a2b".
QString worktreeBranch(const QString &run, const QString &taskKey, int attempt, domain::WorkspacePolicy::Per per);

/// The folder's name for a branch: its last part, and for one that a person has named, six digits of its hash.
QString worktreeFolderName(const QString &branch);

/// Fills in ${NAME} where NAME is one of the variables; everything else stays as it is.
QString withVariables(const QString &text, const QMap<QString, QString> &variables);

} // namespace podium::agents
