// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What people say to, and ask of, the session of a running attempt.
#include "agents/claude/claudeattempt.h"
#include "agents/claude/clauderunner.h"
#include "base/ids.h"

#include <QCoreApplication>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeRunner)
};

using domain::AttemptOutcome;
using engine::SessionRequest;
using Verb = SessionRequest::Verb;

ClaudeAttempt &own(ProcessAttempt &attempt)
{
    return static_cast<ClaudeAttempt &>(attempt);
}

QJsonObject controlRequest(const SessionRequest &request)
{
    const auto with = [](const char *subtype, const char *key, const QJsonValue &value) {
        return QJsonObject{{QStringLiteral("subtype"), QLatin1StringView(subtype)}, {QLatin1StringView(key), value}};
    };
    switch (request.verb) {
    case Verb::SetModel:
        return with("set_model", "model", request.value.isEmpty() ? QJsonValue() : QJsonValue(request.value));
    case Verb::SetPermissionMode:
        return with("set_permission_mode", "mode", request.value);
    case Verb::RewindFiles: {
        QJsonObject out = with("rewind_files", "user_message_id", request.value);
        out.insert(QStringLiteral("dry_run"), request.dryRun);
        return out;
    }
    default:
        return with("interrupt", "cancel_queued", true);
    }
}

QString whatWasAsked(const SessionRequest &request)
{
    switch (request.verb) {
    case Verb::Interrupt:
        return Text::tr("A person stops what the agent is doing.");
    case Verb::SetModel:
        return request.value.isEmpty() ? Text::tr("A person sets the model back to the configured one.")
                                       : Text::tr("A person sets the model to %1.").arg(request.value);
    case Verb::SetPermissionMode:
        return Text::tr("A person sets the permission mode to %1.").arg(request.value);
    case Verb::RewindFiles:
        return Text::tr("A person sets the files back to what they were before message %1.").arg(request.value);
    case Verb::End:
        return Text::tr("A person ends the conversation.");
    case Verb::HandOver:
        return Text::tr("A person takes over the session.");
    }
    return {};
}

} // namespace

void ClaudeRunner::messageReceived(ProcessAttempt &base, const QString &text)
{
    ClaudeAttempt &attempt = own(base);
    if (!attempt.live) {
        attempt.queuedMessages.append(text);
        return;
    }
    if (attempt.isLeaving() && attempt.journal.leaving() != LeaveForGood)
        return; // The next attempt hears it.
    if (attempt.inputEnded || attempt.stopping) {
        log(attempt, QStringLiteral("engine"), QStringLiteral("warning"),
            Text::tr("A message came when the session was about to end and is lost: %1").arg(text.left(200)));
        return;
    }
    log(attempt, QStringLiteral("engine"), QStringLiteral("info"), Text::tr("Message to the agent: %1").arg(text));
    attempt.patience.stop();
    attempt.idle.stop();
    attempt.rests = false;
    carryOut(attempt, attempt.conversation->say(text, true));
}

void ClaudeRunner::asked(ProcessAttempt &base, const SessionRequest &request, const Reply &reply)
{
    ClaudeAttempt &attempt = own(base);
    if (!attempt.live) {
        attempt.queuedAsks.append({request, reply});
        return;
    }
    if (attempt.inputEnded || attempt.stopping || attempt.isLeaving()) {
        finish(reply, fail(ErrorCode::Unavailable, Text::tr("the session ends just now"), attempt.id,
                           Text::tr("Try it again in a moment.")));
        return;
    }
    if (request.verb == Verb::End && !attempt.stays()) {
        finish(reply, fail(ErrorCode::Conflict, Text::tr("the task ends by itself"), attempt.request.taskKey,
                           Text::tr("podiumctl cancel stops it.")));
        return;
    }
    if (!request.dryRun)
        log(attempt, QStringLiteral("engine"), QStringLiteral("info"), whatWasAsked(request));
    switch (request.verb) {
    case Verb::Interrupt:
        if (!attempt.conversation->isBusy()) {
            finish(reply, QJsonObject{{QStringLiteral("interrupted"), false}});
            return;
        }
        if (const Result<void> noted = attempt.journal.appendHold(); !noted) {
            finish(reply, tl::unexpected(noted.error()));
            return;
        }
        askSession(attempt, request, reply);
        return;
    case Verb::End:
        finish(reply, QJsonObject{});
        leave(attempt, LeaveForGood);
        return;
    case Verb::HandOver:
        attempt.whenGone = reply;
        leave(attempt, AttemptOutcome::HandedOver);
        return;
    default:
        askSession(attempt, request, reply);
        return;
    }
}

