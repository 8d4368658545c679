// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudeattempt.h"

#include "agents/attemptfiles.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeAttempt)
};

using Status = domain::AttemptOutcome::Status;

constexpr qsizetype MaxLineBytes = 64 * 1024 * 1024; // A line holds a whole tool call, e.g. a written file.
constexpr qint64 ScanBytes = 64 * 1024;

/// Offset after the last line end of a file; 0 if there is none.
qint64 lastLineEnd(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (qint64 end = file.size(); end > 0;) {
        const qint64 begin = std::max<qint64>(0, end - ScanBytes);
        if (!file.seek(begin))
            return 0;
        const qsizetype at = file.read(end - begin).lastIndexOf('\n');
        if (at >= 0)
            return begin + at + 1;
        end = begin;
    }
    return 0;
}

QString howItEnded(const ExitInfo &exit)
{
    return exit.exitCode ? Text::tr("exit code %1").arg(*exit.exitCode) : Text::tr("signal %1").arg(exit.signal);
}

/// Ended from outside: by a signal, or by the CLI's own answer to one.
bool endedBySignal(const ExitInfo &exit)
{
    return !exit.exitCode || *exit.exitCode == 128 + 1 || *exit.exitCode == 128 + 2 || *exit.exitCode == 128 + 15 ||
           *exit.exitCode == 128 + 9;
}

} // namespace

ClaudeAttempt::ClaudeAttempt(const engine::AttemptRequest &attempt, const ClaudeSettings &settings)
    : ProcessAttempt(attempt), options(claudeOptions(attempt, settings)), prices(settings.prices),
      journal(folder.root + QStringLiteral("/claude.journal"))
{
    maxLineBytes = MaxLineBytes;
    patience.setSingleShot(true);
    silence.setSingleShot(true);
    idle.setSingleShot(true);
    journal.load();
    if (!journal.workingDirectory().isEmpty()) // What was asked for by then named this folder.
        request.workingDirectory = journal.workingDirectory();
    restart(journal.session().isEmpty() ? attempt.session : journal.session(), journal.resumed());
    for (const ClaudeWrite &write : journal.writes())
        conversation->remember(write);
    replayUntil = lastLineEnd(folder.spool() + QStringLiteral("/stdout"));
}

ClaudeAttempt::~ClaudeAttempt()
{
    replies.insert({}, whenGone);
    for (qsizetype i = 0; i < queuedAsks.size(); ++i)
        replies.insert(QString::number(i), queuedAsks.at(i).second);
    for (const auto &reply : std::as_const(replies)) {
        if (!reply)
            continue;
        reply->addResult(fail(ErrorCode::Unavailable, Text::tr("the session has ended"), id));
        reply->finish();
    }
}

void ClaudeAttempt::restart(const QString &sessionId, bool resumed)
{
    session = sessionId;
    ClaudeSession::Setup setup;
    setup.key = request.key;
    setup.scene = {request.workingDirectory, folder.output(), folder.temp(), folder.root,
                   request.agent ? request.agent->permissionMode : QStringLiteral("default")};
    if (options) {
        setup.policy = options->policy;
        setup.tools = options->tools;
        setup.hooks = options->hooks;
    }
    setup.prices = prices;
    setup.day = QDateTime::fromMSecsSinceEpoch(request.claimedMs).date();
    setup.resumed = resumed;
    conversation = std::make_unique<ClaudeSession>(setup);
}

HookRuns::Place ClaudeAttempt::hookPlace() const
{
    HookRuns::Place out{request.workingDirectory, folder.temp(), {}, {request.workingDirectory, {}, folder.root}};
    const QMap<QString, QString> variables =
        claudeEnvironment(request, *options, QProcessEnvironment::systemEnvironment());
    for (auto it = variables.begin(); it != variables.end(); ++it) {
        if (!options->credential.contains(it.key())) // A hook has no business with the model.
            out.environment.insert(it.key(), it.value());
    }
    return out;
}

