// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// podium-supervisor --data-folder PATH: becomes a daemon and owns the children of that data folder. Standard output
// gets one line for whoever started it: "ready", "busy" (another one has the folder) or "error: …".
#include "supervisor/launch.h"
#include "supervisor/supervisor.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

namespace
{

using podium::supervisor::Supervisor;

struct Arguments
{
    std::string dataFolder;
    std::int64_t idleMs = 10'000;
    bool foreground = false;
    bool useCgroups = true;
};

int report(std::string_view line)
{
    const std::string text = std::string(line) + '\n';
    const ssize_t put = write(STDOUT_FILENO, text.data(), text.size());
    return put == static_cast<ssize_t>(text.size()) ? 1 : 2;
}

int reportError(std::string_view what, std::string_view where)
{
    return report("error: " + std::string(what) + ' ' + std::string(where) + ": " + std::strerror(errno));
}

bool parse(int argc, char **argv, Arguments &arguments)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--data-folder" && i + 1 < argc)
            arguments.dataFolder = argv[++i];
        else if (argument == "--idle-ms" && i + 1 < argc)
            arguments.idleMs = std::atoll(argv[++i]);
        else if (argument == "--foreground")
            arguments.foreground = true;
        else if (argument == "--no-cgroups")
            arguments.useCgroups = false;
        else
            return false;
    }
    return !arguments.dataFolder.empty();
}

/// Out of the session, the process group and the hands of whoever started it. False in the processes that are to end.
bool becomeDaemon()
{
    if (const pid_t first = fork(); first != 0)
        return false;
    setsid();
    return fork() == 0;
}

int listenHere()
{
    const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    // Relative to the working directory: the path of a data folder may be longer than an address.
    std::strcpy(address.sun_path, "socket");
    unlink("socket"); // The lock is ours: whoever bound it is dead.
    if (listener < 0 || bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 ||
        listen(listener, 128) != 0)
        return -1;
    return listener;
}

void blockSignals()
{
    // Dispositions are inherited by children; the mask is reset before they execute.
    for (int number = 1; number < NSIG; ++number)
        std::signal(number, SIG_DFL);
    sigset_t all;
    sigfillset(&all);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
        sigdelset(&all, fault);
    sigprocmask(SIG_SETMASK, &all, nullptr);
}

} // namespace

int main(int argc, char **argv)
{
    Arguments arguments;
    if (!parse(argc, argv, arguments)) {
        std::fprintf(stderr, "usage: podium-supervisor --data-folder PATH [--idle-ms N] [--foreground] [--no-cgroups]\n"
                             "Started by Podium; it owns the processes of running tasks.\n");
        return 64;
    }
    const mode_t fileMask = umask(077);
    syscall(SYS_close_range, 3u, ~0u, 0u);
    if (mkdir(arguments.dataFolder.c_str(), 0700) != 0 && errno != EEXIST)
        return reportError("cannot create", arguments.dataFolder);
    struct stat info
    {
    };
    const std::string own = arguments.dataFolder + "/supervisor";
    if (stat(arguments.dataFolder.c_str(), &info) != 0 || (mkdir(own.c_str(), 0700) != 0 && errno != EEXIST) ||
        chdir(own.c_str()) != 0)
        return reportError("cannot use", own);
    const int lock = open("lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0)
        return reportError("cannot create", own + "/lock");
    if (flock(lock, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? report("busy") : reportError("cannot lock", own + "/lock");
    if (!arguments.foreground && !becomeDaemon())
        _exit(0);

    blockSignals();
    podium::supervisor::prepareLaunching(fileMask);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    const int listener = listenHere();
    if (listener < 0)
        return reportError("cannot listen at", own + "/socket");
    Supervisor supervisor({.mark = std::to_string(info.st_dev) + '-' + std::to_string(info.st_ino),
                           .idleMs = arguments.idleMs,
                           .useCgroups = arguments.useCgroups});
    if (const int error = supervisor.open(listener)) {
        errno = error;
        return reportError("cannot write", own + "/journal");
    }
    report("ready");
    if (const int null = open("/dev/null", O_RDWR | O_CLOEXEC); null >= 0) {
        for (const int standard : {0, 1, 2})
            dup2(null, standard);
        close(null);
    }
    supervisor.run();
    unlink("socket");
    return 0;
}
