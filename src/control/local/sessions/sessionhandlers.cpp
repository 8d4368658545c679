// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudetranscript.h"
#include "base/continuation.h"
#include "base/ids.h"
#include "control/local/sessions/conversation.h"
#include "control/local/sessions/sessiontask.h"
#include "engine/attemptfolder.h"

#include <QCoreApplication>
#include <QDir>
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
using engine::SessionRequest;
using Verb = SessionRequest::Verb;

constexpr int MaxShown = 160; ///< Characters of a checkpoint's text.

Reply interrupt(const Request &request)
{
    return onSessionTask(request, [request](const SessionTask &of) {
        return askSession(request, of, {Verb::Interrupt, {}, false}, QStringLiteral("interrupt"));
    });
}

/// Asks it; only what the session has agreed to is kept for later attempts.
Reply changed(const Request &request, const SessionTask &of, Verb verb, const QString &field)
{
    const QString value = request.text(field.toUtf8().constData());
    return andThen(askSession(request, of, {verb, value, false}, field), [=](const QJsonObject &answer) {
        const QJsonObject kept{
            {QStringLiteral("do"), field}, {QStringLiteral("value"), value}, {QStringLiteral("done"), true}};
        return answered(performOn(request, Command::Verb::AskSession, of, kept),
                        [answer](const QJsonObject &) -> Result<QJsonObject> { return answer; });
    });
}

Reply change(const Request &request)
{
    const bool model = request.has("model");
    const bool mode = request.has("permission_mode");
    if (!model && !mode) {
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("nothing to change was given"), {},
                             Text::tr("Give --model or --permission-mode")));
    }
    return onSessionTask(request, [=](const SessionTask &of) {
        const auto setMode = [=] {
            return changed(request, of, Verb::SetPermissionMode, QStringLiteral("permission_mode"));
        };
        if (!model)
            return setMode();
        const Reply first = changed(request, of, Verb::SetModel, QStringLiteral("model"));
        return mode ? andThen(first, [setMode](const QJsonObject &) { return setMode(); }) : first;
    });
}

/// Messages to the agent and its answers, in order; subagents have points of their own that nothing can go back to.
Result<QJsonArray> checkpointsOf(const QString &folder)
{
    QJsonArray out;
    agents::TranscriptPage page;
    do {
        const Result<agents::TranscriptPage> read = agents::readTranscript(folder, page.next, 1000);
        if (!read)
            return tl::unexpected(read.error());
        const bool moved = read->next > page.next;
        page = *read;
        for (const QJsonValue &value : std::as_const(page.entries)) {
            const QString kind = value[QLatin1StringView("kind")].toString();
            if ((kind != QLatin1StringView("told") && kind != QLatin1StringView("text")) ||
                !value[QLatin1StringView("parent")].toString().isEmpty())
                continue;
            out.append(QJsonObject{
                {QStringLiteral("checkpoint"), value[QLatin1StringView("message")]},
                {QStringLiteral("kind"),
                 kind == QLatin1StringView("told") ? QStringLiteral("message") : QStringLiteral("answer")},
                {QStringLiteral("text"), value[QLatin1StringView("text")].toString().simplified().left(MaxShown)}});
        }
        page.more = page.more && moved;
    } while (page.more);
    return out;
}

Reply checkpoints(const Request &request)
{
    return onSessionTask(request, [request](const SessionTask &of) {
        const QString folder =
            engine::attemptFolder(request.host->dataFolder(), {of.run.id, of.task.index, of.attempt});
        return inBackground([=]() -> Result<QJsonObject> {
            const Result<QJsonArray> points = checkpointsOf(folder);
            if (!points)
                return tl::unexpected(points.error());
            QJsonObject out = of.json();
            out.insert(QStringLiteral("checkpoints"), *points);
            return out;
        });
    });
}

