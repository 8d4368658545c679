// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudelaunch.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace podium::agents
{

/// Where the session of an attempt can be gone on with by a program of one's own.
struct ClaudePlace
{
    QString program; ///< Absolute.
    QString session;
    QString folder;                     ///< In which the attempt worked; absolute.
    QString configFolder;               ///< CLAUDE_CONFIG_DIR; empty = as inherited.
    QStringList bounds;                 ///< Arguments of every call of the program; see claudeBounds().
    QMap<QString, QString> environment; ///< All of it, as for an attempt.

    /// The folder that holds the session's transcript.
    QString transcripts() const;
};

/// From what the attempt in this folder has written down and the options of its agent. NotFound if there is no session
/// of Claude Code, or it is gone.
Result<ClaudePlace> claudePlace(const QString &attemptFolder, const domain::Agent &agent,
                                const ClaudeSettings &settings);

/// Conflict, with its process, if the session is open somewhere.
Result<void> sessionIsFree(const ClaudePlace &place);

/// Sets files back to what they were before this message of the session, which must not be open anywhere. Blocks.
Result<void> rewindFiles(const ClaudePlace &place, const QString &message);

} // namespace podium::agents
