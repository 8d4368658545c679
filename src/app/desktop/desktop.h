// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/settings/settings.h"
#include "gui/backend/backend.h"

#include <QByteArrayList>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include <memory>

namespace podium::desktop
{

class Instance;
class Tray;
struct Wish;

/// Picks how the window is drawn, before the application object is made: by the processor where there is no graphics
/// hardware, since OpenGL in software costs several times as much. An explicit QT_QUICK_BACKEND wins. What needs nobody
/// who looks (a screenshot, help, version) is drawn into memory where there is no display. `words`: of the command
/// line.
void chooseRenderer(const QByteArrayList &words);

/// The window with its embedded back end. Lives in the GUI thread.
class Desktop
{
public:
    /// `opener`: leads to another back end than that of the settings.
    explicit Desktop(const control::Settings &settings, gui::Backend::Opener opener = {});
    ~Desktop();

    /// Shows the window and begins to open the back end; an error if the window could not be made.
    Result<void> show();
    /// Shows what other starts of the program and the tray ask for.
    void listenTo(const Instance &instance, const Tray &tray);
    gui::Backend &backend() { return m_backend; }
    QQuickWindow *window() const;

    /// Brings the window to the front with what is wished for. `token`: of the desktop, which wants to know on whose
    /// behalf; may be empty.
    void present(const Wish &wish, const QByteArray &token) const;

private:
    void quit() const;

    control::Settings m_settings;
    gui::Backend::Opener m_opener;
    gui::Backend m_backend;
    std::unique_ptr<QQmlApplicationEngine> m_qml;
};

} // namespace podium::desktop
