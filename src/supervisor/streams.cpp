// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The part of ChildCare that feeds standard input and watches the size of the spooled output.
#include "supervisor/childcare.h"
#include "supervisor/clocks.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace podium::supervisor
{

namespace
{

constexpr std::size_t MaxInputQueue = 64u << 20;
constexpr std::int64_t OutputPauseMs = 20; ///< A chatty process must not keep the supervisor busy.
constexpr std::int64_t OutputLookMs = 100; ///< Between two looks at output that is not watched.

} // namespace

void ChildCare::closeFile(int &file) const
{
    if (file >= 0)
        close(file);
    file = -1;
}

int ChildCare::writeInput(Attempt &attempt, std::string_view bytes)
{
    Child *child = attempt.child.get();
    if (!child || child->input < 0 || child->closeInput)
        return EPIPE;
    if (child->inputQueue.size() + bytes.size() > MaxInputQueue)
        return EAGAIN;
    child->inputQueue.append(bytes);
    feed(attempt);
    return child->input < 0 && !bytes.empty() ? EPIPE : 0;
}

void ChildCare::closeInput(Attempt &attempt)
{
    if (!attempt.child || attempt.child->input < 0)
        return;
    attempt.child->closeInput = true;
    feed(attempt);
}

void ChildCare::feed(Attempt &attempt)
{
    Child &child = *attempt.child;
    std::size_t done = 0;
    bool broken = false;
    while (done < child.inputQueue.size()) {
        const ssize_t put = write(child.input, child.inputQueue.data() + done, child.inputQueue.size() - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0) {
            broken = errno != EAGAIN;
            break;
        }
        done += static_cast<std::size_t>(put);
    }
    child.inputQueue.erase(0, done);
    if (broken || (child.closeInput && child.inputQueue.empty())) {
        closeFile(child.input);
        child.inputQueue.clear();
        child.inputWatched = false;
        return;
    }
    const bool wait = !child.inputQueue.empty();
    if (wait == child.inputWatched)
        return;
    epoll_event event{};
    event.events = EPOLLOUT;
    event.data.u64 = eventData(Source::Input, attempt.number);
    epoll_ctl(m_epoll, wait ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, child.input, &event);
    child.inputWatched = wait;
}

void ChildCare::inputWritable(std::uint32_t number)
{
    Attempt *attempt = m_table.byNumber(number);
    if (attempt && attempt->child && attempt->child->input >= 0)
        feed(*attempt);
}

void ChildCare::measureOutputs(Attempt &attempt)
{
    for (int i = 0; i < 2; ++i) {
        struct stat info
        {
        };
        if (fstat(attempt.child->outputs[i], &info) == 0)
            attempt.exit.outputBytes[i] = info.st_size;
    }
}

void ChildCare::cutOutputs(Attempt &attempt)
{
    // What came between the limit and the end of the process can be a hundred times as much: it fills the disk, and
    // whoever reads it.
    const std::int64_t limit = attempt.child->outputBytes;
    std::int64_t(&sizes)[2] = attempt.exit.outputBytes;
    const int small = sizes[0] <= sizes[1] ? 0 : 1;
    const std::int64_t kept = std::min(sizes[small], limit / 2);
    const std::int64_t keep[2] = {small == 0 ? kept : limit - kept, small == 0 ? limit - kept : kept};
    for (int i = 0; i < 2; ++i) {
        if (keep[i] < sizes[i] && ftruncate(attempt.child->outputs[i], keep[i]) == 0)
            sizes[i] = keep[i];
    }
}

void ChildCare::watchOutputs(Attempt &attempt)
{
    Child &child = *attempt.child;
    bool watched = true;
    for (int i = 0; i < 2; ++i) {
        if (child.watches[i] >= 0)
            continue;
        char path[48];
        std::snprintf(path, sizeof path, "/proc/self/fd/%d", child.outputs[i]);
        child.watches[i] = inotify_add_watch(m_inotify, path, IN_MODIFY);
        if (child.watches[i] >= 0)
            m_watches[child.watches[i]] = attempt.number;
        else
            watched = false;
    }
    if (!watched) // The user's watches are used up, by whomever: until there is one again, the sizes are looked at.
        setTimer(attempt, monotonicMs() + OutputLookMs);
    checkOutputs(attempt);
}

void ChildCare::checkOutputs(Attempt &attempt)
{
    measureOutputs(attempt);
    if (attempt.exit.outputBytes[0] + attempt.exit.outputBytes[1] > attempt.child->outputBytes)
        end(attempt, 0, wire::Reason::OutputLimit);
}

void ChildCare::outputsChanged()
{
    alignas(inotify_event) char buffer[16384];
    std::set<std::uint32_t> changed;
    for (;;) {
        const ssize_t got = read(m_inotify, buffer, sizeof buffer);
        if (got <= 0)
            break;
        for (ssize_t at = 0; at < got;) {
            inotify_event event{};
            std::memcpy(&event, buffer + at, sizeof event);
            if (event.mask & IN_Q_OVERFLOW) {
                for (const auto &[watch, number] : m_watches)
                    changed.insert(number);
            } else if (const auto found = m_watches.find(event.wd); found != m_watches.end()) {
                changed.insert(found->second);
            }
            at += static_cast<ssize_t>(sizeof event) + event.len;
        }
    }
    for (const std::uint32_t number : changed) {
        Attempt *attempt = m_table.byNumber(number);
        if (attempt && attempt->child && attempt->child->ending == Child::Ending::No)
            checkOutputs(*attempt);
    }
    epoll_event none{};
    none.data.u64 = eventData(Source::Outputs, 0);
    epoll_ctl(m_epoll, EPOLL_CTL_MOD, m_inotify, &none);
    m_outputsPaused = true;
    m_outputsAt = monotonicMs() + OutputPauseMs;
}

} // namespace podium::supervisor
