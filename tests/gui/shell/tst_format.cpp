// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/format.h"

#include <QTest>

using podium::gui::Format;
using namespace Qt::StringLiterals;

class TestFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void durationsHaveTheUnitThatTells_data()
    {
        QTest::addColumn<double>("ms");
        QTest::addColumn<QString>("text");
        const auto row = [](double ms, const QString &text) { QTest::addRow("%g", ms) << ms << text; };
        row(-1, u"—"_s);
        row(0, u"0 ms"_s);
        row(45.6, u"45 ms"_s);
        row(99, u"99 ms"_s);
        row(100, u"0.1 s"_s);
        row(9'900, u"9.9 s"_s);
        row(10'000, u"10 s"_s);
        row(59'999, u"59 s"_s);
        row(61'000, u"1 m 01 s"_s);
        row(3'600'000, u"1 h 00 m"_s);
        row(49.0 * 3'600'000, u"2 d 1 h"_s);
    }
    void durationsHaveTheUnitThatTells()
    {
        QFETCH(const double, ms);
        QTEST(Format::duration(ms), "text");
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
