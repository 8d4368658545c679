// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

#include <QStringList>

namespace podium::ctl
{

/// run.grid: a row a task, a column a run; only as many runs as there is room for.
QStringList renderGrid(const QJsonObject &answer, const AnswerOptions &options);
/// run.compare: inputs that differ, then a row a task.
QStringList renderComparison(const QJsonObject &answer, const AnswerOptions &options);
/// run.compare_attempts: figures of both, then what differs in what they were given and in their results.
QStringList renderAttemptComparison(const QJsonObject &answer, const AnswerOptions &options);

} // namespace podium::ctl
