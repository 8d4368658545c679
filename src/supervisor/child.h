// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "supervisor/cgroups.h"
#include "supervisor/wire.h"

#include <cstdint>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace podium::supervisor
{

/// What only a living attempt has.
struct Child
{
    enum class Ending {
        No,
        Term, ///< TERM was sent; KILL follows at `timer`.
        Kill, ///< KILL is sent again and again until nothing is left.
    };
    std::unique_ptr<Cgroup> cgroup;
    int outputs[2] = {-1, -1}; ///< Its spool files, to know their sizes.
    int watches[2] = {-1, -1}; ///< inotify, if its output is limited.
    int input = -1;            ///< Our end of its standard input.
    std::string inputQueue;
    bool inputWatched = false; ///< The pipe is full and we are told when it is not.
    bool closeInput = false;   ///< After the queue.
    std::int64_t outputBytes = 0;
    std::int64_t detachedForMs = 0;
    std::int64_t graceMs = 0;
    Ending ending = Ending::No;
    bool cgroupWatched = false;
    bool mainGone = false; ///< The first process was reaped; the rest of its tree is being ended.
    bool asLost = false;   ///< The supervisor itself was told to end.
    std::int64_t killAgainMs = 10;
    std::int64_t giveUpAt = 0; ///< When a tree that even KILL does not end is reported as ended.
    std::int64_t timer = 0;    ///< Monotonic milliseconds; 0 = none.
};

/// How an attempt ended.
struct Exit
{
    int code = 0;
    int signal = 0; ///< 0: `code` counts.
    wire::Reason reason = wire::Reason::ByItself;
    std::int64_t cpuMs = 0;
    std::int64_t maxRss = 0;
    std::int64_t endedMs = 0;
    std::int64_t outputBytes[2] = {0, 0};
};

/// One attempt the supervisor knows.
struct Attempt
{
    enum class State {
        Intended,
        Running,
        Ended,
        Lost,
        Recovering, ///< Of an earlier supervisor; its processes are being ended, then it is Lost.
    };
    std::string id;
    std::uint32_t number = 0;
    State state = State::Intended;
    pid_t pid = 0;
    std::int64_t startTime = 0;
    std::int64_t startedMs = 0;
    Exit exit;
    std::unique_ptr<Child> child;        ///< While Running.
    std::vector<std::uint32_t> watchers; ///< Peers that hear about it.
};

/// Appends the fields of an end to a frame.
void addExit(wire::FrameWriter &frame, const Attempt &attempt);
/// The message that tells the present state of an attempt.
void addState(std::string &out, const Attempt &attempt);

} // namespace podium::supervisor
