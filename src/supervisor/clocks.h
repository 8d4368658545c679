// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <ctime>

namespace podium::supervisor
{

/// Milliseconds of a clock of the system.
inline std::int64_t milliseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return now.tv_sec * std::int64_t{1000} + now.tv_nsec / 1'000'000;
}

/// For deadlines; stands still while the machine sleeps.
inline std::int64_t monotonicMs()
{
    return milliseconds(CLOCK_MONOTONIC);
}

/// Since 1970, for people.
inline std::int64_t wallMs()
{
    return milliseconds(CLOCK_REALTIME);
}

} // namespace podium::supervisor
