// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QMap>
#include <QString>

namespace podium::engine
{

/// Accounts and keys by name. Thread-safe. What it gives goes into the environment of a process and nowhere else.
class ICredentials
{
public:
    virtual ~ICredentials() = default;
    /// Variables of the environment by which the agent's program takes this credential; NotFound if there is none.
    virtual Result<QMap<QString, QString>> environmentFor(const QString &name) const = 0;
};

} // namespace podium::engine
