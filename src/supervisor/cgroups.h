// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace podium::supervisor
{

/// One control group (version 2): what is born in it cannot leave it unnoticed.
class Cgroup
{
public:
    ~Cgroup();
    Cgroup(const Cgroup &) = delete;
    Cgroup &operator=(const Cgroup &) = delete;

    const std::string &path() const { return m_path; }
    int folder() const { return m_folder; }
    /// Becomes readable as EPOLLPRI when isPopulated() changes.
    int events() const { return m_events; }
    bool isPopulated() const;
    /// The processes in it and in groups below.
    std::vector<pid_t> processes() const;
    /// KILL to all of them at once. It must not be given to anybody else after that: since 6.14 (and the stable kernels
    /// that took it over) Linux takes a process that is born in such a group for one that raced with the kill, and
    /// kills it, too.
    void kill();
    bool wasKilled() const { return m_wasKilled; }

private:
    friend class CgroupPool;
    Cgroup(std::string path, int folder, int events);

    std::string m_path;
    int m_folder;
    int m_events;
    bool m_wasKilled = false;
};

/// Groups for attempts below the supervisor's own group. Empty ones are used again: making one costs more than starting
/// a small process in it.
class CgroupPool
{
public:
    /// `name` is unique for the data folder; empty: no groups are wanted. Without a writable group of version 2 the pool
    /// is not available.
    explicit CgroupPool(const std::string &name);
    ~CgroupPool(); ///< Removes what is empty.

    bool isAvailable() const { return !m_base.empty(); }
    const std::string &base() const { return m_base; }
    /// An empty group, or nothing.
    std::unique_ptr<Cgroup> acquire();
    void release(std::unique_ptr<Cgroup> group);

    /// Kills everything in the groups an earlier supervisor left at `base`. False while something still lives there;
    /// the empty groups are removed.
    static bool sweep(const std::string &base);

private:
    std::string m_base;
    std::vector<std::unique_ptr<Cgroup>> m_free;
    int m_count = 0;
};

} // namespace podium::supervisor
