// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/syntax/evaluator.h"

#include "base/suggestion.h"
#include "domain/expression/jsonvalues.h"
#include "domain/expression/problem.h"
#include "domain/expression/valuetype.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QtNumeric>

#include <cmath>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

constexpr qsizetype MaxShownSource = 60;

QString kindName(const QJsonValue &value)
{
    return ValueType::describe(ValueType::kindOf(value));
}

bool isNothing(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined();
}

} // namespace

Result<QJsonValue> Evaluator::evaluate(const Node &node)
{
    if (!m_budget.spend(1))
        return located(node, EvaluationBudget::exhausted().value());
    switch (node.kind) {
    case Node::Kind::Literal:
        return node.value;
    case Node::Kind::Name:
        return name(node);
    case Node::Kind::Task:
        return task(node);
    case Node::Kind::Member:
        return member(node);
    case Node::Kind::Index:
        return index(node);
    case Node::Kind::List:
        return list(node);
    case Node::Kind::Object:
        return object(node);
    case Node::Kind::Call:
        return call(node);
    case Node::Kind::Negate:
        return negate(node);
    case Node::Kind::Not:
        return evaluate(*node.children[0]).map([](const QJsonValue &value) { return QJsonValue(!isTrue(value)); });
    case Node::Kind::And:
    case Node::Kind::Or: {
        auto left = evaluate(*node.children[0]);
        if (!left || isTrue(*left) == (node.kind == Node::Kind::Or))
            return left;
        return evaluate(*node.children[1]);
    }
    case Node::Kind::If: {
        const auto condition = evaluate(*node.children[0]);
        if (!condition)
            return condition;
        return evaluate(*node.children[isTrue(*condition) ? 1 : 2]);
    }
    case Node::Kind::Binary:
        return binary(node);
    }
    Q_UNREACHABLE();
}

Result<QJsonValue> Evaluator::name(const Node &node)
{
    const auto value = m_scope.root(node.text);
    if (!value)
        return wrong(node, Words::tr("unknown name `%1`").arg(node.text),
                     Words::tr("Known are inputs, tasks, run, task and what the task defines itself"));
    return *value;
}

Result<QJsonValue> Evaluator::task(const Node &node)
{
    const auto value = m_scope.task(node.text);
    if (!value)
        return located(node, value.error());
    if (!*value)
        return wrong(node, Words::tr("the task `%1` cannot be read here").arg(node.text),
                     Words::tr("Name it in `depends_on`"));
    return **value;
}

Result<QJsonValue> Evaluator::member(const Node &node)
{
    const auto container = evaluate(*node.children[0]);
    if (!container)
        return container;
    if (isNothing(*container))
        return QJsonValue();
    if (!container->isObject())
        return wrong(node, Words::tr("%1 is %2 and has no field `%3`")
                               .arg(quoted(*node.children[0]), kindName(*container), node.text));
    const QJsonValue value = container->toObject().value(node.text);
    return value.isUndefined() ? QJsonValue() : value;
}

Result<QJsonValue> Evaluator::index(const Node &node)
{
    const auto container = evaluate(*node.children[0]);
    if (!container)
        return container;
    const auto position = evaluate(*node.children[1]);
    if (!position || isNothing(*container))
        return position ? Result<QJsonValue>(QJsonValue()) : position;
    if (container->isObject()) {
        if (!position->isString())
            return wrong(*node.children[1],
                         Words::tr("a field of an object is named by text, not by %1").arg(kindName(*position)));
        const QJsonValue value = container->toObject().value(position->toString());
        return value.isUndefined() ? QJsonValue() : value;
    }
    if (!container->isArray())
        return wrong(node,
                     Words::tr("%1 is %2 and has no elements").arg(quoted(*node.children[0]), kindName(*container)),
                     container->isString() ? Words::tr("Use `slice` for a part of a text") : QString());
    const auto whole = wholeNumber(*position);
    if (!whole)
        return wrong(*node.children[1],
                     Words::tr("an element of a list is named by a whole number, not by %1").arg(kindName(*position)));
    const QJsonArray array = container->toArray();
    const qint64 i = *whole < 0 ? *whole + array.size() : *whole;
    return i >= 0 && i < array.size() ? array.at(qsizetype(i)) : QJsonValue();
}

Result<QJsonValue> Evaluator::list(const Node &node)
{
    QJsonArray array;
    for (const NodePtr &child : node.children) {
        const auto value = evaluate(*child);
        if (!value)
            return value;
        if (!m_budget.spendValue(*value))
            return located(*child, EvaluationBudget::exhausted().value());
        array.append(*value);
    }
    return array;
}

Result<QJsonValue> Evaluator::object(const Node &node)
{
    QJsonObject object;
    for (size_t i = 0; i < node.children.size(); ++i) {
        const auto value = evaluate(*node.children[i]);
        if (!value)
            return value;
        if (!m_budget.spendValue(*value))
            return located(*node.children[i], EvaluationBudget::exhausted().value());
        object.insert(node.keys.at(qsizetype(i)), *value);
    }
    return object;
}

