// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arch/projecttree.h"

namespace podium::arch
{

/// A file of a layer includes only layers that the table allows; always by its path from src/.
QStringList includesFollowTheArrows(const ProjectTree &tree);

/// The same for what a layer's CMakeLists.txt links.
QStringList linksFollowTheArrows(const ProjectTree &tree);

/// SQL only in storage, network only in adapters, windows only in the desktop program; domain does no I/O at all.
QStringList qtModulesStayInTheirLayers(const ProjectTree &tree);

} // namespace podium::arch
