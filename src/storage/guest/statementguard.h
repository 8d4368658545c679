// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>

namespace podium::storage
{

/// Whether this one statement may be put to a database of the user: PermissionDenied for one that writes without the
/// right to, InvalidArgument for one that is not about data (ATTACH, PRAGMA, SET, transactions …). The database itself
/// is opened for reading only besides; this refuses earlier, and what reading alone does not prevent.
Result<void> checkStatement(const QString &sql, bool mayWrite);

} // namespace podium::storage
