// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

namespace podium::ctl
{

/// All agents as a table: whether they take tasks and, from a running engine, what they do and use.
QStringList renderAgents(const QJsonObject &answer, const AnswerOptions &options);
/// The agents that come with Podium.
QStringList renderPresets(const QJsonObject &answer, const AnswerOptions &options);
/// One agent with everything that is known of it.
QStringList renderAgent(const QJsonObject &answer, const AnswerOptions &options);
/// One line after a change.
QStringList renderChangedAgent(const QJsonObject &answer, const AnswerOptions &options);

} // namespace podium::ctl
