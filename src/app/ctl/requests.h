// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/runtable.h"

namespace podium::ctl
{

// Requests for a person, as approval.list and run.show describe them.

/// The command that answers the request, to be copied as it stands: TEXT stands for what only the person knows, fields
/// that may be left out are left out.
QString answerCommand(const QJsonObject &request);
/// For the live table: one line if it holds the title and the command, else two. None is wider than the terminal, and
/// the command is never cut short.
QStringList requestRows(const QJsonObject &request, const RenderOptions &options);
/// All that decides: who asks, what exactly is decided on, the fields of a form, and the commands that answer.
/// Nothing is elided.
QStringList requestLines(const QJsonObject &request, const RenderOptions &options);

} // namespace podium::ctl
