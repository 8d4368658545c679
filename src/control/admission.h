// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/icontrol.h"
#include "control/operation.h"

namespace podium::control
{

/// A call that may be carried out: known, allowed, valid, with defaults filled in.
struct Admitted
{
    const Operation *operation = nullptr;
    QJsonObject params;
    Principal principal;
};

/// The one gate before every handler, whatever way the call came.
Result<Admitted> admit(const Call &call);

/// Whether the principal has the permission: the same, "run:*" for all of "run:…", or "*".
bool isPermitted(const Principal &principal, const QString &permission);

/// Checks an object against the fields' JSON Schema. The error names the field ("where", a JSON pointer without the
/// leading slash) and suggests what was meant.
Result<void> validate(const Fields &fields, const QJsonObject &object);

} // namespace podium::control
