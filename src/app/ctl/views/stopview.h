// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

#include <QStringList>

class QJsonObject;

namespace podium::ctl
{

/// "stop.list".
QStringList renderStops(const QJsonObject &answer, const AnswerOptions &options);

} // namespace podium::ctl