Result<QJsonValue> Evaluator::call(const Node &node)
{
    if (!node.function)
        return wrong(node, Words::tr("there is no function `%1`").arg(node.text),
                     didYouMean(node.text, functionNames()));
    const Function &function = *node.function;
    const int count = int(node.children.size());
    if (count < function.minArguments() || (function.maxArguments() >= 0 && count > function.maxArguments()))
        return wrong(node, Words::tr("`%1` is called with %n value(s)", nullptr, count).arg(node.text),
                     Words::tr("Write it as %1").arg(function.signature()));
    QJsonArray arguments;
    for (int i = 0; i < count; ++i) {
        const auto value = evaluate(*node.children[size_t(i)]);
        if (!value)
            return value;
        const Function::Parameter &parameter = function.parameters.at(std::min(i, int(function.parameters.size()) - 1));
        if (!(ValueType::kindOf(*value) & parameter.kinds)) {
            return wrong(*node.children[size_t(i)],
                         Words::tr("`%1` needs %2 as `%3`, but %4 is %5")
                             .arg(node.text, ValueType::describe(parameter.kinds), QString::fromLatin1(parameter.name),
                                  quoted(*node.children[size_t(i)]), kindName(*value)),
                         hintFor(*node.children[size_t(i)], *value));
        }
        // An array holds its texts by value: this is a copy, and it is paid for.
        if (!m_budget.spendValue(*value))
            return located(node, EvaluationBudget::exhausted().value());
        arguments.append(*value);
    }
    auto result = function.call(FunctionCall{arguments, m_budget});
    if (!result)
        return located(node, result.error());
    if (m_budget.isExhausted())
        return located(node, EvaluationBudget::exhausted().value());
    if (result->isString() && result->toString().size() > EvaluationBudget::MaxTextLength)
        return located(node, EvaluationBudget::textTooLong().value());
    return result;
}

Result<QJsonValue> Evaluator::negate(const Node &node)
{
    const auto value = evaluate(*node.children[0]);
    if (!value)
        return value;
    if (!value->isDouble())
        return wrong(node,
                     Words::tr("only a number can have a minus sign, but %1 is %2")
                         .arg(quoted(*node.children[0]), kindName(*value)),
                     hintFor(*node.children[0], *value));
    const auto whole = wholeNumber(*value);
    qint64 negated = 0;
    if (whole && !qSubOverflow(qint64(0), *whole, &negated))
        return QJsonValue(negated);
    return QJsonValue(-value->toDouble());
}

Result<QJsonValue> Evaluator::binary(const Node &node)
{
    const auto a = evaluate(*node.children[0]);
    if (!a)
        return a;
    const auto b = evaluate(*node.children[1]);
    if (!b)
        return b;
    switch (node.op) {
    case Node::Op::Equal:
    case Node::Op::NotEqual:
        if (!m_budget.spendValue(*a) || !m_budget.spendValue(*b))
            return located(node, EvaluationBudget::exhausted().value());
        return QJsonValue(equalValues(*a, *b) == (node.op == Node::Op::Equal));
    case Node::Op::Less:
    case Node::Op::LessEqual:
    case Node::Op::Greater:
    case Node::Op::GreaterEqual:
        return order(node, *a, *b);
    case Node::Op::In:
        return isIn(node, *a, *b).map([](bool found) { return QJsonValue(found); });
    case Node::Op::NotIn:
        return isIn(node, *a, *b).map([](bool found) { return QJsonValue(!found); });
    case Node::Op::Add:
        return add(node, *a, *b);
    default:
        return arithmetic(node, *a, *b);
    }
}

Result<QJsonValue> Evaluator::add(const Node &node, const QJsonValue &a, const QJsonValue &b)
{
    if (a.isString() && b.isString()) {
        const QString left = a.toString();
        const QString right = b.toString();
        if (left.size() + right.size() > EvaluationBudget::MaxTextLength)
            return located(node, EvaluationBudget::textTooLong().value());
        if (!m_budget.spendText(left.size() + right.size()))
            return located(node, EvaluationBudget::exhausted().value());
        return QJsonValue(left + right);
    }
    if (a.isArray() && b.isArray()) {
        QJsonArray joined = a.toArray();
        const QJsonArray more = b.toArray();
        if (joined.size() + more.size() > EvaluationBudget::MaxListLength)
            return located(node, EvaluationBudget::listTooLong().value());
        if (!m_budget.spendValue(a) || !m_budget.spendValue(b))
            return located(node, EvaluationBudget::exhausted().value());
        for (const QJsonValue &value : more)
            joined.append(value);
        return joined;
    }
    return arithmetic(node, a, b);
}

