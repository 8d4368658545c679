// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/sessions/conversation.h"

#include "domain/definition/workflowbuilder.h"

#include <QCoreApplication>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Conversation)
};

} // namespace

QString conversationName()
{
    return QStringLiteral("conversation");
}

QString conversationTask()
{
    return QStringLiteral("talk");
}

domain::WorkflowPtr conversationWorkflow(const QString &agent, const domain::Conversation &conversation)
{
    QJsonObject how{{QStringLiteral("stay"), conversation.stays}};
    if (!conversation.session.isEmpty())
        how.insert(QStringLiteral("session"), conversation.session);
    if (!conversation.at.isEmpty())
        how.insert(QStringLiteral("at"), conversation.at);
    domain::TaskBuilder task(conversationTask());
    task.prompt(QStringLiteral("{{ inputs.text }}"))
        .set(QStringLiteral("agent"), agent)
        .set(QStringLiteral("conversation"), how);
    return domain::WorkflowBuilder(conversationName())
        .title(Text::tr("Conversation with %1").arg(agent))
        .input(QStringLiteral("agent"), {{QStringLiteral("type"), QStringLiteral("string")}})
        .input(QStringLiteral("text"),
               {{QStringLiteral("type"), QStringLiteral("string")}, {QStringLiteral("required"), true}})
        .output(QStringLiteral("said"), QStringLiteral("{{ tasks.talk.result }}"))
        .task(task)
        .build()
        .workflow;
}

} // namespace podium::control
