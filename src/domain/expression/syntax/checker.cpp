// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/syntax/checker.h"

#include "base/suggestion.h"
#include "domain/expression/syntax/lexer.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

using enum ValueType::Kind;

/// As it would be written: tasks.build, tasks["my-id"].
QString reference(const QString &task)
{
    return isPlainName(task) ? u"tasks."_s + task : u"tasks[\"%1\"]"_s.arg(task);
}

} // namespace

ValueType Checker::check(const Node &node)
{
    switch (node.kind) {
    case Node::Kind::Literal:
        return ValueType::kindOf(node.value);
    case Node::Kind::Name:
        return name(node);
    case Node::Kind::Task:
        return task(node);
    case Node::Kind::Member: {
        const ValueType container = check(*node.children[0]);
        return member(node, container, node.text, node.end - node.text.size());
    }
    case Node::Kind::Index:
        return index(node);
    case Node::Kind::List: {
        std::optional<ValueType> element;
        for (const NodePtr &child : node.children) {
            const ValueType type = check(*child);
            element = element ? element->orElse(type) : type;
        }
        return ValueType::list(element.value_or(Any));
    }
    case Node::Kind::Object: {
        QMap<QString, ValueType> fields;
        for (size_t i = 0; i < node.children.size(); ++i)
            fields.insert(node.keys.at(qsizetype(i)), check(*node.children[i]));
        return ValueType::object(fields, true);
    }
    case Node::Kind::Call:
        return call(node);
    case Node::Kind::Negate: {
        const ValueType type = check(*node.children[0]);
        if (!type.mayBe(Number))
            report(node.offset, u"type"_s,
                   Words::tr("only a number can have a minus sign, but %1 is %2")
                       .arg(quoted(*node.children[0]), ValueType::describe(type.kinds())));
        return Number;
    }
    case Node::Kind::Not:
        check(*node.children[0]);
        return Boolean;
    case Node::Kind::And:
    case Node::Kind::Or: {
        const ValueType left = check(*node.children[0]);
        return left.orElse(check(*node.children[1]));
    }
    case Node::Kind::If: {
        check(*node.children[0]);
        const ValueType then = check(*node.children[1]);
        return then.orElse(check(*node.children[2]));
    }
    case Node::Kind::Binary:
        return binary(node);
    }
    Q_UNREACHABLE();
}

ValueType Checker::name(const Node &node)
{
    const auto it = m_schema.roots.constFind(node.text);
    if (it != m_schema.roots.cend())
        return *it;
    QStringList known = m_schema.roots.keys();
    if (m_schema.task)
        known.append(u"tasks"_s);
    known.sort();
    QString hint = didYouMean(node.text, known);
    if (m_schema.roots.value(u"inputs"_s).hasField(node.text))
        hint = Words::tr("Write `inputs.%1`").arg(node.text);
    else if (m_schema.task && m_schema.task(node.text))
        hint = Words::tr("Write `tasks.%1.result`").arg(node.text);
    report(node.offset, u"unknown-name"_s, Words::tr("unknown name `%1`").arg(node.text), hint);
    return Any;
}

ValueType Checker::task(const Node &node)
{
    if (!m_schema.whyNoTasks.isEmpty()) {
        report(node.offset, u"not-upstream"_s, Words::tr("results of tasks cannot be read here"), m_schema.whyNoTasks);
        return Any;
    }
    const auto type = m_schema.task ? m_schema.task(node.text) : std::nullopt;
    if (!type) {
        const QString near = nearestWord(node.text, m_schema.taskIds);
        QString hint = near.isEmpty() ? QString() : Words::tr("did you mean `%1`?").arg(reference(near));
        // tasks.my-id is a subtraction to the language, but not to its author.
        if (node.end < m_source.size() && m_source.at(node.end) == u'-') {
            qsizetype end = node.end;
            while (end < m_source.size() && (m_source.at(end).isLetterOrNumber() || u"_-"_s.contains(m_source.at(end))))
                ++end;
            const QString dashed = node.text + m_source.mid(node.end, end - node.end);
            if (m_schema.taskIds.contains(dashed))
                hint = Words::tr("Write `%1`").arg(reference(dashed));
        }
        report(node.offset, u"unknown-name"_s, Words::tr("there is no task `%1`").arg(node.text), hint);
        return Any;
    }
    if (m_schema.upstream && !m_schema.upstream(node.text))
        report(node.offset, u"not-upstream"_s,
               Words::tr("the task `%1` may not have ended when this is evaluated").arg(node.text),
               Words::tr("Add `%1` to `depends_on`").arg(node.text));
    return *type;
}

