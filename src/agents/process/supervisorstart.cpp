// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/supervisorstart.h"

#include <QCoreApplication>
#include <QFile>
#include <QMetaObject>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Supervisor)
};

/// It gets none of our secrets: what children need of the environment comes with each of them.
QList<QByteArray> supervisorEnvironment()
{
    QList<QByteArray> variables;
    for (const char *name : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
        if (qEnvironmentVariableIsSet(name))
            variables.append(QByteArray(name) + '=' + qgetenv(name));
    }
    return variables;
}

} // namespace

SupervisorStart::SupervisorStart(QObject *parent) : QObject(parent) {}

SupervisorStart::~SupervisorStart()
{
    close();
}

void SupervisorStart::start(const QString &program, const QString &dataFolder)
{
    close();
    m_program = program;
    m_answer.clear();
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        Q_EMIT failed({ErrorCode::Exhausted, Text::tr("cannot open a pipe: %1").arg(qt_error_string(errno)), {}, {}});
        return;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    const QByteArray path = QFile::encodeName(program);
    const QByteArray folder = QFile::encodeName(dataFolder);
    const char *const argv[] = {path.constData(), "--data-folder", folder.constData(), nullptr};
    const QList<QByteArray> variables = supervisorEnvironment();
    QList<char *> environment;
    for (const QByteArray &variable : variables)
        environment.append(const_cast<char *>(variable.constData()));
    environment.append(nullptr);
    pid_t pid = 0;
    const int error =
        posix_spawn(&pid, path.constData(), &actions, nullptr, const_cast<char *const *>(argv), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (error) {
        ::close(ends[0]);
        // Where the program is not there, or is none, trying again alone will not help.
        const bool passing = error == EAGAIN || error == ENOMEM || error == EMFILE || error == ENFILE;
        Q_EMIT failed({passing ? ErrorCode::Exhausted : ErrorCode::NotFound,
                       Text::tr("cannot start the supervisor: %1").arg(qt_error_string(error)), program,
                       Text::tr("Install podium-supervisor beside podiumctl, or set PODIUM_SUPERVISOR to its path")});
        return;
    }
    m_pid = pid;
    m_pipe = ends[0];
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SupervisorStart::read);
}

void SupervisorStart::close()
{
    if (m_pipe < 0)
        return;
    m_notifier.reset();
    ::close(m_pipe);
    m_pipe = -1;
    // What we started has made itself a daemon before it answered; its first process is gone already.
    while (waitpid(static_cast<pid_t>(m_pid), nullptr, 0) < 0 && errno == EINTR) {
    }
}

void SupervisorStart::read()
{
    char buffer[1024];
    const ssize_t got = ::read(m_pipe, buffer, sizeof buffer);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got > 0 && m_answer.size() < 4096)
        m_answer.append(buffer, got);
    if (got > 0 && !m_answer.contains('\n'))
        return;
    // The notifier must not be deleted in its own signal.
    m_notifier->setEnabled(false);
    m_notifier.release()->deleteLater();
    close();
    const QByteArray answer = m_answer.trimmed();
    if (answer == "ready" || answer == "busy") {
        Q_EMIT done();
        return;
    }
    const QString why =
        answer.startsWith("error: ") ? QString::fromLocal8Bit(answer.mid(7)) : Text::tr("it ended without a word");
    Q_EMIT failed({ErrorCode::Unavailable, Text::tr("the supervisor did not start: %1").arg(why), m_program, {}});
}

} // namespace podium::agents
