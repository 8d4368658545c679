// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/expression/functions/evaluationbudget.h"

#include <QJsonArray>
#include <QJsonValue>
#include <QList>
#include <QStringList>

namespace podium::domain
{

/// One call of a function: its checked arguments and what it may use up.
struct FunctionCall
{
    const QJsonArray &arguments;
    EvaluationBudget &budget;

    qsizetype count() const { return arguments.size(); }
    QJsonValue at(qsizetype i) const { return arguments.at(i); }
    QString text(qsizetype i) const { return arguments.at(i).toString(); }
    QJsonArray list(qsizetype i) const { return arguments.at(i).toArray(); }
    /// Truncated towards zero and clamped, so that no input makes arithmetic on it overflow; `fallback` if not given.
    qsizetype integer(qsizetype i, qsizetype fallback = 0) const;
};

/// A function of the language, usable as `f(x, a)` and as `x | f(a)`. Pure and total.
struct Function
{
    struct Parameter
    {
        const char *name;
        unsigned kinds; ///< ValueType::Kind bits that it takes.
        bool optional = false;
    };
    const char *name;
    QList<Parameter> parameters;
    bool variadic = false; ///< The last parameter may be repeated.
    unsigned result;       ///< ValueType::Kind bits that it may return.
    Result<QJsonValue> (*call)(const FunctionCall &call);

    int minArguments() const;
    int maxArguments() const; ///< -1: no limit.
    /// "split(text, separator?)"
    QString signature() const;
};

/// All functions, by name.
const QList<Function> &functionTable();
/// Null if there is none.
const Function *findFunction(const QString &name);
QStringList functionNames();

// The parts of the table, one per subject.
QList<Function> textFunctions();
QList<Function> pathFunctions();
QList<Function> numberFunctions();
QList<Function> listFunctions();
QList<Function> valueFunctions();

} // namespace podium::domain