/// A session that does not run is kept from going on meanwhile, as if it were handed to a person.
Reply rewindAtRest(const Request &request, const SessionTask &of, const QString &checkpoint)
{
    const auto set = [=] {
        return andThen(placeOf(request, of), [=](const agents::ClaudePlace &place) {
            return inBackground([=]() -> Result<QJsonObject> {
                if (const Result<void> done = agents::rewindFiles(place, checkpoint); !done)
                    return tl::unexpected(done.error());
                return of.json();
            });
        });
    };
    if (domain::isFinished(of.task.state) || of.task.state == domain::TaskState::AwaitingReview)
        return set();
    return andThen(performOn(request, Command::Verb::HandOver, of), [=](const QJsonObject &) {
        return then(set(), [=](const Result<QJsonObject> &done) {
            const QJsonObject asBefore{{QStringLiteral("not_before"), of.task.notBeforeMs},
                                       {QStringLiteral("error_class"), of.task.errorClass},
                                       {QStringLiteral("reason"), of.task.why}};
            return then(performOn(request, Command::Verb::GiveBack, of, {{QStringLiteral("as_before"), asBefore}}),
                        [done](const Result<QJsonObject> &) { return done; });
        });
    });
}

Reply rewind(const Request &request)
{
    const QString checkpoint = request.text("checkpoint");
    const bool dryRun = request.params.value(QStringLiteral("dry_run")).toBool();
    return onSessionTask(request, [=](const SessionTask &of) {
        if (of.isRunning() && of.attempt == of.task.attempt)
            return askSession(request, of, {Verb::RewindFiles, checkpoint, dryRun}, QStringLiteral("rewind"));
        if (dryRun)
            return replyNow(fail(ErrorCode::Conflict, Text::tr("the session does not run"), of.task.key,
                                 Text::tr("Leave out --dry-run, or wake it with a message first.")));
        if (of.isRunning())
            return replyNow(fail(ErrorCode::Conflict, Text::tr("a later attempt of the task is running"), of.task.key));
        return rewindAtRest(request, of, checkpoint);
    });
}

/// A run of its own in which somebody talks to the agent.
Reply beginConversation(const Request &request, const QString &agent, const QString &folder,
                        const domain::Conversation &conversation)
{
    Command command;
    command.verb = Command::Verb::SubmitRun;
    command.run = newReadableId(conversationName());
    command.by = request.principal.name;
    command.workflow = conversationWorkflow(agent, conversation);
    if (!command.workflow)
        return replyNow(fail(ErrorCode::Internal, Text::tr("the workflow of a conversation is not valid"), agent));
    command.args = {{QStringLiteral("working_directory"), folder},
                    {QStringLiteral("inputs"),
                     QJsonObject{{QStringLiteral("agent"), agent}, {QStringLiteral("text"), request.text("text")}}}};
    return answered(request.host->engine().perform(command),
                    [run = command.run](const QJsonObject &) -> Result<QJsonObject> {
                        return QJsonObject{{QStringLiteral("run"), run},
                                           {QStringLiteral("task"), conversationTask()},
                                           {QStringLiteral("attempt"), 1},
                                           {QStringLiteral("begun"), true}};
                    });
}

/// The folder in which the attempt worked, if it is still there.
Reply copyOf(const Request &request, const SessionTask &of, const domain::Conversation &how)
{
    return andThen(placeOf(request, of), [=](const agents::ClaudePlace &place) {
        domain::Conversation conversation = how;
        conversation.session = place.session;
        return beginConversation(request, of.task.agent, place.folder, conversation);
    });
}

Reply fork(const Request &request)
{
    if (request.text("text").trimmed().isEmpty())
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("the message is empty"), QStringLiteral("text")));
    return onSessionTask(request, [request](const SessionTask &of) {
        return copyOf(request, of, {request.params.value(QStringLiteral("stay")).toBool(), {}, request.text("at")});
    });
}

Reply end(const Request &request)
{
    return onSessionTask(request, [request](const SessionTask &of) {
        if (of.isRunning())
            return askSession(request, of, {Verb::End, {}, false}, QStringLiteral("end"));
        return performOn(request, Command::Verb::EndConversation, of);
    });
}

