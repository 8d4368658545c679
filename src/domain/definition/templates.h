// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace podium::domain
{

/// Names of the built-in workflow templates, sorted. Thread-safe, like templateSource().
QStringList templateNames();
/// The YAML text. A template is an ordinary workflow; its parameters are its inputs.
Result<QByteArray> templateSource(const QString &name);

} // namespace podium::domain
