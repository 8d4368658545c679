// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/attempt.h"
#include "domain/workflow.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace podium::agents
{

/// What the supervisor is asked to start. Bytes where the system has bytes: arguments, variables and paths are passed
/// on as they are.
struct SpawnRequest
{
    QString id;                    ///< AttemptKey::toString(); the same id is spawned only once, ever.
    QByteArray program;            ///< Absolute, or with a slash and relative to the working directory.
    QList<QByteArray> argv;        ///< With argv[0].
    QList<QByteArray> environment; ///< "NAME=value", complete; PODIUM_ATTEMPT=<id> is added by the supervisor.
    QByteArray workingDirectory;   ///< Absolute.
    QByteArray spoolFolder;        ///< Existing; the files "stdout" and "stderr" are created in it.
    bool keepStdin = false;        ///< Standard input stays open for write(); else it ends after `stdinBytes`.
    QByteArray stdinBytes;
    domain::ResourceLimits limits;
    qint64 detachedForMs = 0; ///< Without any client for this long it is ended; 0 = never.
    qint64 graceMs = 5000;    ///< Between TERM and KILL where the supervisor itself ends it.
};

/// How a spawned process ended. Nothing of its tree is left when this is reported.
struct ExitInfo
{
    enum class Reason {
        ByItself,
        Killed,      ///< kill() was called.
        OutputLimit, ///< It wrote more than its limit.
        Unattended,  ///< No client was connected for its `detachedForMs`.
    };
    Reason reason = Reason::ByItself;
    std::optional<int> exitCode; ///< Absent if a signal ended it.
    int signal = 0;
    domain::Usage usage;    ///< CPU time and largest resident size of the process and its reaped descendants.
    qint64 startedMs = 0;   ///< Wall clock, since 1970.
    qint64 endedMs = 0;     ///< When the first process ended; stragglers of its tree may have lived a little longer.
    qint64 stdoutBytes = 0; ///< Sizes of the spool files.
    qint64 stderrBytes = 0;
};

/// Why nothing was spawned.
struct SpawnFailure
{
    enum class Stage { Request = 1, Journal, Spool, Limits, WorkingDirectory, Process, Execute };
    Stage stage = Stage::Process;
    int errorNumber = 0; ///< errno
};

} // namespace podium::agents
