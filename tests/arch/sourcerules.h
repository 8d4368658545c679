// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arch/projecttree.h"

namespace podium::arch
{

/// Generated type registrations include by basename, so no two C++ or QML files share one.
QStringList basenamesAreUnique(const ProjectTree &tree);

/// Every source, list and script starts with the copyright and license lines.
QStringList filesNameTheirLicense(const ProjectTree &tree);

/// C++ at most 600 lines, at most 25 files a folder.
QStringList sizesStayReadable(const ProjectTree &tree);

/// Headers have #pragma once and open no namespace for their readers; no class is named after nothing in particular.
QStringList headersAndNamesAreTidy(const ProjectTree &tree);

/// Q_ASSERT is compiled out of a release: it may not do anything.
QStringList assertsHaveNoSideEffects(const ProjectTree &tree);

/// Nothing waits by sleeping and nothing spins an event loop inside another.
QStringList nothingSleeps(const ProjectTree &tree);

/// A future tells an object by whenFinished(): QFuture::then() with a context looks at it from another thread, maybe
/// just when it goes.
QStringList futuresTellObjectsSafely(const ProjectTree &tree);

/// Time comes through Clock, or tests could not own it.
QStringList timeComesThroughTheClock(const ProjectTree &tree);

/// No notes to self, no names of the machines it was written on, no registry hosts.
QStringList textsAreForEverybody(const ProjectTree &tree);

/// Every .cpp below src/ and tests/ is built by the list of its folder, and every tst_*.cpp is a test that ctest runs.
QStringList everythingIsBuilt(const ProjectTree &tree);

/// The root holds what belongs there, and what .gitignore names for it: nothing that a program left behind.
QStringList rootIsTidy(const ProjectTree &tree);

} // namespace podium::arch
