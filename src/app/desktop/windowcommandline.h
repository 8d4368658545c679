// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/wish.h"
#include "control/settings/settings.h"
#include "gui/controls/theme.h"

#include <QCoreApplication>
#include <QSize>

#include <optional>

namespace podium::desktop
{

/// The words that the program was started with.
struct CommandLine
{
    control::Settings settings;
    Wish wish;
    std::optional<gui::Theme::Scheme> theme;
    std::optional<double> textScale; ///< 0.8 to 2; none = as it was.
    QSize size;                      ///< Of the window; empty = as it was.
    QString screenshot;              ///< File to write a picture to, instead of being used.

    /// What is wrong with them otherwise. Writes help or version and ends the program where that was asked for.
    static Result<CommandLine> read(const QCoreApplication &app);
};

} // namespace podium::desktop
