// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/handlers/handlers.h"

namespace podium::control
{

/// stop.list: what stands still until a person does something, without having asked: runs that failed, tasks that
/// nobody can do or pay for, agents that say nothing or need a login.
Reply listStops(const Request &request);

} // namespace podium::control