void ClaudeRunner::askSession(ClaudeAttempt &attempt, const SessionRequest &request, const Reply &reply)
{
    const QString id = QStringLiteral("podium-") + newId();
    attempt.asked.insert(id, request);
    attempt.replies.insert(id, reply);
    if (!request.dryRun) {
        if (const Result<void> noted = attempt.journal.appendAsked(id, whatWasAsked(request)); !noted)
            log(attempt, QStringLiteral("engine"), QStringLiteral("error"), noted.error().text());
    }
    carryOut(attempt, attempt.conversation->ask(id, controlRequest(request)));
}

void ClaudeRunner::answerAsker(ClaudeAttempt &attempt, const ClaudeReply &given)
{
    const SessionRequest request = attempt.asked.take(given.id);
    const Reply reply = attempt.replies.take(given.id);
    if (!reply)
        return;
    if (!given.ok) {
        log(attempt, QStringLiteral("engine"), QStringLiteral("warning"),
            Text::tr("The session refused that: %1").arg(given.error));
        finish(reply, fail(ErrorCode::Conflict, Text::tr("the session refused it: %1").arg(given.error),
                           attempt.request.taskKey));
        return;
    }
    QJsonObject out;
    if (request.verb == Verb::Interrupt) {
        out.insert(QStringLiteral("interrupted"), true);
    } else if (request.verb == Verb::RewindFiles) {
        if (!given.value.value(QLatin1StringView("canRewind")).toBool()) {
            finish(reply, fail(ErrorCode::Conflict,
                               Text::tr("the files cannot be set back: %1")
                                   .arg(given.value.value(QLatin1StringView("error")).toString()),
                               request.value));
            return;
        }
        out = {{QStringLiteral("files"), given.value.value(QLatin1StringView("filesChanged")).toArray()},
               {QStringLiteral("insertions"), given.value.value(QLatin1StringView("insertions")).toInt()},
               {QStringLiteral("deletions"), given.value.value(QLatin1StringView("deletions")).toInt()}};
    } else {
        out.insert(QStringLiteral("value"), request.value);
    }
    finish(reply, out);
}

void ClaudeRunner::leave(ClaudeAttempt &attempt, QLatin1StringView as)
{
    attempt.idle.stop();
    if (const Result<void> noted = attempt.journal.appendLeave(as); !noted)
        log(attempt, QStringLiteral("engine"), QStringLiteral("error"), noted.error().text());
    if (attempt.conversation->isBusy())
        carryOut(attempt, attempt.conversation->interrupt());
    review(attempt);
}

void ClaudeRunner::rest(ClaudeAttempt &attempt)
{
    if (std::exchange(attempt.rests, true))
        return;
    context().sink.attemptActivity(attempt.request.key, domain::Activity::WaitingForPerson,
                                   Text::tr("waits for a message"));
    attempt.patience.stop();
    attempt.idle.start(int(m_settings.hibernateAfterMs));
}

void ClaudeRunner::tellThatItIsGone(ClaudeAttempt &attempt)
{
    // Queued: whoever hears it finds the end of the attempt known to the engine.
    if (Reply waiting = std::exchange(attempt.whenGone, nullptr))
        QMetaObject::invokeMethod(
            this, [waiting] { finish(waiting, QJsonObject{}); }, Qt::QueuedConnection);
}

tl::expected<SessionStart, AttemptOutcome> ClaudeRunner::beginning(ClaudeAttempt &attempt, const QString &configFolder,
                                                                   const QString &session)
{
    const engine::AttemptRequest &request = attempt.request;
    if (sessionExists(configFolder, session)) {
        const qint64 holder = sessionHolder(configFolder, session);
        if (holder == 0)
            return SessionStart::Resume;
        // Two processes on one session would each go on without the other's work, and one of them is forgotten.
        AttemptOutcome out;
        out.status = AttemptOutcome::Status::Parked;
        out.errorClass = QStringLiteral("session_busy");
        out.error =
            Text::tr("process %1 has the session %2 open; it goes on when that has ended").arg(holder).arg(session);
        out.parkedUntilMs = context().clock.nowMs() + m_settings.busyPauseMs;
        out.session = session;
        return tl::unexpected(out);
    }
    if (!request.session.isEmpty()) {
        log(attempt, QStringLiteral("engine"), QStringLiteral("warning"),
            Text::tr("The session %1 is not known any more; the task is begun anew.").arg(request.session));
    }
    const QString &copied = request.spec.conversation.session;
    if (copied.isEmpty())
        return SessionStart::New;
    if (sessionExists(configFolder, copied))
        return SessionStart::Copy;
    AttemptOutcome out;
    out.errorClass = QStringLiteral("config");
    out.error = Text::tr("There is no session %1 to go on from in %2.").arg(copied, configFolder);
    out.retryable = false;
    return tl::unexpected(out);
}

} // namespace podium::agents