Reply chat(const Request &request)
{
    const bool says = !request.text("text").trimmed().isEmpty();
    const auto begin = [=] {
        if (!says) // Nothing is begun before something was said.
            return replyNow(QJsonObject{{QStringLiteral("begun"), true}});
        QString folder = request.text("working_directory");
        if (folder.isEmpty())
            folder = request.host->dataFolder() + QStringLiteral("/work");
        else if (!QDir::isAbsolutePath(folder) || !QDir(folder).exists())
            return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("there is no such folder"),
                                 QStringLiteral("working_directory"), Text::tr("Give an absolute path")));
        QDir().mkpath(folder);
        return beginConversation(request, request.text("name"), folder, {true, {}, {}});
    };
    if (request.params.value(QStringLiteral("new")).toBool())
        return begin();
    const auto goOn = [=](const SessionTask &of) {
        if (domain::isFinished(of.task.state))
            return says ? copyOf(request, of, {true, {}, {}}) : replyNow(of.json());
        if (!says)
            return replyNow(of.json());
        return answered(
            performOn(request, Command::Verb::SendMessage, of, {{QStringLiteral("text"), request.text("text")}}),
            [of](const QJsonObject &) -> Result<QJsonObject> { return of.json(); });
    };
    return onAgentsTask(request, goOn, begin);
}

/// Nobody to take over from.
Reply nothing(const QString &agent)
{
    return replyNow(fail(ErrorCode::NotFound, Text::tr("nobody talks to the agent, and it works on nothing"), agent,
                         Text::tr("Name the task: --run RUN --task KEY")));
}

Reply attach(const Request &request)
{
    const auto take = [request](const SessionTask &of) {
        const bool ended = domain::isFinished(of.task.state) || of.task.state == domain::TaskState::AwaitingReview;
        const auto placed = [=](const QJsonObject &) {
            return answered(placeOf(request, of), [=](const agents::ClaudePlace &place) -> Result<QJsonObject> {
                if (const Result<void> free = agents::sessionIsFree(place); !free)
                    return tl::unexpected(free.error());
                QJsonObject environment;
                if (!place.configFolder.isEmpty())
                    environment.insert(QStringLiteral("CLAUDE_CONFIG_DIR"), place.configFolder);
                QJsonObject out = of.json();
                out.insert(QStringLiteral("session"), place.session);
                out.insert(QStringLiteral("program"), place.program);
                out.insert(QStringLiteral("arguments"), QJsonArray{QStringLiteral("--resume=") + place.session});
                out.insert(QStringLiteral("working_directory"), place.folder);
                out.insert(QStringLiteral("environment"), environment);
                out.insert(QStringLiteral("ended"), ended);
                return out;
            });
        };
        if (ended)
            return placed({});
        if (of.isRunning())
            return andThen(askSession(request, of, {Verb::HandOver, {}, false}, QStringLiteral("hand_over")), placed);
        return andThen(performOn(request, Command::Verb::HandOver, of), placed);
    };
    return onAgentsTask(request, take, [name = request.text("name")] { return nothing(name); });
}

Reply release(const Request &request)
{
    const auto give = [request](const SessionTask &of) {
        return andThen(placeOf(request, of), [=](const agents::ClaudePlace &place) {
            if (const Result<void> free = agents::sessionIsFree(place); !free)
                return replyNow(tl::unexpected(free.error()));
            return performOn(request, Command::Verb::GiveBack, of, {{QStringLiteral("text"), request.text("text")}});
        });
    };
    return onAgentsTask(
        request, give, [name = request.text("name")] { return nothing(name); }, Several::Passed);
}

} // namespace

Handlers sessionHandlers()
{
    return {{QStringLiteral("session.interrupt"), interrupt},
            {QStringLiteral("session.change"), change},
            {QStringLiteral("session.checkpoints"), checkpoints},
            {QStringLiteral("session.rewind"), rewind},
            {QStringLiteral("session.fork"), fork},
            {QStringLiteral("session.end"), end},
            {QStringLiteral("session.chat"), chat},
            {QStringLiteral("session.attach"), attach},
            {QStringLiteral("session.release"), release}};
}

} // namespace podium::control
