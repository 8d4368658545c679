// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/syntax/parser.h"

#include <QCoreApplication>
#include <QHash>
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

Node::Op operatorOf(const QString &symbol)
{
    static const QHash<QString, Node::Op> operators{
        {u"=="_s, Node::Op::Equal},     {u"!="_s, Node::Op::NotEqual},    {u"<"_s, Node::Op::Less},
        {u"<="_s, Node::Op::LessEqual}, {u">"_s, Node::Op::Greater},      {u">="_s, Node::Op::GreaterEqual},
        {u"+"_s, Node::Op::Add},        {u"-"_s, Node::Op::Subtract},     {u"*"_s, Node::Op::Multiply},
        {u"/"_s, Node::Op::Divide},     {u"//"_s, Node::Op::FloorDivide}, {u"%"_s, Node::Op::Modulo},
    };
    return operators.value(symbol, Node::Op::None);
}

bool isComparison(Node::Op op)
{
    return op >= Node::Op::Equal && op <= Node::Op::GreaterEqual;
}

} // namespace

/// Counts one level of nesting for its lifetime.
class Parser::Nest
{
public:
    explicit Nest(Parser *parser) : m_parser(parser)
    {
        if (++m_parser->m_nesting > MaxNesting)
            m_parser->error(m_parser->m_token.offset, Words::tr("the expression is nested too deeply"),
                            Words::tr("At most %1 levels are allowed").arg(MaxNesting));
    }
    ~Nest() { --m_parser->m_nesting; }
    Q_DISABLE_COPY_MOVE(Nest)

private:
    Parser *m_parser;
};

Parser::Parser(const QString &source, qsizetype start, qsizetype end)
    : m_source(source), m_start(start), m_lexer(source, start, std::min(end, start + MaxSourceLength)),
      m_lastEnd(start), m_cut(end - start > MaxSourceLength)
{
    advance();
}

NodePtr Parser::parseAll()
{
    if (m_cut)
        return tooLong();
    Mutable node = outermost();
    if (m_failed)
        return nullptr;
    if (m_token.kind != Token::Kind::End)
        return unexpected(Words::tr("an operator or the end"));
    return node;
}

NodePtr Parser::parsePlaceholder(qsizetype *end)
{
    if (isSymbol(u"}"))
        return error(m_token.offset, Words::tr("there is no expression between `{{` and `}}`"),
                     Words::tr("Write {{{{ for a literal {{"));
    Mutable node = outermost();
    if (m_failed)
        return nullptr;
    if (!isSymbol(u"}") || m_token.end >= m_source.size() || m_source.at(m_token.end) != u'}')
        return unexpected(Words::tr("`}}`"));
    *end = m_token.end + 1;
    return node;
}

Parser::Mutable Parser::outermost()
{
    Mutable node = ternary();
    if (m_failed)
        return nullptr;
    if (node->kind == Node::Kind::Call && node->text == u"raw" && node->children.size() == 1) {
        m_raw = true;
        // The tree is owned by nobody else yet.
        return Mutable(const_cast<Node *>(node->children.front().release()));
    }
    return node;
}

Parser::Mutable Parser::ternary()
{
    const Nest nest(this);
    const qsizetype start = m_token.offset;
    Mutable value = disjunction();
    if (m_failed || !isWord(u"if"))
        return value;
    advance();
    Mutable node = make(Node::Kind::If, start);
    Mutable condition = disjunction();
    if (!m_failed && !takeWord(u"else"))
        return unexpected(Words::tr("`else` (as in `a if condition else b`)"));
    Mutable otherwise = m_failed ? nullptr : ternary();
    if (!adopt(node.get(), std::move(condition)) || !adopt(node.get(), std::move(value)) ||
        !adopt(node.get(), std::move(otherwise)))
        return nullptr;
    node->end = m_lastEnd;
    return node;
}

Parser::Mutable Parser::disjunction()
{
    const qsizetype start = m_token.offset;
    Mutable left = conjunction();
    while (!m_failed && takeWord(u"or"))
        left = binary(start, Node::Kind::Or, Node::Op::None, std::move(left), conjunction());
    return left;
}

