// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/attempttable.h"
#include "supervisor/clocks.h"

#include <utility>

namespace podium::supervisor
{

using wire::Tag;

namespace
{

constexpr std::size_t CompactAbove = 4u << 20;
/// Ends that nobody took in this time are of runs that nobody goes on with.
constexpr std::int64_t KeepEndsMs = 30LL * 24 * 3600 * 1000;

void addIntent(std::string &frames, const Attempt &attempt)
{
    record(frames, Record::Intent).add(Tag::Number, attempt.number).add(Tag::Id, attempt.id).finish();
}

void addSpawned(std::string &frames, const Attempt &attempt)
{
    record(frames, Record::Spawned)
        .add(Tag::Number, attempt.number)
        .add(Tag::Pid, attempt.pid)
        .add(Tag::StartTime, attempt.startTime)
        .add(Tag::StartedMs, attempt.startedMs)
        .finish();
}

void addEnded(std::string &frames, const Attempt &attempt)
{
    wire::FrameWriter frame = record(frames, Record::Exited);
    frame.add(Tag::Number, attempt.number);
    addExit(frame, attempt);
    frame.finish();
}

void addLost(std::string &frames, const Attempt &attempt)
{
    record(frames, Record::Lost).add(Tag::Number, attempt.number).add(Tag::EndedMs, attempt.exit.endedMs).finish();
}

} // namespace

AttemptTable::AttemptTable(std::string journalPath) : m_journal(std::move(journalPath)) {}

int AttemptTable::open(const std::string &bootId, const std::string &cgroupBase)
{
    m_journal.replay([&](Record kind, wire::FrameReader &fields) { replayed(kind, fields, bootId); });
    const std::int64_t now = wallMs();
    std::vector<std::uint32_t> old;
    for (const auto &[number, attempt] : m_byNumber) {
        if (attempt->state == Attempt::State::Intended || attempt->state == Attempt::State::Running)
            attempt->state = m_sameBoot ? Attempt::State::Recovering : Attempt::State::Lost;
        if (attempt->state == Attempt::State::Lost && attempt->exit.endedMs == 0)
            attempt->exit.endedMs = now;
        if (attempt->state != Attempt::State::Recovering && attempt->exit.endedMs < now - KeepEndsMs)
            old.push_back(number);
    }
    for (const std::uint32_t number : old)
        erase(byNumber(number));
    if (!m_sameBoot)
        m_earlierCgroups.clear();
    m_bootId = bootId;
    m_cgroupBase = cgroupBase;
    return m_journal.rewrite(snapshot());
}

void AttemptTable::replayed(Record kind, wire::FrameReader &fields, const std::string &bootId)
{
    std::uint32_t number = 0;
    std::string id;
    Attempt seen;
    std::string boot;
    std::string cgroups;
    while (fields.next()) {
        switch (fields.tag()) {
        case Tag::Number:
            number = static_cast<std::uint32_t>(fields.number());
            break;
        case Tag::Id:
            id = fields.bytes();
            break;
        case Tag::BootId:
            boot = fields.bytes();
            break;
        case Tag::CgroupPath:
            cgroups = fields.bytes();
            break;
        case Tag::Pid:
            seen.pid = static_cast<pid_t>(fields.number());
            break;
        case Tag::StartTime:
            seen.startTime = fields.number();
            break;
        case Tag::StartedMs:
            seen.startedMs = fields.number();
            break;
        case Tag::EndedMs:
            seen.exit.endedMs = fields.number();
            break;
        case Tag::ExitCode:
            seen.exit.code = static_cast<int>(fields.number());
            break;
        case Tag::Signal:
            seen.exit.signal = static_cast<int>(fields.number());
            break;
        case Tag::Reason:
            seen.exit.reason = static_cast<wire::Reason>(fields.number());
            break;
        case Tag::CpuMs:
            seen.exit.cpuMs = fields.number();
            break;
        case Tag::MaxRss:
            seen.exit.maxRss = fields.number();
            break;
        case Tag::StdoutBytes:
            seen.exit.outputBytes[0] = fields.number();
            break;
        case Tag::StderrBytes:
            seen.exit.outputBytes[1] = fields.number();
            break;
        default:
            break;
        }
    }
    if (kind == Record::Boot) {
        m_sameBoot = boot == bootId;
        m_earlierCgroups = cgroups;
        return;
    }
    if (kind == Record::Intent) {
        // Both are given once; but a table that is built on a wrong journal must hold all the same.
        erase(byNumber(number));
        erase(find(id));
        auto attempt = std::make_unique<Attempt>();
        attempt->id = id;
        attempt->number = number;
        m_lastNumber = std::max(m_lastNumber, number);
        m_byId[attempt->id] = attempt.get();
        m_byNumber[number] = std::move(attempt);
        return;
    }
    Attempt *attempt = byNumber(number);
    if (!attempt)
        return;
    switch (kind) {
    case Record::Spawned:
        attempt->state = Attempt::State::Running;
        attempt->pid = seen.pid;
        attempt->startTime = seen.startTime;
        attempt->startedMs = seen.startedMs;
        break;
    case Record::Exited:
        attempt->state = Attempt::State::Ended;
        attempt->startedMs = seen.startedMs;
        attempt->exit = seen.exit;
        break;
    case Record::Lost:
        attempt->state = Attempt::State::Lost;
        attempt->exit = seen.exit;
        break;
    case Record::Failed:
    case Record::Forgotten:
        erase(attempt);
        break;
    default:
        break;
    }
}

std::string AttemptTable::snapshot() const
{
    std::string frames;
    record(frames, Record::Boot).add(Tag::BootId, m_bootId).add(Tag::CgroupPath, m_cgroupBase).finish();
    for (const auto &[number, attempt] : m_byNumber) {
        addIntent(frames, *attempt);
        switch (attempt->state) {
        case Attempt::State::Intended:
            break;
        case Attempt::State::Running:
        case Attempt::State::Recovering:
            if (attempt->pid)
                addSpawned(frames, *attempt);
            break;
        case Attempt::State::Ended:
            addEnded(frames, *attempt);
            break;
        case Attempt::State::Lost:
            addLost(frames, *attempt);
            break;
        }
    }
    return frames;
}

Attempt *AttemptTable::find(std::string_view id) const
{
    const auto at = m_byId.find(id);
    return at == m_byId.end() ? nullptr : at->second;
}

Attempt *AttemptTable::byNumber(std::uint32_t number) const
{
    const auto at = m_byNumber.find(number);
    return at == m_byNumber.end() ? nullptr : at->second.get();
}

Attempt *AttemptTable::byPid(pid_t pid) const
{
    const auto at = m_byPid.find(pid);
    return at == m_byPid.end() ? nullptr : at->second;
}

Attempt &AttemptTable::intend(std::string_view id)
{
    auto attempt = std::make_unique<Attempt>();
    attempt->id = id;
    attempt->number = ++m_lastNumber;
    addIntent(m_journal.queue(), *attempt);
    Attempt &added = *attempt;
    m_byId[added.id] = &added;
    m_byNumber[added.number] = std::move(attempt);
    return added;
}

void AttemptTable::spawned(Attempt &attempt)
{
    attempt.state = Attempt::State::Running;
    m_byPid[attempt.pid] = &attempt;
    addSpawned(m_journal.queue(), attempt);
}

void AttemptTable::reaped(Attempt &attempt)
{
    m_byPid.erase(attempt.pid);
}

void AttemptTable::ended(Attempt &attempt)
{
    attempt.state = Attempt::State::Ended;
    addEnded(m_journal.queue(), attempt);
}

void AttemptTable::lost(Attempt &attempt)
{
    attempt.state = Attempt::State::Lost;
    attempt.exit.endedMs = wallMs();
    addLost(m_journal.queue(), attempt);
}

void AttemptTable::forget(Attempt &attempt, Record why)
{
    record(m_journal.queue(), why).add(Tag::Number, attempt.number).finish();
    erase(&attempt);
}

void AttemptTable::erase(const Attempt *attempt)
{
    if (!attempt)
        return;
    const std::uint32_t number = attempt->number;
    m_byId.erase(attempt->id); // First: its key is the attempt's own text.
    m_byNumber.erase(number);
}

int AttemptTable::flush()
{
    if (const int error = m_journal.flush())
        return error;
    // About 300 bytes an attempt: rewriting is worth it only if most of the file is forgotten attempts.
    if (m_journal.size() > CompactAbove && m_journal.size() > m_byNumber.size() * 600)
        m_journal.rewrite(snapshot()); // What was appended holds without it; the next flush tries again.
    return 0;
}

} // namespace podium::supervisor
