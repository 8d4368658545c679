// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Every page as it looks on common screens.
#include "gui/pictures/picturetest.h"

#include <QApplication>
#include <QTest>

using podium::test::PictureTest;

int main(int argc, char **argv)
{
    PictureTest::prepare();
    QApplication app(argc, argv);
    PictureTest test({{1280, 800}, {1440, 900}}, 1);
    return QTest::qExec(&test, argc, argv);
}