Parser::Mutable Parser::conjunction()
{
    const qsizetype start = m_token.offset;
    Mutable left = negation();
    while (!m_failed && takeWord(u"and"))
        left = binary(start, Node::Kind::And, Node::Op::None, std::move(left), negation());
    return left;
}

Parser::Mutable Parser::negation()
{
    if (!isWord(u"not"))
        return comparison();
    const Nest nest(this);
    Mutable node = make(Node::Kind::Not, m_token.offset);
    advance();
    if (m_failed || !adopt(node.get(), negation()))
        return nullptr;
    return node;
}

Parser::Mutable Parser::comparison()
{
    const qsizetype start = m_token.offset;
    Mutable left = sum();
    bool compared = false;
    while (!m_failed) {
        Node::Op op = Node::Op::None;
        if (m_token.kind == Token::Kind::Symbol && isComparison(operatorOf(m_token.text)))
            op = operatorOf(m_token.text);
        else if (isWord(u"in"))
            op = Node::Op::In;
        else if (isWord(u"not"))
            op = Node::Op::NotIn;
        if (op == Node::Op::None)
            return left;
        if (compared)
            return error(m_token.offset, Words::tr("comparisons cannot be chained"),
                         Words::tr("Write `a < b and b < c`"));
        advance();
        if (op == Node::Op::NotIn && !takeWord(u"in"))
            return unexpected(Words::tr("`in` (as in `a not in b`)"));
        left = binary(start, Node::Kind::Binary, op, std::move(left), sum());
        compared = true;
    }
    return nullptr;
}

Parser::Mutable Parser::sum()
{
    const qsizetype start = m_token.offset;
    Mutable left = product();
    while (!m_failed && (isSymbol(u"+") || isSymbol(u"-"))) {
        const Node::Op op = operatorOf(m_token.text);
        advance();
        left = binary(start, Node::Kind::Binary, op, std::move(left), product());
    }
    return left;
}

Parser::Mutable Parser::product()
{
    const qsizetype start = m_token.offset;
    Mutable left = sign();
    while (!m_failed && (isSymbol(u"*") || isSymbol(u"/") || isSymbol(u"//") || isSymbol(u"%"))) {
        const Node::Op op = operatorOf(m_token.text);
        advance();
        left = binary(start, Node::Kind::Binary, op, std::move(left), sign());
    }
    return left;
}

Parser::Mutable Parser::sign()
{
    if (!isSymbol(u"-"))
        return filtered();
    const Nest nest(this);
    Mutable node = make(Node::Kind::Negate, m_token.offset);
    advance();
    if (m_failed || !adopt(node.get(), sign()))
        return nullptr;
    return node;
}

Parser::Mutable Parser::filtered()
{
    Mutable value = postfix();
    while (!m_failed && takeSymbol(u"|")) {
        if (isSymbol(u"|"))
            return error(m_token.offset - 1, Words::tr("unexpected `||`"), Words::tr("Write `or`"));
        if (m_token.kind != Token::Kind::Name || isKeyword(m_token.text))
            return unexpected(Words::tr("the name of a filter"));
        Mutable call = make(Node::Kind::Call, m_token.offset);
        call->text = m_token.text;
        call->function = findFunction(call->text);
        advance();
        if (!adopt(call.get(), std::move(value)))
            return nullptr;
        if (takeSymbol(u"(") && !arguments(call.get()))
            return nullptr;
        call->end = m_lastEnd;
        value = std::move(call);
    }
    return value;
}

