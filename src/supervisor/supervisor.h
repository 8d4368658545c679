// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "supervisor/attempttable.h"
#include "supervisor/cgroups.h"
#include "supervisor/childcare.h"
#include "supervisor/peer.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace podium::supervisor
{

/// The one process that owns the children of a data folder: a loop over its clients, its children and time.
class Supervisor
{
public:
    struct Options
    {
        std::string mark; ///< Names the data folder: device and inode.
        std::string journal = "journal";
        std::int64_t idleMs = 10'000; ///< Ends after this long without children and clients.
        bool useCgroups = true;
    };
    explicit Supervisor(Options options);
    ~Supervisor();

    /// Takes over: the signals are blocked, `listener` listens. 0 or errno.
    int open(int listener);
    /// Returns when there is nothing left to do, or after TERM.
    void run();

private:
    void watch(int file, Source source, std::uint32_t number) const;
    void dispatch(std::uint64_t data, std::uint32_t events);
    void accept();
    /// What a client has said about an id; the views are into its frame.
    struct Said;
    bool handle(Peer &peer, std::string_view frame);
    void apply(const Said &said, std::uint32_t peer);
    void startQueued(std::size_t atMost);
    void hold(const Said &said, std::string_view frame, Peer &peer);
    bool greet(Peer &peer, wire::FrameReader &fields);
    void signalled();
    void drop(std::uint32_t number);
    void changed(Attempt &attempt);
    void failed(const std::string &id, const std::vector<std::uint32_t> &watchers, wire::Stage stage, int error);
    void sendAll();
    int waitMs();
    bool mayEnd();

    Options m_options;
    int m_epoll = -1;
    int m_signals = -1;
    int m_listener = -1;
    bool m_ending = false; ///< TERM was received.
    std::int64_t m_idleSince = 0;
    std::int64_t m_flushAgainAt = 0; ///< The journal could not be written.
    std::uint32_t m_lastPeer = 0;
    std::unique_ptr<CgroupPool> m_groups;
    std::unique_ptr<AttemptTable> m_table;
    std::unique_ptr<ChildCare> m_care;
    std::map<std::uint32_t, std::unique_ptr<Peer>> m_peers;
    /// What was said about spawns that are queued, in order: it holds once they have started.
    struct Held
    {
        std::string id;
        std::string frame;
        std::uint32_t peer;
    };
    std::vector<Held> m_held;
    std::size_t m_heldBytes = 0;
};

} // namespace podium::supervisor