Result<QJsonValue> Evaluator::arithmetic(const Node &node, const QJsonValue &a, const QJsonValue &b)
{
    if (!a.isDouble() || !b.isDouble()) {
        QString hint;
        if (node.op == Node::Op::Add && (a.isString() || b.isString()))
            hint = Words::tr("Use `string(x)` to join a text and something else, `number(x)` to calculate");
        else if (isNothing(a) || isNothing(b))
            hint = Words::tr("Use `default(x, …)` for a value that may be missing");
        return wrong(node, Words::tr("cannot calculate with %1 and %2").arg(kindName(a), kindName(b)), hint);
    }
    const double x = a.toDouble();
    const double y = b.toDouble();
    const auto wholeA = wholeNumber(a);
    const auto wholeB = wholeNumber(b);
    const bool whole = wholeA && wholeB;
    qint64 exact = 0;
    switch (node.op) {
    case Node::Op::Add:
        if (whole && !qAddOverflow(*wholeA, *wholeB, &exact))
            return QJsonValue(exact);
        return finite(node, x + y);
    case Node::Op::Subtract:
        if (whole && !qSubOverflow(*wholeA, *wholeB, &exact))
            return QJsonValue(exact);
        return finite(node, x - y);
    case Node::Op::Multiply:
        if (whole && !qMulOverflow(*wholeA, *wholeB, &exact))
            return QJsonValue(exact);
        return finite(node, x * y);
    default:
        break;
    }
    if (y == 0.0)
        return wrong(node, Words::tr("division by zero: %1 is 0").arg(quoted(*node.children[1])));
    if (node.op == Node::Op::Divide)
        return finite(node, x / y);
    // Both round towards minus infinity, so that a == (a // b) * b + a % b and a % b has the sign of b.
    if (whole && *wholeB != -1) {
        const qint64 rest = *wholeA % *wholeB;
        const bool adjust = rest != 0 && (rest < 0) != (*wholeB < 0);
        if (node.op == Node::Op::Modulo)
            return QJsonValue(adjust ? rest + *wholeB : rest);
        return QJsonValue(*wholeA / *wholeB - (adjust ? 1 : 0));
    }
    if (node.op == Node::Op::FloorDivide)
        return finite(node, std::floor(x / y));
    const double rest = std::fmod(x, y);
    return finite(node, rest != 0.0 && (rest < 0) != (y < 0) ? rest + y : rest);
}

Result<QJsonValue> Evaluator::order(const Node &node, const QJsonValue &a, const QJsonValue &b)
{
    const auto compared = compareValues(a, b);
    if (!compared) {
        const bool missing = isNothing(a) || isNothing(b);
        return wrong(node, Words::tr("cannot compare %1 with %2").arg(kindName(a), kindName(b)),
                     missing ? Words::tr("Use `default(x, …)` for a value that may be missing")
                             : Words::tr("Only two numbers or two texts have an order"));
    }
    switch (node.op) {
    case Node::Op::Less:
        return QJsonValue(*compared < 0);
    case Node::Op::LessEqual:
        return QJsonValue(*compared <= 0);
    case Node::Op::Greater:
        return QJsonValue(*compared > 0);
    default:
        return QJsonValue(*compared >= 0);
    }
}

Result<bool> Evaluator::isIn(const Node &node, const QJsonValue &element, const QJsonValue &container)
{
    if (isNothing(container))
        return false;
    if (!m_budget.spendValue(container) || !m_budget.spendValue(element))
        return located(node, EvaluationBudget::exhausted().value());
    if (container.isArray()) {
        const QJsonArray array = container.toArray();
        return std::any_of(array.begin(), array.end(),
                           [&](const QJsonValue &candidate) { return equalValues(candidate, element); });
    }
    if (container.isObject() && element.isString())
        return container.toObject().contains(element.toString());
    if (container.isString() && element.isString())
        return container.toString().contains(element.toString());
    return wrong(node, Words::tr("cannot look for %1 in %2").arg(kindName(element), kindName(container)),
                 Words::tr("Look for anything in a list, for text in text, for a key in an object"));
}

Result<QJsonValue> Evaluator::finite(const Node &node, double number) const
{
    if (!std::isfinite(number))
        return wrong(node, Words::tr("the result is too large for a number"));
    return QJsonValue(number);
}

tl::unexpected<Error> Evaluator::wrong(const Node &node, const QString &message, const QString &hint) const
{
    return located(node, Error{ErrorCode::InvalidArgument, message, {}, hint});
}

tl::unexpected<Error> Evaluator::located(const Node &node, Error error) const
{
    if (error.where.isEmpty())
        error.where = Words::tr("%1, %2").arg(placeIn(m_source, node.offset), quoted(node));
    return tl::unexpected<Error>(std::move(error));
}

QString Evaluator::quoted(const Node &node) const
{
    QString text = m_source.mid(node.offset, node.end - node.offset).simplified();
    if (text.size() > MaxShownSource)
        text = text.left(MaxShownSource - 1) + u'…';
    return u'`' + text + u'`';
}

QString Evaluator::hintFor(const Node &, const QJsonValue &value) const
{
    return isNothing(value) ? Words::tr("Use `default(x, …)` for a value that may be missing") : QString();
}

} // namespace podium::domain
