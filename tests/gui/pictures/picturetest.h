// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pictures/picturestage.h"

#include <QObject>
#include <QSize>

namespace podium::test
{

/// Every page, in both themes, with nothing, something and too much to show, against the pictures that were looked at.
/// PODIUM_WRITE_PICTURES=1 writes these anew, PODIUM_RECORD_DATA=1 what they show. What differs is written to the
/// folder of the build, pictures/.
class PictureTest : public QObject, public PictureStage
{
    Q_OBJECT
public:
    /// `sizes`: logical; `scale`: device pixels in a logical one, which QT_SCALE_FACTOR says.
    PictureTest(const QList<QSize> &sizes, int scale) : m_sizes(sizes), m_scale(scale) {}

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void recordsWhatIsShown();
    void looksAsBefore_data();
    void looksAsBefore();

private:
    gui::Backend::Opener real(const QString &data);
    void record(const QString &data);

    QList<QSize> m_sizes;
    int m_scale;
};

} // namespace podium::test
