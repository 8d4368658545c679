// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/event.h"

namespace podium::engine
{

class RunState;

/// Writes the event to the log, with the run, task, attempt and session that it is about. `run`: after the event, null
/// for events of the whole product.
void logEvent(const domain::Event &event, const RunState *run);

} // namespace podium::engine
