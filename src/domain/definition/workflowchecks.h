// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/coding/decoder.h"

#include <QSet>

#include <functional>

namespace podium::domain
{

/// What the engine relies on: known kinds, unique ids, dependencies that exist, no cycle. Linear in tasks + edges.
void checkStructure(const DecodedWorkflow &decoded, Report &report);

/// Everything else that the schema cannot say: fields of the kinds, inputs, pools, schemas of results, expressions.
/// Values in `tainted` have errors of form already; what follows from those is not reported again.
void checkMeaning(const DecodedWorkflow &decoded, const QSet<const SourceNode *> &tainted, Report &report);

/// Expressions and templates: syntax, names, types, and values at places of a script where no quoting is safe.
/// `graphIsSound`: without it, what depends on the order of the tasks is not reported.
void checkTexts(const DecodedWorkflow &decoded, bool graphIsSound, Report &report);

/// Tasks that nobody there is could do, as `whyNobody` says of those that need an agent.
void checkPlaces(const DecodedWorkflow &decoded, const std::function<QString(const TaskSpec &)> &whyNobody,
                 Report &report);

} // namespace podium::domain
