// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/operation.h"

#include <QHash>

namespace podium::control
{

const Field *Operation::field(const QString &property) const
{
    for (const Field &candidate : request) {
        if (candidate.name == property)
            return &candidate;
    }
    return nullptr;
}

const QList<Operation> &operations()
{
    static const QList<Operation> s_all =
        runOperations() + attemptOperations() + comparisonOperations() + approvalOperations() + ruleOperations() +
        credentialOperations() + reviewOperations() + agentOperations() + sessionOperations() + workflowOperations() +
        libraryOperations() + logOperations() + systemOperations();
    return s_all;
}

const Operation *findOperation(const QString &name)
{
    static const QHash<QString, const Operation *> s_byName = [] {
        QHash<QString, const Operation *> out;
        for (const Operation &operation : operations())
            out.insert(operation.name, &operation);
        return out;
    }();
    return s_byName.value(name, nullptr);
}

} // namespace podium::control
