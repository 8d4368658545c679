// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <QJsonArray>
#include <QTest>

using namespace podium;
using namespace Qt::StringLiterals;

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalValuesGiveEqualBytes();
    void everyValueComesBack_data();
    void everyValueComesBack();
    void damagedTextIsRefused_data();
    void damagedTextIsRefused();
    void checksumIsSha256();
};

void JsonTest::equalValuesGiveEqualBytes()
{
    QJsonObject one;
    one.insert(u"b"_s, 1);
    one.insert(u"a"_s, QJsonArray{true, QJsonValue::Null});
    QJsonObject other;
    other.insert(u"a"_s, QJsonArray{true, QJsonValue::Null});
    other.insert(u"b"_s, 1.0);
    QCOMPARE(canonicalJson(one), QByteArray(R"({"a":[true,null],"b":1})"));
    QCOMPARE(canonicalJson(one), canonicalJson(other));
}

void JsonTest::everyValueComesBack_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("null") << QJsonValue(QJsonValue::Null);
    QTest::newRow("false") << QJsonValue(false);
    QTest::newRow("number") << QJsonValue(-1.5);
    QTest::newRow("beyond 53 bits") << QJsonValue(qint64(9'007'199'254'740'993));
    QTest::newRow("empty string") << QJsonValue(QString());
    QTest::newRow("quotes and controls") << QJsonValue(u"\"\\\n\u0001\u2028"_s);
    QTest::newRow("emoji") << QJsonValue(u"\U0001F3BC"_s);
    QTest::newRow("empty list") << QJsonValue(QJsonArray());
    QTest::newRow("nested") << QJsonValue(QJsonObject{{u"a"_s, QJsonArray{1, QJsonObject()}}});
}

void JsonTest::everyValueComesBack()
{
    QFETCH(QJsonValue, value);
    const Result<QJsonValue> read = parseJson(canonicalJson(value));
    QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
    QCOMPARE(*read, value);
}

void JsonTest::damagedTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray(" \n");
    QTest::newRow("two values") << QByteArray("1, 2");
    QTest::newRow("brackets that would close ours") << QByteArray("1], [2");
    QTest::newRow("cut off") << QByteArray("{\"a\": [1, 2");
    QTest::newRow("trailing text") << QByteArray("{} x");
    QTest::newRow("single quotes") << QByteArray("{'a': 1}");
    QTest::newRow("not a number") << QByteArray("NaN");
    QTest::newRow("bad UTF-8") << QByteArray("\"\xff\xfe\"");
    QTest::newRow("too deep") << QByteArray(100'000, '[');
}

void JsonTest::damagedTextIsRefused()
{
    QFETCH(QByteArray, text);
    const Result<QJsonValue> read = parseJson(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!read.error().message.isEmpty());
}

void JsonTest::checksumIsSha256()
{
    QCOMPARE(sha256Hex("abc"), u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s);
}

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
