// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/event.h"

namespace podium::engine
{

/// Gets every event once, in order, after it is on disk. Called in the engine thread; must return at once.
class IEventSink
{
public:
    virtual ~IEventSink() = default;
    virtual void published(const domain::Events &events) = 0;
};

} // namespace podium::engine
