// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "supervisor/child.h"
#include "supervisor/journal.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace podium::supervisor
{

/// Every attempt that is not forgotten, in memory and in the journal. What the journal does not take (full disk) is
/// tried again by flush().
class AttemptTable
{
public:
    explicit AttemptTable(std::string journalPath);

    /// Reads the journal of earlier supervisors and writes it anew. What they left running is `Recovering` afterwards,
    /// or `Lost` where the machine was started again since. 0 or errno.
    int open(const std::string &bootId, const std::string &cgroupBase);
    /// The group of the supervisor before this one; empty if it had none or the machine was started again.
    const std::string &earlierCgroups() const { return m_earlierCgroups; }

    Attempt *find(std::string_view id) const;
    Attempt *byNumber(std::uint32_t number) const;
    Attempt *byPid(pid_t pid) const;
    const std::unordered_map<std::uint32_t, std::unique_ptr<Attempt>> &all() const { return m_byNumber; }
    std::size_t living() const { return m_byPid.size(); } ///< Attempts whose first process was not reaped.

    /// A new attempt that is about to be spawned. Nothing is on disk before flush().
    Attempt &intend(std::string_view id);
    void spawned(Attempt &attempt);
    void reaped(Attempt &attempt); ///< Its pid means nothing from now on.
    void ended(Attempt &attempt);
    void lost(Attempt &attempt);
    /// It was not spawned after all, or its end is known for good. Deletes the attempt.
    void forget(Attempt &attempt, Record why);

    /// 0 or errno. Rewrites the journal when most of it is history.
    int flush();
    bool isFlushed() const { return m_journal.isClean(); }
    /// Takes back records that were queued since `mark` = queued().
    std::size_t queued() { return m_journal.queue().size(); }
    void unqueue(std::size_t mark) { m_journal.queue().resize(mark); }

private:
    void replayed(Record kind, wire::FrameReader &fields, const std::string &bootId);
    std::string snapshot() const;
    void erase(const Attempt *attempt); ///< Nothing is erased for null.

    Journal m_journal;
    std::unordered_map<std::uint32_t, std::unique_ptr<Attempt>> m_byNumber;
    std::unordered_map<std::string_view, Attempt *> m_byId;
    std::unordered_map<pid_t, Attempt *> m_byPid;
    std::string m_bootId;
    std::string m_cgroupBase;
    std::string m_earlierCgroups;
    bool m_sameBoot = false; ///< While replaying: the records are of this start of the machine.
    std::uint32_t m_lastNumber = 0;
};

} // namespace podium::supervisor
