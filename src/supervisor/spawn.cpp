// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The part of ChildCare that starts children.
#include "supervisor/childcare.h"
#include "supervisor/clocks.h"
#include "supervisor/launch.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace podium::supervisor
{

using wire::Stage;
using wire::Tag;

namespace
{

constexpr std::int64_t OutputWatchAfterMs = 50; ///< Short processes are measured at their end only.

} // namespace

/// A Spawn frame, taken apart. The strings are copies with their terminating zero.
struct ChildCare::Spawn
{
    std::string id;
    std::string program;
    std::string workingDirectory;
    std::string spoolFolder;
    std::vector<std::string> arguments;
    std::vector<std::string> variables;
    std::string input;
    bool keepInput = false;
    bool valid = true;
    std::optional<std::int64_t> cpuSeconds;
    std::optional<std::int64_t> memoryBytes;
    std::optional<std::int64_t> openFiles;
    std::int64_t outputBytes = 0;
    std::int64_t detachedForMs = 0;
    std::int64_t graceMs = 0;
    std::uint32_t peer = 0;

    explicit Spawn(const Queued &queued) : peer(queued.peer)
    {
        wire::FrameReader fields(queued.frame);
        while (fields.next()) {
            switch (fields.tag()) {
            case Tag::Id:
                id = fields.bytes();
                break;
            case Tag::Program:
                program = text(fields);
                break;
            case Tag::Argument:
                arguments.push_back(text(fields));
                break;
            case Tag::Variable:
                variables.push_back(text(fields));
                break;
            case Tag::WorkingDirectory:
                workingDirectory = text(fields);
                break;
            case Tag::SpoolFolder:
                spoolFolder = text(fields);
                break;
            case Tag::Bytes:
                input = fields.bytes();
                break;
            case Tag::KeepStdin:
                keepInput = fields.number() != 0;
                break;
            case Tag::CpuSeconds:
                cpuSeconds = fields.number();
                break;
            case Tag::MemoryBytes:
                memoryBytes = fields.number();
                break;
            case Tag::OpenFiles:
                openFiles = fields.number();
                break;
            case Tag::OutputBytes:
                outputBytes = fields.number();
                break;
            case Tag::DetachedForMs:
                detachedForMs = fields.number();
                break;
            case Tag::GraceMs:
                graceMs = fields.number();
                break;
            default:
                break;
            }
        }
        valid = valid && !fields.isBroken() && !program.empty() && !arguments.empty() && !workingDirectory.empty() &&
                !spoolFolder.empty();
    }

private:
    std::string text(const wire::FrameReader &fields)
    {
        // The system would silently cut at the zero.
        valid = valid && fields.bytes().find('\0') == std::string_view::npos;
        return std::string(fields.bytes());
    }
};

void ChildCare::queueSpawn(std::string_view id, std::string_view frame, std::uint32_t peer)
{
    m_queue.push_back({std::string(id), std::string(frame), peer});
}

bool ChildCare::isQueued(std::string_view id) const
{
    const auto isIt = [id](const Queued &queued) { return queued.id == id; };
    return !m_table.find(id) && std::any_of(m_queue.begin(), m_queue.end(), isIt);
}

void ChildCare::killQueued(std::string_view id, const std::vector<std::uint32_t> &watchers)
{
    // Remembered like any end, so that nobody who spawns it again starts it after all.
    Attempt &attempt = m_table.intend(id);
    const auto isIt = [&](const Queued &queued) { return queued.id == attempt.id; };
    for (const Queued &queued : m_queue) {
        if (isIt(queued))
            addWatcher(attempt, queued.peer);
    }
    m_queue.erase(std::remove_if(m_queue.begin(), m_queue.end(), isIt), m_queue.end());
    for (const std::uint32_t watcher : watchers)
        addWatcher(attempt, watcher);
    attempt.startedMs = wallMs();
    attempt.exit.endedMs = attempt.startedMs;
    attempt.exit.signal = SIGKILL;
    attempt.exit.reason = wire::Reason::Killed;
    m_table.ended(attempt);
    m_changed(attempt);
}

void ChildCare::addWatcher(Attempt &attempt, std::uint32_t peer) const
{
    if (std::find(attempt.watchers.begin(), attempt.watchers.end(), peer) == attempt.watchers.end())
        attempt.watchers.push_back(peer);
}

void ChildCare::startQueued(std::size_t atMost)
{
    if (m_queue.empty() || m_recovering)
        return; // Orphans are found by the mark that new children bear too.
    std::vector<std::pair<Spawn, std::uint32_t>> spawns;
    const std::size_t count = std::min(atMost, m_queue.size());
    spawns.reserve(count);
    int error = m_table.flush();
    const std::size_t mark = m_table.queued();
    for (std::size_t i = 0; i < count; ++i) {
        Spawn spawn(m_queue[i]);
        if (Attempt *known = m_table.find(spawn.id)) {
            addWatcher(*known, spawn.peer);
            if (known->state != Attempt::State::Intended)
                m_changed(*known);
            continue;
        }
        Attempt &attempt = m_table.intend(spawn.id);
        addWatcher(attempt, spawn.peer);
        spawns.emplace_back(std::move(spawn), attempt.number);
    }
    m_queue.erase(m_queue.begin(), m_queue.begin() + static_cast<std::ptrdiff_t>(count));
    if (!error)
        error = m_table.flush();
    for (const auto &[spawn, number] : spawns) {
        Attempt *attempt = m_table.byNumber(number);
        if (error)
            failed(*attempt, Stage::Journal, error);
        else if (!spawn.valid)
            failed(*attempt, Stage::Request, EINVAL);
        else
            startOne(spawn, *attempt);
    }
    if (error)
        m_table.unqueue(mark); // Neither the intents nor that they came to nothing need be remembered.
}

void ChildCare::failed(Attempt &attempt, Stage stage, int error)
{
    const std::string id = attempt.id;
    const std::vector<std::uint32_t> watchers = attempt.watchers;
    m_table.forget(attempt, Record::Failed);
    m_failed(id, watchers, stage, error);
}

void ChildCare::startOne(const Spawn &spawn, Attempt &attempt)
{
    auto child = std::make_unique<Child>();
    int input = -1;
    const char *const names[] = {"/stdout", "/stderr"};
    const auto giveUp = [&](Stage stage, int error) {
        closeFile(input);
        closeFile(child->input);
        closeFile(child->outputs[0]);
        closeFile(child->outputs[1]);
        failed(attempt, stage, error);
    };
    for (int i = 0; i < 2; ++i) {
        const std::string path = spawn.spoolFolder + names[i];
        child->outputs[i] = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
        if (child->outputs[i] < 0)
            return giveUp(Stage::Spool, errno);
    }
    // The file may be a spare one. Readable, it is the trace of a spawn, should the journal be lost.
    if (fchmod(child->outputs[0], 0600) != 0)
        return giveUp(Stage::Spool, errno);
    if (spawn.keepInput) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0)
            return giveUp(Stage::Spool, errno);
        input = ends[0];
        child->input = ends[1];
        fcntl(child->input, F_SETFL, O_NONBLOCK);
    } else if (!spawn.input.empty()) {
        input = memfd_create("stdin", MFD_CLOEXEC);
        if (input < 0 ||
            write(input, spawn.input.data(), spawn.input.size()) != static_cast<ssize_t>(spawn.input.size()) ||
            lseek(input, 0, SEEK_SET) != 0)
            return giveUp(Stage::Spool, errno ? errno : ENOSPC);
    } else {
        input = open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (input < 0)
            return giveUp(Stage::Spool, errno);
    }

    const std::string marks[] = {"PODIUM_ATTEMPT=" + spawn.id, "PODIUM_SUPERVISED_BY=" + m_mark};
    std::vector<char *> argv;
    std::vector<char *> environment;
    for (const std::string &argument : spawn.arguments)
        argv.push_back(const_cast<char *>(argument.c_str()));
    // Ours come first, which is where they are looked for; an inherited mark must not win.
    for (const std::string &variable : marks)
        environment.push_back(const_cast<char *>(variable.c_str()));
    for (const std::string &variable : spawn.variables)
        environment.push_back(const_cast<char *>(variable.c_str()));
    argv.push_back(nullptr);
    environment.push_back(nullptr);

    Launch what;
    what.program = spawn.program.c_str();
    what.argv = argv.data();
    what.environment = environment.data();
    what.workingDirectory = spawn.workingDirectory.c_str();
    what.standardInput = input;
    what.standardOutput = child->outputs[0];
    what.standardError = child->outputs[1];
    what.cpuSeconds = spawn.cpuSeconds;
    what.memoryBytes = spawn.memoryBytes;
    what.openFiles = spawn.openFiles;
    child->cgroup = m_groups.acquire();
    what.cgroup = child->cgroup ? child->cgroup->folder() : -1;
    attempt.startedMs = wallMs();
    Launched launched = launch(what);
    if (launched.error && launched.stage == Stage::Process && child->cgroup) {
        // The group may have been taken away from us; a tree without one is found by its marks.
        child->cgroup.reset();
        what.cgroup = -1;
        launched = launch(what);
    }
    closeFile(input);
    if (launched.error) {
        m_groups.release(std::move(child->cgroup));
        return giveUp(launched.stage, launched.error);
    }
    attempt.pid = launched.pid;
    attempt.startTime = launched.startTime;
    child->outputBytes = spawn.outputBytes;
    child->detachedForMs = spawn.detachedForMs;
    child->graceMs = spawn.graceMs;
    m_groupless += child->cgroup ? 0 : 1;
    attempt.child = std::move(child);
    m_table.spawned(attempt);
    if (!spawn.input.empty() && spawn.keepInput)
        writeInput(attempt, spawn.input);
    if (spawn.outputBytes > 0)
        setTimer(attempt, monotonicMs() + OutputWatchAfterMs);
    m_changed(attempt);
}

} // namespace podium::supervisor
