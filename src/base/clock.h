// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace podium
{

/// All time of the product comes through a Clock, so that tests can own it. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970-01-01 UTC.
    virtual qint64 nowMs() const = 0;
};

/// The machine's clock.
class SystemClock : public Clock
{
public:
    qint64 nowMs() const override;
};

} // namespace podium
