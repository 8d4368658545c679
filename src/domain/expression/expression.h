// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/expression/iscope.h"
#include "domain/expression/jsonvalues.h"
#include "domain/expression/nameschema.h"
#include "domain/expression/problem.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace podium::domain
{

struct Node;

/// A name that an expression reads: `inputs.repo` is {inputs, repo}, `tasks["my-id"].result.x` {tasks, my-id, [result,
/// x]}.
struct NameRef
{
    QString root;     ///< inputs, tasks, run, task, or a local name.
    QString member;   ///< First part behind the root; empty for the root alone or a computed part.
    QStringList path; ///< What follows, up to the first computed part.
    qsizetype offset = 0;
};

/// A parsed expression of resources/help/expressions.md. An immutable value, shared by copying, usable in any thread.
/// Parsing is cached by text, so parsing the same text again costs a look-up.
class Expression
{
public:
    /// Takes the bare expression, or one within {{ }}. The error's `where` is the column.
    static Result<Expression> parse(const QString &source);
    /// Everything that is wrong with the text, syntax included, for validation. `expected` are the kinds that the place
    /// can use, e.g. ValueType::List for `foreach.in`.
    static Problems problems(const QString &source, const NameSchema &schema, unsigned expected = ValueType::Any);

    /// Bounded in steps and size; reads nothing but the scope.
    Result<QJsonValue> evaluate(const IScope &scope) const;
    /// The value as a condition, see isTrue().
    Result<bool> test(const IScope &scope) const;
    /// In order of appearance.
    QList<NameRef> names() const;
    Problems check(const NameSchema &schema, unsigned expected = ValueType::Any) const;
    /// What it may give, as far as that is known; Any where something in it is wrong.
    ValueType type(const NameSchema &schema) const;
    QString source() const;

    struct Parsed; ///< Internal.

private:
    explicit Expression(std::shared_ptr<const Parsed> parsed) : d(std::move(parsed)) {}
    std::shared_ptr<const Parsed> d;
};

/// What a tree reads; used by Expression and Template.
void collectNames(const Node &node, QList<NameRef> *names);

} // namespace podium::domain
