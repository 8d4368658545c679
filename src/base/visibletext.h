// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace podium
{

/// Text of others, to be read by a person who decides on it: what cannot be seen, or changes the order in which the
/// rest is seen, becomes U+FFFD, so that what is read is what is meant. That are controls (which would also steer a
/// terminal), bidirectional and other format characters, tags, fillers and separators of lines that look like nothing.
/// Joiners and selectors within an emoji stay. Keeps line ends and tabs.
QString harmless(const QString &text);
/// The same on one line: line ends and tabs become spaces.
QString oneLine(const QString &text);
/// JSON with such characters written as \uXXXX: the same value, in which they can be seen. They are to stand only in
/// strings, as in all valid JSON.
QString escapedJson(const QString &json);

} // namespace podium
