// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/attempt.h"

namespace podium::domain
{

/// Adds to `sum` what more was used. What nobody knows of both stays unknown; of memory the larger figure stays.
void addUsage(Usage *sum, const Usage &more);

} // namespace podium::domain
