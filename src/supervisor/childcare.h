// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "supervisor/attempttable.h"
#include "supervisor/cgroups.h"
#include "supervisor/processtree.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

struct rusage;

namespace podium::supervisor
{

/// What an epoll event is about: a kind and a number in its 64 bits.
enum class Source : std::uint8_t { Signals = 1, Listener, Peer, Input, Group, Outputs };

constexpr std::uint64_t eventData(Source source, std::uint32_t number)
{
    return static_cast<std::uint64_t>(source) << 32 | number;
}

/// Starts the children, feeds them, watches their limits, ends their trees, finds and ends what an earlier supervisor
/// left. Every change of an attempt is told through `changed`.
class ChildCare
{
public:
    using Changed = std::function<void(Attempt &)>;
    using Failed =
        std::function<void(const std::string &id, const std::vector<std::uint32_t> &watchers, wire::Stage, int error)>;

    /// `mark` names the data folder in the environment of every child.
    ChildCare(int epoll, AttemptTable &table, CgroupPool &groups, std::string mark, Changed changed, Failed failed);
    ~ChildCare();

    /// Queues a Spawn frame; startQueued() starts that many of them, after one write of the journal.
    void queueSpawn(std::string_view id, std::string_view frame, std::uint32_t peer);
    void startQueued(std::size_t atMost);
    bool mayStart() const { return !m_queue.empty() && !m_recovering; }
    bool hasQueued() const { return !m_queue.empty(); }
    /// Whether the id is known from a queued Spawn only.
    bool isQueued(std::string_view id) const;
    /// The queued Spawn ends as killed: it is never started. `watchers` hear of it too.
    void killQueued(std::string_view id, const std::vector<std::uint32_t> &watchers);

    int writeInput(Attempt &attempt, std::string_view bytes); ///< 0 or errno.
    void closeInput(Attempt &attempt);
    void end(Attempt &attempt, std::int64_t graceMs, wire::Reason reason);
    /// The supervisor goes: every tree is ended and then reported as lost; what is queued is not started.
    void endAll();

    void reap();
    void inputWritable(std::uint32_t number);
    void groupChanged(std::uint32_t number);
    void outputsChanged();

    /// When runTimers() has to be called, in monotonic milliseconds; 0 = not at all.
    std::int64_t nextTimer() const;
    void runTimers();
    /// Whether any client is there; without one, `detachedForMs` runs.
    void setAttended(bool attended);

    bool isIdle() const { return m_table.living() == 0 && m_ending == 0 && !m_recovering && m_queue.empty(); }

private:
    struct Queued
    {
        std::string id;
        std::string frame;
        std::uint32_t peer;
    };
    struct Spawn; // spawn.cpp
    void startOne(const Spawn &spawn, Attempt &attempt);
    void failed(Attempt &attempt, wire::Stage stage, int error);
    void addWatcher(Attempt &attempt, std::uint32_t peer) const;

    void mainEnded(Attempt &attempt, int status, const rusage &usage);
    void finish(Attempt &attempt);
    void finishIfEmpty(Attempt &attempt);
    bool hasRest(Attempt &attempt);
    void adoptOrphans();
    std::vector<ProcessInfo> members(const Attempt &attempt, bool thorough) const;
    void signalTree(const Attempt &attempt, int signal) const;
    void killAgain(Attempt &attempt);
    void setTimer(Attempt &attempt, std::int64_t when);
    void timerDue(Attempt &attempt);

    void watchOutputs(Attempt &attempt);
    void checkOutputs(Attempt &attempt);
    void measureOutputs(Attempt &attempt);
    void cutOutputs(Attempt &attempt);
    void feed(Attempt &attempt);
    void closeFile(int &file) const;

    void recover();

    int m_epoll;
    int m_inotify = -1;
    bool m_outputsPaused = false;
    std::int64_t m_outputsAt = 0; ///< When the outputs are looked at again.
    AttemptTable &m_table;
    CgroupPool &m_groups;
    std::string m_mark;
    Changed m_changed;
    Failed m_failed;
    std::vector<Queued> m_queue;
    std::set<std::pair<std::int64_t, std::uint32_t>> m_timers; ///< When, number of the attempt.
    std::map<int, std::uint32_t> m_watches;                    ///< inotify watch → attempt.
    bool m_undecided = false;                 ///< An orphan becomes another program now: whose it is cannot be read.
    std::map<pid_t, std::uint32_t> m_adopted; ///< Orphans → attempt; 0 = nobody knows.
    int m_ending = 0;                         ///< Attempts whose first process is gone, not their tree.
    int m_groupless = 0;                      ///< Living attempts without a group of their own.
    bool m_childrenListed = true;             ///< The kernel tells a process its children.
    bool m_attended = false;
    std::int64_t m_unattendedSince = 0;
    bool m_recovering = false;
    std::int64_t m_recoverAt = 0;
    std::int64_t m_recoverKillAt = 0;
    std::int64_t m_recoverGiveUpAt = 0;
};

} // namespace podium::supervisor
