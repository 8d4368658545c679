// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What a person decides on is read as it is meant.
#include "base/visibletext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace podium;
using namespace Qt::StringLiterals;

class TestVisibleText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsHiddenIsMarked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << u"rm -r build\n\tthen 日本語 é"_s << u"rm -r build\n\tthen 日本語 é"_s;
        QTest::newRow("order") << u"cat \u202Egnp.exe"_s << u"cat \uFFFDgnp.exe"_s;
        QTest::newRow("isolates") << u"a\u2066b\u2069c"_s << u"a\uFFFDb\uFFFDc"_s;
        QTest::newRow("zero width") << u"r\u200Bm\u200Cx\uFEFF"_s << u"r\uFFFDm\uFFFDx\uFFFD"_s;
        QTest::newRow("joiner among letters") << u"r\u200Dm"_s << u"r\uFFFDm"_s;
        QTest::newRow("soft hyphen") << u"r\u00ADm"_s << u"r\uFFFDm"_s;
        QTest::newRow("fillers") << u"\u3164=\uFFA0 \u115F\u2800"_s << u"\uFFFD=\uFFFD \uFFFD\uFFFD"_s;
        QTest::newRow("selector on a letter") << u"a\uFE0F"_s << u"a\uFFFD"_s;
        QTest::newRow("line separator") << u"ls\u2028rm"_s << u"ls\uFFFDrm"_s;
        QTest::newRow("controls") << u"\x1b[31mred\r\x7f\u0085"_s << u"\uFFFD[31mred\uFFFD\uFFFD\uFFFD"_s;
        QTest::newRow("tags") << u"ok\U000E0072\U000E006D"_s << u"ok\uFFFD\uFFFD"_s;
        QTest::newRow("more selectors") << u"a\U000E0101"_s << u"a\uFFFD"_s;
        QTest::newRow("emoji") << u"\U0001F468\u200D\U0001F4BB \u2764\uFE0F\u200D\U0001F525"_s
                               << u"\U0001F468\u200D\U0001F4BB \u2764\uFE0F\u200D\U0001F525"_s;
    }
    void whatIsHiddenIsMarked()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(harmless(text), shown);
        QCOMPARE(oneLine(text), QString(shown).replace(u'\n', u' ').replace(u'\t', u' '));
    }

    void escapedJsonIsTheSameValue()
    {
        const QJsonObject value{{u"command"_s, u"cat \u202Ex\u200B\U000E0072\n\"é\""_s}};
        const QString json = escapedJson(QString::fromUtf8(QJsonDocument(value).toJson()));
        QVERIFY2(json.contains(u"\\u202e"_s) && json.contains(u"é"_s), qPrintable(json));
        QCOMPARE(harmless(json), json);
        QCOMPARE(QJsonDocument::fromJson(json.toUtf8()).object(), value);
    }
};

QTEST_GUILESS_MAIN(TestVisibleText)
#include "tst_visibletext.moc"
