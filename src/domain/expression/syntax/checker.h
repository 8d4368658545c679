// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/nameschema.h"
#include "domain/expression/problem.h"
#include "domain/expression/syntax/node.h"

namespace podium::domain
{

/// Finds what must go wrong whenever a tree is evaluated: unknown names and functions, wrong numbers of arguments, and
/// kinds that cannot fit. What may go well is not reported.
class Checker
{
public:
    Checker(const QString &source, const NameSchema &schema) : m_source(source), m_schema(schema) {}
    ValueType check(const Node &node);
    const Problems &problems() const { return m_problems; }

private:
    ValueType name(const Node &node);
    ValueType task(const Node &node);
    ValueType member(const Node &node, const ValueType &container, const QString &field, qsizetype offset);
    ValueType index(const Node &node);
    ValueType call(const Node &node);
    ValueType resultOf(const Node &node, const QList<ValueType> &arguments) const;
    ValueType binary(const Node &node);
    ValueType arithmetic(const Node &node, const ValueType &a, const ValueType &b);
    void report(qsizetype offset, const QString &code, const QString &message, const QString &hint = {});
    QString quoted(const Node &node) const;

    const QString &m_source;
    const NameSchema &m_schema;
    Problems m_problems;
};

} // namespace podium::domain
