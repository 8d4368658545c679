// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/cli/exitcode.h"

#include <QCoreApplication>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ExitCode)
};

} // namespace

QList<ExitCodeText> exitCodeTexts()
{
    return {
        {ExitCode::Success, Text::tr("done; the run completed")},
        {ExitCode::RunFailed, Text::tr("the run failed; validate, doctor or check found something")},
        {ExitCode::Usage, Text::tr("the command line is wrong")},
        {ExitCode::Refused, Text::tr("refused: invalid, unknown, or not possible in this state")},
        {ExitCode::NeedsPerson, Text::tr("with --no-wait: only a person can move the run on")},
        {ExitCode::Unavailable, Text::tr("not available now: data folder, lock, process, disk or time ran out")},
        {ExitCode::Damaged, Text::tr("stored data is damaged")},
        {ExitCode::Internal, Text::tr("a defect in Podium")},
        {ExitCode::Detached, Text::tr("left while the run goes on; podiumctl resume takes it up")},
        {ExitCode::Cancelled, Text::tr("the run was cancelled")},
    };
}

ExitCode exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::PermissionDenied:
    case ErrorCode::Unsupported:
        return ExitCode::Refused;
    case ErrorCode::Unavailable:
    case ErrorCode::Exhausted:
    case ErrorCode::Timeout:
        return ExitCode::Unavailable;
    case ErrorCode::Corrupt:
        return ExitCode::Damaged;
    case ErrorCode::Internal:
        break;
    }
    return ExitCode::Internal;
}

ExitCode exitCodeForState(const QString &state)
{
    if (state == QLatin1StringView("COMPLETED"))
        return ExitCode::Success;
    if (state == QLatin1StringView("FAILED"))
        return ExitCode::RunFailed;
    if (state == QLatin1StringView("CANCELLED"))
        return ExitCode::Cancelled;
    return ExitCode::Detached;
}

} // namespace podium::control
