// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

#include <QStringList>

namespace podium::ctl
{

/// run.attempts: a row an attempt, with its error and files below.
QStringList renderAttempts(const QJsonObject &answer, const AnswerOptions &options);
/// run.transcript: the conversation as text; what a subagent says is indented.
QStringList renderTranscript(const QJsonObject &answer, const AnswerOptions &options);

} // namespace podium::ctl
