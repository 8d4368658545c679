// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What people ask of the sessions of agents.
#include "engine/engine.h"

#include <QCoreApplication>

namespace podium::engine
{

using domain::AttemptOutcome;
using domain::EventType;
using domain::TaskState;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

QJsonObject reply(const RunState &run, const TaskRun &task)
{
    return {{QStringLiteral("run"), run.id},
            {QStringLiteral("task"), task.key},
            {QStringLiteral("task_index"), task.index},
            {QStringLiteral("attempt"), task.attempt},
            {QStringLiteral("runner"), task.runner},
            {QStringLiteral("session"), task.session}};
}

tl::unexpected<Error> atAPersons(const RunState &run, const TaskRun &task)
{
    return fail(ErrorCode::Conflict, Text::tr("a person has the session of the task: %1").arg(task.why), task.key,
                Text::tr("Give it back first: podiumctl agent release %1 --run %2 --task %3.")
                    .arg(task.agent, run.id, task.key));
}

} // namespace

Result<QJsonObject> Engine::performOnSession(RunState &of, int index, const Command &command)
{
    using Verb = Command::Verb;
    TaskRun &task = of.tasks[size_t(index)];
    switch (command.verb) {
    case Verb::SendMessage:
        return sendMessage(of, task, command);
    case Verb::AskSession:
        return askSession(of, task, command);
    case Verb::HandOver:
        return handOver(of, task, command);
    case Verb::EndConversation:
        return endConversation(of, task, command);
    default:
        return giveBack(of, task, command);
    }
}

Result<QJsonObject> Engine::sendMessage(RunState &of, TaskRun &task, const Command &command)
{
    const QString text = command.args.value(u"text").toString();
    if (text.trimmed().isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("the message is empty"));
    if (task.isHandedOver())
        return atAPersons(of, task);
    // One that waits with a session gets it when it goes on.
    const bool waits = task.state == TaskState::Ready && !task.session.isEmpty();
    if (!task.isLeaf() || (task.state != TaskState::Running && !waits))
        return fail(ErrorCode::Conflict, Text::tr("the task is not running"), task.key);
    const bool running = task.state == TaskState::Running;
    emitEvent(of, EventType::MessageSent, task.index,
              {{QStringLiteral("text"), text}, {QStringLiteral("by"), command.by}}, task.attempt);
    if (running) {
        effect(Effect::Kind::Send, of, task);
        m_decision.effects.last().text = text;
    } else if (task.isHibernating()) {
        wake(of, task, m_now, AttemptOutcome::Hibernating, {});
    }
    return reply(of, task);
}

Result<QJsonObject> Engine::askSession(RunState &of, const TaskRun &task, const Command &command)
{
    if (task.isHandedOver())
        return atAPersons(of, task);
    if (task.state != TaskState::Running || !task.isLeaf() || !task.stopReason.isEmpty()) {
        return fail(ErrorCode::Conflict, Text::tr("the task is not running"), task.key,
                    task.isHibernating() ? Text::tr("Its conversation rests; a message (podiumctl send) wakes it.")
                                         : QString());
    }
    QJsonObject data = command.args;
    data.insert(QStringLiteral("by"), command.by);
    emitEvent(of, EventType::SessionAsked, task.index, data, task.attempt);
    return reply(of, task);
}

Result<QJsonObject> Engine::handOver(RunState &of, const TaskRun &task, const Command &command)
{
    if (task.isHandedOver())
        return atAPersons(of, task);
    if (task.session.isEmpty())
        return fail(ErrorCode::Conflict, Text::tr("the task has no session of an agent"), task.key);
    if (!task.isLeaf() || task.state != TaskState::Ready || task.notBeforeMs <= m_now)
        return fail(ErrorCode::Conflict, Text::tr("the task is about to go on"), task.key);
    wake(of, of.tasks[size_t(task.index)], AttemptOutcome::Forever, AttemptOutcome::HandedOver,
         Text::tr("handed to %1").arg(command.by));
    return reply(of, task);
}

Result<QJsonObject> Engine::giveBack(RunState &of, TaskRun &task, const Command &command)
{
    if (!task.isHandedOver())
        return fail(ErrorCode::Conflict, Text::tr("nobody has the session of the task"), task.key);
    if (const QJsonObject before = command.args.value(u"as_before").toObject(); !before.isEmpty()) {
        wake(of, task, before.value(u"not_before").toInteger(), before.value(u"error_class").toString(),
             before.value(u"reason").toString());
        return reply(of, task);
    }
    const QString text = command.args.value(u"text").toString();
    if (!text.trimmed().isEmpty()) {
        emitEvent(of, EventType::MessageSent, task.index,
                  {{QStringLiteral("text"), text}, {QStringLiteral("by"), command.by}}, task.attempt);
    }
    // A conversation that stays goes on with the next message, any other task goes on with its work.
    const bool rests = task.spec->conversation.stays && task.messages.isEmpty();
    wake(of, task, rests ? AttemptOutcome::Forever : m_now,
         rests ? AttemptOutcome::Hibernating : AttemptOutcome::HandedOver,
         rests ? Text::tr("waits for a message") : QString());
    return reply(of, task);
}

Result<QJsonObject> Engine::endConversation(RunState &of, const TaskRun &task, const Command &command)
{
    if (task.isHandedOver())
        return atAPersons(of, task);
    if (!task.isHibernating())
        return fail(ErrorCode::Conflict, Text::tr("no conversation rests in this task"), task.key);
    Plan plan(*this, of, m_now);
    const Result<void> done = plan.skipTask(task.index, Text::tr("%1 ended the conversation").arg(command.by));
    plan.settle();
    if (!done)
        return tl::unexpected(done.error());
    return reply(of, task);
}

void Engine::wake(RunState &of, TaskRun &task, qint64 notBeforeMs, const QString &as, const QString &reason)
{
    emitEvent(of, EventType::TaskWoken, task.index,
              {{QStringLiteral("not_before"), notBeforeMs},
               {QStringLiteral("error_class"), as},
               {QStringLiteral("reason"), reason}},
              task.attempt);
    arm(of, task);
}

} // namespace podium::engine
