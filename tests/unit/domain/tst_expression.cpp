// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/expression.h"

#include "base/json.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

QJsonValue json(const char *text)
{
    return *parseJson(text);
}

MapScope scope()
{
    MapScope out;
    out.roots = {{u"inputs"_s, json(R"({"repo": "app", "count": 3, "files": ["b.c", "a.c"], "big": 9007199254740993,
                                        "nested": {"x": {"y": [1, [2, 3]]}}, "flag": false, "nothing": null})")},
                 {u"run"_s, json(R"({"id": "r-1", "started_ms": 0})")},
                 {u"item"_s, json(R"({"name": "first"})")}};
    out.tasks = {{u"build"_s, json(R"({"state": "SUCCESS", "result": {"files": ["x.o"], "ok": true}, "attempts": 1})")},
                 {u"my-id"_s, json(R"({"state": "FAILED", "result": null, "error": "exit 1"})")}};
    return out;
}

/// The value as JSON, or "error: …".
QString evaluated(const QString &source)
{
    const auto expression = Expression::parse(source);
    if (!expression)
        return u"syntax: "_s + expression.error().text();
    const auto value = expression->evaluate(scope());
    return value ? QString::fromUtf8(canonicalJson(*value)) : u"error: "_s + value.error().text();
}

QStringList codes(const Problems &problems)
{
    QStringList out;
    for (const Problem &problem : problems)
        out += problem.code + u'@' + QString::number(problem.offset);
    return out;
}

NameSchema schema()
{
    NameSchema out;
    out.roots = {{u"inputs"_s, ValueType::object({{u"repo"_s, ValueType::Text},
                                                  {u"count"_s, ValueType::Number},
                                                  {u"files"_s, ValueType::list(ValueType::Text)}},
                                                 true)},
                 {u"run"_s, NameSchema::run()}};
    out.taskIds = {u"build"_s, u"my-id"_s};
    out.task = [](const QString &id) -> std::optional<ValueType> {
        if (id == u"build")
            return NameSchema::upstreamTask(ValueType::fromJsonSchema(
                json(R"({"type": "object", "properties": {"ok": {"type": "boolean"}}, "additionalProperties": false})")
                    .toObject()));
        if (id == u"my-id")
            return NameSchema::upstreamTask(ValueType::Any);
        return std::nullopt;
    };
    return out;
}

} // namespace

