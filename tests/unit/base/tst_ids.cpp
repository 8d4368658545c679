// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "base/ids.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <thread>

using namespace podium;
using namespace Qt::StringLiterals;

class IdsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identifiersAreUniqueOverThreads();
    void identifiersSortByTheTimeTheyWereMade();
    void readableIdentifierCanBeTyped();
    void slugKeepsOnlyWhatIsSafeInAPath_data();
    void slugKeepsOnlyWhatIsSafeInAPath();
};

void IdsTest::identifiersAreUniqueOverThreads()
{
    constexpr int Each = 5'000;
    QList<QStringList> made(4);
    std::vector<std::thread> threads;
    for (QStringList &mine : made) {
        threads.emplace_back([&mine] {
            for (int i = 0; i < Each; ++i)
                mine.append(newId());
        });
    }
    for (std::thread &thread : threads)
        thread.join();

    static const QRegularExpression form(u"^[0-9a-hjkmnp-tv-z]{26}$"_s);
    QSet<QString> all;
    for (const QStringList &mine : std::as_const(made)) {
        for (const QString &id : mine) {
            QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
            all.insert(id);
        }
    }
    QCOMPARE(all.size(), made.size() * Each);
}

void IdsTest::identifiersSortByTheTimeTheyWereMade()
{
    const SystemClock clock;
    const qint64 before = clock.nowMs();
    const QString first = newId();
    QTRY_VERIFY(clock.nowMs() > before + 1);
    QVERIFY(first < newId());
}

void IdsTest::readableIdentifierCanBeTyped()
{
    static const QRegularExpression form(u"^release-notes-v2-[0-9a-hjkmnp-tv-z]{6}$"_s);
    QVERIFY(form.match(newReadableId(u"Release notes (v2)"_s)).hasMatch());
    QVERIFY(newReadableId(u"a"_s) != newReadableId(u"a"_s));
}

void IdsTest::slugKeepsOnlyWhatIsSafeInAPath_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("slugged");
    QTest::newRow("words") << u"Build & Test"_s << u"build-test"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << u"etc-passwd"_s;
    QTest::newRow("foreign letters") << u"Überprüfung"_s << u"berpr-fung"_s;
    QTest::newRow("nothing left") << u"…/…"_s << u"x"_s;
    QTest::newRow("empty") << QString() << u"x"_s;
    QTest::newRow("too long") << QString(50, u'a') << QString(40, u'a');
    QTest::newRow("cut at a dash") << QString(39, u'a') + u" b"_s << QString(39, u'a');
    QTest::newRow("line ends and nulls") << u"a\nb"_s + QChar(0) + u"c"_s << u"a-b-c"_s;
}

void IdsTest::slugKeepsOnlyWhatIsSafeInAPath()
{
    QFETCH(QString, text);
    QFETCH(QString, slugged);
    QCOMPARE(slug(text), slugged);
}

QTEST_GUILESS_MAIN(IdsTest)
#include "tst_ids.moc"
