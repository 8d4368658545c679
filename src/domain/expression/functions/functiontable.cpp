// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/functions/functiontable.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace podium::domain
{

qsizetype FunctionCall::integer(qsizetype i, qsizetype fallback) const
{
    constexpr double Limit = 1e9;
    if (i >= arguments.size())
        return fallback;
    return qsizetype(std::clamp(arguments.at(i).toDouble(), -Limit, Limit));
}

int Function::minArguments() const
{
    return int(std::count_if(parameters.begin(), parameters.end(), [](const Parameter &p) { return !p.optional; }));
}

int Function::maxArguments() const
{
    return variadic ? -1 : int(parameters.size());
}

QString Function::signature() const
{
    QStringList words;
    for (const Parameter &parameter : parameters)
        words += QString::fromLatin1(parameter.name) + (parameter.optional ? u"?"_s : QString());
    if (variadic)
        words += u"…"_s;
    return QString::fromLatin1(name) + u'(' + words.join(u", "_s) + u')';
}

const QList<Function> &functionTable()
{
    static const QList<Function> table = [] {
        QList<Function> all =
            textFunctions() + pathFunctions() + numberFunctions() + listFunctions() + valueFunctions();
        std::sort(all.begin(), all.end(),
                  [](const Function &a, const Function &b) { return qstrcmp(a.name, b.name) < 0; });
        return all;
    }();
    return table;
}

const Function *findFunction(const QString &name)
{
    static const QHash<QString, const Function *> index = [] {
        QHash<QString, const Function *> out;
        for (const Function &function : functionTable())
            out.insert(QString::fromLatin1(function.name), &function);
        return out;
    }();
    return index.value(name, nullptr);
}

QStringList functionNames()
{
    QStringList names;
    for (const Function &function : functionTable())
        names += QString::fromLatin1(function.name);
    return names;
}

} // namespace podium::domain
