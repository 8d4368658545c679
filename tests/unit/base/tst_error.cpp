// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <QSet>
#include <QTest>

using namespace podium;
using namespace Qt::StringLiterals;

class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textNamesThePlaceTheFaultAndTheRemedy_data();
    void textNamesThePlaceTheFaultAndTheRemedy();
    void everyCodeHasANameOfItsOwnAndComesBackFromIt();
    void unknownNameIsADefect();
    void failureCarriesItsError();
};

void ErrorTest::textNamesThePlaceTheFaultAndTheRemedy_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("text");
    const auto error = [](const QString &message, const QString &where, const QString &hint) {
        return Error{ErrorCode::NotFound, message, where, hint};
    };
    QTest::newRow("message") << error(u"no such run"_s, {}, {}) << u"no such run"_s;
    QTest::newRow("place") << error(u"no such key"_s, u"a.yaml:3"_s, {}) << u"a.yaml:3: no such key"_s;
    QTest::newRow("remedy") << error(u"no such run"_s, {}, u"See `podiumctl runs`"_s)
                            << u"no such run. See `podiumctl runs`"_s;
    QTest::newRow("full stop") << error(u"It is full."_s, {}, u"Free some space"_s) << u"It is full. Free some space"_s;
    QTest::newRow("all") << error(u"locked"_s, u"x.db"_s, u"Wait"_s) << u"x.db: locked. Wait"_s;
}

void ErrorTest::textNamesThePlaceTheFaultAndTheRemedy()
{
    QFETCH(Error, error);
    QFETCH(QString, text);
    QCOMPARE(error.text(), text);
}

void ErrorTest::everyCodeHasANameOfItsOwnAndComesBackFromIt()
{
    QSet<QString> names;
    for (int i = int(ErrorCode::InvalidArgument); i <= int(ErrorCode::Internal); ++i) {
        const QString name = errorCodeName(ErrorCode(i));
        QVERIFY2(!name.isEmpty() && name == name.toLower(), qPrintable(name));
        QCOMPARE(errorCodeFromName(name), ErrorCode(i));
        names.insert(name);
    }
    QCOMPARE(names.size(), qsizetype(ErrorCode::Internal) + 1);
}

void ErrorTest::unknownNameIsADefect()
{
    QCOMPARE(errorCodeFromName(u"no_such_code"_s), ErrorCode::Internal);
    QCOMPARE(errorCodeFromName({}), ErrorCode::Internal);
}

void ErrorTest::failureCarriesItsError()
{
    const Result<int> failed = fail(ErrorCode::Timeout, u"too slow"_s, u"here"_s, u"wait"_s);
    QVERIFY(!failed);
    QCOMPARE(failed.error(), (Error{ErrorCode::Timeout, u"too slow"_s, u"here"_s, u"wait"_s}));
    QVERIFY(!(failed.error() == Error{ErrorCode::Timeout, u"too slow"_s, u"there"_s, u"wait"_s}));
}

QTEST_GUILESS_MAIN(ErrorTest)
#include "tst_error.moc"
