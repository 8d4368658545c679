// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QList>

namespace podium::agents
{

/// TCP ports in a row.
struct PortRange
{
    int first = 0;
    int count = 0;

    int last() const { return first + count - 1; }
};

/// Whether nothing listens on the port on any address of this machine, by trying to.
bool isPortFree(int port);

/// The first `count` ports in a row within `from` that no lease has and nothing listens on. Exhausted if there are
/// none.
Result<PortRange> freePorts(int count, const PortRange &from, const QList<PortRange> &leased);

} // namespace podium::agents
