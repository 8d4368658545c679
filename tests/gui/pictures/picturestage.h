// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/desktopfixture.h"
#include "gui/pictures/recordedcontrol.h"

#include <QImage>
#include <QString>
#include <QStringList>

#include <memory>

namespace podium::test
{

/// The window over recorded data, with the clock stopped where they were recorded, to be looked at page by page.
class PictureStage : protected DesktopFixture
{
public:
    /// What has to be said before the application is made: pictures do not tell the time zone or the user's settings.
    static void prepare();

protected:
    /// Kinds of data, and pages to go to.
    static const QStringList Data;
    static const QStringList Pages;
    static const QString Folder; ///< Of the data and pictures.
    static const QString Shown;  ///< Where the data are said to be.

    /// This variable of the environment is a number above 0.
    static bool isAsked(const char *variable);
    /// Opens the window; false with a message if that went wrong.
    bool raise();
    /// Shows these data; false if there are none.
    bool use(const QString &data);
    /// Such a page shows a run.
    static bool needsRun(const QString &page);
    void goTo(const QString &page);
    void leave(const QString &page);
    /// Waits until nothing was drawn for that long, and not for ever.
    void rest(int ms);
    QImage seen();
    gui::Backend::Opener recorded() const;

    std::shared_ptr<Recording> m_recording = std::make_shared<Recording>();
    QString m_data;
    QString m_run;
    QString m_task;
};

} // namespace podium::test
