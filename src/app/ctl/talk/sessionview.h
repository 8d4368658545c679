// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

#include <QStringList>

namespace podium::ctl
{

/// What became of something that was asked of a session, and the points that it can go back to.
QStringList renderSession(const control::ParsedCommand &command, const QJsonObject &answer,
                          const AnswerOptions &options);

} // namespace podium::ctl
