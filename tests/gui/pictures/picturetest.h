// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/desktopfixture.h"
#include "gui/pictures/recordedcontrol.h"

#include <QObject>
#include <QSize>

namespace podium::test
{

/// Every page, in both themes, with nothing, something and too much to show, against the pictures that were looked at.
/// PODIUM_WRITE_PICTURES=1 writes these anew, PODIUM_RECORD_DATA=1 what they show. What differs is written to the
/// folder of the build, pictures/.
class PictureTest : public QObject, protected DesktopFixture
{
    Q_OBJECT
public:
    /// `sizes`: logical; `scale`: device pixels in a logical one, which QT_SCALE_FACTOR says.
    PictureTest(const QList<QSize> &sizes, int scale) : m_sizes(sizes), m_scale(scale) {}

    /// What has to be said before the application is made: pictures do not tell the time zone or the user's settings.
    static void prepare();

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void recordsWhatIsShown();
    void looksAsBefore_data();
    void looksAsBefore();

private:
    gui::Backend::Opener recorded() const;
    gui::Backend::Opener real(const QString &data);
    void record(const QString &data);
    bool use(const QString &data);
    void goTo(const QString &page);
    void leave(const QString &page);
    void rest(int ms);
    QImage seen();

    QList<QSize> m_sizes;
    int m_scale;
    std::shared_ptr<Recording> m_recording = std::make_shared<Recording>();
    QString m_data;
    QString m_run;
    QString m_task;
};

} // namespace podium::test
