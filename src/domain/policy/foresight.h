// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/workflow.h"

#include <QJsonObject>
#include <QSet>

#include <optional>

namespace podium::domain
{

/// What of a run follows from its inputs alone, before anything runs. What needs a result, or an input that is not
/// given yet, is not known, and counts as neither true nor false.
class Foresight
{
public:
    /// An input that is required and not given is not known; any other has its default, or null.
    Foresight(const Workflow &workflow, const QJsonObject &inputs);

    /// Nothing where it is not known, or where it cannot be evaluated.
    std::optional<QJsonValue> value(const QString &expression) const;
    /// Whether `when` is certain to be false.
    bool skips(const TaskSpec &task) const;
    /// What is known inside of a sub-workflow, which the task must have.
    Foresight ofChild(const TaskSpec &task) const;
    /// The same with tasks that do nothing in place of those that are left out, in sub-workflows too.
    Workflow withoutSkipped(const Workflow &workflow) const;

private:
    Foresight() = default;
    Workflow withoutSkipped(const Workflow &workflow, int depth) const;

    QJsonObject m_inputs;
    QSet<QString> m_unknown; ///< Inputs that have a value at run time, and none yet.
};

} // namespace podium::domain
