// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Stands in for base/clock.cpp, which the linker then has no need of.
#include "gui/pictures/ownedclock.h"

#include "base/clock.h"

#include <QDateTime>

#include <atomic>

namespace podium
{

namespace
{

std::atomic<qint64> s_stoppedAt = 0;

} // namespace

void test::stopTheClock(qint64 atMs)
{
    s_stoppedAt = atMs;
}

qint64 SystemClock::nowMs() const
{
    const qint64 stopped = s_stoppedAt;
    return stopped > 0 ? stopped : QDateTime::currentMSecsSinceEpoch();
}

} // namespace podium
