// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/source/report.h"

#include <QByteArray>

namespace podium::domain
{

/// Reads one YAML document: scalars of the YAML 1.2 core schema ("no" and quoted words are strings), `<<` merges, and
/// aliases within limits. Returns the root, or null after an error went to the report.
const SourceNode *readYaml(const QByteArray &text, const SourceLimits &limits, SourceTree &tree, Report &report);

/// Reads strict JSON (RFC 8259) the same way.
const SourceNode *readJson(const QByteArray &text, const SourceLimits &limits, SourceTree &tree, Report &report);

/// Either, by the file's name or else by its first character, after checking size and encoding.
const SourceNode *readSource(const QByteArray &text, const QString &fileName, const SourceLimits &limits,
                             SourceTree &tree, Report &report);

} // namespace podium::domain
