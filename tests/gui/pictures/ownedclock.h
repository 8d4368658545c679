// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace podium::test
{

/// Stops the machine's clock of this program at that moment, for all of its threads; 0 lets it go on. A program that
/// has ownedclock.cpp among its sources takes its SystemClock from there.
void stopTheClock(qint64 atMs);

} // namespace podium::test
