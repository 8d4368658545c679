// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arch/sourcetree.h"

namespace podium::arch
{

/// Generated type registrations include by basename, so no two C++ or QML files share one.
QStringList basenamesAreUnique(const SourceTree &tree);

/// Every source, list and script starts with the copyright and license lines.
QStringList filesNameTheirLicense(const SourceTree &tree);

/// C++ at most 600 lines, at most 25 files a folder.
QStringList sizesStayReadable(const SourceTree &tree);

/// Headers have #pragma once and open no namespace for their readers; no class is named after nothing in particular.
QStringList headersAndNamesAreTidy(const SourceTree &tree);

/// Q_ASSERT is compiled out of a release: it may not do anything.
QStringList assertsHaveNoSideEffects(const SourceTree &tree);

/// Nothing waits by sleeping and nothing spins an event loop inside another.
QStringList nothingSleeps(const SourceTree &tree);

/// Time comes through Clock, or tests could not own it.
QStringList timeComesThroughTheClock(const SourceTree &tree);

/// No notes to self, no names of the machines it was written on, no registry hosts.
QStringList textsAreForEverybody(const SourceTree &tree);

/// Every .cpp below src/ and tests/ is built by the list of its folder, and every tst_*.cpp is a test that ctest runs.
QStringList everythingIsBuilt(const SourceTree &tree);

} // namespace podium::arch
