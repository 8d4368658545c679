// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/source/sourcetree.h"

#include <string>

namespace podium::domain
{

/// Gives an unquoted scalar the type that the YAML 1.2 core schema says: null, true, 12, 0o14, 0xC, 1.5, else a string.
/// `node.text` holds the text already. Returns an empty string, or what is wrong with it (.nan and .inf are no values).
QString resolvePlainScalar(const std::string &text, SourceNode &node);

/// Decimal digits with an optional sign as a number; beyond 64 bits it becomes a double, as in JSON.
void setDecimal(const std::string &digits, bool fractional, SourceNode &node);

} // namespace podium::domain
