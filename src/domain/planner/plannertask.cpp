// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/planner/plannertask.h"

namespace podium::domain
{

using namespace Qt::Literals::StringLiterals;

TaskBuilder plannerTask(const PlannerTask &planner, const PlanLimits &limits)
{
    const QString looking = planner.agent.isEmpty()
                                ? u"Look at the files in the working directory as far as the plan needs it; change "
                                  "nothing and do none of the work."_s
                                : planner.unseen;
    const QString capabilities = limits.capabilities.isEmpty()
                                     ? QString()
                                     : u"\n\nCapabilities to choose from: "_s + limits.capabilities.join(u", "_s);
    TaskBuilder task(planner.id);
    task.title(planner.title)
        .prompt(planner.goal + looking + u"\n\n"_s + planner.answer + capabilities)
        .outputSchema(planner.schema)
        .retry(2, 1000);
    // It only looks: in the project itself, whatever its agent works in otherwise.
    task.set(u"workspace"_s, QJsonObject{{u"kind"_s, u"directory"_s}, {u"path"_s, u"."_s}});
    if (!planner.model.isEmpty())
        task.set(u"model"_s, planner.model);
    if (!planner.agent.isEmpty())
        task.set(u"agent"_s, planner.agent);
    return task;
}

QJsonObject textField(int most)
{
    return {{u"type"_s, u"string"_s}, {u"maxLength"_s, most}};
}

QJsonObject priorityField()
{
    return {{u"type"_s, u"integer"_s}, {u"minimum"_s, 0}, {u"maximum"_s, 10}};
}

} // namespace podium::domain
