// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Expressions and templates: the text as a whole and each of its lines. Whatever they are, they end within their
// limits, mean the same each time, and what can be parsed has no mistake of syntax.
#include "base/json.h"
#include "domain/expression/template.h"
#include "fuzz/fuzzing.h"

#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace podium;
using namespace podium::domain;
using namespace Qt::StringLiterals;

namespace
{

const MapScope &scope()
{
    static const MapScope values = [] {
        MapScope out;
        out.roots = {{u"inputs"_s, *parseJson(R"({"s": "it's \"$x\"", "n": -3, "f": 1.5e300, "t": true, "z": null,
                                                 "l": [3, "b", [1], {"k": 2}], "o": {"k": {"k": 9007199254740993}}})")},
                     {u"run"_s, *parseJson(R"({"id": "r", "priority": 5})")},
                     {u"item"_s, u"ünï \u202e\n"_s},
                     {u"index"_s, 7}};
        out.tasks = {{u"a"_s, *parseJson(R"({"state": "SUCCESS", "result": {"x": [1, 2, 3]}, "attempts": 1})")},
                     {u"my-id"_s, *parseJson(R"({"state": "FAILED", "result": null, "error": {"message": "m"}})")}};
        return out;
    }();
    return values;
}

const NameSchema &schema()
{
    static const NameSchema names = [] {
        NameSchema out;
        out.roots = {{u"inputs"_s, ValueType::object({{u"s"_s, ValueType::Text}}, true)},
                     {u"run"_s, NameSchema::run()},
                     {u"item"_s, ValueType::Any}};
        out.taskIds = {u"a"_s, u"my-id"_s};
        out.task = [](const QString &id) -> std::optional<ValueType> {
            return id == u"a" || id == u"my-id" ? std::optional(NameSchema::upstreamTask(ValueType::Any))
                                                : std::nullopt;
        };
        return out;
    }();
    return names;
}

bool hasSyntaxProblem(const Problems &problems, const QString &text)
{
    for (const Problem &problem : problems)
        FUZZ_REQUIRE(problem.offset >= 0 && problem.offset <= text.size() && !problem.message.isEmpty());
    return std::any_of(problems.cbegin(), problems.cend(), [](const Problem &p) { return p.code == u"syntax"; });
}

/// The same value, or the same error. NaN is not a JSON value, so the bytes can be compared.
bool sameTwice(const Expression &expression)
{
    const Result<QJsonValue> first = expression.evaluate(scope());
    const Result<QJsonValue> second = expression.evaluate(scope());
    if (first && second)
        return canonicalJson(*first) == canonicalJson(*second);
    return !first && !second && first.error() == second.error();
}

void tryExpression(const QString &text)
{
    const Result<Expression> expression = Expression::parse(text);
    FUZZ_REQUIRE(expression.has_value() != hasSyntaxProblem(Expression::problems(text, schema()), text));
    if (!expression)
        return;
    FUZZ_REQUIRE(sameTwice(*expression));
    (void)expression->test(scope());
    for (const NameRef &name : expression->names())
        FUZZ_REQUIRE(name.offset >= 0 && name.offset < text.size());
}

void tryTemplate(const QString &text)
{
    const Result<Template> parsed = Template::parse(text);
    for (const Quoting quoting : {Quoting::None, Quoting::Shell, Quoting::Json}) {
        FUZZ_REQUIRE(parsed.has_value() != hasSyntaxProblem(Template::problems(text, schema(), quoting), text));
        if (!parsed)
            continue;
        const Result<QString> rendered = parsed->render(scope(), quoting);
        FUZZ_REQUIRE(!parsed->isPlain() || (rendered && *rendered == text));
    }
    if (parsed)
        (void)parsed->value(scope());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    tryTemplate(text);
    tryExpression(text);
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
        tryExpression(line);
    return 0;
}
