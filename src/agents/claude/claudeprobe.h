// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/claudelaunch.h"

#include <QProcessEnvironment>
#include <QString>

namespace podium::agents
{

/// What `podiumctl doctor` says about Claude Code.
struct ClaudeProbe
{
    QString program; ///< Absolute; empty if it was not found.
    QString version; ///< "2.1.329"; empty if it does not run.
    bool loginLikely = false;
    QString login;   ///< Where the login comes from ("ANTHROPIC_API_KEY", "login of Claude Code" …).
    QString problem; ///< What is wrong; empty if nothing is.
    QString hint;    ///< What to do about it.

    bool usable() const { return problem.isEmpty(); }
};

/// Finds the program, asks it for its version, and looks whether a login or key is there; never uses the network, so a
/// login may still turn out to be expired. Blocks for up to ten seconds.
ClaudeProbe claudeProbe(const ClaudeSettings &settings, const QProcessEnvironment &environment);

} // namespace podium::agents
