// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace podium::supervisor
{

/// A line of the process table.
struct ProcessInfo
{
    pid_t pid = 0;
    pid_t parent = 0;
    pid_t session = 0;
    char state = '?';
    std::int64_t startTime = 0; ///< Clock ticks since boot: with the pid it names a process for good.
};

std::optional<ProcessInfo> processInfo(pid_t pid);

/// All live processes (no zombies) at one moment.
std::vector<ProcessInfo> processTable();

/// The direct children of the calling process, zombies included, or nothing if the kernel does not tell.
std::optional<std::vector<pid_t>> ownChildren();

/// Whether the environment a process was started with has the variable `assignment` ("NAME=value").
bool hasVariable(pid_t pid, std::string_view assignment);

/// The environment a process was started with, as it stands in its memory: texts that end in zeros. Empty if it has
/// none, has ended or may not be read; nothing if it becomes another program just now and that takes long.
std::optional<std::string> variablesOf(pid_t pid);
/// The value of a variable in what variablesOf() gives; empty if it is not there.
std::string variable(const std::string &variables, std::string_view name);

/// The processes of `table` that are a root, belong to the session of a root, or descend from such a process. The
/// calling process is never one of them.
std::vector<ProcessInfo> treeOf(const std::vector<ProcessInfo> &table,
                                const std::function<bool(const ProcessInfo &)> &isRoot);

/// Sends a signal to exactly this process, even if its number was given away meanwhile. False if it is gone.
bool signalProcess(const ProcessInfo &process, int signal);

/// /proc/sys/kernel/random/boot_id
std::string bootId();

} // namespace podium::supervisor
