// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Every page on a 4K screen at 200 %: a program of its own, since Qt asks for the scale only once.
#include "gui/pictures/picturetest.h"

#include <QApplication>
#include <QTest>

using podium::test::PictureTest;

int main(int argc, char **argv)
{
    PictureTest::prepare();
    qputenv("QT_SCALE_FACTOR", "2");
    QApplication app(argc, argv);
    PictureTest test({{1920, 1080}}, 2);
    return QTest::qExec(&test, argc, argv);
}
