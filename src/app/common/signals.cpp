// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/common/signals.h"

#include <QSocketNotifier>

#include <array>
#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace podium::app
{

#ifdef Q_OS_UNIX

namespace
{

// A handler may only do what is safe at any instant: it writes the number into a pipe that the event loop reads.
std::array<int, 2> s_pipe{-1, -1};
constexpr std::array<int, 4> Watched{SIGINT, SIGTERM, SIGHUP, SIGWINCH};

extern "C" void podiumSignalHandler(int number)
{
    const int saved = errno;
    const unsigned char byte = static_cast<unsigned char>(number);
    [[maybe_unused]] const ssize_t written = ::write(s_pipe[1], &byte, 1);
    errno = saved;
}

} // namespace

Signals::Signals(QObject *parent) : QObject(parent)
{
    // What cannot be written is an error to be told, not a reason to die.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (pipe(s_pipe.data()) != 0)
        return;
    for (const int end : s_pipe) {
        fcntl(end, F_SETFD, FD_CLOEXEC);
        fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_notifier = new QSocketNotifier(s_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &Signals::read);
    struct sigaction action = {};
    action.sa_handler = podiumSignalHandler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int number : Watched)
        sigaction(number, &action, nullptr);
}

Signals::~Signals()
{
    for (const int number : Watched)
        signal(number, SIG_DFL);
    delete m_notifier;
    for (int &end : s_pipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

void Signals::read()
{
    unsigned char byte = 0;
    while (::read(s_pipe[0], &byte, 1) == 1) {
        if (byte == SIGINT)
            Q_EMIT interrupted();
        else if (byte == SIGWINCH)
            Q_EMIT resized();
        else
            Q_EMIT leaveAsked();
    }
}

#else

Signals::Signals(QObject *parent) : QObject(parent) {}
Signals::~Signals() = default;
void Signals::read() {}

#endif

} // namespace podium::app
