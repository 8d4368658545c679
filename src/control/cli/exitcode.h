// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>

namespace podium::control
{

/// What podiumctl says to the shell. Part of the interface: never renumbered.
enum class ExitCode {
    Success = 0,     ///< The command did what it was asked; the run completed.
    RunFailed = 1,   ///< The run failed; something was found by doctor, check or validate.
    Usage = 2,       ///< The command line is wrong.
    Refused = 3,     ///< The request is invalid, unknown, or not allowed in this state.
    NeedsPerson = 4, ///< With --no-wait: only a person can move the run on.
    Unavailable = 5, ///< The data, a lock, a process or the disk is not available; later may help.
    Damaged = 6,     ///< Stored data is damaged.
    Internal = 70,   ///< A defect in Podium.
    Detached = 75,   ///< The run was left; it goes on or waits for podiumctl resume.
    Cancelled = 130, ///< The run was cancelled.
};

struct ExitCodeText
{
    ExitCode code;
    QString text; ///< Translated.
};

QList<ExitCodeText> exitCodeTexts();
ExitCode exitCodeFor(ErrorCode code);
/// Of a run that has ended, by the name of its state.
ExitCode exitCodeForState(const QString &state);

} // namespace podium::control
