// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What the comparison of pictures lets pass, and what it finds.
#include "gui/controls/theme.h"
#include "gui/pictures/blockpicture.h"

#include <QFont>
#include <QPainter>
#include <QTest>

using namespace podium;
using namespace podium::test;
using namespace Qt::StringLiterals;

namespace
{

struct Changes
{
    bool icon = true;
    QPoint card{100, 100};
    QColor surface{0x16, 0x19, 0x20};
    QString title = u"Release notes"_s;
    QColor titleColour{0xe8, 0xea, 0xee};
    qreal shift = 0; ///< Of letters: as another version of the font engine would do it.
};

/// A card on a page, as the dark theme has it.
QImage page(const Changes &changes = {}, int scale = 1)
{
    QImage picture(640 * scale, 400 * scale, QImage::Format_RGB32);
    picture.fill(QColor(0x0f, 0x11, 0x15));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.setPen(Qt::NoPen);
    painter.setBrush(changes.surface);
    painter.drawRoundedRect(QRect(changes.card, QSize(300, 120)), 10, 10);
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    painter.setFont(font);
    painter.setPen(changes.titleColour);
    painter.drawText(QPointF(changes.card) + QPointF(48 + changes.shift, 30), changes.title);
    if (changes.icon) {
        painter.setPen(QPen(QColor(0xa9, 0xb0, 0xbe), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(changes.card.x() + 20, changes.card.y() + 18, 13, 13));
    }
    return blocksOf(picture, scale);
}

} // namespace

class TestBlockPicture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { gui::Theme::loadFonts(); }

    void theSameIsTheSame() { QCOMPARE(blockDifference(page(), page()), QString()); }
    void lettersMayBeSmoothedInAnotherWay()
    {
        Changes changes;
        changes.shift = 0.34;
        QCOMPARE(blockDifference(page(changes), page()), QString());
    }
    void twiceThePixelsShowTheSame() { QCOMPARE(blockDifference(page({}, 2), page()), QString()); }

    void aMissingIconIsFound()
    {
        Changes changes;
        changes.icon = false;
        QVERIFY(!blockDifference(page(changes), page()).isEmpty());
    }
    void aWrongColourIsFound()
    {
        Changes changes;
        changes.titleColour = QColor(0x72, 0x7a, 0x8b);
        QVERIFY(!blockDifference(page(changes), page()).isEmpty());
    }
    void aWrongSurfaceIsFound()
    {
        // From one token to the next, which is hard to see.
        Changes changes;
        changes.surface = QColor(0x1c, 0x20, 0x28);
        QVERIFY(!blockDifference(page(changes), page()).isEmpty());
    }
    void aCardThatMovedIsFound()
    {
        Changes changes;
        changes.card += QPoint(0, 8);
        QVERIFY(!blockDifference(page(changes), page()).isEmpty());
    }
    void aMissingWordIsFound()
    {
        Changes changes;
        changes.title = u"Release"_s;
        QVERIFY(!blockDifference(page(changes), page()).isEmpty());
    }
    void anotherSizeIsSaid() { QVERIFY(blockDifference(page().copy(0, 0, 100, 100), page()).contains(u"100 x 100")); }
};

QTEST_MAIN(TestBlockPicture)
#include "tst_blockpicture.moc"
