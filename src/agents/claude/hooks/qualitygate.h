// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/worktree/boundedprocess.h"
#include "base/error.h"

#include <QString>

namespace podium::agents
{

/// Whether commands have succeeded on the files as they are, whoever changed them and by what. What is known is kept in
/// the attempt's folder, so that a restart of Podium knows it too. The functions block; for any thread.
namespace qualitygate
{

/// Where an attempt works.
struct Place
{
    QString folder;        ///< Absolute. In a git repository all of its worktree counts, ignored files aside.
    QString apart;         ///< Absolute: what lies below it does not count (Podium's own data).
    QString attemptFolder; ///< Absolute.
};

/// A digest of names, sizes, modes and times of change. Outside of a repository of all files but hidden ones;
/// Exhausted if there are too many. Commits change nothing.
Result<QString> stateOfFiles(const Place &place, const CancelFlag &cancel);

/// The command has just succeeded.
Result<void> succeeded(const Place &place, const QString &command, const CancelFlag &cancel);

/// Whether a command like `pattern` (with `*`) has succeeded since the last change.
Result<bool> isMet(const Place &place, const QString &pattern, const CancelFlag &cancel);

} // namespace qualitygate

} // namespace podium::agents
