// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

namespace podium::storage
{

class Connection;

/// Copies everything but the ownership from one database of this version into an empty one, of the same or the other
/// kind: from one snapshot, in one transaction.
Result<void> copyDatabase(Connection &from, Connection &to);

} // namespace podium::storage
