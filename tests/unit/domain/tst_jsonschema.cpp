// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/definition/schema/jsonschema.h"

#include <QTest>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

using namespace podium;
using namespace podium::domain;

namespace
{

/// JSON with ' for ", which reads better in C++.
QJsonValue json(const char *text)
{
    const Result<QJsonValue> value = parseJson(QByteArray(text).replace('\'', '"'));
    return value ? *value : QJsonValue(QJsonValue::Undefined);
}

QStringList check(const char *schema, const char *value)
{
    const Result<JsonSchema> compiled = JsonSchema::compile(json(schema));
    return compiled ? compiled->check(json(value)) : QStringList{QStringLiteral("schema: ") + compiled.error().text()};
}

bool valijsonAccepts(const QJsonValue &schemaValue, const QJsonValue &value)
{
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(valijson::adapters::QtJsonAdapter(schemaValue), schema);
    return valijson::Validator().validate(schema, valijson::adapters::QtJsonAdapter(value), nullptr);
}

} // namespace

class TestJsonSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeywordAgreesWithValijson_data()
    {
        QTest::addColumn<QByteArray>("schema");
        const auto row = [](const char *schema) { QTest::newRow(schema) << QByteArray(schema); };
        row("{}");
        row("{'type': 'string'}");
        row("{'type': ['integer', 'null']}");
        row("{'type': 'number', 'minimum': 2, 'maximum': 5}");
        row("{'exclusiveMinimum': 2, 'exclusiveMaximum': 5}");
        row("{'type': 'integer', 'multipleOf': 3}");
        row("{'type': 'string', 'minLength': 2, 'maxLength': 3}");
        row("{'pattern': '^a+$'}");
        row("{'enum': ['a', 1, null, [1], {'x': 1}]}");
        row("{'const': {'x': 1}}");
        row("{'type': 'array', 'items': {'type': 'integer'}, 'minItems': 1, 'maxItems': 2}");
        row("{'items': [{'type': 'integer'}, {'type': 'string'}], 'additionalItems': false}");
        row("{'items': [{'type': 'integer'}], 'additionalItems': {'type': 'integer'}}");
        row("{'type': 'array', 'uniqueItems': true}");
        row("{'contains': {'type': 'string'}}");
        row("{'properties': {'x': {'type': 'integer'}}, 'required': ['x']}");
        row("{'properties': {'x': {}}, 'additionalProperties': false}");
        row("{'additionalProperties': {'type': 'integer'}}");
        row("{'patternProperties': {'^x': {'type': 'integer'}}, 'additionalProperties': false}");
        row("{'propertyNames': {'pattern': '^x'}}");
        row("{'minProperties': 1, 'maxProperties': 1}");
        row("{'dependencies': {'x': ['y']}}");
        row("{'dependencies': {'x': {'required': ['y']}}}");
        row("{'allOf': [{'type': 'integer'}, {'minimum': 2}]}");
        row("{'anyOf': [{'type': 'integer'}, {'type': 'string', 'minLength': 2}]}");
        row("{'oneOf': [{'type': 'integer'}, {'minimum': 2}]}");
        row("{'not': {'type': 'integer'}}");
        row("{'if': {'type': 'integer'}, 'then': {'minimum': 2}, 'else': {'type': 'string'}}");
        row("{'definitions': {'n': {'type': 'integer'}}, 'properties': {'x': {'$ref': '#/definitions/n'}}}");
        row("{'type': 'object', 'properties': {'x': {'$ref': '#'}, 'y': {'type': 'integer'}}, 'additionalProperties': "
            "false}");
    }
    void everyKeywordAgreesWithValijson()
    {
        QFETCH(QByteArray, schema);
        const QJsonValue schemaValue = json(schema.constData());
        const Result<JsonSchema> compiled = JsonSchema::compile(schemaValue);
        QVERIFY2(compiled, qPrintable(compiled ? QString() : compiled.error().text()));
        for (const char *text : {"null",
                                 "true",
                                 "1",
                                 "2",
                                 "3",
                                 "5",
                                 "6",
                                 "2.5",
                                 "-1",
                                 "\"\"",
                                 "\"a\"",
                                 "\"aa\"",
                                 "\"aaaa\"",
                                 "\"äö\"",
                                 "\"😀\"",
                                 "[]",
                                 "[1]",
                                 "[1, 1]",
                                 "[1, \"a\"]",
                                 "[\"a\"]",
                                 "[[1], [1]]",
                                 "{}",
                                 "{\"x\": 1}",
                                 "{\"x\": \"a\"}",
                                 "{\"y\": 1}",
                                 "{\"x\": 1, \"y\": 2}",
                                 "{\"x\": {\"x\": {\"y\": 1}}}",
                                 "{\"x\": {\"z\": 1}}",
                                 "{\"xx\": true}"}) {
            const QJsonValue value = json(text);
            QVERIFY(!value.isUndefined());
            const QStringList findings = compiled->check(value);
            QVERIFY2(findings.isEmpty() == valijsonAccepts(schemaValue, value),
                     qPrintable(QString::fromUtf8(text) + QStringLiteral(": ") + findings.join(u'\n')));
        }
    }

    void findingsNameThePlaceAndWhatWasExpected()
    {
        QCOMPARE(check("{'properties': {'data': {'items': {'type': 'string'}}}}", "{'data': ['a', 3]}"),
                 QStringList{QStringLiteral("/data/1: an element of `data`: expected a string, got 3")});
        QCOMPARE(check("{'required': ['a', 'b']}", "{}").size(), 2);
        QCOMPARE(check("{'type': 'object'}", "[]"),
                 QStringList{QStringLiteral("the value: expected a map, got a list")});
    }

    void allFindingsAreGivenAtOnce()
    {
        QCOMPARE(check("{'properties': {'a': {'type': 'string'}, 'b': {'minimum': 3}}, 'additionalProperties': false}",
                       "{'a': 1, 'b': 2, 'c': 3}")
                     .size(),
                 3);
    }

    void theAlternativeThatWasMeantIsExplained()
    {
        const char *schema = "{'anyOf': [{'type': 'integer'}, {'type': 'object', 'properties': {'a': {}}, "
                             "'additionalProperties': false}]}";
        QCOMPARE(check(schema, "{'b': 1}"), QStringList{QStringLiteral("/b: unknown key `b` here")});
        QCOMPARE(check(schema, "\"x\""),
                 QStringList{QStringLiteral("the value: expected a whole number or a map, got \"x\"")});
    }

    void whatIsNoSchemaIsRefused_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *schema, const char *part) {
            QTest::newRow(schema) << QByteArray(schema) << QString::fromUtf8(part);
        };
        row("3", "a schema is an object");
        row("{'type': 'text'}", "`text` is not a type");
        row("{'pattern': '('}", "not a regular expression");
        row("{'minimum': '3'}", "a number is expected");
        row("{'minLength': -1}", "a whole number from 0");
        row("{'properties': []}", "an object is expected");
        row("{'anyOf': []}", "a list of schemas");
        row("{'required': 'a'}", "a list of keys");
        row("{'enum': 3}", "a list of values");
        row("{'$ref': 'file:///etc/passwd'}", "only references within");
        row("{'$ref': '#/definitions/none'}", "leads nowhere");
        row("{'definitions': {'a': {'$ref': '#/definitions/b'}, 'b': {'$ref': '#/definitions/a'}}, '$ref': "
            "'#/definitions/a'}",
            "leads back to itself");
        row("{'multipleOf': 0}", "above 0");
    }
    void whatIsNoSchemaIsRefused()
    {
        QFETCH(QByteArray, schema);
        QFETCH(QString, part);
        const Result<JsonSchema> compiled = JsonSchema::compile(json(schema.constData()));
        QVERIFY(!compiled);
        QVERIFY2(compiled.error().text().contains(part), qPrintable(compiled.error().text()));
    }

    void schemaThatOnlyRefersToItselfEnds()
    {
        // Valid by the letter of the standard, endless by its spirit.
        QVERIFY(!check("{'allOf': [{'$ref': '#'}]}", "1").isEmpty());
        QVERIFY(!check("{'properties': {'a': {'not': {'$ref': '#/properties/a'}}}}", "{'a': 1}").isEmpty());
        const QStringList findings = check("{'anyOf': [{'$ref': '#'}, {'$ref': '#'}]}", "1");
        QVERIFY(!findings.isEmpty());
    }

    void alternativesThatMultiplyEnd()
    {
        QJsonObject definitions;
        for (int i = 0; i < 60; ++i) {
            const QJsonObject next{{QStringLiteral("$ref"), QStringLiteral("#/definitions/d%1").arg(i + 1)}};
            definitions.insert(QStringLiteral("d%1").arg(i),
                               QJsonObject{{QStringLiteral("anyOf"), QJsonArray{next, next}}});
        }
        definitions.insert(QStringLiteral("d60"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}});
        const Result<JsonSchema> schema = JsonSchema::compile(
            QJsonObject{{QStringLiteral("definitions"), definitions},
                        {QStringLiteral("allOf"),
                         QJsonArray{QJsonObject{{QStringLiteral("$ref"), QStringLiteral("#/definitions/d0")}}}}});
        QVERIFY(schema);
        QVERIFY(!schema->check(QJsonValue(1)).isEmpty());
        QVERIFY(schema->check(QJsonValue(QStringLiteral("x"))).isEmpty());
    }

    void hostilePatternsAndLongStringsEnd()
    {
        // std::regex recurses for every character; a backtracking pattern takes for ever.
        const Result<JsonSchema> schema = JsonSchema::compile(json("{'pattern': '^(a+)+$'}"));
        QVERIFY(schema);
        QVERIFY(!schema->check(QJsonValue(QString(2000, u'a') + u'b')).isEmpty());
        const Result<JsonSchema> any = JsonSchema::compile(json("{'pattern': '(.|x)*y'}"));
        QVERIFY(any->check(QJsonValue(QString(1'000'000, u'x') + u'y')).size() <= 1);
    }

    void manyFindingsStopAtTheLimit()
    {
        QJsonArray array;
        for (int i = 0; i < 100'000; ++i)
            array.append(i);
        const Result<JsonSchema> schema = JsonSchema::compile(json("{'items': {'type': 'string'}}"));
        QCOMPARE(schema->check(QJsonValue(array)).size(), 1000);
    }
};

QTEST_GUILESS_MAIN(TestJsonSchema)
#include "tst_jsonschema.moc"