Parser::Mutable Parser::postfix()
{
    const qsizetype start = m_token.offset;
    Mutable value = primary();
    while (!m_failed) {
        if (takeSymbol(u".")) {
            if (m_token.kind != Token::Kind::Name)
                return unexpected(Words::tr("the name of a field (or [\"…\"] for a name with other characters)"));
            Mutable member = make(Node::Kind::Member, start);
            member->text = m_token.text;
            advance();
            if (!adopt(member.get(), std::move(value)))
                return nullptr;
            member->end = m_lastEnd;
            if (isSymbol(u"("))
                return error(m_token.offset, Words::tr("values have no functions of their own"),
                             Words::tr("Write `x | %1` or `%1(x)`").arg(member->text));
            value = std::move(member);
        } else if (takeSymbol(u"[")) {
            Mutable index = make(Node::Kind::Index, start);
            if (!adopt(index.get(), std::move(value)) || !adopt(index.get(), ternary()) || !expectSymbol(u"]"))
                return nullptr;
            index->end = m_lastEnd;
            value = std::move(index);
        } else {
            return value;
        }
    }
    return nullptr;
}

Parser::Mutable Parser::primary()
{
    const qsizetype offset = m_token.offset;
    if (m_token.kind == Token::Kind::Literal) {
        Mutable node = make(Node::Kind::Literal, offset);
        node->value = m_token.value;
        advance();
        return node;
    }
    if (m_token.kind == Token::Kind::Name)
        return name();
    if (takeSymbol(u"(")) {
        Mutable node = ternary();
        if (m_failed || !expectSymbol(u")"))
            return nullptr;
        return node;
    }
    if (takeSymbol(u"["))
        return list(offset);
    if (takeSymbol(u"{"))
        return object(offset);
    return unexpected(Words::tr("a value"));
}

Parser::Mutable Parser::name()
{
    const Token token = m_token;
    if (token.text == u"true" || token.text == u"false" || token.text == u"null") {
        Mutable node = make(Node::Kind::Literal, token.offset);
        if (token.text != u"null")
            node->value = token.text == u"true";
        advance();
        return node;
    }
    if (isKeyword(token.text))
        return unexpected(Words::tr("a value"));
    advance();
    if (takeSymbol(u"(")) {
        Mutable call = make(Node::Kind::Call, token.offset);
        call->text = token.text;
        call->function = findFunction(call->text);
        if (!arguments(call.get()))
            return nullptr;
        call->end = m_lastEnd;
        return call;
    }
    if (token.text == u"tasks")
        return taskReference(token.offset);
    Mutable node = make(Node::Kind::Name, token.offset);
    node->text = token.text;
    node->end = token.end;
    return node;
}

/// Which tasks an expression reads is known without evaluating it: `tasks` takes a name, never a computed one.
Parser::Mutable Parser::taskReference(qsizetype offset)
{
    Mutable node = make(Node::Kind::Task, offset);
    if (takeSymbol(u".")) {
        if (m_token.kind != Token::Kind::Name)
            return unexpected(Words::tr("the id of a task (or tasks[\"…\"])"));
        node->text = m_token.text;
        advance();
    } else if (takeSymbol(u"[")) {
        if (m_token.kind != Token::Kind::Literal || !m_token.value.isString())
            return unexpected(Words::tr("the id of a task in quotes, so that it is known what is waited for"));
        node->text = m_token.value.toString();
        advance();
        if (!m_failed && !expectSymbol(u"]"))
            return nullptr;
    } else if (!m_failed) {
        return error(offset, Words::tr("`tasks` needs the id of a task"),
                     Words::tr("Write `tasks.build.result` or `tasks[\"my-id\"].result`"));
    }
    node->end = m_lastEnd;
    return node;
}

Parser::Mutable Parser::list(qsizetype offset)
{
    Mutable node = make(Node::Kind::List, offset);
    while (!m_failed && !takeSymbol(u"]")) {
        if (!adopt(node.get(), ternary()))
            return nullptr;
        if (!isSymbol(u"]") && !expectSymbol(u","))
            return nullptr;
    }
    node->end = m_lastEnd;
    return node;
}

