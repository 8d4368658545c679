// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/settings/settings.h"
#include "gui/backend/backend.h"

#include <QQmlApplicationEngine>

namespace podium::desktop
{

/// Picks how the window is drawn, before the application object is made: by the processor where there is no graphics
/// hardware, since OpenGL in software costs several times as much. An explicit QT_QUICK_BACKEND wins.
void chooseRenderer();

/// The window with its embedded back end. Lives in the GUI thread.
class Desktop
{
public:
    explicit Desktop(const control::Settings &settings);
    ~Desktop();

    /// Shows the window and begins to open the back end; false if the window could not be made.
    bool show();
    gui::Backend &backend() { return m_backend; }
    QObject *window() const;

private:
    control::Settings m_settings;
    gui::Backend m_backend;
    std::unique_ptr<QQmlApplicationEngine> m_qml;
};

} // namespace podium::desktop
