// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/functions/evaluationbudget.h"
#include "domain/expression/iscope.h"
#include "domain/expression/syntax/node.h"

namespace podium::domain
{

/// Computes the value of a tree. Errors say where in `source` (a column, from 1) and what was there.
class Evaluator
{
public:
    Evaluator(const QString &source, const IScope &scope, EvaluationBudget &budget)
        : m_source(source), m_scope(scope), m_budget(budget)
    {
    }
    Result<QJsonValue> evaluate(const Node &node);

private:
    Result<QJsonValue> name(const Node &node);
    Result<QJsonValue> task(const Node &node);
    Result<QJsonValue> member(const Node &node);
    Result<QJsonValue> index(const Node &node);
    Result<QJsonValue> list(const Node &node);
    Result<QJsonValue> object(const Node &node);
    Result<QJsonValue> call(const Node &node);
    Result<QJsonValue> negate(const Node &node);
    Result<QJsonValue> binary(const Node &node);
    Result<QJsonValue> add(const Node &node, const QJsonValue &a, const QJsonValue &b);
    Result<QJsonValue> arithmetic(const Node &node, const QJsonValue &a, const QJsonValue &b);
    Result<QJsonValue> order(const Node &node, const QJsonValue &a, const QJsonValue &b);
    Result<bool> isIn(const Node &node, const QJsonValue &element, const QJsonValue &container);
    Result<QJsonValue> finite(const Node &node, double number) const;

    tl::unexpected<Error> wrong(const Node &node, const QString &message, const QString &hint = {}) const;
    tl::unexpected<Error> located(const Node &node, Error error) const;
    /// "`inputs.repo`", cut if it is long.
    QString quoted(const Node &node) const;
    QString hintFor(const Node &node, const QJsonValue &value) const;

    const QString &m_source;
    const IScope &m_scope;
    EvaluationBudget &m_budget;
};

} // namespace podium::domain