Parser::Mutable Parser::object(qsizetype offset)
{
    Mutable node = make(Node::Kind::Object, offset);
    QSet<QString> keys;
    while (!m_failed && !takeSymbol(u"}")) {
        QString key;
        if (m_token.kind == Token::Kind::Name)
            key = m_token.text;
        else if (m_token.kind == Token::Kind::Literal && m_token.value.isString())
            key = m_token.value.toString();
        else
            return unexpected(Words::tr("a key (a name or text in quotes)"));
        if (keys.contains(key))
            return error(m_token.offset, Words::tr("the key `%1` occurs twice").arg(key));
        advance();
        if (m_failed || !expectSymbol(u":") || !adopt(node.get(), ternary()))
            return nullptr;
        keys.insert(key);
        node->keys.append(key);
        if (!isSymbol(u"}") && !expectSymbol(u","))
            return nullptr;
    }
    node->end = m_lastEnd;
    return node;
}

bool Parser::arguments(Node *call)
{
    while (!m_failed && !takeSymbol(u")")) {
        if (!adopt(call, ternary()))
            return false;
        if (!isSymbol(u")") && !expectSymbol(u","))
            return false;
    }
    return !m_failed;
}

Parser::Mutable Parser::make(Node::Kind kind, qsizetype offset) const
{
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->offset = offset;
    node->end = m_token.end;
    return node;
}

Parser::Mutable Parser::binary(qsizetype offset, Node::Kind kind, Node::Op op, Mutable left, Mutable right)
{
    if (m_failed)
        return nullptr;
    Mutable node = make(kind, offset);
    node->op = op;
    if (!adopt(node.get(), std::move(left)) || !adopt(node.get(), std::move(right)))
        return nullptr;
    node->end = m_lastEnd;
    return node;
}

bool Parser::adopt(Node *parent, Mutable child)
{
    if (m_failed || !child)
        return false;
    if (child->kind == Node::Kind::Call && child->text == u"raw") {
        // It says how the whole placeholder is written, which nothing inside an expression can know.
        error(child->offset, Words::tr("`raw` must be the last filter of the whole expression"));
        return false;
    }
    parent->depth = std::max(parent->depth, child->depth + 1);
    if (parent->depth > MaxTreeDepth) {
        error(child->offset,
              Words::tr("the expression is too long: more than %1 operations build on each other").arg(MaxTreeDepth));
        return false;
    }
    parent->end = child->end;
    parent->children.push_back(std::move(child));
    return true;
}

std::unique_ptr<Node> Parser::error(qsizetype offset, const QString &message, const QString &hint)
{
    if (!m_failed) {
        m_failed = true;
        m_problem = {offset, u"syntax"_s, message, hint};
    }
    return nullptr;
}

std::unique_ptr<Node> Parser::tooLong()
{
    return error(m_start, Words::tr("the expression is longer than %1 characters").arg(MaxSourceLength));
}

std::unique_ptr<Node> Parser::unexpected(const QString &expected)
{
    if (m_token.kind == Token::Kind::End && m_cut)
        return tooLong();
    if (m_token.kind == Token::Kind::End)
        return error(m_token.offset, Words::tr("the expression ends where %1 was expected").arg(expected));
    const QString found = m_token.kind == Token::Kind::Literal
                              ? m_source.mid(m_token.offset, std::min<qsizetype>(m_token.end - m_token.offset, 40))
                              : m_token.text;
    QString hint;
    if (isSymbol(u".") && m_lastEnd == m_start)
        hint = Words::tr("Write {{{{ for a literal {{");
    return error(m_token.offset, Words::tr("`%1` where %2 was expected").arg(found, expected), hint);
}

void Parser::advance()
{
    m_lastEnd = m_token.kind == Token::Kind::End ? m_lastEnd : m_token.end;
    m_token = m_lexer.next();
    if (m_token.kind == Token::Kind::Invalid && !m_failed) {
        m_failed = true;
        m_problem = m_lexer.problem();
    }
}

bool Parser::takeSymbol(QStringView symbol)
{
    if (m_failed || !isSymbol(symbol))
        return false;
    advance();
    return true;
}

bool Parser::takeWord(QStringView word)
{
    if (m_failed || !isWord(word))
        return false;
    advance();
    return true;
}

bool Parser::expectSymbol(QStringView symbol)
{
    if (takeSymbol(symbol))
        return !m_failed;
    if (!m_failed)
        unexpected(u"`%1`"_s.arg(symbol));
    return false;
}

} // namespace podium::domain
