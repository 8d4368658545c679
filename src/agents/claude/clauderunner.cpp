// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/clauderunner.h"

#include "agents/attemptfiles.h"
#include "agents/claude/claudeattempt.h"
#include "agents/claude/hooks/sessionhooks.h"

#include <QCoreApplication>
#include <QProcessEnvironment>
#include <QUuid>

#include <algorithm>
#include <csignal>
#include <limits>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeRunner)
};

using domain::Activity;

constexpr qsizetype ErrorTailBytes = 8 * 1024;
constexpr qsizetype MaxLogBytes = 64 * 1024;               ///< Of one line of the log; the spool has it all.
constexpr qint64 MaxSpoolBytes = 4LL * 1024 * 1024 * 1024; ///< A conversation beyond it is a runaway.

QString cut(const QString &text)
{
    // A character has at most three bytes for each of its UTF-16 units.
    if (text.size() <= MaxLogBytes / 3)
        return text;
    return text.left(MaxLogBytes / 3) + Text::tr(" … [%1 characters cut]").arg(text.size() - MaxLogBytes / 3);
}

ClaudeAttempt &own(ProcessAttempt &attempt)
{
    return static_cast<ClaudeAttempt &>(attempt);
}

domain::AttemptOutcome refusal(const QString &errorClass, const Error &error, bool retryable)
{
    domain::AttemptOutcome out;
    out.errorClass = errorClass;
    out.error = error.text();
    out.retryable = retryable;
    return out;
}

} // namespace

ClaudeRunner::ClaudeRunner(const RunnerContext &context, const ClaudeSettings &settings)
    : ProcessRunner(context), m_settings(settings)
{
}

ClaudeRunner::~ClaudeRunner() = default;