ValueType Checker::member(const Node &node, const ValueType &container, const QString &field, qsizetype offset)
{
    if (!container.mayBe(Object | Null)) {
        report(offset, u"type"_s,
               Words::tr("%1 is %2 and has no field `%3`")
                   .arg(quoted(*node.children[0]), ValueType::describe(container.kinds()), field),
               container.mayBe(List) ? Words::tr("An element is read with [0], the number of elements with `len(x)`")
                                     : QString());
        return Any;
    }
    if (container.kinds() == Null)
        return Null;
    if (container.isClosed() && !container.hasField(field)) {
        report(offset, u"unknown-name"_s, Words::tr("%1 has no `%2`").arg(quoted(*node.children[0]), field),
               didYouMean(field, container.fieldNames()));
        return Any;
    }
    const ValueType type = container.field(field);
    return container.mayBe(Null) ? type.orElse(Null) : type;
}

ValueType Checker::index(const Node &node)
{
    const ValueType container = check(*node.children[0]);
    const Node &position = *node.children[1];
    const ValueType type = check(position);
    if (!container.mayBe(List | Object | Null)) {
        report(node.offset, u"type"_s,
               Words::tr("%1 is %2 and has no elements")
                   .arg(quoted(*node.children[0]), ValueType::describe(container.kinds())),
               container.mayBe(Text) ? Words::tr("Use `slice` for a part of a text") : QString());
        return Any;
    }
    if (position.kind == Node::Kind::Literal && position.value.isString() && !container.mayBe(List))
        return member(node, container, position.value.toString(), position.offset);
    const unsigned wanted =
        (container.mayBe(List) ? unsigned(Number) : 0U) | (container.mayBe(Object) ? unsigned(Text) : 0U);
    if (wanted != 0 && !type.mayBe(wanted))
        report(position.offset, u"type"_s,
               Words::tr("%1 is %2, but %3 is needed here")
                   .arg(quoted(position), ValueType::describe(type.kinds()), ValueType::describe(wanted)));
    return container.mayBe(Object) ? ValueType(Any) : container.element().orElse(Null);
}

ValueType Checker::call(const Node &node)
{
    QList<ValueType> arguments;
    for (const NodePtr &child : node.children)
        arguments.append(check(*child));
    if (!node.function) {
        report(node.offset, u"unknown-function"_s, Words::tr("there is no function `%1`").arg(node.text),
               didYouMean(node.text, functionNames()));
        return Any;
    }
    const Function &function = *node.function;
    const int count = int(arguments.size());
    if (count < function.minArguments() || (function.maxArguments() >= 0 && count > function.maxArguments())) {
        report(node.offset, u"argument-count"_s,
               Words::tr("`%1` is called with %n value(s)", nullptr, count).arg(node.text),
               Words::tr("Write it as %1").arg(function.signature()));
        return function.result;
    }
    for (int i = 0; i < count; ++i) {
        const Function::Parameter &parameter = function.parameters.at(std::min(i, int(function.parameters.size()) - 1));
        if (!arguments.at(i).mayBe(parameter.kinds))
            report(node.children[size_t(i)]->offset, u"type"_s,
                   Words::tr("`%1` needs %2 as `%3`, but %4 is %5")
                       .arg(node.text, ValueType::describe(parameter.kinds), QString::fromLatin1(parameter.name),
                            quoted(*node.children[size_t(i)]), ValueType::describe(arguments.at(i).kinds())));
    }
    return resultOf(node, arguments);
}

