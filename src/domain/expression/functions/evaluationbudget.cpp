// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/functions/evaluationbudget.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

} // namespace

bool EvaluationBudget::spendValue(const QJsonValue &value, int depth)
{
    if (depth > MaxValueDepth)
        return spend(MaxSteps + 1);
    if (value.isString())
        return spendText(value.toString().size());
    if (!spend(1))
        return false;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &element : array) {
            if (!spendValue(element, depth + 1))
                return false;
        }
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!spendText(it.key().size()) || !spendValue(it.value(), depth + 1))
                return false;
        }
    }
    return true;
}

tl::unexpected<Error> EvaluationBudget::exhausted()
{
    return fail(ErrorCode::Exhausted, Words::tr("the expression takes too many steps or handles too much data"), {},
                Words::tr("Do this work in a task of its own and use its result"));
}

tl::unexpected<Error> EvaluationBudget::textTooLong()
{
    return fail(ErrorCode::Exhausted,
                Words::tr("the expression makes a text of more than %1 characters").arg(MaxTextLength), {},
                Words::tr("Write it to a file in a task and pass the path on"));
}

tl::unexpected<Error> EvaluationBudget::listTooLong()
{
    return fail(ErrorCode::Exhausted,
                Words::tr("the expression makes a list of more than %1 elements").arg(MaxListLength));
}

} // namespace podium::domain
