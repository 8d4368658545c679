// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/launch.h"
#include "supervisor/processtree.h"

#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <linux/sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// On its own stack a child can share the memory of the supervisor until it executes (as vfork does), which saves
// copying page tables. Sanitizers do not know such stacks.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PODIUM_CLONE_VM 1
#endif

namespace podium::supervisor
{

namespace
{

/// Shared with the child, also where its memory is a copy.
struct Report
{
    wire::Stage stage;
    int error;
};

Report *s_report = nullptr;
rlimit s_openFiles{};
mode_t s_fileMask = 077;
char *s_stack = nullptr;
/// Between the signal that says that the time is used up and the one that cannot be caught.
constexpr rlim_t CpuGraceSeconds = 2;
constexpr std::size_t StackBytes = 64 * 1024;

[[noreturn]] void give_up(wire::Stage stage)
{
    s_report->stage = stage;
    s_report->error = errno;
    _exit(127);
}

/// `more`: how far beyond the limit that is told by a signal the one lies that kills.
void limit(int resource, std::int64_t value, rlim_t more = 0)
{
    rlimit now{};
    getrlimit(static_cast<__rlimit_resource_t>(resource), &now);
    const auto wanted = static_cast<rlim_t>(value < 0 ? 0 : value);
    const rlim_t allowed = wanted < now.rlim_max ? wanted : now.rlim_max;
    const rlimit limits{allowed, more < now.rlim_max - allowed ? allowed + more : now.rlim_max};
    if (setrlimit(static_cast<__rlimit_resource_t>(resource), &limits) != 0)
        give_up(wire::Stage::Limits);
}

// Runs in the child. Only system calls: the memory may be the supervisor's.
[[noreturn]] int becomeProgram(const Launch *what)
{
    setsid();
    umask(s_fileMask);
    if (dup2(what->standardInput, 0) < 0 || dup2(what->standardOutput, 1) < 0 || dup2(what->standardError, 2) < 0)
        give_up(wire::Stage::Spool);
    if (chdir(what->workingDirectory) != 0)
        give_up(wire::Stage::WorkingDirectory);
    if (what->openFiles)
        limit(RLIMIT_NOFILE, *what->openFiles);
    else
        setrlimit(RLIMIT_NOFILE, &s_openFiles);
    if (what->cpuSeconds)
        limit(RLIMIT_CPU, *what->cpuSeconds, CpuGraceSeconds);
    // Writable private memory, not address space: interpreters reserve far more of that than they ever touch.
    if (what->memoryBytes)
        limit(RLIMIT_DATA, *what->memoryBytes);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    execve(what->program, what->argv, what->environment);
    give_up(wire::Stage::Execute);
}

#ifdef PODIUM_CLONE_VM
long cloneSharing(clone_args &args, const Launch *what)
{
    args.flags |= CLONE_VM;
    args.stack = reinterpret_cast<std::uint64_t>(s_stack);
    args.stack_size = StackBytes;
    long result = SYS_clone3;
    register const Launch *argument asm("r12") = what;
    register int (*run)(const Launch *) asm("r13") = &becomeProgram;
    asm volatile("syscall\n\t"
                 "test %%rax, %%rax\n\t"
                 "jnz 1f\n\t"
                 "xor %%ebp, %%ebp\n\t"
                 "mov %%r12, %%rdi\n\t"
                 "call *%%r13\n\t"
                 "hlt\n"
                 "1:"
                 : "+a"(result)
                 : "D"(&args), "S"(sizeof args), "r"(argument), "r"(run)
                 : "rcx", "r11", "memory");
    if (result < 0) {
        errno = static_cast<int>(-result);
        return -1;
    }
    return result;
}
#endif

long cloneProcess(const Launch &what)
{
    clone_args args{};
    // The parent goes on when the child has executed its program or is gone: then the report is complete.
    args.flags = CLONE_VFORK;
    args.exit_signal = SIGCHLD;
    if (what.cgroup >= 0) {
        args.flags |= CLONE_INTO_CGROUP;
        args.cgroup = static_cast<std::uint64_t>(what.cgroup);
    }
#ifdef PODIUM_CLONE_VM
    const long pid = cloneSharing(args, &what);
    if (pid >= 0 || errno != ENOSYS)
        return pid;
#else
    const long pid = syscall(SYS_clone3, &args, sizeof args);
    if (pid == 0)
        becomeProgram(&what);
    if (pid > 0 || errno != ENOSYS)
        return pid;
#endif
    if (what.cgroup >= 0)
        return -1;
    // A container's filter may refuse clone3.
    const long plain = syscall(SYS_clone, CLONE_VFORK | SIGCHLD, 0, 0, 0, 0);
    if (plain == 0)
        becomeProgram(&what);
    return plain;
}

std::int64_t bootTicks()
{
    static const long perSecond = sysconf(_SC_CLK_TCK);
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * perSecond + now.tv_nsec / (1'000'000'000 / perSecond);
}

} // namespace

void prepareLaunching(mode_t fileMask)
{
    s_fileMask = fileMask;
    getrlimit(RLIMIT_NOFILE, &s_openFiles);
    const rlimit all{s_openFiles.rlim_max, s_openFiles.rlim_max};
    setrlimit(RLIMIT_NOFILE, &all);
    void *shared = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    void *stack = mmap(nullptr, StackBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (shared == MAP_FAILED || stack == MAP_FAILED)
        _exit(1);
    s_report = static_cast<Report *>(shared);
    s_stack = static_cast<char *>(stack);
}

Launched launch(const Launch &what)
{
    Launched done;
    *s_report = {};
    const std::int64_t before = bootTicks();
    const long pid = cloneProcess(what);
    if (pid < 0) {
        done.error = errno;
        return done;
    }
    if (s_report->error) {
        done.stage = s_report->stage;
        done.error = s_report->error;
        while (waitpid(static_cast<pid_t>(pid), nullptr, 0) < 0 && errno == EINTR) {
        }
        return done;
    }
    done.pid = static_cast<pid_t>(pid);
    // The kernel rounds down the same clock; only where a tick passed meanwhile one has to look.
    done.startTime = before;
    if (bootTicks() != before) {
        if (const auto info = processInfo(done.pid))
            done.startTime = info->startTime;
    }
    return done;
}

} // namespace podium::supervisor
