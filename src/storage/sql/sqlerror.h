// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/sql/databaseurl.h"

class QSqlError;

namespace podium::storage
{

/// What a driver's error means for people: full disk → Exhausted, lost server → Unavailable, damaged file → Corrupt …
Error sqlError(const QSqlError &error, const DatabaseUrl &url);

} // namespace podium::storage
