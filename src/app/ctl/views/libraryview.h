// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

namespace podium::ctl
{

/// What `podiumctl workflows` shows.
QStringList renderLibrary(const QJsonObject &answer, const AnswerOptions &options);
/// What `podiumctl workflows versions` shows.
QStringList renderVersions(const QJsonObject &answer, const AnswerOptions &options);
/// What is said after a workflow was saved, restored or removed.
QStringList renderSavedVersion(const QJsonObject &answer);
/// What `podiumctl workflows diff` shows: a sign, the word and the task a line, fields below it.
QStringList renderWorkflowDiff(const QJsonObject &answer, const AnswerOptions &options);

} // namespace podium::ctl
