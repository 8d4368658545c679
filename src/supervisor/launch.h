// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "supervisor/wire.h"

#include <cstdint>
#include <optional>
#include <sys/types.h>

namespace podium::supervisor
{

/// What a new process is given. Everything is prepared: between clone and exec only system calls are made.
struct Launch
{
    const char *program = nullptr;
    char *const *argv = nullptr;
    char *const *environment = nullptr;
    const char *workingDirectory = nullptr;
    int standardInput = -1;
    int standardOutput = -1;
    int standardError = -1;
    int cgroup = -1; ///< Folder of the cgroup it is born in; -1 = the supervisor's.
    std::optional<std::int64_t> cpuSeconds;
    std::optional<std::int64_t> memoryBytes;
    std::optional<std::int64_t> openFiles;
};

struct Launched
{
    pid_t pid = -1;
    std::int64_t startTime = 0; ///< Clock ticks since boot.
    wire::Stage stage = wire::Stage::Process;
    int error = 0; ///< errno; nothing runs if it is not 0.
};

/// Remembers the limits that children get back, then raises the supervisor's own number of files. Call it once, first.
/// `fileMask`: the umask of children; the supervisor keeps what is its own from others.
void prepareLaunching(mode_t fileMask);

/// Starts a process as leader of a session of its own, with default signals, no other descriptors, and the clock ticks
/// of its birth known without reading /proc. Returns when it has been executed or has failed to.
Launched launch(const Launch &launch);

} // namespace podium::supervisor
