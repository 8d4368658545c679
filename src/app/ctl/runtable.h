// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/runview.h"
#include "app/ctl/textlayout.h"

namespace podium::ctl
{

struct RenderOptions
{
    int columns = 80;
    int rows = 24; ///< Lines there is room for; 0 = all.
    bool colour = false;
    bool unicode = true;
    qint64 nowMs = 0;
};

/// The live table: a heading, the tasks (those that matter most if not all have room), what needs a person.
QStringList renderRun(const RunView &view, const RenderOptions &options);
/// One line about an event, for output that cannot be redrawn; empty if it is of no interest to a person.
QString eventLine(const domain::Event &event, const RunView &view, const RenderOptions &options);
/// How it ended: state, time, cost, outputs, errors.
QStringList renderSummary(const RunView &view, const RenderOptions &options);

/// Symbol, word and colour of a state: never the colour alone.
struct StateLook
{
    QString symbol;
    QString word;
    Style style = Style::Plain;
};
StateLook lookOf(domain::TaskState state, bool unicode);
StateLook lookOf(domain::RunState state, bool unicode);

} // namespace podium::ctl
