// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/syntax/lexer.h"
#include "domain/expression/syntax/node.h"

#include <optional>

namespace podium::domain
{

/// Recursive descent with a bounded depth: no input overflows the stack. One use per object.
class Parser
{
public:
    static constexpr qsizetype MaxSourceLength = 64 * 1024;
    static constexpr int MaxNesting = 64;    ///< Brackets, signs and conditions within each other.
    static constexpr int MaxTreeDepth = 200; ///< Also counts chains like a + b + c …

    /// Parses source[start, end).
    Parser(const QString &source, qsizetype start, qsizetype end);

    /// The whole range is one expression.
    NodePtr parseAll();
    /// The range starts with an expression that ends at `}}`; *end is set behind these.
    NodePtr parsePlaceholder(qsizetype *end);

    /// Why there is no tree.
    const Problem &problem() const { return m_problem; }
    /// The expression ended in `| raw`.
    bool isRaw() const { return m_raw; }

private:
    class Nest;
    using Mutable = std::unique_ptr<Node>;

    Mutable outermost();
    Mutable ternary();
    Mutable disjunction();
    Mutable conjunction();
    Mutable negation();
    Mutable comparison();
    Mutable sum();
    Mutable product();
    Mutable sign();
    Mutable filtered();
    Mutable postfix();
    Mutable primary();
    Mutable name();
    Mutable taskReference(qsizetype offset);
    Mutable list(qsizetype offset);
    Mutable object(qsizetype offset);
    bool arguments(Node *call);

    Mutable make(Node::Kind kind, qsizetype offset) const;
    Mutable binary(qsizetype offset, Node::Kind kind, Node::Op op, Mutable left, Mutable right);
    /// Adds a child; false (and a problem) if the tree becomes too deep or the child is missing.
    bool adopt(Node *parent, Mutable child);
    std::unique_ptr<Node> error(qsizetype offset, const QString &message, const QString &hint = {});
    std::unique_ptr<Node> tooLong();
    std::unique_ptr<Node> unexpected(const QString &expected);
    void advance();
    bool isSymbol(QStringView symbol) const { return m_token.kind == Token::Kind::Symbol && m_token.text == symbol; }
    bool isWord(QStringView word) const { return m_token.kind == Token::Kind::Name && m_token.text == word; }
    bool takeSymbol(QStringView symbol);
    bool takeWord(QStringView word);
    bool expectSymbol(QStringView symbol);

    const QString m_source;
    qsizetype m_start;
    Lexer m_lexer;
    Token m_token;
    qsizetype m_lastEnd = 0; ///< Behind the last token taken.
    bool m_cut;              ///< The source is longer than what is looked at.
    int m_nesting = 0;
    bool m_failed = false;
    bool m_raw = false;
    Problem m_problem;
};

} // namespace podium::domain
