// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/workflow.h"

namespace podium::domain
{

int Workflow::indexOf(const QString &taskId) const
{
    for (qsizetype i = 0; i < tasks.size(); ++i) {
        if (tasks.at(i).id == taskId)
            return int(i);
    }
    return -1;
}

} // namespace podium::domain
