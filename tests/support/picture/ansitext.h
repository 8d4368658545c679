// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace podium::test
{

/// How a piece of terminal text looks; colours are "#rrggbb", empty = the terminal's own.
struct AnsiStyle
{
    QString foreground;
    QString background;
    bool bold = false;
    bool dim = false;
    bool italic = false;
    bool underline = false;
    bool operator==(const AnsiStyle &other) const = default;
};

struct AnsiRun
{
    QString text;
    AnsiStyle style;
    int column = 0; ///< Where it starts, in cells.
    int cells = 0;
};

using AnsiLine = QList<AnsiRun>;

/// Terminal output as lines of runs of one style each, as `tmux capture-pane -e -p` prints it: SGR sequences only;
/// other escape sequences are dropped.
QList<AnsiLine> parseAnsi(const QString &text);

/// Cells that a character takes in a terminal: 0 for combining marks, 2 for wide ones.
int cellWidth(char32_t character);

} // namespace podium::test