domain::AttemptOutcome ClaudeAttempt::outcome(const ExitInfo &ended, const ClaudeSettings &settings, qint64 nowMs) const
{
    const std::optional<ClaudeFailure> failure = conversation->failure();
    const bool turnOver = inputEnded ? over : conversation->waitsForBackground();
    const bool allDone = turnOver && (inputEnded || !conversation->hasBackground());
    domain::AttemptOutcome out;
    if (const std::optional<domain::AttemptOutcome> rested = atRest()) {
        out = *rested;
    } else if (journal.leaving() == LeaveForGood && conversation->result()) {
        out = success(); // An interrupted turn is no failure of a conversation that is ended.
    } else if (allDone && !failure) {
        out = success();
    } else if (failure && (!stopping || over) &&
               (turnOver || !conversation->turnStarted() || failure->errorClass == QLatin1StringView("auth"))) {
        out = failed(*failure, settings, nowMs);
    } else if (stopping) {
        out.status = Status::Cancelled;
        out.error = Text::tr("It was stopped.");
    } else if (ended.reason == ExitInfo::Reason::OutputLimit) {
        out.errorClass = QStringLiteral("output_limit");
        out.error = Text::tr("Claude Code wrote more than its limit.");
        out.retryable = false;
    } else if (ended.reason == ExitInfo::Reason::Unattended) {
        out.status = Status::Interrupted;
        out.errorClass = QStringLiteral("unattended");
        out.error = Text::tr("It was ended because Podium was away for too long.");
    } else if (endedBySignal(ended)) {
        out.status = Status::Interrupted;
        out.errorClass = QStringLiteral("process_gone");
        out.error = Text::tr("Claude Code was ended from outside (%1).").arg(howItEnded(ended));
    } else {
        out = failed(classifyExit(QString::fromUtf8(errorTail), conversation->turnStarted(), howItEnded(ended)),
                     settings, nowMs);
    }
    if (!failure || !failure->sessionGone)
        out.session = conversation->session().isEmpty() ? session : conversation->session();
    out.error = hidden(out.error);
    out.exitCode = ended.exitCode;
    out.messages = journal.heard();
    out.usage = conversation->usage();
    out.usage.cpuMs = ended.usage.cpuMs;
    out.usage.maxRssBytes = ended.usage.maxRssBytes;
    out.endedMs = ended.endedMs;
    return out;
}

QString ClaudeAttempt::hidden(QString text) const
{
    if (options) {
        for (const QString &secret : options->credential)
            text.replace(secret, QStringLiteral("[secret]"));
    }
    return text;
}

bool ClaudeAttempt::conversationFailed() const
{
    static const QStringList s_classes{QStringLiteral("auth"), QStringLiteral("billing"), QStringLiteral("rate_limit"),
                                       QStringLiteral("startup"), QStringLiteral("max_budget")};
    const std::optional<ClaudeFailure> failure = conversation->failure();
    return failure && (failure->sessionGone || s_classes.contains(failure->errorClass));
}

std::optional<domain::AttemptOutcome> ClaudeAttempt::atRest() const
{
    if (stopping || journal.leaving() == LeaveForGood)
        return {};
    domain::AttemptOutcome out;
    out.status = Status::Parked;
    out.parkedUntilMs = domain::AttemptOutcome::Forever;
    if (journal.leaving() == domain::AttemptOutcome::HandedOver) {
        out.errorClass = domain::AttemptOutcome::HandedOver;
        out.error = Text::tr("handed to a person");
        return out;
    }
    // Also one whose process was lost while it waited: everything that was said is in the session.
    if (journal.leaving() != domain::AttemptOutcome::Hibernating &&
        !(stays() && conversation->isQuiet() && !conversationFailed()))
        return {};
    out.errorClass = domain::AttemptOutcome::Hibernating;
    out.error = Text::tr("waits for a message");
    return out;
}

domain::AttemptOutcome ClaudeAttempt::success() const
{
    domain::AttemptOutcome out;
    const claude::TurnResult &result = *conversation->result();
    const bool structured = !request.spec.outputSchema.isEmpty();
    const Result<std::optional<QJsonObject>> file = attemptfiles::readResult(folder.root);
    if (!file) {
        out.errorClass = QStringLiteral("result_file");
        out.error = Text::tr("The agent's result file is not as documented: %1").arg(file.error().text());
        return out;
    }
    if (*file && !(*file)->value(QLatin1StringView("success")).toBool()) {
        out.errorClass = QStringLiteral("reported_failure");
        out.error = (*file)->value(QLatin1StringView("summary")).toString();
        if (out.error.isEmpty())
            out.error = Text::tr("The agent reported failure without a reason.");
        out.result = **file;
        out.resultSource = QStringLiteral("file");
        return out;
    }
    // With an output schema the dependants count on a value of that shape, which in the file is `data`.
    if (*file && (!structured || (*file)->contains(QLatin1StringView("data")))) {
        out.result = structured ? (*file)->value(QLatin1StringView("data")) : QJsonValue(**file);
        out.resultSource = QStringLiteral("file");
    } else if (!result.structuredOutput.isUndefined()) {
        out.result = result.structuredOutput;
        out.resultSource = QStringLiteral("structured_output");
    } else if (structured) {
        out.errorClass = QStringLiteral("structured_output");
        out.error = Text::tr("The agent ended without the structured output that the task asks for. It said: %1")
                        .arg(result.text.left(500));
        return out;
    } else {
        out.result = result.text;
        out.resultSource = QStringLiteral("message");
    }
    out.status = Status::Succeeded;
    return out;
}

domain::AttemptOutcome ClaudeAttempt::failed(const ClaudeFailure &failure, const ClaudeSettings &settings,
                                             qint64 nowMs) const
{
    domain::AttemptOutcome out;
    out.errorClass = failure.errorClass;
    out.error = failure.error;
    out.retryable = failure.retryable;
    if (failure.errorClass == QLatin1StringView("rate_limit")) {
        out.status = Status::Parked;
        out.parkedUntilMs = failure.resetsAtMs > nowMs ? failure.resetsAtMs : nowMs + settings.rateLimitPauseMs;
    }
    return out;
}

} // namespace podium::agents
