// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace podium::gui
{

/// Markdown that an agent wrote, such that showing it fetches nothing: pictures and HTML stay the characters that they
/// are. What is shown looks the same everywhere else, also in code.
QString harmlessMarkdown(const QString &text);

} // namespace podium::gui
