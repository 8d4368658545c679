// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/textdiff.h"

#include <QRandomGenerator>
#include <QStringList>
#include <QTest>

using namespace podium;
using namespace Qt::StringLiterals;
using Kind = TextDiffLine::Kind;

class TextDiffTest : public QObject
{
    Q_OBJECT

    static QString shown(const QString &left, const QString &right)
    {
        QString out;
        const QList<TextDiffLine> lines = textDiff(left, right);
        for (const TextDiffLine &line : lines)
            out += (line.kind == Kind::Same ? u' ' : line.kind == Kind::Removed ? u'-' : u'+') + line.text;
        return out;
    }

    /// One side of a difference.
    static QStringList side(const QList<TextDiffLine> &lines, Kind without)
    {
        QStringList out;
        for (const TextDiffLine &line : lines) {
            if (line.kind != without)
                out += line.text;
        }
        return out;
    }

private Q_SLOTS:
    void linesThatAreTheSameStay()
    {
        QCOMPARE(shown(u"a\nb\nc"_s, u"a\nb\nc\n"_s), u" a b c"_s);
        QCOMPARE(shown(u"a\nb\nc"_s, u"a\nx\nc"_s), u" a-b+x c"_s);
        QCOMPARE(shown(u"a\nc"_s, u"a\nb\nc"_s), u" a+b c"_s);
        QCOMPARE(shown(u"a\nb\nc"_s, u"c"_s), u"-a-b c"_s);
        QCOMPARE(shown({}, u"a"_s), u"+a"_s);
        QCOMPARE(shown(u"a"_s, {}), u"-a"_s);
        QCOMPARE(shown({}, {}), QString());
        QCOMPARE(shown(u"\n"_s, u"\n\n"_s), u" +"_s);
    }

    void nothingIsLostAndNoMoreIsChangedThanMustBe()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 300; ++round) {
            QStringList left;
            QStringList right;
            for (int i = int(random.bounded(30)); i >= 0; --i)
                left += QString(QChar(u'a' + random.bounded(4)));
            for (int i = int(random.bounded(30)); i >= 0; --i)
                right += QString(QChar(u'a' + random.bounded(4)));
            const QList<TextDiffLine> lines = textDiff(left.join(u'\n'), right.join(u'\n'));
            QCOMPARE(side(lines, Kind::Added), left);
            QCOMPARE(side(lines, Kind::Removed), right);
            const auto same = std::count_if(lines.begin(), lines.end(),
                                            [](const TextDiffLine &line) { return line.kind == Kind::Same; });
            QCOMPARE(qsizetype(same), longestCommon(left, right));
        }
    }

    void textsWithNothingInCommonAreToldWhole()
    {
        QStringList left;
        QStringList right;
        for (int i = 0; i < 20'000; ++i) {
            left += u"left %1"_s.arg(i);
            right += u"right %1"_s.arg(i);
        }
        const QList<TextDiffLine> lines = textDiff(left.join(u'\n'), right.join(u'\n'));
        QCOMPARE(side(lines, Kind::Added), left);
        QCOMPARE(side(lines, Kind::Removed), right);
    }

private:
    /// By the book, for small texts.
    static qsizetype longestCommon(const QStringList &a, const QStringList &b)
    {
        QList<QList<qsizetype>> best(a.size() + 1, QList<qsizetype>(b.size() + 1, 0));
        for (qsizetype i = 1; i <= a.size(); ++i) {
            for (qsizetype j = 1; j <= b.size(); ++j)
                best[i][j] = a.at(i - 1) == b.at(j - 1) ? best.at(i - 1).at(j - 1) + 1
                                                        : std::max(best.at(i - 1).at(j), best.at(i).at(j - 1));
        }
        return best.last().last();
    }
};

QTEST_APPLESS_MAIN(TextDiffTest)
#include "tst_textdiff.moc"
