// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The part of ChildCare that ends what an earlier supervisor left running.
#include "supervisor/childcare.h"
#include "supervisor/clocks.h"

#include <csignal>
#include <unordered_map>

namespace podium::supervisor
{

namespace
{

constexpr std::int64_t OrphanGraceMs = 1000;
constexpr std::int64_t LookAgainMs = 20;
constexpr std::int64_t GiveUpMs = 30'000;

} // namespace

void ChildCare::recover()
{
    const std::int64_t now = monotonicMs();
    const bool first = m_recoverKillAt == 0;
    if (first) {
        m_recoverKillAt = now + OrphanGraceMs;
        m_recoverGiveUpAt = now + GiveUpMs;
    }
    // Their numbers may have been given away; with the start time they are the same processes. A session whose leader
    // is gone keeps its number for as long as it has members.
    std::unordered_map<pid_t, std::int64_t> lost;
    for (const auto &[number, attempt] : m_table.all()) {
        if (attempt->state == Attempt::State::Recovering && attempt->pid)
            lost[attempt->pid] = attempt->startTime;
    }
    const std::vector<ProcessInfo> table = processTable();
    for (const ProcessInfo &process : table) {
        const auto found = lost.find(process.pid);
        if (found != lost.end() && found->second != process.startTime)
            lost.erase(found);
    }
    const std::string mark = "PODIUM_SUPERVISED_BY=" + m_mark;
    // Nothing is started before this is over (see startQueued), so whatever bears the mark is an orphan.
    const std::vector<ProcessInfo> orphans = treeOf(table, [&](const ProcessInfo &process) {
        return lost.count(process.pid) || lost.count(process.session) || hasVariable(process.pid, mark);
    });
    const bool kill = now >= m_recoverKillAt;
    for (const ProcessInfo &process : orphans) {
        if (kill || first)
            signalProcess(process, kill ? SIGKILL : SIGTERM);
    }
    bool empty = orphans.empty();
    const std::string &groups = m_table.earlierCgroups();
    if (!groups.empty() && (kill || empty))
        empty = CgroupPool::sweep(groups) && empty;
    if (!empty && now < m_recoverGiveUpAt) {
        m_recoverAt = now + LookAgainMs;
        return;
    }
    m_recovering = false;
    std::vector<Attempt *> told;
    for (const auto &[number, attempt] : m_table.all()) {
        if (attempt->state == Attempt::State::Recovering)
            told.push_back(attempt.get());
    }
    for (Attempt *attempt : told) {
        m_table.lost(*attempt);
        m_changed(*attempt);
    }
}

} // namespace podium::supervisor
