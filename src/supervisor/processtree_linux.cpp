// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/clocks.h"
#include "supervisor/processtree.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unordered_map>
#include <unordered_set>

namespace podium::supervisor
{

namespace
{

/// How long the variables of a process that becomes another program are waited for.
constexpr std::int64_t LongestExecMs = 100;

/// At most `limit` bytes of a file of /proc; empty if it cannot be read.
std::string readProc(const char *path, std::size_t limit)
{
    std::string text;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return text;
    char buffer[8192];
    while (text.size() < limit) {
        const ssize_t got = read(file, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        text.append(buffer, static_cast<std::size_t>(got));
    }
    close(file);
    return text;
}

/// What is known of a process whose variables could not be read.
enum class Variables {
    None,   ///< It has none: also kernel threads and processes that have ended, which have no memory.
    Later,  ///< The kernel is between its old and its new program: the memory is there, the variables are not yet.
    Perhaps ///< It has none, or they are just being counted: the kernel puts their end at their beginning first.
};

Variables unreadVariables(pid_t pid)
{
    char path[48];
    std::snprintf(path, sizeof path, "/proc/%d/stat", static_cast<int>(pid));
    const std::string text = readProc(path, 4096);
    const std::size_t name = text.rfind(')');
    if (name == std::string::npos || name + 4 > text.size())
        return Variables::None;
    const bool runs = text[name + 2] == 'R';
    // Of proc(5): what follows the state, which is the third field.
    constexpr int Memory = 23;
    constexpr int FirstVariable = 50;
    constexpr int AfterVariables = 51;
    unsigned long long fields[AfterVariables + 1] = {};
    const char *at = text.c_str() + name + 3;
    for (int field = 4; field <= AfterVariables; ++field) {
        char *end = nullptr;
        fields[field] = std::strtoull(at, &end, 10);
        if (end == at)
            return Variables::None;
        at = end;
    }
    if (fields[Memory] == 0)
        return Variables::None;
    if (fields[AfterVariables] == 0 || fields[AfterVariables] > fields[FirstVariable])
        return Variables::Later;
    return runs ? Variables::Perhaps : Variables::None; // Who counts them runs.
}

} // namespace

std::optional<ProcessInfo> processInfo(pid_t pid)
{
    char path[48];
    std::snprintf(path, sizeof path, "/proc/%d/stat", static_cast<int>(pid));
    const std::string text = readProc(path, 4096);
    // The name in parentheses may hold anything, also parentheses.
    const std::size_t end = text.rfind(')');
    if (end == std::string::npos)
        return {};
    ProcessInfo info;
    info.pid = pid;
    int parent = 0;
    int group = 0;
    int session = 0;
    unsigned long long start = 0;
    const int fields = std::sscanf(text.c_str() + end + 1,
                                   " %c %d %d %d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
                                   &info.state, &parent, &group, &session, &start);
    if (fields != 5)
        return {};
    info.parent = parent;
    info.session = session;
    info.startTime = static_cast<std::int64_t>(start);
    return info;
}

std::vector<ProcessInfo> processTable()
{
    std::vector<ProcessInfo> table;
    DIR *folder = opendir("/proc");
    if (!folder)
        return table;
    while (const dirent *entry = readdir(folder)) {
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9')
            continue;
        const auto info = processInfo(static_cast<pid_t>(std::atoi(entry->d_name)));
        if (info && info->state != 'Z' && info->state != 'X')
            table.push_back(*info);
    }
    closedir(folder);
    return table;
}

std::optional<std::vector<pid_t>> ownChildren()
{
    char path[64];
    std::snprintf(path, sizeof path, "/proc/self/task/%d/children", static_cast<int>(getpid()));
    if (access(path, R_OK) != 0)
        return {};
    const std::string text = readProc(path, 1u << 20);
    std::vector<pid_t> pids;
    for (const char *at = text.c_str(); *at;) {
        char *end = nullptr;
        const long pid = std::strtol(at, &end, 10);
        if (end == at)
            break;
        pids.push_back(static_cast<pid_t>(pid));
        at = end;
    }
    return pids;
}

std::optional<std::string> variablesOf(pid_t pid)
{
    char path[48];
    std::snprintf(path, sizeof path, "/proc/%d/environ", static_cast<int>(pid));
    // For a moment of execve nothing can be read. Taken for a process without variables, it would be nobody's. The
    // kernel does not tell when the moment is over; it needs the processor for it.
    const std::int64_t until = monotonicMs() + LongestExecMs;
    for (;;) {
        std::string text = readProc(path, 4u << 20);
        if (!text.empty() || access(path, R_OK) != 0)
            return text;
        const Variables unread = unreadVariables(pid);
        const bool late = monotonicMs() > until;
        if (unread == Variables::None || (late && unread == Variables::Perhaps))
            return text;
        if (late)
            return {};
        sched_yield();
    }
}

std::string variable(const std::string &text, std::string_view name)
{
    const std::string start = std::string(name) + '=';
    for (std::size_t at = 0; at < text.size(); at = text.find('\0', at) + 1) {
        if (text.compare(at, start.size(), start) == 0)
            return text.c_str() + at + start.size();
        if (text.find('\0', at) == std::string::npos)
            break;
    }
    return {};
}

bool hasVariable(pid_t pid, std::string_view assignment)
{
    const std::size_t name = assignment.find('=');
    return variable(variablesOf(pid).value_or(std::string()), assignment.substr(0, name)) ==
           assignment.substr(name + 1);
}

std::vector<ProcessInfo> treeOf(const std::vector<ProcessInfo> &table,
                                const std::function<bool(const ProcessInfo &)> &isRoot)
{
    const pid_t self = getpid();
    std::unordered_multimap<pid_t, const ProcessInfo *> byParent;
    std::unordered_multimap<pid_t, const ProcessInfo *> bySession;
    std::vector<const ProcessInfo *> open;
    std::unordered_set<pid_t> seen{self};
    std::unordered_set<pid_t> sessions{getsid(0)};
    for (const ProcessInfo &process : table) {
        byParent.emplace(process.parent, &process);
        bySession.emplace(process.session, &process);
        if (process.pid != self && isRoot(process))
            open.push_back(&process);
    }
    std::vector<ProcessInfo> tree;
    while (!open.empty()) {
        const ProcessInfo *process = open.back();
        open.pop_back();
        if (!seen.insert(process->pid).second)
            continue;
        tree.push_back(*process);
        for (auto [at, end] = byParent.equal_range(process->pid); at != end; ++at)
            open.push_back(at->second);
        // A session leads to the others only from its leader: a terminal's session may hold unrelated processes.
        if (process->session == process->pid && sessions.insert(process->session).second) {
            for (auto [at, end] = bySession.equal_range(process->session); at != end; ++at)
                open.push_back(at->second);
        }
    }
    return tree;
}

bool signalProcess(const ProcessInfo &process, int signal)
{
    const int handle = static_cast<int>(syscall(SYS_pidfd_open, process.pid, 0));
    if (handle < 0 && errno == ESRCH)
        return false;
    // With the handle open the number cannot be given away any more; before, it may have been.
    const auto now = processInfo(process.pid);
    bool sent = now && now->startTime == process.startTime;
    if (sent && handle >= 0)
        sent = syscall(SYS_pidfd_send_signal, handle, signal, nullptr, 0) == 0;
    else if (sent)
        sent = kill(process.pid, signal) == 0;
    if (handle >= 0)
        close(handle);
    return sent;
}

std::string bootId()
{
    std::string text = readProc("/proc/sys/kernel/random/boot_id", 64);
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

} // namespace podium::supervisor
