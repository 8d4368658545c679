// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "domain/expression/functions/functiontable.h"
#include "domain/expression/template.h"

#include <QRandomGenerator>
#include <QTest>
#include <QThread>

#include <limits>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

MapScope scope()
{
    MapScope out;
    QJsonValue deep(1);
    for (int i = 0; i < 300; ++i)
        deep = QJsonArray{deep};
    QJsonArray numbers;
    for (int i = 0; i < 20'000; ++i)
        numbers.append(i);
    out.roots = {{u"deep"_s, deep},
                 {u"text"_s, QString(1'000'000, u'x')},
                 {u"lines"_s, QString(200'000, u'\n')},
                 {u"numbers"_s, numbers},
                 {u"inputs"_s, QJsonObject{{u"a"_s, 1}, {u"s"_s, QString(u"é😀\u0000"_s + QChar(0xd800))}}}};
    out.tasks = {{u"t"_s, QJsonObject{{u"state"_s, u"SUCCESS"_s}, {u"result"_s, QJsonArray{1, u"x"_s, QJsonValue()}}}}};
    return out;
}

Result<QJsonValue> evaluate(const QString &source)
{
    static const MapScope s_scope = scope();
    const auto expression = Expression::parse(source);
    return expression ? expression->evaluate(s_scope) : tl::unexpected<Error>(expression.error());
}

QString repeated(const QString &piece, int count)
{
    return piece.repeated(count);
}

} // namespace

/// No input may crash, hang or fill the memory, whether it comes from an author or from a task's data.
class TestExpressionLimits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostileSourcesAreRefusedWithAReason_data()
    {
        QTest::addColumn<QString>("source");
        for (const QString &piece : {u"("_s, u"["_s, u"{a:"_s, u"-"_s, u"not "_s, u"1 if "_s, u"len("_s, u"a["_s,
                                     u"1 if 1 else "_s, u"((1)+"_s}) {
            QTest::newRow(qPrintable(u"30000 "_s + piece)) << repeated(piece, 30'000);
            QTest::newRow(qPrintable(u"65 "_s + piece)) << repeated(piece, 65) + u'1';
        }
        QTest::newRow("chain of operators") << u"1"_s + repeated(u"+1"_s, 20'000);
        QTest::newRow("chain of filters") << u"'a'"_s + repeated(u"|upper"_s, 5'000);
        QTest::newRow("chain of fields") << u"a"_s + repeated(u".a"_s, 20'000);
        QTest::newRow("chain of indexes") << u"a"_s + repeated(u"[0]"_s, 20'000);
        QTest::newRow("chain of or") << u"a"_s + repeated(u" or a"_s, 10'000);
        QTest::newRow("long number") << QString(10'000, u'9');
        QTest::newRow("long text") << u"'"_s + QString(70'000, u'x') + u"'"_s;
        QTest::newRow("zero character") << u"1"_s + QChar(0) + u"2"_s;
        QTest::newRow("half a pair") << QString(QChar(0xd83d));
        QTest::newRow("direction marks") << u"a\u202e.b"_s;
        QTest::newRow("escape at the end") << u"'\\"_s;
        QTest::newRow("half an escape") << u"'\\u12"_s;
    }

    void hostileSourcesAreRefusedWithAReason()
    {
        QFETCH(QString, source);
        const auto value = evaluate(source);
        QVERIFY(!value);
        QVERIFY(!value.error().message.isEmpty());
        QVERIFY(value.error().text().size() < 1000); // it does not quote the whole of it
        const Problems problems = Expression::problems(source, NameSchema());
        QVERIFY(!problems.isEmpty());
        for (const Problem &problem : problems)
            QVERIFY(problem.offset >= 0 && problem.offset <= source.size());
        QVERIFY(!Template::problems(u"{{ "_s + source + u" }}"_s, NameSchema()).isEmpty());
    }

    void nestingUpToTheLimitIsFine()
    {
        QCOMPARE(*evaluate(repeated(u"("_s, 60) + u'1' + repeated(u")"_s, 60)), QJsonValue(1));
        QCOMPARE(*evaluate(u"1"_s + repeated(u"+1"_s, 190)), QJsonValue(191));
        QVERIFY(evaluate(repeated(u"["_s, 60) + repeated(u"]"_s, 60)));
    }

    void workBeyondTheLimitEnds_data()
    {
        QTest::addColumn<QString>("source");
        const auto row = [](const char *source) { QTest::newRow(source) << QString::fromUtf8(source); };
        row("range(1000000000)");
        row("range(-1000000000, 1000000000)");
        row("range(100000) + range(100000)");
        row("text + text + text + text + text");
        row("[text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text, text]");
        row("json([text, text, text, text, text])");
        row("replace(text, 'x', 'xxxxxxxxxx')");
        row("replace(text, 'x', text)");
        row("indent(lines, 200, true)");
        row("join(range(100000), text)");
        row("json(json(json(json(json(json(json(json(json(json(json(text + '\"\"\"\"\"\"\"\"')))))))))))");
        row("join([text, text, text, text, text])");
        row("split(lines, '\n')");
        row("lines(lines)");
        row("quote([text, text, text, text, text])");
        row("url_encode(text + text + text + text)");
        row("sort(range(100000) + range(0))|sort|sort|sort");
        row("map(range(100000), 'a')|map('a')|map('a')|map('a')|map('a')|map('a')|map('a')|map('a')");
        row("[numbers] + [numbers] == [numbers] + [numbers] and [numbers, numbers, numbers, numbers, numbers, numbers, "
            "numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers] == 1 or "
            "unique([numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers, "
            "numbers])");
        row("flatten([numbers, numbers, numbers, numbers, numbers, numbers])");
    }

    void workBeyondTheLimitEnds()
    {
        QFETCH(QString, source);
        const auto value = evaluate(source);
        QVERIFY2(!value, "this was meant to be too much");
        QVERIFY2(value.error().code == ErrorCode::Exhausted, qPrintable(value.error().text()));
    }

    void resultsAreBoundedToo()
    {
        // Each step is cheap; it is the value that would be too large to keep.
        const auto text = Template::parse(repeated(u"{{ text }}"_s, 30));
        QVERIFY(text);
        const auto rendered = text->render(scope());
        QVERIFY(!rendered);
        QCOMPARE(rendered.error().code, ErrorCode::Exhausted);
        QVERIFY(Template::parse(repeated(u"{{ text }}"_s, 3))->render(scope())->size() == 3'000'000);
    }

    void deepDataIsReadButNotBuiltUpon()
    {
        QVERIFY(evaluate(u"deep[0][0][0]"_s));
        QVERIFY(evaluate(u"json(deep) | len"_s));
        QVERIFY(evaluate(u"deep == deep"_s));
        const QString brackets = repeated(u"["_s, 5000);
        QVERIFY(!evaluate(u"from_json('%1')"_s.arg(brackets)));
    }

    void extremeNumbersAreHandled()
    {
        const QStringList numbers{u"0"_s,
                                  u"-0.0"_s,
                                  u"1"_s,
                                  u"-1"_s,
                                  u"0.1"_s,
                                  u"9223372036854775807"_s,
                                  u"(-9223372036854775807 - 1)"_s,
                                  u"9007199254740993"_s,
                                  u"1e308"_s,
                                  u"-1e308"_s,
                                  u"5e-324"_s,
                                  u"18446744073709551616"_s};
        for (const QString &a : numbers) {
            for (const QString &f :
                 {u"int(%1)"_s, u"round(%1)"_s, u"round(%1, 15)"_s, u"floor(%1)"_s, u"ceil(%1)"_s, u"abs(%1)"_s,
                  u"-%1"_s, u"string(%1)"_s, u"json(%1)"_s, u"sum([%1, %1])"_s, u"min(%1, 0)"_s,
                  u"slice([1, 2], %1, %1)"_s, u"slice('ab', %1)"_s, u"truncate('abc', %1)"_s, u"indent('a', %1)"_s,
                  u"[1, 2][%1]"_s, u"json([1], %1)"_s}) {
                const auto value = evaluate(f.arg(a));
                if (value && value->isDouble())
                    QVERIFY(std::isfinite(value->toDouble()));
            }
            for (const QString &b : numbers) {
                for (const QString &op : {u"+"_s, u"-"_s, u"*"_s, u"/"_s, u"//"_s, u"%"_s}) {
                    const auto value = evaluate(a + u' ' + op + u' ' + b);
                    if (value)
                        QVERIFY2(std::isfinite(value->toDouble()), qPrintable(a + op + b));
                }
                // a == (a // b) * b + a % b for whole numbers that fit
                const auto identity = evaluate(u"(%1 // %2) * %2 + %1 % %2 == %1"_s.arg(a, b));
                if (identity && !a.contains(u'.') && !b.contains(u'.') && a.size() < 3 && b.size() < 3)
                    QCOMPARE(*identity, QJsonValue(true));
                QVERIFY(*evaluate(u"(%1 < %2) == (%2 > %1)"_s.arg(a, b)) == QJsonValue(true));
            }
        }
        QVERIFY(!evaluate(u"iso_time(1e300)"_s));
        QVERIFY(!evaluate(u"range(1.5)"_s));
    }

    void randomExpressionsNeverCrash()
    {
        QStringList pieces{u"1"_s,
                           u"2.5"_s,
                           u"'x'"_s,
                           u"\"é😀\""_s,
                           u"null"_s,
                           u"true"_s,
                           u"inputs"_s,
                           u"inputs.a"_s,
                           u"inputs.s"_s,
                           u"tasks.t"_s,
                           u"tasks.t.result"_s,
                           u"deep"_s,
                           u"numbers"_s,
                           u"+"_s,
                           u"-"_s,
                           u"*"_s,
                           u"/"_s,
                           u"//"_s,
                           u"%"_s,
                           u"=="_s,
                           u"<"_s,
                           u"in"_s,
                           u"not"_s,
                           u"and"_s,
                           u"or"_s,
                           u"if"_s,
                           u"else"_s,
                           u"("_s,
                           u")"_s,
                           u"["_s,
                           u"]"_s,
                           u"{"_s,
                           u"}"_s,
                           u","_s,
                           u":"_s,
                           u"."_s,
                           u"|"_s,
                           u"0"_s,
                           u"}}"_s,
                           u"{{"_s,
                           u"\\"_s,
                           u"'"_s,
                           u"raw"_s};
        pieces += functionNames();
        QRandomGenerator random(99);
        int evaluated = 0;
        for (int round = 0; round < 60'000; ++round) {
            QString source;
            const int length = 1 + random.bounded(12);
            for (int i = 0; i < length; ++i)
                source += pieces.at(random.bounded(int(pieces.size()))) + u' ';
            const auto value = evaluate(source);
            if (value)
                ++evaluated;
            else
                QVERIFY(!value.error().message.isEmpty());
            for (const Problem &problem : Template::problems(source, NameSchema(), Quoting::Shell))
                QVERIFY(problem.offset >= 0 && problem.offset <= source.size());
        }
        QVERIFY2(evaluated > 300, qPrintable(QString::number(evaluated)));
    }

    /// Structured instead of random: every function with every combination of two kinds of values.
    void everyFunctionTakesOrRefusesEveryValue()
    {
        const QStringList values{u"null"_s,       u"true"_s,  u"0"_s,        u"-3"_s,   u"2.5"_s,
                                 u"''"_s,         u"'a b'"_s, u"inputs.s"_s, u"[]"_s,   u"[1, 'a', null, {}]"_s,
                                 u"['b', 'a']"_s, u"{}"_s,    u"{a: 1}"_s,   u"deep"_s, u"1e308"_s};
        NameSchema schema;
        schema.roots = {{u"inputs"_s, ValueType::object({{u"s"_s, ValueType::Text}}, true)},
                        {u"deep"_s, ValueType::List}};
        int accepted = 0;
        for (const QString &name : functionNames()) {
            if (name == u"raw")
                continue;
            for (const QString &a : values) {
                for (const QString &b : values) {
                    for (const QString &source : {u"%1(%2)"_s.arg(name, a), u"%1(%2, %3)"_s.arg(name, a, b),
                                                  u"%1(%2, %3, %2)"_s.arg(name, a, b)}) {
                        const auto value = evaluate(source);
                        const bool refused = !Expression::problems(source, schema).isEmpty();
                        // What validation refuses must really fail: it may not be stricter than the language.
                        QVERIFY2(!(refused && value), qPrintable(source));
                        accepted += value.has_value();
                        if (value) {
                            const unsigned kind = ValueType::kindOf(*value);
                            QVERIFY2(findFunction(name)->result & kind, qPrintable(source));
                        }
                    }
                }
            }
        }
        QVERIFY(accepted > 1000);
    }

    void parsingInManyThreadsGivesTheSame()
    {
        QList<QThread *> threads;
        QAtomicInt wrong = 0;
        for (int t = 0; t < 4; ++t) {
            threads.append(QThread::create([&wrong, t] {
                for (int i = 0; i < 20'000; ++i) {
                    const int n = (i * (t + 1)) % 3000;
                    const auto text = Template::parse(u"{{ %1 + inputs.a }}"_s.arg(n));
                    static const MapScope s_scope = scope();
                    if (!text || *text->value(s_scope) != QJsonValue(n + 1))
                        wrong.fetchAndAddRelaxed(1);
                }
            }));
            threads.last()->start();
        }
        for (QThread *thread : threads) {
            QVERIFY(thread->wait(60'000));
            delete thread;
        }
        QCOMPARE(wrong.loadRelaxed(), 0);
    }

    void cacheForgetsInsteadOfGrowing()
    {
        // More text than both generations hold; each must still parse as itself.
        for (int i = 0; i < 1500; ++i) {
            const QString source = u"len('%1') + %2"_s.arg(QString(8000, u'x')).arg(i);
            QCOMPARE(*evaluate(source), QJsonValue(8000 + i));
        }
        QCOMPARE(*evaluate(u"len('%1') + %2"_s.arg(QString(8000, u'x')).arg(0)), QJsonValue(8000));
    }
};

QTEST_APPLESS_MAIN(TestExpressionLimits)
#include "tst_expressionlimits.moc"
