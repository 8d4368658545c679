// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

namespace podium::ctl
{

// What the commands of `podiumctl review` answer, as text for a person.

QStringList reviewList(const QJsonObject &answer, const AnswerOptions &options);
QStringList reviewDiff(const QJsonObject &answer, const AnswerOptions &options);
QStringList reviewMerged(const QJsonObject &answer, const AnswerOptions &options);
QStringList reviewDiscarded(const QJsonObject &answer, const AnswerOptions &options);

} // namespace podium::ctl
