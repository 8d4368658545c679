// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/answers.h"

namespace podium::ctl
{

/// The entries of the audit trail as a table.
QStringList renderAudit(const QJsonObject &answer, const AnswerOptions &options);

} // namespace podium::ctl
