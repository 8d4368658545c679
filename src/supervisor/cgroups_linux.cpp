// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/cgroups.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace podium::supervisor
{

namespace
{

constexpr std::size_t MaxFree = 64; ///< Empty groups kept for later.
constexpr int MaxDepth = 16;        ///< Of groups inside an attempt's group.

/// The folder of the group this process is in, in the version 2 hierarchy.
std::string ownGroup()
{
    std::string mount;
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
        const std::size_t dash = line.find(" - cgroup2 ");
        if (dash == std::string::npos)
            continue;
        std::istringstream fields(line);
        std::string skip;
        fields >> skip >> skip >> skip >> skip >> mount;
    }
    std::ifstream groups("/proc/self/cgroup");
    for (std::string line; !mount.empty() && std::getline(groups, line);) {
        if (line.rfind("0::", 0) == 0)
            return line == "0::/" ? mount : mount + line.substr(3);
    }
    return {};
}

bool writeFile(int folder, const char *name, const char *text)
{
    const int file = openat(folder, name, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool done = write(file, text, std::strlen(text)) >= 0;
    close(file);
    return done;
}

std::vector<std::string> subgroups(const std::string &path)
{
    std::vector<std::string> names;
    if (DIR *folder = opendir(path.c_str())) {
        while (const dirent *entry = readdir(folder)) {
            if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
                names.push_back(path + '/' + entry->d_name);
        }
        closedir(folder);
    }
    return names;
}

void collect(const std::string &path, std::vector<pid_t> &pids, int depth)
{
    std::ifstream file(path + "/cgroup.procs");
    for (pid_t pid = 0; file >> pid;)
        pids.push_back(pid);
    if (depth < MaxDepth) {
        for (const std::string &inner : subgroups(path))
            collect(inner, pids, depth + 1);
    }
}

void removeTree(const std::string &path, int depth)
{
    if (depth < MaxDepth) {
        for (const std::string &inner : subgroups(path))
            removeTree(inner, depth + 1);
    }
    rmdir(path.c_str());
}

} // namespace

Cgroup::Cgroup(std::string path, int folder, int events) : m_path(std::move(path)), m_folder(folder), m_events(events)
{
}

Cgroup::~Cgroup()
{
    close(m_folder);
    close(m_events);
}

bool Cgroup::isPopulated() const
{
    char text[256];
    const ssize_t got = pread(m_events, text, sizeof text - 1, 0);
    if (got <= 0)
        return false;
    text[got] = '\0';
    return std::strstr(text, "populated 1") != nullptr;
}

std::vector<pid_t> Cgroup::processes() const
{
    std::vector<pid_t> pids;
    collect(m_path, pids, 0);
    return pids;
}

void Cgroup::kill()
{
    m_wasKilled = true;
    if (writeFile(m_folder, "cgroup.kill", "1"))
        return;
    for (const pid_t pid : processes()) // Before Linux 5.14.
        ::kill(pid, SIGKILL);
}

CgroupPool::CgroupPool(const std::string &name)
{
    const std::string own = name.empty() ? std::string() : ownGroup();
    if (own.empty())
        return;
    const std::string base = own + "/podium-" + name;
    if (mkdir(base.c_str(), 0700) != 0 && errno != EEXIST)
        return;
    // A process may be born in a group only if the common ancestor may be written to as well.
    if (access((own + "/cgroup.procs").c_str(), W_OK) != 0) {
        rmdir(base.c_str());
        return;
    }
    m_base = base;
    std::unique_ptr<Cgroup> probe = acquire();
    if (!probe) {
        rmdir(base.c_str());
        m_base.clear();
        return;
    }
    release(std::move(probe));
}

CgroupPool::~CgroupPool()
{
    m_free.clear();
    if (!m_base.empty())
        removeTree(m_base, 0);
}

std::unique_ptr<Cgroup> CgroupPool::acquire()
{
    if (!m_free.empty()) {
        std::unique_ptr<Cgroup> group = std::move(m_free.back());
        m_free.pop_back();
        return group;
    }
    if (m_base.empty())
        return {};
    const std::string path = m_base + "/a" + std::to_string(m_count++);
    if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return {};
    const int folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int events = folder < 0 ? -1 : openat(folder, "cgroup.events", O_RDONLY | O_CLOEXEC);
    if (events < 0) {
        if (folder >= 0)
            close(folder);
        rmdir(path.c_str());
        return {};
    }
    std::unique_ptr<Cgroup> group(new Cgroup(path, folder, events));
    return group;
}

void CgroupPool::release(std::unique_ptr<Cgroup> group)
{
    if (!group)
        return;
    if (m_free.size() < MaxFree && !group->wasKilled() && !group->isPopulated()) {
        m_free.push_back(std::move(group));
        return;
    }
    const std::string path = group->path();
    group.reset();
    removeTree(path, 0);
}

bool CgroupPool::sweep(const std::string &base)
{
    bool empty = true;
    for (const std::string &path : subgroups(base)) {
        const int folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        const int events = folder < 0 ? -1 : openat(folder, "cgroup.events", O_RDONLY | O_CLOEXEC);
        if (events < 0) {
            if (folder >= 0)
                close(folder);
            continue;
        }
        Cgroup group(path, folder, events);
        if (group.isPopulated()) {
            group.kill();
            empty = empty && !group.isPopulated();
        }
        removeTree(path, 0);
    }
    if (empty)
        rmdir(base.c_str());
    return empty;
}

} // namespace podium::supervisor
