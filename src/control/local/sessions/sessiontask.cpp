// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/sessions/sessiontask.h"

#include "base/continuation.h"
#include "control/local/sessions/conversation.h"
#include "engine/attemptfolder.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SessionHandlers)
};

using engine::Command;

constexpr int MaxConversations = 200; ///< That are looked through.
constexpr int MaxNamed = 10;          ///< Tasks in an error.

Reply onTaskOf(const Request &request, const engine::RunRow &run, const QString &key, const SessionWork &work)
{
    storage::TaskFilter filter;
    filter.run = run.id;
    filter.key = key;
    return andThen(request.host->queries().tasks(filter), [=](const QList<engine::TaskRow> &rows) {
        if (rows.isEmpty()) {
            return replyNow(fail(ErrorCode::NotFound, Text::tr("the run has no task \"%1\"").arg(key), run.id,
                                 Text::tr("podiumctl show %1 lists its tasks").arg(run.id)));
        }
        const engine::TaskRow &task = rows.last(); // What was done anew has the same key.
        const int attempt =
            request.has("attempt") ? request.params.value(QStringLiteral("attempt")).toInt() : task.attempt;
        return work({run, task, attempt});
    });
}

/// The newest conversation with the agent that has not ended.
Reply onConversation(const Request &request, const SessionWork &work, const std::function<Reply()> &none)
{
    storage::RunFilter filter;
    filter.workflowName = conversationName();
    filter.states = {domain::RunState::Pending, domain::RunState::InProgress, domain::RunState::Paused};
    return andThen(request.host->queries().listRuns(filter, MaxConversations),
                   [=, agent = request.text("name")](const QList<engine::RunRow> &runs) {
                       for (const engine::RunRow &run : runs) {
                           if (run.inputs.value(QStringLiteral("agent")).toString() == agent)
                               return onTaskOf(request, run, conversationTask(), work);
                       }
                       return none();
                   });
}

/// Which of them is meant only the caller knows.
Reply refuseSeveral(const Request &request, const QJsonArray &working)
{
    QStringList named;
    for (const QJsonValue &attempt : working) {
        if (named.size() == MaxNamed)
            break;
        named.append(QStringLiteral("--run %1 --task %2")
                         .arg(attempt[QStringLiteral("run")].toString(), attempt[QStringLiteral("task")].toString()));
    }
    if (working.size() > MaxNamed)
        named.append(Text::tr("… (%1 more)").arg(working.size() - MaxNamed));
    QString hint = Text::tr("Choose one: %1.").arg(named.join(QStringLiteral("; ")));
    if (request.params.contains(QStringLiteral("new")))
        hint += u' ' + Text::tr("--new begins a conversation instead.");
    return replyNow(fail(ErrorCode::Conflict, Text::tr("the agent works on %n tasks", nullptr, int(working.size())),
                         request.text("name"), hint));
}

} // namespace

QJsonObject SessionTask::json() const
{
    return {{QStringLiteral("run"), run.id},
            {QStringLiteral("task"), task.key},
            {QStringLiteral("attempt"), attempt},
            {QStringLiteral("session"), task.session},
            {QStringLiteral("state"), domain::stateName(task.state)}};
}

Reply onSessionTask(const Request &request, const SessionWork &work)
{
    return andThen(findRun(request),
                   [=](const engine::RunRow &run) { return onTaskOf(request, run, request.text("task"), work); });
}

Reply onAgentsTask(const Request &request, const SessionWork &work, const std::function<Reply()> &none, Several several)
{
    if (request.has("run")) {
        if (!request.has("task"))
            return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("the task is missing"), QStringLiteral("task"),
                                 Text::tr("Name it with --task KEY")));
        return onSessionTask(request, work);
    }
    const QString name = request.text("name");
    return andThen(request.host->queries().agents(), [=](const QList<domain::Agent> &agents) {
        const bool known =
            std::any_of(agents.begin(), agents.end(), [&](const domain::Agent &agent) { return agent.name == name; });
        if (!known)
            return replyNow(fail(ErrorCode::NotFound, Text::tr("there is no agent \"%1\"").arg(name),
                                 QStringLiteral("name"), Text::tr("podiumctl agents lists them")));
        return then(request.host->engine().inspect(), [=](const QJsonObject &figures) {
            QJsonArray working;
            for (const QJsonValue &agent : figures.value(QStringLiteral("agents")).toArray()) {
                if (agent[QStringLiteral("name")].toString() == name)
                    working = agent[QStringLiteral("attempts")].toArray();
            }
            if (working.size() > 1 && several == Several::Refused)
                return refuseSeveral(request, working);
            if (working.size() != 1)
                return onConversation(request, work, none);
            Request named = request;
            named.params.insert(QStringLiteral("run"), working.first()[QStringLiteral("run")]);
            named.params.insert(QStringLiteral("task"), working.first()[QStringLiteral("task")]);
            return onSessionTask(named, work);
        });
    });
}

Reply performOn(const Request &request, Command::Verb verb, const SessionTask &of, const QJsonObject &args)
{
    Command command;
    command.verb = verb;
    command.run = of.run.id;
    command.task = of.task.key;
    command.by = request.principal.name;
    command.args = args;
    return request.host->engine().perform(command);
}

Reply askSession(const Request &request, const SessionTask &of, const engine::SessionRequest &what,
                 const QString &recordedAs)
{
    const QJsonObject record{{QStringLiteral("do"), recordedAs}, {QStringLiteral("value"), what.value}};
    return andThen(performOn(request, Command::Verb::AskSession, of, record), [=](const QJsonObject &recorded) {
        const domain::AttemptKey key{of.run.id, recorded.value(QStringLiteral("task_index")).toInt(),
                                     recorded.value(QStringLiteral("attempt")).toInt()};
        const QString runner = recorded.value(QStringLiteral("runner")).toString();
        return answered(request.host->askSession(runner, key, what),
                        [recorded](const QJsonObject &given) -> Result<QJsonObject> {
                            QJsonObject out = given;
                            for (const char *field : {"run", "task", "attempt", "session"})
                                out.insert(QLatin1StringView(field), recorded.value(QLatin1StringView(field)));
                            return out;
                        });
    });
}

QFuture<Result<agents::ClaudePlace>> placeOf(const Request &request, const SessionTask &of)
{
    LocalHost *host = request.host;
    return then(
        host->queries().agents(), [=](const Result<QList<domain::Agent>> &agents) -> Result<agents::ClaudePlace> {
            if (!agents)
                return tl::unexpected(agents.error());
            domain::Agent own;
            for (const domain::Agent &agent : *agents) {
                if (agent.name == of.task.agent)
                    own = agent;
            }
            // Whose account it is does not matter here, and is nobody else's business.
            own.options.remove(QStringLiteral("credential"));
            agents::ClaudeSettings settings;
            settings.program = host->settings().text(QStringLiteral("claude.program"));
            settings.privateConfigFolder = host->dataFolder() + QStringLiteral("/claude");
            return agents::claudePlace(
                engine::attemptFolder(host->dataFolder(), {of.run.id, of.task.index, of.attempt}), own, settings);
        });
}

} // namespace podium::control
