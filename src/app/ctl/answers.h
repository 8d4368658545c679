// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/cli/commandline.h"
#include "control/cli/exitcode.h"

namespace podium::ctl
{

class RunView;

struct AnswerOptions
{
    int columns = 80; ///< 0 = no limit.
    bool colour = false;
    bool unicode = true;
    bool quiet = false;            ///< Only names, one a line.
    const RunView *view = nullptr; ///< run.show in parts: the whole, of which the answer is the last part.
};

/// The answer of an operation as text for a person, by the presentation of its command. Ends with a line end, or is
/// empty.
QString answerText(const control::ParsedCommand &command, const QJsonObject &answer, const AnswerOptions &options);

/// What the shell is told: some answers are findings, not failures ("validate", "doctor", "check").
control::ExitCode answerCode(const control::ParsedCommand &command, const QJsonObject &answer);

} // namespace podium::ctl
