// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/textscope.h"

namespace podium::domain
{

using Scope = TextUsage::Scope;

Scope scopeOfTaskField(const QString &path)
{
    const QString key = path.section(u'/', 0, 0);
    if (key == u"when" || key == u"foreach" || key == u"gate" || key == u"review")
        return Scope::Items;
    return key == u"repeat" ? Scope::Afterwards : Scope::Task;
}

Scope scopeOfWorkflowField(const QString &path)
{
    const QString key = path.section(u'/', 0, 0);
    return key == u"environment" || key == u"env" || key == u"defaults" ? Scope::EveryTask : Scope::Outputs;
}

NameSchema namesFor(Scope scope, int task, const WorkflowNames &names)
{
    switch (scope) {
    case Scope::Task:
        return names.forTask(task);
    case Scope::Items:
        return names.forItems(task);
    case Scope::Afterwards:
        return names.forTask(task, true);
    case Scope::EveryTask:
        return names.forEveryTask();
    case Scope::Outputs:
        break;
    }
    return names.forOutputs();
}

} // namespace podium::domain
