// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/childcare.h"
#include "supervisor/clocks.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace podium::supervisor
{

namespace
{

constexpr std::int64_t StragglerGraceMs = 2000; ///< For what a task leaves behind when it has ended.
constexpr std::int64_t LongestPauseMs = 500;
constexpr std::int64_t GiveUpMs = 30'000; ///< A process in uninterruptible sleep outlives even KILL.

std::int64_t cpuMs(const rusage &usage)
{
    const auto ms = [](const timeval &time) { return time.tv_sec * std::int64_t{1000} + time.tv_usec / 1000; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

} // namespace

ChildCare::ChildCare(int epoll, AttemptTable &table, CgroupPool &groups, std::string mark, Changed changed,
                     Failed failed)
    : m_epoll(epoll), m_table(table), m_groups(groups), m_mark(std::move(mark)), m_changed(std::move(changed)),
      m_failed(std::move(failed)), m_unattendedSince(monotonicMs())
{
    m_inotify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = eventData(Source::Outputs, 0);
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_inotify, &event);
    // Also without a word in the journal: its tail may have been torn.
    m_recovering = true;
    recover();
}

ChildCare::~ChildCare()
{
    close(m_inotify);
}

// --- The end of processes
// ---------------------------------------------------------------------------------------------

void ChildCare::reap()
{
    bool orphans = false;
    std::vector<std::uint32_t> ended;
    for (;;) {
        int status = 0;
        rusage usage{};
        const pid_t pid = wait4(-1, &status, WNOHANG, &usage);
        if (pid < 0 && errno == EINTR)
            continue;
        if (pid <= 0)
            break;
        if (Attempt *attempt = m_table.byPid(pid)) {
            mainEnded(*attempt, status, usage);
            ended.push_back(attempt->number);
        } else {
            m_adopted.erase(pid);
            orphans = true;
        }
    }
    if (ended.empty() && !orphans)
        return;
    adoptOrphans();
    for (const std::uint32_t number : ended) {
        if (Attempt *attempt = m_table.byNumber(number))
            finishIfEmpty(*attempt);
    }
    if (!orphans || m_ending == 0)
        return;
    std::vector<std::uint32_t> waiting;
    for (const auto &[when, number] : m_timers)
        waiting.push_back(number);
    for (const std::uint32_t number : waiting) {
        Attempt *attempt = m_table.byNumber(number);
        if (attempt && attempt->child && attempt->child->mainGone)
            finishIfEmpty(*attempt);
    }
}

void ChildCare::mainEnded(Attempt &attempt, int status, const rusage &usage)
{
    m_table.reaped(attempt);
    Child &child = *attempt.child;
    child.mainGone = true;
    ++m_ending;
    attempt.exit.endedMs = wallMs();
    attempt.exit.cpuMs = cpuMs(usage);
    attempt.exit.maxRss = usage.ru_maxrss * std::int64_t{1024};
    attempt.exit.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    attempt.exit.code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    closeFile(child.input);
}

void ChildCare::finishIfEmpty(Attempt &attempt)
{
    Child &child = *attempt.child;
    if (!hasRest(attempt)) {
        finish(attempt);
        return;
    }
    if (child.ending == Child::Ending::No) {
        // The task is over; what it left behind has no owner and is ended.
        const wire::Reason reason = attempt.exit.reason;
        end(attempt, std::min(child.graceMs, StragglerGraceMs), reason);
    }
}

bool ChildCare::hasRest(Attempt &attempt)
{
    const Child &child = *attempt.child;
    if (child.cgroup && child.cgroup->isPopulated())
        return true;
    if (!child.cgroup) {
        if (m_undecided)
            adoptOrphans();
        if (!m_childrenListed)
            return !members(attempt, true).empty();
        const auto isKnown = [&] {
            return m_undecided || // Whose it is shows when it has become the other program.
                   std::any_of(m_adopted.begin(), m_adopted.end(),
                               [&attempt](const auto &orphan) { return orphan.second == attempt.number; });
        };
        if (isKnown())
            return true;
        // The kernel may leave a child out of the list while another one ends: nobody is missed twice in a row.
        adoptOrphans();
        if (isKnown())
            return true;
    }
    // Whoever was told to end may have left the group or wiped its parentage; only its mark finds it then.
    return child.ending != Child::Ending::No && !members(attempt, true).empty();
}

void ChildCare::adoptOrphans()
{
    if (m_groupless == 0)
        return; // A group knows better what is in it.
    const auto children = ownChildren();
    m_childrenListed = children.has_value();
    m_undecided = false;
    if (!children)
        return;
    for (const pid_t pid : *children) {
        if (m_table.byPid(pid) || m_adopted.count(pid))
            continue;
        const auto variables = variablesOf(pid);
        if (!variables) {
            m_undecided = true;
            continue;
        }
        Attempt *owner = nullptr;
        if (variable(*variables, "PODIUM_SUPERVISED_BY") == m_mark)
            owner = m_table.find(variable(*variables, "PODIUM_ATTEMPT"));
        if (!owner) {
            const pid_t session = getsid(pid);
            for (const auto &[number, attempt] : m_table.all()) {
                if (attempt->child && attempt->pid == session)
                    owner = attempt.get();
            }
        }
        m_adopted[pid] = owner ? owner->number : 0;
    }
}

void ChildCare::finish(Attempt &attempt)
{
    Child &child = *attempt.child;
    measureOutputs(attempt);
    if (child.outputBytes > 0 && attempt.exit.outputBytes[0] + attempt.exit.outputBytes[1] > child.outputBytes) {
        attempt.exit.reason = wire::Reason::OutputLimit;
        cutOutputs(attempt);
    }
    for (int i = 0; i < 2; ++i) {
        if (child.watches[i] >= 0) {
            inotify_rm_watch(m_inotify, child.watches[i]);
            m_watches.erase(child.watches[i]);
        }
        closeFile(child.outputs[i]);
    }
    setTimer(attempt, 0);
    if (child.cgroup && child.cgroupWatched)
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, child.cgroup->events(), nullptr);
    m_groupless -= child.cgroup ? 0 : 1;
    m_groups.release(std::move(child.cgroup));
    --m_ending;
    const bool asLost = child.asLost;
    attempt.child.reset();
    if (asLost)
        m_table.lost(attempt);
    else
        m_table.ended(attempt);
    m_changed(attempt);
}

// --- Ending trees
// -----------------------------------------------------------------------------------------------------

std::vector<ProcessInfo> ChildCare::members(const Attempt &attempt, bool thorough) const
{
    std::set<pid_t> inGroup;
    if (attempt.child->cgroup) {
        for (const pid_t pid : attempt.child->cgroup->processes())
            inGroup.insert(pid);
        if (!thorough) {
            std::vector<ProcessInfo> found;
            for (const pid_t pid : inGroup) {
                if (const auto info = processInfo(pid))
                    found.push_back(*info);
            }
            return found;
        }
    }
    const std::string own = "PODIUM_ATTEMPT=" + attempt.id;
    const std::string mark = "PODIUM_SUPERVISED_BY=" + m_mark;
    const std::vector<ProcessInfo> table = processTable();
    // Once the first process is gone its number may belong to a stranger, and so may the session of that number.
    const bool strangers = std::any_of(table.begin(), table.end(), [&attempt](const ProcessInfo &process) {
        return process.pid == attempt.pid && process.startTime != attempt.startTime;
    });
    return treeOf(table, [&](const ProcessInfo &process) {
        if (inGroup.count(process.pid))
            return true;
        if (!strangers && (process.pid == attempt.pid || process.session == attempt.pid))
            return true;
        const auto adopted = m_adopted.find(process.pid);
        if (adopted != m_adopted.end() && adopted->second == attempt.number)
            return true;
        return hasVariable(process.pid, own) && hasVariable(process.pid, mark);
    });
}

void ChildCare::signalTree(const Attempt &attempt, int signal) const
{
    for (const ProcessInfo &process : members(attempt, true))
        signalProcess(process, signal);
}

void ChildCare::end(Attempt &attempt, std::int64_t graceMs, wire::Reason reason)
{
    if (!attempt.child)
        return;
    Child &child = *attempt.child;
    if (child.ending == Child::Ending::No) {
        attempt.exit.reason = reason;
        if (child.cgroup && !child.cgroupWatched) {
            epoll_event event{};
            event.events = EPOLLPRI;
            event.data.u64 = eventData(Source::Group, attempt.number);
            child.cgroupWatched = epoll_ctl(m_epoll, EPOLL_CTL_ADD, child.cgroup->events(), &event) == 0;
        }
    } else if (graceMs > 0) {
        return; // It is being ended already, and by no later deadline.
    }
    const std::int64_t now = monotonicMs();
    if (graceMs > 0) {
        child.ending = Child::Ending::Term;
        signalTree(attempt, SIGTERM);
        setTimer(attempt, now + graceMs);
        return;
    }
    if (child.ending == Child::Ending::Kill)
        return;
    child.ending = Child::Ending::Kill;
    child.giveUpAt = now + GiveUpMs;
    killAgain(attempt);
}

void ChildCare::killAgain(Attempt &attempt)
{
    Child &child = *attempt.child;
    // Stopped first, a tree cannot grow faster than it is found; KILL also ends what is stopped.
    if (child.cgroup)
        child.cgroup->kill();
    else
        signalTree(attempt, SIGSTOP);
    signalTree(attempt, SIGKILL);
    setTimer(attempt, monotonicMs() + child.killAgainMs);
    child.killAgainMs = std::min(child.killAgainMs * 2, LongestPauseMs);
}

void ChildCare::endAll()
{
    for (const Queued &queued : std::exchange(m_queue, {}))
        m_failed(queued.id, {queued.peer}, wire::Stage::Process, ESHUTDOWN);
    std::vector<Attempt *> living;
    for (const auto &[number, attempt] : m_table.all()) {
        if (attempt->child)
            living.push_back(attempt.get());
    }
    for (Attempt *attempt : living) {
        attempt->child->asLost = !attempt->child->mainGone; // How it ended is known then.
        end(*attempt, std::max<std::int64_t>(attempt->child->graceMs, 1), wire::Reason::Killed);
    }
}

void ChildCare::groupChanged(std::uint32_t number)
{
    Attempt *attempt = m_table.byNumber(number);
    if (!attempt || !attempt->child || !attempt->child->cgroup)
        return;
    attempt->child->cgroup->isPopulated(); // Reading it makes the descriptor quiet again.
    if (attempt->child->mainGone)
        finishIfEmpty(*attempt);
}

// --- Time
// -------------------------------------------------------------------------------------------------------------

void ChildCare::setTimer(Attempt &attempt, std::int64_t when)
{
    Child &child = *attempt.child;
    if (child.timer)
        m_timers.erase({child.timer, attempt.number});
    child.timer = when;
    if (when)
        m_timers.insert({when, attempt.number});
}

void ChildCare::setAttended(bool attended)
{
    if (m_attended && !attended)
        m_unattendedSince = monotonicMs();
    m_attended = attended;
}

std::int64_t ChildCare::nextTimer() const
{
    std::int64_t next = m_timers.empty() ? 0 : m_timers.begin()->first;
    const auto sooner = [&next](std::int64_t when) { next = next ? std::min(next, when) : when; };
    if (m_outputsPaused)
        sooner(m_outputsAt);
    if (m_recovering)
        sooner(m_recoverAt);
    if (!m_attended) {
        for (const auto &[number, attempt] : m_table.all()) {
            if (attempt->child && attempt->child->detachedForMs > 0 && attempt->child->ending == Child::Ending::No)
                sooner(m_unattendedSince + attempt->child->detachedForMs);
        }
    }
    return next;
}

void ChildCare::runTimers()
{
    const std::int64_t now = monotonicMs();
    if (m_outputsPaused && m_outputsAt <= now) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = eventData(Source::Outputs, 0);
        epoll_ctl(m_epoll, EPOLL_CTL_MOD, m_inotify, &event);
        m_outputsPaused = false;
    }
    if (m_recovering && m_recoverAt <= now)
        recover();
    if (!m_attended) {
        std::vector<Attempt *> due;
        for (const auto &[number, attempt] : m_table.all()) {
            const Child *child = attempt->child.get();
            if (child && child->detachedForMs > 0 && child->ending == Child::Ending::No &&
                m_unattendedSince + child->detachedForMs <= now)
                due.push_back(attempt.get());
        }
        for (Attempt *attempt : due)
            end(*attempt, attempt->child->graceMs, wire::Reason::Unattended);
    }
    while (!m_timers.empty() && m_timers.begin()->first <= now) {
        Attempt *attempt = m_table.byNumber(m_timers.begin()->second);
        m_timers.erase(m_timers.begin());
        attempt->child->timer = 0;
        timerDue(*attempt);
    }
}

void ChildCare::timerDue(Attempt &attempt)
{
    Child &child = *attempt.child;
    switch (child.ending) {
    case Child::Ending::No:
        watchOutputs(attempt);
        return;
    case Child::Ending::Term:
        end(attempt, 0, attempt.exit.reason);
        return;
    case Child::Ending::Kill:
        if (child.mainGone && (!hasRest(attempt) || monotonicMs() >= child.giveUpAt))
            finish(attempt);
        else
            killAgain(attempt);
        return;
    }
}

} // namespace podium::supervisor
