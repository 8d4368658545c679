// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace podium
{

/// A new identifier that sorts by creation time: 48 bits of milliseconds and 80 random bits, as 26 lower-case
/// Crockford base-32 characters (the ULID layout). Thread-safe.
QString newId();

/// `<slug of name>-<6 random characters>`, short enough to be typed: "release-notes-4fh2kq". Thread-safe.
QString newReadableId(const QString &name);

/// Lower-case letters, digits and single dashes; at most `maxLength` characters; "x" if nothing is left.
QString slug(const QString &text, int maxLength = 40);

} // namespace podium
