// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/suggestion.h"

#include <QTest>

using namespace podium;
using namespace Qt::StringLiterals;

class SuggestionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void suggestionsAreNearAndNotAbsurd()
    {
        const QStringList known{u"depends_on"_s, u"timeout"_s, u"run"_s};
        QCOMPARE(nearestWord(u"dependsOn"_s, known), u"depends_on"_s);
        QCOMPARE(nearestWord(u"depend-on"_s, known), u"depends_on"_s);
        QCOMPARE(nearestWord(u"tiemout"_s, known), u"timeout"_s);
        QCOMPARE(nearestWord(u"elephant"_s, known), QString());
        QCOMPARE(nearestWord(QString(100'000, u'x'), known), QString());
        QCOMPARE(nearestWord(QString(), known), QString());
    }

    void theBeginningOfAWordIsEnough()
    {
        const QStringList known{u"max"_s, u"max_parallel"_s, u"description"_s};
        QCOMPARE(nearestWord(u"desc"_s, known), u"description"_s);
        QCOMPARE(nearestWord(u"MAX"_s, known), u"max"_s);
        QCOMPARE(nearestWord(u"de"_s, known), QString());
    }

    void aSentenceAndALineOfFindingsSayTheSame()
    {
        const QStringList known{u"limit"_s, u"run"_s};
        QCOMPARE(suggestion(u"limti"_s, known), u"Did you mean \"limit\"?"_s);
        QCOMPARE(suggestion(u"elephant"_s, known), QString());
        QCOMPARE(didYouMean(u"limti"_s, known), u"did you mean `limit`?"_s);
        QCOMPARE(didYouMean(u"elephant"_s, known), u"known: limit, run"_s);
    }
};

QTEST_GUILESS_MAIN(SuggestionTest)
#include "tst_suggestion.moc"