class TestExpression : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void expressionsHaveTheirValues_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *source, const char *expected) {
            QTest::newRow(source) << QString::fromUtf8(source) << QString::fromUtf8(expected);
        };
        // literals
        row("1", "1");
        row("1.50", "1.5");
        row("1e3", "1000");
        row("2E-2", "0.02");
        row("'it''s'", "syntax: column 5: `'s'` where an operator or the end was expected");
        row("'a\\n\\u00e9\\'\\\\'", R"("a\né'\\")");
        row("\"\\ud83d\\ude00\"", "\"😀\"");
        row("true", "true");
        row("null", "null");
        row("[1, 'a', [], {},]", R"([1,"a",[],{}])");
        row("{b: 1, 'a c': [2], in: 3}", R"({"a c":[2],"b":1,"in":3})");
        row("{{ 1 + 1 }}", "2");
        row("  {{ 1 + 1 }} ", "2");
        row("{{ {a: {b: 1}} }}", R"({"a":{"b":1}})");
        row("{{ {a: {b: 1}}}}", R"({"a":{"b":1}})");
        // paths
        row("inputs.repo", "\"app\"");
        row("inputs['repo']", "\"app\"");
        row("inputs.nested.x.y[1][0]", "2");
        row("inputs.files[-1]", "\"a.c\"");
        row("inputs.files[2]", "null");
        row("inputs.files[-3]", "null");
        row("inputs.nothing.deeper.still[3]['x']", "null");
        row("inputs.nested.missing", "null");
        row("tasks.build.result.files[0]", "\"x.o\"");
        row("tasks['my-id'].state", "\"FAILED\"");
        row("tasks['my-id'].result.anything", "null");
        row("item.name", "\"first\"");
        row("inputs.big", "9007199254740993");
        row("inputs.big + 1", "9007199254740994");
        // arithmetic
        row("1 + 2 * 3", "7");
        row("(1 + 2) * 3", "9");
        row("7 / 2", "3.5");
        row("7 // 2", "3");
        row("-7 // 2", "-4");
        row("7 // -2", "-4");
        row("-7 % 3", "2");
        row("7 % -3", "-2");
        row("-6 % 3", "0");
        row("7.5 % 2", "1.5");
        row("-7.5 // 2", "-4");
        row("2 - - 2", "4");
        row("--3", "3");
        row("9223372036854775807 + 1", "9223372036854776000");
        row("9223372036854775807 * 9223372036854775807", "8.507059173023462e+37");
        row("-9223372036854775807 - 1", "-9223372036854775808");
        row("(-9223372036854775807 - 1) // -1", "9223372036854776000");
        row("(-9223372036854775807 - 1) % -1", "0");
        row("'a' + 'b'", "\"ab\"");
        row("[1] + [2]", "[1,2]");
        // comparison
        row("1 == 1.0", "true");
        row("'1' == 1", "false");
        row("null == inputs.nothing", "true");
        row("[1, {a: 2}] == [1.0, {'a': 2}]", "true");
        row("{a: 1} != {a: 2}", "true");
        row("9007199254740993 == 9007199254740992", "false");
        row("9007199254740993 > 9007199254740992", "true");
        row("'a' < 'b'", "true");
        row("2 >= 2", "true");
        row("'x.o' in tasks.build.result.files", "true");
        row("'p' in inputs.repo", "true");
        row("'repo' in inputs", "true");
        row("4 not in [1, 2]", "true");
        row("1 in null", "false");
        // logic
        row("not false and true", "true");
        row("false or 'x'", "\"x\"");
        row("0 or null", "null");
        row("[] and 1", "[]");
        row("not [] ", "true");
        row("1 if inputs.flag else 2", "2");
        row("1 if false else 2 if false else 3", "3");
        row("(1 if true else 2) + 1", "2");
        row("true or 1 / 0", "true");
        row("false and 1 / 0", "false");
        // precedence of filters
        row("'a' + 'b' | upper", "\"aB\"");
        row("('a' + 'b') | upper", "\"AB\"");
        row("-3 | abs", "-3");
        row("len(inputs.files) > 1 and 'a.c' in inputs.files | sort", "true");
        row("inputs.files | sort | first | upper", "\"A.C\"");
        // errors
        row("", "syntax: column 1: the expression ends where a value was expected");
        row("1 +", "syntax: column 4: the expression ends where a value was expected");
        row("(1", "syntax: column 3: the expression ends where `)` was expected");
        row("[1 2]", "syntax: column 4: `2` where `,` was expected");
        row("a && b", "syntax: column 3: unexpected `&&`. Write `and`");
        row("a || b", "syntax: column 3: unexpected `||`. Write `or`");
        row("a ? b : c", "syntax: column 3: unexpected `?`. Write `x if condition else y`");
        row("a = b", "syntax: column 3: unexpected `=`. Write `==` to compare");
        row("1 < 2 < 3", "syntax: column 7: comparisons cannot be chained. Write `a < b and b < c`");
        row("1e999", "syntax: column 1: the number is too large");
        row("12ab", "syntax: column 1: `12a` is not a number. Put a space behind the number, or quotes around it");
        row("'abc", "syntax: column 1: the text that starts here has no closing '");
        row("x.upper()", "syntax: column 8: values have no functions of their own. Write `x | upper` or `upper(x)`");
        row("{a: 1, 'a': 2}", "syntax: column 8: the key `a` occurs twice");
        row("tasks", "syntax: column 1: `tasks` needs the id of a task. Write `tasks.build.result` or "
                     "`tasks[\"my-id\"].result`");
        row("tasks[inputs.repo]",
            "syntax: column 7: `inputs` where the id of a task in quotes, so that it is known what "
            "is waited for was expected");
        row("1 if true", "syntax: column 10: the expression ends where `else` (as in `a if condition else b`) was "
                         "expected");
        row("(inputs.repo | raw) + 'x'", "syntax: column 16: `raw` must be the last filter of the whole expression");
        row("nope",
            "error: column 1, `nope`: unknown name `nope`. Known are inputs, tasks, run, task and what the task "
            "defines itself");
        row("tasks.nope.result", "error: column 1, `tasks.nope`: the task `nope` cannot be read here. Name it in "
                                 "`depends_on`");
        row("inputs.repo.x", "error: column 1, `inputs.repo.x`: `inputs.repo` is text and has no field `x`");
        row("1 / 0", "error: column 1, `1 / 0`: division by zero: `0` is 0");
        row("1 % (2 - 2)", "error: column 1, `1 % (2 - 2)`: division by zero: `2 - 2` is 0");
        row("1 + null",
            "error: column 1, `1 + null`: cannot calculate with a number and null. Use `default(x, …)` for a "
            "value that may be missing");
        row("'a' + 1", "error: column 1, `'a' + 1`: cannot calculate with text and a number. Use `string(x)` to join a "
                       "text and something else, `number(x)` to calculate");
        row("null < 1",
            "error: column 1, `null < 1`: cannot compare null with a number. Use `default(x, …)` for a value "
            "that may be missing");
        row("uper('a')", "error: column 1, `uper('a')`: there is no function `uper`. did you mean `upper`?");
        row("upper()", "error: column 1, `upper()`: `upper` is called with 0 value(s). Write it as upper(text)");
        row("upper(inputs.nothing)", "error: column 7, `inputs.nothing`: `upper` needs text as `text`, but "
                                     "`inputs.nothing` is null. Use `default(x, …)` for a value that may be missing");
        row("1e300 * 1e300", "error: column 1, `1e300 * 1e300`: the result is too large for a number");
        row("{{ 1 }} x",
            "syntax: column 8: there is text behind the expression. This is one expression, not a text with "
            "expressions in it");
    }

    void expressionsHaveTheirValues()
    {
        QFETCH(QString, source);
        QFETCH(QString, expected);
        QCOMPARE(evaluated(source), expected);
    }

    void conditionsFollowTruthiness()
    {
        const MapScope values = scope();
        QVERIFY(*Expression::parse(u"tasks.build.state == 'SUCCESS'"_s)->test(values));
        QVERIFY(!*Expression::parse(u"inputs.nothing"_s)->test(values));
        QVERIFY(!*Expression::parse(u"{}"_s)->test(values));
        QVERIFY(!Expression::parse(u"nope"_s)->test(values).has_value());
    }

    void namesAreKnownWithoutEvaluation()
    {
        const auto expression =
            Expression::parse(u"tasks['my-id'].result.a[inputs.i].b + inputs.x.y['z'] + len(item) + (run).id"_s);
        QVERIFY(expression);
        QStringList names;
        for (const NameRef &name : expression->names())
            names += u"%1/%2/%3@%4"_s.arg(name.root, name.member, name.path.join(u',')).arg(name.offset);
        QCOMPARE(names, QStringList({u"tasks/my-id/result,a@0"_s, u"inputs/i/@24"_s, u"inputs/x/y,z@38"_s,
                                     u"item//@60"_s, u"run/id/@69"_s}));
    }

    void checkFindsWhatMustGoWrong_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("expected");
        QTest::addColumn<QString>("hint"); ///< Of the first problem.
        const auto row = [](const char *source, const QStringList &expected, const char *hint = "") {
            QTest::newRow(source) << QString::fromUtf8(source) << expected << QString::fromUtf8(hint);
        };
        row("inputs.repo + 'x' | upper", {});
        row("inpts.repo", {u"unknown-name@0"_s}, "did you mean `inputs`?");
        row("repo", {u"unknown-name@0"_s}, "Write `inputs.repo`");
        row("build.ok", {u"unknown-name@0"_s}, "Write `tasks.build.result`");
        row("inputs.rpo", {u"unknown-name@7"_s}, "did you mean `repo`?");
        row("inputs['rpo']", {u"unknown-name@7"_s}, "did you mean `repo`?");
        row("tasks.biuld.result", {u"unknown-name@0"_s}, "did you mean `tasks.build`?");
        row("tasks.my-id.result", {u"unknown-name@0"_s, u"unknown-name@9"_s}, "Write `tasks[\"my-id\"]`");
        row("tasks.build.reslt", {u"unknown-name@12"_s}, "did you mean `result`?");
        row("tasks.build.result.okay", {u"unknown-name@19"_s}, "known: ok");
        row("tasks.build.result.ok", {});
        row("tasks['my-id'].result.anything.goes", {});
        row("run.ID", {u"unknown-name@4"_s}, "did you mean `id`?");
        row("uper(inputs.repo)", {u"unknown-function@0"_s}, "did you mean `upper`?");
        row("upper()", {u"argument-count@0"_s}, "Write it as upper(text)");
        row("inputs.repo | replace('a')", {u"argument-count@14"_s}, "Write it as replace(text, from, to)");
        row("upper(inputs.count)", {u"type@6"_s});
        row("inputs.repo + inputs.count", {u"type@0"_s});
        row("inputs.repo.name", {u"type@12"_s});
        row("inputs.count < inputs.repo", {u"type@0"_s}, "Only two numbers or two texts have an order");
        row("inputs.files[0].x", {}); // there may be no such element, and null.x is null
        row("inputs.files.length", {u"type@13"_s}, "An element is read with [0], the number of elements with `len(x)`");
        row("inputs.files['x']", {u"type@13"_s});
        row("1 in 2", {u"type@0"_s});
        row("-inputs.repo", {u"type@0"_s});
        row("default(inputs.files[9], 'x') | upper", {});
        row("{a: 1}.b", {u"unknown-name@7"_s});
        row("bad1 + bad2", {u"unknown-name@0"_s, u"unknown-name@7"_s}, "known: inputs, run, tasks");
        row("1 +", {u"syntax@3"_s});
        row("where(inputs.files, 'x') | first | upper", {});
        row("map(inputs.files, 'x')[0] + 1", {});
    }

    void checkFindsWhatMustGoWrong()
    {
        QFETCH(QString, source);
        QFETCH(QStringList, expected);
        QFETCH(QString, hint);
        const Problems problems = Expression::problems(source, schema());
        QCOMPARE(codes(problems), expected);
        if (!hint.isEmpty())
            QCOMPARE(problems.first().hint, hint);
    }

    void checkComparesWithWhatThePlaceNeeds()
    {
        QCOMPARE(codes(Expression::problems(u"inputs.files"_s, schema(), ValueType::List)), QStringList());
        QCOMPARE(codes(Expression::problems(u"inputs.repo"_s, schema(), ValueType::List)), QStringList(u"type@0"_s));
        QCOMPARE(codes(Expression::problems(u"tasks.build.result"_s, schema(), ValueType::List | ValueType::Text)),
                 QStringList(u"type@0"_s));
        const Diagnostic diagnostic = Expression::problems(u"x"_s, schema()).first().toDiagnostic(u"/tasks/0/when"_s);
        QCOMPARE(diagnostic.code, u"unknown-name"_s);
        QCOMPARE(diagnostic.path, u"/tasks/0/when"_s);
    }

    void whatCheckAcceptsForKnownTypesDoesNotFailForThem()
    {
        // Soundness in the small: every binary operator on every pair of kinds either is reported or evaluates.
        const QStringList literals{u"null"_s, u"true"_s, u"2"_s, u"'t'"_s, u"[1]"_s, u"{a: 1}"_s};
        const QStringList operators{u"+"_s, u"-"_s,  u"*"_s,  u"/"_s,   u"//"_s, u"%"_s,     u"=="_s,
                                    u"<"_s, u">="_s, u"in"_s, u"and"_s, u"or"_s, u"not in"_s};
        for (const QString &op : operators) {
            for (const QString &left : literals) {
                for (const QString &right : literals) {
                    const QString source = left + u' ' + op + u' ' + right;
                    const bool accepted = Expression::problems(source, schema()).isEmpty();
                    const bool works = Expression::parse(source)->evaluate(scope()).has_value();
                    QVERIFY2(accepted == works, qPrintable(source));
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestExpression)
#include "tst_expression.moc"
