// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/shell/shellrunner.h"

#include "agents/attemptfiles.h"
#include "agents/shell/shellenvironment.h"
#include "agents/shell/shelloutput.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonObject>

#include <csignal>
#include <cstring>

namespace podium::agents
{

using domain::AttemptOutcome;
using domain::OutputMode;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ShellRunner)
};

constexpr qint64 DefaultOutputBytes = 1LL << 30;
constexpr qint64 ErrorTailBytes = 2048;

AttemptOutcome failed(const QString &errorClass, const QString &error, bool retryable)
{
    AttemptOutcome outcome;
    outcome.errorClass = errorClass;
    outcome.error = error;
    outcome.retryable = retryable;
    return outcome;
}

QString outputPath(const ProcessAttempt &attempt, const QString &directory)
{
    const QString &path = attempt.request.spec.shell.outputPath;
    return path.isEmpty() ? attempt.folder.output() + QStringLiteral("/result.json") : QDir(directory).filePath(path);
}

/// The result of a task that has ended well.
AttemptOutcome read(const ProcessAttempt &attempt, const ExitInfo &exit, const QString &directory)
{
    AttemptOutcome outcome;
    outcome.status = AttemptOutcome::Status::Succeeded;
    const QString spooled = attempt.folder.spool() + QStringLiteral("/stdout");
    const OutputMode mode = attempt.request.spec.shell.output;
    if (mode == OutputMode::None) {
        outcome.result = QJsonObject{{QStringLiteral("exit_code"), exit.exitCode.value_or(0)}};
        outcome.resultSource = QStringLiteral("exit_code");
        return outcome;
    }
    const bool fromFile = mode == OutputMode::JsonFile;
    const Result<QByteArray> text = readResultFile(fromFile ? outputPath(attempt, directory) : spooled);
    if (!text)
        return failed(text.error().code == ErrorCode::Exhausted ? QStringLiteral("output_limit")
                                                                : QStringLiteral("output"),
                      Text::tr("no result: %1").arg(text.error().text()), text.error().code != ErrorCode::Exhausted);
    outcome.resultSource = fromFile ? QStringLiteral("file") : QStringLiteral("stdout");
    if (mode == OutputMode::Text) {
        QString string = QString::fromUtf8(*text);
        while (!string.isEmpty() && string.back().isSpace())
            string.chop(1);
        outcome.result = string;
        return outcome;
    }
    if (fromFile) {
        const Result<QJsonValue> value = parseJson(*text);
        if (!value)
            return failed(QStringLiteral("output"),
                          Text::tr("%1: %2").arg(outputPath(attempt, directory), value.error().text()), true);
        outcome.result = *value;
        return outcome;
    }
    const std::optional<QJsonValue> value = lastJsonValue(*text);
    if (!value)
        return failed(QStringLiteral("output"),
                      Text::tr("standard output does not end in a JSON value, which the task's output asks for"), true);
    outcome.result = *value;
    return outcome;
}

/// A shell tells of a program that a signal has ended with this exit code.
constexpr int SignalCode = 128;

/// Whether the kernel has ended it, or the program that it was waiting for, because of its CPU time.
bool hasUsedUpItsTime(const domain::ResourceLimits &limits, const ExitInfo &exit)
{
    if (!limits.cpuSeconds)
        return false;
    const int number = exit.exitCode ? *exit.exitCode - SignalCode : exit.signal;
    return number == SIGXCPU || (number == SIGKILL && exit.usage.cpuMs >= *limits.cpuSeconds * 1000);
}

AttemptOutcome signalled(int number)
{
    const char *name = sigabbrev_np(number);
    return failed(QStringLiteral("signal"),
                  Text::tr("it was ended by signal %1 (SIG%2)").arg(number).arg(QString::fromLatin1(name ? name : "?")),
                  true);
}

} // namespace

tl::expected<Launch, AttemptOutcome> ShellRunner::prepare(ProcessAttempt &attempt)
{
    const engine::AttemptRequest &request = attempt.request;
    const domain::ShellSpec &shell = request.spec.shell;
    const QString directory = attempt.workspace->folder;
    QStringList argv = shell.argv;
    if (argv.isEmpty()) {
        argv = shell.interpreter.isEmpty()
                   ? QStringList{QStringLiteral("/bin/sh"), QStringLiteral("-eu"), QStringLiteral("-c")}
                   : shell.interpreter;
        argv.append(shell.script);
    }
    QMap<QString, QString> variables = request.spec.environment;
    variables.insert(attempt.workspace->environment);
    variables.insert(QStringLiteral("PODIUM_RUN"), request.key.run);
    variables.insert(QStringLiteral("PODIUM_TASK"), request.taskKey);
    variables.insert(QStringLiteral("PODIUM_ATTEMPT_FOLDER"), attempt.folder.root);
    if (shell.output == OutputMode::JsonFile) {
        if (shell.outputPath.isEmpty() && !QDir().mkpath(attempt.folder.output()))
            return tl::unexpected(failed(QStringLiteral("workspace"),
                                         Text::tr("%1: cannot be created").arg(attempt.folder.output()), true));
        variables.insert(QStringLiteral("PODIUM_OUTPUT"), outputPath(attempt, directory));
        // What an earlier attempt wrote must not pass for the result of this one.
        QFile::remove(outputPath(attempt, directory));
    }
    // Files for those that have something to read in them only: most tasks have templates instead.
    if (!request.spec.input.isEmpty()) {
        const Result<void> written = attemptfiles::writeContext(attempt.folder.root, request, context().artifacts);
        if (!written)
            return tl::unexpected(failed(QStringLiteral("workspace"), written.error().text(), true));
    }
    Launch launch;
    for (const QString &argument : std::as_const(argv))
        launch.argv.append(argument.toUtf8());
    launch.program = launch.argv.value(0);
    launch.environment = taskEnvironment(shell.envAllow, variables);
    launch.workingDirectory = directory;
    launch.stdinBytes = shell.standardInput.toUtf8();
    launch.limits = shell.limits;
    if (!launch.limits.outputBytes)
        launch.limits.outputBytes = DefaultOutputBytes;
    return launch;
}

AttemptOutcome ShellRunner::conclude(ProcessAttempt &attempt, const ExitInfo &exit)
{
    const domain::ShellSpec &shell = attempt.request.spec.shell;
    if (hasUsedUpItsTime(shell.limits, exit))
        return failed(QStringLiteral("cpu_limit"), Text::tr("it used up the CPU time it may have"), false);
    if (!exit.exitCode)
        return signalled(exit.signal);
    const int code = *exit.exitCode;
    if (shell.skipExitCodes.contains(code)) {
        AttemptOutcome outcome;
        outcome.status = AttemptOutcome::Status::Skipped;
        outcome.error = Text::tr("exit code %1 means that there was nothing to do").arg(code);
        return outcome;
    }
    if (shell.okExitCodes.contains(code))
        return read(attempt, exit, attempt.workspace ? attempt.workspace->folder : attempt.request.workingDirectory);
    const QString tail = lastLines(attempt.folder.spool() + QStringLiteral("/stderr"), ErrorTailBytes);
    QString error = Text::tr("it ended with exit code %1").arg(code);
    if (!tail.isEmpty())
        error += QStringLiteral(":\n") + tail;
    return failed(QStringLiteral("exit_code"), error, true);
}

} // namespace podium::agents
