// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/englishplurals.h"

#include <QCoreApplication>
#include <QTest>

using namespace podium;

class TestEnglishPlurals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneIsSingularAndAnythingElsePlural()
    {
        EnglishPlurals plurals;
        QCoreApplication::installTranslator(&plurals);
        QCOMPARE(tr("%n task(s), %1", nullptr, 1).arg(QStringLiteral("x")), QStringLiteral("1 task, x"));
        QCOMPARE(tr("%n task(s)", nullptr, 0), QStringLiteral("0 tasks"));
        QCOMPARE(tr("%n more line(s)", nullptr, 12), QStringLiteral("12 more lines"));
        QCOMPARE(tr("RUN(s) stays without a number"), QStringLiteral("RUN(s) stays without a number"));
        QCOMPARE(tr("%n of them", nullptr, 2), QStringLiteral("2 of them"));
    }
};

QTEST_GUILESS_MAIN(TestEnglishPlurals)
#include "tst_englishplurals.moc"
