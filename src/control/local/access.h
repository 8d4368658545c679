// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"
#include "control/operation.h"
#include "control/settings/settings.h"

#include <memory>

namespace podium::control
{

/// The way to the back end of a data folder from this process.
struct Access
{
    std::shared_ptr<IControl> control;
    bool owner = false;  ///< This process owns the store: runs go on only while it lives.
    qint64 ownerPid = 0; ///< Of another process that owns it; 0 = none.
};

/// Finds the process that owns the store and becomes its client; without one, reads only (Reach::Read, Glance) or
/// becomes the owner, serving others (Reach::Write; `claim`: also starts tasks). Blocks for at most `timeoutMs`. To be
/// called in a thread with an event loop, in which the result also has to end.
Result<Access> openControl(const Settings &settings, Reach reach, bool claim, int timeoutMs = 15'000);

} // namespace podium::control