/// More than the table says, for the functions that hand parts of their arguments on.
ValueType Checker::resultOf(const Node &node, const QList<ValueType> &arguments) const
{
    static const QSet<QString> keepList{u"where"_s,  u"without"_s, u"sort"_s, u"reverse"_s,
                                        u"unique"_s, u"compact"_s, u"slice"_s};
    if (node.text == u"default") {
        ValueType type = arguments.first().without(Null);
        for (qsizetype i = 1; i < arguments.size(); ++i)
            type = type.orElse(arguments.at(i));
        return type;
    }
    if (node.text == u"first" || node.text == u"last")
        return arguments.first().element().orElse(Null);
    if (node.text == u"map")
        return ValueType::list(arguments.first().element().field(node.children[1]->value.toString()).orElse(Null));
    if (keepList.contains(node.text))
        return arguments.first().without(Null | Boolean | Number | Object |
                                         (node.text == u"slice" ? 0U : unsigned(Text)));
    return node.function->result;
}

ValueType Checker::binary(const Node &node)
{
    const ValueType a = check(*node.children[0]);
    const ValueType b = check(*node.children[1]);
    switch (node.op) {
    case Node::Op::Equal:
    case Node::Op::NotEqual:
        return Boolean;
    case Node::Op::Less:
    case Node::Op::LessEqual:
    case Node::Op::Greater:
    case Node::Op::GreaterEqual:
        if ((a.kinds() & b.kinds() & (unsigned(Number) | unsigned(Text))) == 0) // Clang 14 dies of Number | Text here.
            report(node.offset, u"type"_s,
                   Words::tr("cannot compare %1 with %2")
                       .arg(ValueType::describe(a.kinds()), ValueType::describe(b.kinds())),
                   Words::tr("Only two numbers or two texts have an order"));
        return Boolean;
    case Node::Op::In:
    case Node::Op::NotIn:
        if (!b.mayBe(List | Null) && !(b.mayBe(Text | Object) && a.mayBe(Text)))
            report(node.offset, u"type"_s,
                   Words::tr("cannot look for %1 in %2")
                       .arg(ValueType::describe(a.kinds()), ValueType::describe(b.kinds())),
                   Words::tr("Look for anything in a list, for text in text, for a key in an object"));
        return Boolean;
    default:
        return arithmetic(node, a, b);
    }
}

ValueType Checker::arithmetic(const Node &node, const ValueType &a, const ValueType &b)
{
    const unsigned allowed = node.op == Node::Op::Add ? Number | Text | List : unsigned(Number);
    const unsigned common = a.kinds() & b.kinds() & allowed;
    if (common != 0)
        return common;
    QString hint;
    if (node.op == Node::Op::Add && (a.mayBe(Text) || b.mayBe(Text)))
        hint = Words::tr("Use `string(x)` to join a text and something else, `number(x)` to calculate");
    report(node.offset, u"type"_s,
           Words::tr("cannot calculate with %1 and %2")
               .arg(ValueType::describe(a.kinds()), ValueType::describe(b.kinds())),
           hint);
    return allowed;
}

void Checker::report(qsizetype offset, const QString &code, const QString &message, const QString &hint)
{
    m_problems.append({offset, code, message, hint});
}

QString Checker::quoted(const Node &node) const
{
    constexpr qsizetype MaxShown = 60;
    QString text = m_source.mid(node.offset, node.end - node.offset).simplified();
    if (text.size() > MaxShown)
        text = text.left(MaxShown - 1) + u'…';
    return u'`' + text + u'`';
}

} // namespace podium::domain
