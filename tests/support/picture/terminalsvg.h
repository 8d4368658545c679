// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/picture/ansitext.h"

#include <QByteArray>

namespace podium::test
{

/// What a terminal showed from `atMs` on.
struct TerminalFrame
{
    int atMs = 0;
    QList<AnsiLine> lines;
};

/// A picture of a terminal window. Several frames make a film that is shown again and again; where animation is not
/// supported, or not wanted (prefers-reduced-motion), the last frame is shown. `frames` are in order of time.
QByteArray terminalSvg(const QList<TerminalFrame> &frames, int columns, const QString &title);

} // namespace podium::test
