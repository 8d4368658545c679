// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arch/sourcetree.h"

namespace podium::arch
{

/// A file of a layer includes only layers that the table allows; always by its path from src/.
QStringList includesFollowTheArrows(const SourceTree &tree);

/// The same for what a layer's CMakeLists.txt links.
QStringList linksFollowTheArrows(const SourceTree &tree);

/// SQL only in storage, network only in adapters, windows only in the desktop program; domain does no I/O at all.
QStringList qtModulesStayInTheirLayers(const SourceTree &tree);

} // namespace podium::arch
