// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

namespace podium::ctl
{

/// What `podiumctl replan` shows: what would be added, removed and changed, and how to agree to it.
QStringList renderReplan(const QJsonObject &answer, const AnswerOptions &options);
/// What `podiumctl consult` shows: what the reviewers said and what follows from it.
QStringList renderConsultation(const QJsonObject &answer, const AnswerOptions &options);
/// What reviewers said about a request, as kept with it: one line each; empty if none were asked.
QStringList reviewerLines(const QJsonObject &answer);

} // namespace podium::ctl
