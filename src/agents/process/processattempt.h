// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/spawnrequest.h"
#include "agents/process/spoolreader.h"
#include "agents/workspace.h"
#include "agents/worktree/boundedprocess.h"
#include "engine/ports/iagentrunner.h"

#include <memory>
#include <optional>

namespace podium::agents
{

/// The folder of an attempt and what lies in it. Paths without a slash at their end.
struct AttemptFolder
{
    QString root;

    QString context() const { return root + QStringLiteral("/context"); } ///< task.json, previous_results.json
    QString output() const { return root + QStringLiteral("/output"); }   ///< result.json
    QString temp() const { return root + QStringLiteral("/temp"); }
    QString spool() const { return root + QStringLiteral("/spool"); } ///< stdout, stderr
};

/// What a runner launches for an attempt.
struct Launch
{
    QByteArray program; ///< A name is looked up in PATH of `environment`; see SpawnRequest::program.
    QList<QByteArray> argv;
    QList<QByteArray> environment; ///< Complete.
    QString workingDirectory;
    bool keepStdin = false;
    QByteArray stdinBytes;
    domain::ResourceLimits limits;
    qsizetype maxLineBytes = 64 * 1024; ///< Of standard output; see SpoolReader.
    bool agentFolders = false;          ///< Create context/, output/ and temp/ too, not only spool/.
};

/// The life of one attempt in a runner. Subclass it to keep more.
struct ProcessAttempt
{
    explicit ProcessAttempt(const engine::AttemptRequest &request);
    virtual ~ProcessAttempt();

    engine::AttemptRequest request;
    QString id; ///< request.key.toString()
    AttemptFolder folder;
    qsizetype maxLineBytes = 64 * 1024;
    bool reattached = false; ///< It was started by an earlier process of Podium (or may have been).
    bool stopping = false;   ///< stop() was called: an end is a cancellation.
    bool isRunning = false;
    domain::ProcessIdentity process;
    qint64 startedMs = 0;
    QString session; ///< Reported with attemptStarted().
    std::optional<ExitInfo> exit;

    QByteArray program; ///< As found; empty after a re-attach.
    QString workingDirectory;

    /// Where it works: there before ProcessRunner::prepare() is called, and mostly after a re-attach.
    std::optional<Workspace> workspace;

    // Owned by ProcessRunner.
    const QString runDirectory;          ///< As the engine asked; a runner may change `request`.
    std::optional<CancelFlag> preparing; ///< Its worktree is being made.
    bool isFollowed = false;
    bool wasLost = false;
    bool toldGone = false; ///< Its process is gone, and nobody can say yet how it ended.
    std::unique_ptr<SpoolReader> readers[2];
    int openReaders = 0;
};

} // namespace podium::agents