std::unique_ptr<ProcessAttempt> ClaudeRunner::createAttempt(const engine::AttemptRequest &request)
{
    auto out = std::make_unique<ClaudeAttempt>(request, m_settings);
    if (out->journal.exists()) {
        out->agentLogged = context().positions.lastOffset(request.key, QStringLiteral("agent"));
        out->toolLogged = context().positions.lastOffset(request.key, QStringLiteral("tool"));
    }
    ClaudeAttempt *const attempt = out.get();
    connect(&attempt->silence, &QTimer::timeout, this, [this, attempt] {
        if (attempt->conversation->activity() != Activity::Thinking)
            return;
        attempt->stalled = true;
        context().sink.attemptActivity(
            attempt->request.key, Activity::Stalled,
            Text::tr("Nothing was heard of the model for %n min.", nullptr, int(m_settings.stalledMs / 60'000)));
    });
    connect(
        &attempt->calls, &ToolCalls::finished, this,
        [this, attempt](const QString &id, const QString &tool, const Result<QJsonValue> &result, qint64 tookMs) {
            log(*attempt, QStringLiteral("tool"), result ? QStringLiteral("info") : QStringLiteral("warning"),
                result
                    ? Text::tr("%1 of Podium answered after %2 ms.").arg(tool).arg(tookMs)
                    : Text::tr("%1 of Podium failed after %2 ms: %3").arg(tool).arg(tookMs).arg(result.error().text()));
            carryOut(*attempt, attempt->conversation->toolEnded(id, result));
        });
    connect(&attempt->hookRuns, &HookRuns::finished, this,
            [this, attempt](const QString &id, const HookAnswer &answer) {
                carryOut(*attempt, attempt->conversation->hookEnded(id, answer));
            });
    connect(&attempt->sessionCalls, &SessionHookCalls::answered, this,
            [this, attempt](const domain::HookRule &rule, const HookEvent &event, const HookAnswer &answer,
                            const QString &fault) {
                const bool inVain = !fault.isEmpty() || answer.verdict == HookAnswer::Verdict::Block;
                log(*attempt, QStringLiteral("tool"), inVain ? QStringLiteral("warning") : QStringLiteral("info"),
                    Text::tr("Hook \"%1\" (%2 %3) answered. %4")
                        .arg(rule.name, event.event, event.subject,
                             fault.isEmpty() && inVain ? Text::tr("This event cannot be blocked: %1").arg(answer.text)
                                                       : fault)
                        .trimmed());
            });
    connect(&attempt->calls, &ToolCalls::progressed, this,
            [this, attempt](const QString &id, double value, double total, const QString &text) {
                carryOut(*attempt, attempt->conversation->toolProgressed(id, value, total, text));
            });
    connect(&attempt->idle, &QTimer::timeout, this,
            [this, attempt] { leave(*attempt, domain::AttemptOutcome::Hibernating); });
    connect(&attempt->patience, &QTimer::timeout, this, [this, attempt] {
        if (attempt->inputEnded || attempt->isLeaving() || attempt->conversation->failure()) {
            kill(*attempt, m_settings.exitGraceMs);
            return;
        }
        if (attempt->conversation->expectsTurn())
            attempt->conversation->stopExpecting();
        else
            giveUpBackground(*attempt);
        review(*attempt);
    });
    return out;
}

tl::expected<Launch, domain::AttemptOutcome> ClaudeRunner::prepare(ProcessAttempt &base)
{
    ClaudeAttempt &attempt = own(base);
    if (!attempt.options)
        return tl::unexpected(refusal(QStringLiteral("config"), attempt.options.error(), false));
    const QProcessEnvironment inherited = QProcessEnvironment::systemEnvironment();
    const Result<QString> program = findClaude(m_settings, inherited);
    if (!program)
        return tl::unexpected(refusal(QStringLiteral("spawn"), program.error(), false));
    attempt.request.workingDirectory = attempt.workspace->folder;
    attempt.request.spec.environment.insert(attempt.workspace->environment);
    const engine::AttemptRequest &request = attempt.request;
    const Result<void> written = attemptfiles::writeContext(attempt.folder.root, request, context().artifacts);
    if (!written)
        return tl::unexpected(refusal(QStringLiteral("attempt_folder"), written.error(), true));

    const QMap<QString, QString> environment = claudeEnvironment(request, *attempt.options, inherited);
    QString session = attempt.conversation->session().isEmpty() ? attempt.session : attempt.conversation->session();
    const auto start = beginning(attempt, claudeConfigFolder(environment), session);
    if (!start)
        return tl::unexpected(start.error());
    const bool resume = *start == SessionStart::Resume;
    if (QUuid::fromString(session).isNull())
        session = QUuid::createUuid().toString(QUuid::WithoutBraces);
    attempt.restart(session, *start != SessionStart::New);
    attempt.live = true;

    const ClaudeStep step = attempt.conversation->open(claudeSystemPrompt(request, attempt.workspace->branch),
                                                       request.spec.outputSchema, claudePrompt(request, resume));
    Launch launch;
    Result<void> noted = attempt.journal.begin(session, *start != SessionStart::New, request.workingDirectory,
                                               int(request.messages.size()));
    for (const ClaudeWrite &write : step.writes) {
        if (noted)
            noted = attempt.journal.append(write);
        launch.stdinBytes += write.line;
    }
    if (!noted)
        return tl::unexpected(refusal(QStringLiteral("attempt_folder"), noted.error(), true));
    launch.program = program->toLocal8Bit();
    launch.argv = {launch.program};
    for (const QString &argument : claudeArguments(request, *attempt.options, session, *start))
        launch.argv.append(argument.toUtf8());
    for (auto it = environment.begin(); it != environment.end(); ++it)
        launch.environment.append((it.key() + u'=' + it.value()).toLocal8Bit());
    launch.workingDirectory = request.workingDirectory;
    launch.keepStdin = true;
    launch.limits.outputBytes = MaxSpoolBytes;
    launch.maxLineBytes = attempt.maxLineBytes;
    launch.agentFolders = true;
    return launch;
}

void ClaudeRunner::processRuns(ProcessAttempt &base)
{
    ClaudeAttempt &attempt = own(base);
    context().sink.attemptActivity(attempt.request.key, attempt.conversation->activity(),
                                   attempt.conversation->activityDetail());
    attempt.silence.start(int(m_settings.stalledMs));
    if (attempt.options)
        attempt.sessionCalls.watch(attempt.request.key, attempt.options->hooks, attempt.folder.root);
    if (!attempt.live && attempt.played >= attempt.replayUntil)
        goLive(attempt);
}

qint64 ClaudeRunner::readFrom(const ProcessAttempt &attempt, const QString &stream) const
{
    // The state of the session follows from everything that was said.
    return stream == QLatin1StringView("stdout") ? 0 : ProcessRunner::readFrom(attempt, stream);
}

void ClaudeRunner::linesRead(ProcessAttempt &base, const QString &stream, const QList<SpoolLine> &lines)
{
    ClaudeAttempt &attempt = own(base);
    if (stream != QLatin1StringView("stdout")) {
        QList<SpoolLine> shown = lines;
        for (SpoolLine &line : shown) {
            line.text = attempt.hidden(QString::fromUtf8(line.text)).toUtf8();
            attempt.errorTail += line.text + '\n';
        }
        attempt.errorTail = attempt.errorTail.right(ErrorTailBytes);
        ProcessRunner::linesRead(base, stream, shown);
        return;
    }
    bool grew = false;
    for (const SpoolLine &line : lines) {
        if (!attempt.live && attempt.isRunning && line.offset > attempt.replayUntil)
            goLive(attempt);
        if (line.cutBytes > 0) {
            log(attempt, QStringLiteral("engine"), QStringLiteral("warning"),
                Text::tr("A line of Claude Code was too long and is left out (%1 bytes).")
                    .arg(line.text.size() + line.cutBytes));
        } else if (const Result<claude::Message> message = claude::parseLine(line.text); !message) {
            log(attempt, QStringLiteral("engine"), QStringLiteral("warning"), message.error().text());
        } else {
            carryOut(attempt, attempt.conversation->feed(*message), line.offset);
            grew |= std::holds_alternative<claude::Partial>(message->body);
        }
        attempt.played = line.offset;
    }
    if (grew)
        context().logs.grew(attempt.request.key.run);
    attempt.silence.start(int(m_settings.stalledMs));
    if (std::exchange(attempt.stalled, false))
        context().sink.attemptActivity(attempt.request.key, attempt.conversation->activity(),
                                       attempt.conversation->activityDetail());
    if (!attempt.live && attempt.isRunning && attempt.played >= attempt.replayUntil)
        goLive(attempt);
    if (attempt.listens && !attempt.inputEnded)
        attempt.patience.stop();
    review(attempt);
}

void ClaudeRunner::goLive(ClaudeAttempt &attempt)
{
    attempt.live = true;
    for (const domain::Approval &decided : std::exchange(attempt.queuedAnswers, {}))
        carryOut(attempt, attempt.conversation->answer(decided));
    ClaudeStep step = attempt.conversation->caughtUp();
    step.usageChanged = true;
    carryOut(attempt, step);
    // What a person said before the crash and did not come to the agent, comes to it now.
    const QStringList unheard = attempt.request.messages.mid(attempt.journal.heard());
    for (const QString &text : unheard + std::exchange(attempt.queuedMessages, {}))
        messageReceived(attempt, text);
    const auto asks = std::exchange(attempt.queuedAsks, {});
    for (const auto &[request, reply] : asks)
        asked(attempt, request, reply);
    review(attempt);
}

void ClaudeRunner::carryOut(ClaudeAttempt &attempt, const ClaudeStep &step, qint64 offset)
{
    const domain::AttemptKey &key = attempt.request.key;
    QList<engine::LogLine> logs;
    const qint64 now = context().clock.nowMs();
    for (const ClaudeLog &entry : step.logs) {
        const qint64 logged = entry.stream == QLatin1StringView("tool") ? attempt.toolLogged : attempt.agentLogged;
        if (offset < 0 || offset > logged)
            logs.append({key, now, entry.stream, entry.level, cut(attempt.hidden(entry.text)), offset});
    }
    if (!logs.isEmpty())
        context().logs.append(logs);
    for (const ClaudeWrite &write : step.writes) {
        if (attempt.inputEnded)
            break; // A request to a process that is about to end.
        if (const Result<void> noted = attempt.journal.append(write); !noted)
            log(attempt, QStringLiteral("engine"), QStringLiteral("error"), noted.error().text());
        writeStdin(attempt, write.line);
    }
    if (!attempt.live)
        return;
    for (const QString &id : step.cancelledCalls) {
        attempt.calls.cancel(id);
        attempt.hookRuns.cancel(id);
    }
    for (const ClaudeHookRun &hook : step.hooks) {
        HookRuns::Place place = attempt.hookPlace();
        place.gate.apart = context().dataFolder;
        attempt.hookRuns.start(hook.id, attempt.options->hooks.at(hook.hook), hook.event, place);
    }
    for (const ClaudeToolCall &call : step.calls)
        attempt.calls.start(call.id, attempt.options->tools, call.tool,
                            {key, attempt.request.taskKey, attempt.folder.root, attempt.request.team,
                             attempt.request.agent ? attempt.request.agent->name : QString(), call.arguments});
    for (domain::Approval approval : step.asked) {
        approval.createdMs = now;
        context().sink.approvalRequested(key, approval);
    }
    for (const QString &id : step.withdrawn)
        context().sink.approvalWithdrawn(key, id);
    for (const ClaudeReply &given : step.replies)
        answerAsker(attempt, given);
    if (step.usageChanged)
        context().sink.attemptUsage(key, attempt.conversation->usage());
    if (step.activityChanged)
        context().sink.attemptActivity(key, attempt.conversation->activity(), attempt.conversation->activityDetail());
}

void ClaudeRunner::review(ClaudeAttempt &attempt)
{
    if (!attempt.live || !attempt.isRunning || attempt.inputEnded)
        return;
    ClaudeSession &session = *attempt.conversation;
    const std::optional<ClaudeFailure> failure = session.failure();
    if (!session.isQuiet()) {
        attempt.idle.stop();
        attempt.rests = false;
        attempt.listens = false;
        if (attempt.isLeaving() || (failure && failure->errorClass == QLatin1StringView("auth")))
            waitFor(attempt, m_settings.exitGraceMs); // The interrupted turn should end at once.
        else if (session.waitsForBackground() && session.expectsTurn())
            waitFor(attempt, m_settings.expectedTurnMs);
        else if (session.waitsForBackground())
            listen(attempt);
        else if (!attempt.stopping)
            attempt.patience.stop();
        return;
    }
    if (attempt.isLeaving()) {
        endInput(attempt);
        return;
    }
    if (attempt.stays() && !attempt.stopping && !attempt.conversationFailed()) {
        rest(attempt);
        return;
    }
    if (!failure && !attempt.stopping) {
        const Result<std::optional<QJsonObject>> file = attemptfiles::readResult(attempt.folder.root);
        if (!file && !attempt.journal.repairAsked()) {
            log(attempt, QStringLiteral("engine"), QStringLiteral("warning"),
                Text::tr("The agent's result file is not as documented, it is asked to repair it: %1")
                    .arg(file.error().text()));
            if (const Result<void> noted = attempt.journal.appendRepair(); !noted)
                log(attempt, QStringLiteral("engine"), QStringLiteral("error"), noted.error().text());
            carryOut(
                attempt,
                session.say(QStringLiteral("The file %1 is not a valid result: %2. Correct it, and do nothing else.")
                                .arg(attemptfiles::resultFile(attempt.folder.root), file.error().text())));
            return;
        }
    }
    attempt.over = !attempt.stopping || !failure;
    endInput(attempt);
}

void ClaudeRunner::giveUpBackground(ClaudeAttempt &attempt)
{
    ClaudeSession &session = *attempt.conversation;
    const QString running = session.background();
    if (attempt.stays()) {
        log(attempt, QStringLiteral("engine"), QStringLiteral("warning"),
            Text::tr("What runs in the background is not waited for any more: %1").arg(running));
        session.stopWaiting();
    } else if (!std::exchange(attempt.reminded, true)) {
        log(attempt, QStringLiteral("engine"), QStringLiteral("warning"),
            Text::tr("Nothing is heard of what runs in the background, the agent is asked about it: %1").arg(running));
        carryOut(attempt, session.say(QStringLiteral("Still running in the background: %1. Nothing was heard of it for "
                                                     "a long time. Look at it: end what is not needed any more or "
                                                     "hangs, then report. Your work counts only once nothing of it "
                                                     "runs any more.")
                                          .arg(running)));
    } else {
        session.giveUpBackground(attempt.options->backgroundWaitMs);
        log(attempt, QStringLiteral("engine"), QStringLiteral("error"), session.failure()->error);
    }
}

void ClaudeRunner::endInput(ClaudeAttempt &attempt)
{
    attempt.inputEnded = true;
    closeStdin(attempt);
    attempt.patience.start(
        int(m_settings.exitGraceMs + (attempt.options ? sessionhooks::endMs(attempt.options->hooks) : 0)));
}

void ClaudeRunner::listen(ClaudeAttempt &attempt)
{
    attempt.listens = true;
    waitFor(attempt, std::min<qint64>(attempt.options->backgroundWaitMs, std::numeric_limits<int>::max()));
}

void ClaudeRunner::waitFor(ClaudeAttempt &attempt, qint64 ms)
{
    // A shorter wait may follow a longer one (the task has ended, its turn is expected). Only a sign of life lengthens
    // one, where one is waited for.
    if (!attempt.patience.isActive() || attempt.patience.remainingTime() > ms)
        attempt.patience.start(int(ms));
}

void ClaudeRunner::endSession(ClaudeAttempt &attempt)
{
    if (!attempt.options)
        return;
    for (const sessionhooks::Ended &ended : sessionhooks::takeEnded(attempt.options->hooks, attempt.folder.root))
        log(attempt, QStringLiteral("tool"), ended.exitCode == 0 ? QStringLiteral("info") : QStringLiteral("warning"),
            Text::tr("Hook \"%1\" (SessionEnd) ended with %2. %3")
                .arg(ended.name)
                .arg(ended.exitCode)
                .arg(attempt.hidden(ended.said)));
}

domain::AttemptOutcome ClaudeRunner::conclude(ProcessAttempt &base, const ExitInfo &exit)
{
    ClaudeAttempt &attempt = own(base);
    attempt.patience.stop();
    attempt.silence.stop();
    attempt.idle.stop();
    attempt.calls.cancelAll();
    attempt.hookRuns.cancelAll();
    endSession(attempt);
    const domain::AttemptOutcome out = attempt.outcome(exit, m_settings, context().clock.nowMs());
    if (out.errorClass == QLatin1StringView("auth"))
        context().sink.attemptActivity(attempt.request.key, Activity::LoginNeeded, out.error);
    else if (out.status == domain::AttemptOutcome::Status::Interrupted)
        context().sink.attemptActivity(attempt.request.key, Activity::ProcessGone, out.error);
    tellThatItIsGone(attempt);
    return out;
}

domain::AttemptOutcome ClaudeRunner::ended(ProcessAttempt &attempt, const ExitInfo &exit)
{
    // A process that had to be killed may have done its work before.
    return conclude(attempt, exit);
}

domain::AttemptOutcome ClaudeRunner::lost(ProcessAttempt &attempt)
{
    // The same holds where nobody saw the end: what was said is in the spool. A kill by the machine looks like this.
    ExitInfo exit;
    exit.signal = SIGKILL;
    return conclude(attempt, exit);
}

Activity ClaudeRunner::activityOf(const ProcessAttempt &attempt) const
{
    const auto &conversation = static_cast<const ClaudeAttempt &>(attempt).conversation;
    return attempt.isRunning && conversation ? conversation->activity() : ProcessRunner::activityOf(attempt);
}

void ClaudeRunner::stopAsked(ProcessAttempt &base, engine::StopMode mode, qint64 graceMs)
{
    ClaudeAttempt &attempt = own(base);
    if (mode == engine::StopMode::Kill || graceMs <= 0) {
        kill(attempt, 0);
        return;
    }
    if (attempt.inputEnded) {
        kill(attempt, graceMs); // It has nothing left to say.
        return;
    }
    if (attempt.conversation->isQuiet()) {
        endInput(attempt);
    } else {
        carryOut(attempt, attempt.conversation->interrupt());
    }
    // Half of the time for the CLI to end the turn in order, half for the tree to follow TERM.
    const qint64 half = graceMs / 2;
    attempt.patience.stop();
    QTimer::singleShot(int(half), this, [this, key = attempt.request.key, half] {
        if (ProcessAttempt *running = find(key))
            kill(*running, half);
    });
}

void ClaudeRunner::answered(ProcessAttempt &base, const domain::Approval &decided)
{
    ClaudeAttempt &attempt = own(base);
    if (!attempt.live) {
        attempt.queuedAnswers.append(decided);
        return;
    }
    carryOut(attempt, attempt.conversation->answer(decided));
    review(attempt);
}

} // namespace podium::agents
