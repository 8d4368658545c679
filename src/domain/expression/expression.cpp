// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/expression.h"

#include "domain/expression/parsecache.h"
#include "domain/expression/syntax/checker.h"
#include "domain/expression/syntax/evaluator.h"
#include "domain/expression/syntax/parser.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

} // namespace

struct Expression::Parsed
{
    QString source;
    NodePtr root;
    Problem problem; ///< Why there is no root.
};

namespace
{

std::shared_ptr<const Expression::Parsed> parsed(const QString &source)
{
    static ParseCache<Expression::Parsed> cache;
    if (auto known = cache.find(source))
        return known;
    auto made = std::make_shared<Expression::Parsed>();
    made->source = source;
    // `when: "{{ x }}"` is what many write; `{{` cannot start an expression otherwise.
    qsizetype start = 0;
    while (start < source.size() && source.at(start).isSpace())
        ++start;
    if (QStringView(source).sliced(start).startsWith(u"{{")) {
        qsizetype end = 0;
        Parser parser(source, start + 2, source.size());
        made->root = parser.parsePlaceholder(&end);
        made->problem = parser.problem();
        if (made->root && !QStringView(source).sliced(end).trimmed().isEmpty()) {
            made->root.reset();
            made->problem = {end, u"syntax"_s, Words::tr("there is text behind the expression"),
                             Words::tr("This is one expression, not a text with expressions in it")};
        }
    } else {
        Parser parser(source, 0, source.size());
        made->root = parser.parseAll();
        made->problem = parser.problem();
    }
    cache.insert(source, made);
    return made;
}

} // namespace

Result<Expression> Expression::parse(const QString &source)
{
    auto parsedSource = parsed(source);
    if (parsedSource->root)
        return Expression(std::move(parsedSource));
    const Problem &problem = parsedSource->problem;
    return fail(ErrorCode::InvalidArgument, problem.message, placeIn(source, problem.offset), problem.hint);
}

Problems Expression::problems(const QString &source, const NameSchema &schema, unsigned expected)
{
    auto parsedSource = parsed(source);
    if (!parsedSource->root)
        return {parsedSource->problem};
    return Expression(std::move(parsedSource)).check(schema, expected);
}

Result<QJsonValue> Expression::evaluate(const IScope &scope) const
{
    EvaluationBudget budget;
    auto value = Evaluator(d->source, scope, budget).evaluate(*d->root);
    // Whoever asked will store it or write it: its size is part of what this evaluation may use.
    if (value && !budget.spendValue(*value))
        return EvaluationBudget::exhausted();
    return value;
}

Result<bool> Expression::test(const IScope &scope) const
{
    return evaluate(scope).map([](const QJsonValue &value) { return isTrue(value); });
}

QList<NameRef> Expression::names() const
{
    QList<NameRef> out;
    collectNames(*d->root, &out);
    std::stable_sort(out.begin(), out.end(), [](const NameRef &a, const NameRef &b) { return a.offset < b.offset; });
    return out;
}

Problems Expression::check(const NameSchema &schema, unsigned expected) const
{
    Checker checker(d->source, schema);
    const ValueType type = checker.check(*d->root);
    Problems problems = checker.problems();
    if (problems.isEmpty() && !type.mayBe(expected)) {
        problems.append({d->root->offset,
                         u"type"_s,
                         Words::tr("the expression gives %1, but %2 is needed here")
                             .arg(ValueType::describe(type.kinds()), ValueType::describe(expected)),
                         {}});
    }
    return problems;
}

ValueType Expression::type(const NameSchema &schema) const
{
    Checker checker(d->source, schema);
    const ValueType type = checker.check(*d->root);
    return checker.problems().isEmpty() ? type : ValueType(ValueType::Any);
}

QString Expression::source() const
{
    return d->source;
}

void collectNames(const Node &node, QList<NameRef> *names)
{
    // A path is read from its end: walk down to its root, then turn what was found around.
    QStringList path;
    const Node *inner = &node;
    while (inner->kind == Node::Kind::Member || inner->kind == Node::Kind::Index) {
        if (inner->kind == Node::Kind::Member) {
            path.append(inner->text);
        } else if (const Node &position = *inner->children[1];
                   position.kind == Node::Kind::Literal && position.value.isString()) {
            path.append(position.value.toString());
        } else {
            path.clear(); // Behind a computed part nothing is known.
            collectNames(position, names);
        }
        inner = inner->children[0].get();
    }
    std::reverse(path.begin(), path.end());
    if (inner->kind == Node::Kind::Task) {
        names->append({u"tasks"_s, inner->text, path, inner->offset});
    } else if (inner->kind == Node::Kind::Name) {
        const QString member = path.isEmpty() ? QString() : path.takeFirst();
        names->append({inner->text, member, path, inner->offset});
    } else {
        for (const NodePtr &child : inner->children)
            collectNames(*child, names);
    }
}

} // namespace podium::domain
