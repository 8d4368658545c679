// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "control/icontrol.h"
#include "control/operation.h"
#include "storage/records/notes.h"

namespace podium::control
{

/// Whether the operation changes something, so that it leaves an entry.
bool isAudited(const Operation &operation);

/// Who asked for what on what and how it ended. Long texts of the request are shortened, with their length and hash.
storage::AuditEntry auditEntry(const Operation &operation, const QJsonObject &params, const Principal &principal,
                               const Result<QJsonObject> &answer);

} // namespace podium::control
