// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/child.h"

namespace podium::supervisor
{

using wire::Message;
using wire::Tag;

void addExit(wire::FrameWriter &frame, const Attempt &attempt)
{
    const Exit &exit = attempt.exit;
    if (exit.signal)
        frame.add(Tag::Signal, exit.signal);
    else
        frame.add(Tag::ExitCode, exit.code);
    frame.add(Tag::Reason, static_cast<std::int64_t>(exit.reason))
        .add(Tag::CpuMs, exit.cpuMs)
        .add(Tag::MaxRss, exit.maxRss)
        .add(Tag::StartedMs, attempt.startedMs)
        .add(Tag::EndedMs, exit.endedMs)
        .add(Tag::StdoutBytes, exit.outputBytes[0])
        .add(Tag::StderrBytes, exit.outputBytes[1]);
}

void addState(std::string &out, const Attempt &attempt)
{
    switch (attempt.state) {
    case Attempt::State::Running: {
        wire::FrameWriter frame(out, Message::Running);
        frame.add(Tag::Id, attempt.id)
            .add(Tag::Pid, attempt.pid)
            .add(Tag::StartTime, attempt.startTime)
            .add(Tag::StartedMs, attempt.startedMs);
        if (attempt.child && attempt.child->cgroup)
            frame.add(Tag::CgroupPath, attempt.child->cgroup->path());
        frame.finish();
        break;
    }
    case Attempt::State::Ended: {
        wire::FrameWriter frame(out, Message::Exited);
        frame.add(Tag::Id, attempt.id);
        addExit(frame, attempt);
        frame.finish();
        break;
    }
    case Attempt::State::Lost:
        wire::FrameWriter(out, Message::Lost).add(Tag::Id, attempt.id).finish();
        break;
    case Attempt::State::Intended:
    case Attempt::State::Recovering:
        break; // Told when it is known.
    }
}

} // namespace podium::supervisor
