// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/functions/functiontable.h"

#include <QJsonValue>
#include <QString>

#include <memory>
#include <vector>

namespace podium::domain
{

/// A node of a parsed expression. Never changes after parsing, so trees are shared between threads.
struct Node
{
    enum class Kind {
        Literal, ///< `value`
        Name,    ///< `text` is a root: inputs, run, item …
        Task,    ///< tasks.<text>
        Member,  ///< children[0].text
        Index,   ///< children[0][children[1]]
        List,    ///< children
        Object,  ///< keys[i] : children[i]
        Call,    ///< text(children…); `function` is null if there is none of that name
        Negate,
        Not,
        And,
        Or,
        If,     ///< children: condition, then, else
        Binary, ///< children[0] op children[1]
    };
    enum class Op {
        None,
        Add,
        Subtract,
        Multiply,
        Divide,
        FloorDivide,
        Modulo,
        Equal,
        NotEqual,
        Less,
        LessEqual,
        Greater,
        GreaterEqual,
        In,
        NotIn,
    };

    Kind kind = Kind::Literal;
    Op op = Op::None;
    qsizetype offset = 0; ///< Where it starts in the source.
    qsizetype end = 0;    ///< Behind its last character.
    int depth = 1;        ///< Of the tree below and with this node; bounded by the parser.
    QString text;
    QJsonValue value;
    QStringList keys;
    const Function *function = nullptr;
    std::vector<std::unique_ptr<const Node>> children;
};

using NodePtr = std::unique_ptr<const Node>;

} // namespace podium::domain
