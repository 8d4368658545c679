// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

namespace podium::ctl
{

/// What `podiumctl rules` shows.
QStringList renderRules(const QJsonObject &answer, const AnswerOptions &options);
/// What `podiumctl credentials` shows.
QStringList renderCredentials(const QJsonObject &answer, const AnswerOptions &options);
/// What `podiumctl rules test` shows.
QStringList renderRuleTest(const QJsonObject &answer);

} // namespace podium::ctl
