// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "engine/resultstore.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QTest>

using namespace podium;
using engine::ResultStore;

namespace
{

/// Artifacts in memory; counts how often one is asked for.
class Artifacts : public engine::IArtifactStore
{
public:
    Result<QString> put(const QByteArray &bytes, const QString &) override
    {
        const QString hash = sha256Hex(bytes);
        kept.insert(hash, bytes);
        return hash;
    }
    Result<QByteArray> get(const QString &hash) const override
    {
        ++reads;
        if (error)
            return tl::unexpected(*error);
        return kept.contains(hash) ? Result<QByteArray>(kept.value(hash))
                                   : fail(ErrorCode::NotFound, QStringLiteral("there is no artifact"));
    }
    QMap<QString, QByteArray> kept;
    std::optional<Error> error;
    mutable int reads = 0;
};

const QJsonObject Large{{QStringLiteral("text"), QString(1000, u'x')}};

} // namespace

class ResultStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasJustKeptIsNotReadFromTheStore()
    {
        Artifacts artifacts;
        ResultStore results(artifacts, 100);
        const Result<QJsonValue> reference = results.keep(Large);
        QVERIFY(reference);
        QCOMPARE(artifacts.kept.size(), 1);
        const Result<QJsonValue> value = results.resolve(*reference);
        QVERIFY(value);
        QCOMPARE(value->toObject(), Large);
        QCOMPARE(artifacts.reads, 0);
        // Another process reads it once.
        ResultStore later(artifacts, 100);
        QCOMPARE(later.resolve(*reference).value().toObject(), Large);
        QCOMPARE(later.resolve(*reference).value().toObject(), Large);
        QCOMPARE(artifacts.reads, 1);
    }

    void whatCannotBeReadIsAnErrorAndReadAgainNextTime()
    {
        Artifacts artifacts;
        const Result<QJsonValue> reference = ResultStore(artifacts, 100).keep(Large);
        QVERIFY(reference);
        ResultStore results(artifacts, 100);
        artifacts.error = Error{ErrorCode::Timeout, QStringLiteral("the database is locked"), {}, {}};
        QCOMPARE(results.resolve(*reference).error().code, ErrorCode::Unavailable);
        QCOMPARE(results.resolve(*reference).error().message, QStringLiteral("the database is locked"));
        artifacts.error.reset();
        QCOMPARE(results.resolve(*reference).value().toObject(), Large);
    }

    void referencesInsideOfAWholeAreReplaced()
    {
        Artifacts artifacts;
        ResultStore results(artifacts, 100);
        const QJsonValue reference = results.keep(Large).value();
        const QJsonArray list{1, reference, QJsonObject{{QStringLiteral("sub"), QJsonArray{reference}}}};
        const QJsonArray whole{1, Large, QJsonObject{{QStringLiteral("sub"), QJsonArray{Large}}}};
        QCOMPARE(results.resolve(list).value().toArray(), whole);
        ResultStore later(artifacts, 100);
        QCOMPARE(later.resolve(list).value().toArray(), whole);
        QCOMPARE(artifacts.reads, 1);
        artifacts.kept.clear();
        QCOMPARE(ResultStore(artifacts, 100).resolve(list).error().code, ErrorCode::Corrupt);
    }

    void dataThatLooksLikeAReferenceIsNotTakenForOne_data()
    {
        QTest::addColumn<QJsonValue>("data");
        const QJsonObject alike{{QStringLiteral("$artifact"), QStringLiteral("1f")}};
        QTest::newRow("alone") << QJsonValue(alike);
        QTest::newRow("within") << QJsonValue(QJsonObject{{QStringLiteral("a"), QJsonArray{alike}}});
        QJsonObject more = alike;
        more.insert(QStringLiteral("name"), QStringLiteral("x"));
        QTest::newRow("with another key") << QJsonValue(more);
        QJsonObject text = alike;
        text.insert(QStringLiteral("bytes"), QStringLiteral("many"));
        QTest::newRow("with a key of another kind") << QJsonValue(text);
    }

    void dataThatLooksLikeAReferenceIsNotTakenForOne()
    {
        QFETCH(QJsonValue, data);
        Artifacts artifacts;
        ResultStore results(artifacts, 10'000);
        const Result<QJsonValue> kept = results.keep(data);
        QVERIFY(kept);
        QCOMPARE(results.resolve(*kept).value(), data);
        // Also by another process, and as an element of a list.
        ResultStore later(artifacts, 10'000);
        QCOMPARE(later.resolve(QJsonArray{*kept}).value().toArray(), QJsonArray{data});
    }

    void whatIsReadIntoTheEngineIsBounded()
    {
        Artifacts artifacts;
        const auto reference = [](qint64 bytes) {
            return QJsonObject{{QStringLiteral("$artifact"), QStringLiteral("1f")},
                               {QStringLiteral("bytes"), bytes},
                               {QStringLiteral("preview"), QString()}};
        };
        const ResultStore results(artifacts, 100);
        const Result<QJsonValue> one = results.resolve(reference(ResultStore::MaxResolvedBytes + 1));
        QCOMPARE(one.error().code, ErrorCode::Exhausted);
        QVERIFY2(one.error().text().contains(QStringLiteral("write files")), qPrintable(one.error().text()));
        const QJsonObject half = reference(ResultStore::MaxResolvedBytes / 2 + 1);
        QCOMPARE(results.resolve(QJsonArray{half, half}).error().code, ErrorCode::Exhausted);
        QCOMPARE(artifacts.reads, 0);
        QCOMPARE(results.resolve(half).error().code, ErrorCode::Corrupt); // It was looked for.
    }

    void whatIsGoneOrNoJsonIsDamage()
    {
        Artifacts artifacts;
        const ResultStore results(artifacts, 100);
        const auto reference = [](const QString &hash) { return QJsonObject{{QStringLiteral("$artifact"), hash}}; };
        QCOMPARE(results.resolve(reference(QStringLiteral("1f"))).error().code, ErrorCode::Corrupt);
        artifacts.kept.insert(QStringLiteral("2f"), "{");
        const Result<QJsonValue> torn = results.resolve(reference(QStringLiteral("2f")));
        QVERIFY(!torn);
        QCOMPARE(torn.error().code, ErrorCode::Corrupt);
        QVERIFY2(torn.error().text().contains(QLatin1String("2f")), qPrintable(torn.error().text()));
    }
};

QTEST_APPLESS_MAIN(ResultStoreTest)
#include "tst_resultstore.moc"
