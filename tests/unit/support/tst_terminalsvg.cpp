// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/picture/terminalsvg.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace podium::test;
using namespace Qt::StringLiterals;

class TerminalSvgTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coloursAndWeightsSplitALineIntoRuns();
    void styleGoesOnOverLines();
    void reverseSwapsColours();
    void extendedColoursAreUnderstood_data();
    void extendedColoursAreUnderstood();
    void otherSequencesAreDropped();
    void wideAndCombiningCharactersTakeTheirCells();
    void pictureIsWellFormedWhateverTheTextSays();
    void filmShowsItsLastFrameWhereNothingMoves();
};

void TerminalSvgTest::coloursAndWeightsSplitALineIntoRuns()
{
    const QList<AnsiLine> lines = parseAnsi(u"plain \x1b[1;32mgood\x1b[0m end"_s);
    QCOMPARE(lines.size(), 1);
    const AnsiLine &line = lines.constFirst();
    QCOMPARE(line.size(), 3);
    QCOMPARE(line.at(0).text, u"plain "_s);
    QCOMPARE(line.at(0).style, AnsiStyle());
    QCOMPARE(line.at(1).text, u"good"_s);
    QVERIFY(line.at(1).style.bold);
    QVERIFY(!line.at(1).style.foreground.isEmpty());
    QCOMPARE(line.at(1).column, 6);
    QCOMPARE(line.at(2).column, 10);
    QCOMPARE(line.at(2).style, AnsiStyle());
}

void TerminalSvgTest::styleGoesOnOverLines()
{
    const QList<AnsiLine> lines = parseAnsi(u"\x1b[31mred\nstill\x1b[39m\nnot"_s);
    QCOMPARE(lines.at(1).constFirst().style.foreground, lines.at(0).constFirst().style.foreground);
    QVERIFY(lines.at(2).constFirst().style.foreground.isEmpty());
}

void TerminalSvgTest::reverseSwapsColours()
{
    const QList<AnsiLine> lines = parseAnsi(u"\x1b[34;7mx\x1b[27my"_s);
    const AnsiLine &line = lines.constFirst();
    QCOMPARE(line.at(0).style.background, line.at(1).style.foreground);
    QVERIFY(!line.at(0).style.foreground.isEmpty());
    QVERIFY(line.at(1).style.background.isEmpty());
}

void TerminalSvgTest::extendedColoursAreUnderstood_data()
{
    QTest::addColumn<QString>("codes");
    QTest::addColumn<QString>("colour");
    QTest::newRow("cube") << u"38;5;208"_s << u"#ff8700"_s;
    QTest::newRow("grey") << u"38;5;240"_s << u"#585858"_s;
    QTest::newRow("true colour") << u"38;2;1;2;255"_s << u"#0102ff"_s;
    QTest::newRow("cut off") << u"38;5"_s << QString();
    QTest::newRow("nonsense") << u"38;9;x"_s << QString();
}

void TerminalSvgTest::extendedColoursAreUnderstood()
{
    QFETCH(QString, codes);
    QFETCH(QString, colour);
    const QList<AnsiLine> lines = parseAnsi(u"\x1b["_s + codes + u"mx"_s);
    QCOMPARE(lines.constFirst().constFirst().style.foreground, colour);
}

void TerminalSvgTest::otherSequencesAreDropped()
{
    const QList<AnsiLine> lines = parseAnsi(u"a\x1b[2Kb\x1b[?25lc\x1b"_s);
    QCOMPARE(lines.constFirst().size(), 1);
    QCOMPARE(lines.constFirst().constFirst().text, u"abc"_s);
}

void TerminalSvgTest::wideAndCombiningCharactersTakeTheirCells()
{
    QCOMPARE(cellWidth(U'a'), 1);
    QCOMPARE(cellWidth(U'─'), 1);
    QCOMPARE(cellWidth(U'漢'), 2);
    QCOMPARE(cellWidth(U'\U0001F3BC'), 2);
    QCOMPARE(cellWidth(U'\u0301'), 0);
    const QList<AnsiLine> lines = parseAnsi(u"漢\x1b[1mx"_s);
    QCOMPARE(lines.constFirst().at(1).column, 2);
}

void TerminalSvgTest::pictureIsWellFormedWhateverTheTextSays()
{
    const QByteArray svg =
        terminalSvg({{0, parseAnsi(u"<script>&\"'\x1b[41m]]>\x1b[0m\n\u2713"_s)}}, 80, u"<a> & \"b\""_s);
    QXmlStreamReader reader(svg);
    QString texts;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement)
            QVERIFY(reader.name() != u"script");
        if (reader.isCharacters())
            texts += reader.text();
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(texts.contains(u"<script>&\"'"_s));
    QVERIFY(texts.contains(u"\u2713"_s));
    // A colour in the style sheet would win over those of the runs.
    const QByteArray style = svg.mid(svg.indexOf("<style>"), svg.indexOf("</style>") - svg.indexOf("<style>"));
    QVERIFY(!style.contains("fill"));
}

void TerminalSvgTest::filmShowsItsLastFrameWhereNothingMoves()
{
    const QByteArray svg = terminalSvg({{0, parseAnsi(u"one"_s)}, {400, parseAnsi(u"two"_s)}}, 80, u"t"_s);
    QVERIFY(svg.contains(".frame { visibility: hidden; }\n#f1 { visibility: visible; }"));
    QVERIFY(svg.contains("prefers-reduced-motion: no-preference"));
    QCOMPARE(svg.count("<g class=\"frame\""), 2);
}

QTEST_GUILESS_MAIN(TerminalSvgTest)
#include "tst_terminalsvg.moc"
