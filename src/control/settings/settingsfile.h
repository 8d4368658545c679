// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>

namespace podium::control
{

/// One value of a configuration file with its place.
struct FileSetting
{
    QString key;  ///< Nested mappings joined by dots.
    QString text; ///< As the environment would give it.
    int line = 0;
};

/// Reads a YAML configuration file of at most 1 MiB. Errors carry "file:line:column".
Result<QList<FileSetting>> readSettingsFile(const QString &path);

} // namespace podium::control
