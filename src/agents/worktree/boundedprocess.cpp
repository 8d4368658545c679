// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/boundedprocess.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QMutex>
#include <QProcess>

#include <csignal>
#include <set>
#include <sys/prctl.h>
#include <unistd.h>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(BoundedProcess)
};

constexpr int TermGraceMs = 2000; ///< For git to remove its lock files.
constexpr qsizetype MaxLogBytes = 64 * 1024;

} // namespace

struct CancelFlag::State
{
    QMutex mutex;
    bool cancelled = false;
    std::set<pid_t> groups; ///< Process groups that run under it.
};

CancelFlag::CancelFlag() : m_state(std::make_shared<State>()) {}

void CancelFlag::cancel()
{
    const QMutexLocker lock(&m_state->mutex);
    m_state->cancelled = true;
    for (const pid_t group : m_state->groups)
        ::kill(-group, SIGTERM);
}

bool CancelFlag::isCancelled() const
{
    const QMutexLocker lock(&m_state->mutex);
    return m_state->cancelled;
}

/// Names the group of a running process to its flag.
class ProcessGuard
{
public:
    ProcessGuard(const CancelFlag &flag, pid_t group) : m_state(flag.m_state), m_group(group)
    {
        const QMutexLocker lock(&m_state->mutex);
        m_state->groups.insert(group);
        if (m_state->cancelled)
            ::kill(-group, SIGTERM);
    }
    ~ProcessGuard()
    {
        const QMutexLocker lock(&m_state->mutex);
        m_state->groups.erase(m_group);
    }
    Q_DISABLE_COPY_MOVE(ProcessGuard)

private:
    std::shared_ptr<CancelFlag::State> m_state;
    pid_t m_group;
};

namespace
{

void endGroup(QProcess &process, pid_t group)
{
    ::kill(-group, SIGTERM);
    if (!process.waitForFinished(TermGraceMs)) {
        ::kill(-group, SIGKILL);
        process.waitForFinished();
    }
}

} // namespace

Result<BoundedOutput> runBounded(const BoundedCommand &command)
{
    const QString shown = command.program + u' ' + command.arguments.join(u' ');
    const auto cancelled = [&] {
        return fail(ErrorCode::Conflict, Text::tr("%1 was stopped").arg(shown), command.folder);
    };
    if (command.cancel.isCancelled())
        return cancelled();
    QProcess process;
    process.setWorkingDirectory(command.folder);
    process.setProcessEnvironment(command.environment);
    process.setProcessChannelMode(command.mergeStreams ? QProcess::MergedChannels : QProcess::SeparateChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setChildProcessModifier([dies = command.endsWithPodium] {
        ::setpgid(0, 0); // A key press in Podium's terminal is not meant for it, and its children end with it.
        if (dies)
            ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    });
    process.start(command.program, command.arguments);
    if (!process.waitForStarted())
        return fail(ErrorCode::NotFound, Text::tr("%1 cannot be run: %2").arg(command.program, process.errorString()),
                    command.folder, Text::tr("Install it, or correct PATH."));
    const auto group = static_cast<pid_t>(process.processId());
    const ProcessGuard guard(command.cancel, group);
    const QDeadlineTimer deadline(command.timeoutMs);
    BoundedOutput output;
    while (process.state() != QProcess::NotRunning) {
        const bool read = process.waitForReadyRead(int(deadline.remainingTime()));
        output.out += process.readAllStandardOutput();
        if (command.mergeStreams) {
            if (output.out.size() > 2 * MaxLogBytes)
                output.out = output.out.last(MaxLogBytes);
        } else if (output.out.size() > command.maxOutputBytes) {
            endGroup(process, group);
            return fail(ErrorCode::Exhausted,
                        Text::tr("%1 wrote more than %2 bytes").arg(shown).arg(command.maxOutputBytes), command.folder);
        }
        // Its output may be closed long before it ends.
        if (!read && process.state() != QProcess::NotRunning &&
            !process.waitForFinished(int(deadline.remainingTime()))) {
            endGroup(process, group);
            if (command.cancel.isCancelled())
                return cancelled();
            return fail(ErrorCode::Timeout,
                        Text::tr("%1 did not end within %2 s").arg(shown).arg(command.timeoutMs / 1000), command.folder,
                        Text::tr("It was ended. See what it waits for, e.g. by running it in a terminal."));
        }
    }
    if (command.cancel.isCancelled())
        return cancelled();
    output.out += process.readAllStandardOutput();
    if (!command.mergeStreams)
        output.err = process.readAllStandardError();
    output.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 128 + process.exitCode();
    return output;
}

QString outputTail(const QByteArray &output, qsizetype maxBytes)
{
    QByteArray tail = output.trimmed();
    if (tail.size() > maxBytes) {
        tail = tail.last(maxBytes);
        tail = "…" + tail.mid(tail.indexOf('\n') + 1);
    }
    return QString::fromUtf8(tail);
}

} // namespace podium::agents
