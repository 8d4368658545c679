// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/supervisorframes.h"

namespace podium::agents
{

using namespace supervisor::wire;

namespace
{

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<size_t>(bytes.size())};
}

} // namespace

void addFrame(std::string &out, Message message, const QString &id)
{
    FrameWriter(out, message).add(Tag::Id, view(id.toUtf8())).finish();
}

void addSpawnFrame(std::string &out, const SpawnRequest &request)
{
    FrameWriter frame(out, Message::Spawn);
    frame.add(Tag::Id, view(request.id.toUtf8()))
        .add(Tag::Program, view(request.program))
        .add(Tag::WorkingDirectory, view(request.workingDirectory))
        .add(Tag::SpoolFolder, view(request.spoolFolder))
        .add(Tag::DetachedForMs, request.detachedForMs)
        .add(Tag::GraceMs, request.graceMs);
    for (const QByteArray &argument : request.argv)
        frame.add(Tag::Argument, view(argument));
    for (const QByteArray &variable : request.environment)
        frame.add(Tag::Variable, view(variable));
    if (request.keepStdin)
        frame.add(Tag::KeepStdin, 1);
    if (!request.stdinBytes.isEmpty())
        frame.add(Tag::Bytes, view(request.stdinBytes));
    const domain::ResourceLimits &limits = request.limits;
    if (limits.cpuSeconds)
        frame.add(Tag::CpuSeconds, *limits.cpuSeconds);
    if (limits.memoryBytes)
        frame.add(Tag::MemoryBytes, *limits.memoryBytes);
    if (limits.openFiles)
        frame.add(Tag::OpenFiles, *limits.openFiles);
    if (limits.outputBytes)
        frame.add(Tag::OutputBytes, *limits.outputBytes);
    frame.finish();
}

SupervisorAnswer readAnswer(std::string_view frame)
{
    SupervisorAnswer answer;
    FrameReader fields(frame);
    answer.message = fields.message();
    while (fields.next()) {
        const std::string_view bytes = fields.bytes();
        const qint64 number = fields.number();
        switch (fields.tag()) {
        case Tag::Id:
            answer.id = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
            break;
        case Tag::Pid:
            answer.process.pid = number;
            break;
        case Tag::StartTime:
            answer.process.startTime = number;
            break;
        case Tag::BootId:
            answer.bootId = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
            break;
        case Tag::Text:
            answer.text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
            break;
        case Tag::CgroupPath:
            answer.cgroup = QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
            break;
        case Tag::Stage:
            answer.failure.stage = static_cast<SpawnFailure::Stage>(number);
            break;
        case Tag::ErrorNumber:
            answer.failure.errorNumber = static_cast<int>(number);
            break;
        case Tag::ExitCode:
            answer.exit.exitCode = static_cast<int>(number);
            break;
        case Tag::Signal:
            answer.exit.signal = static_cast<int>(number);
            break;
        case Tag::Reason:
            answer.exit.reason = static_cast<ExitInfo::Reason>(number);
            break;
        case Tag::CpuMs:
            answer.exit.usage.cpuMs = number;
            break;
        case Tag::MaxRss:
            answer.exit.usage.maxRssBytes = number;
            break;
        case Tag::StartedMs:
            answer.exit.startedMs = number;
            break;
        case Tag::EndedMs:
            answer.exit.endedMs = number;
            break;
        case Tag::StdoutBytes:
            answer.exit.stdoutBytes = number;
            break;
        case Tag::StderrBytes:
            answer.exit.stderrBytes = number;
            break;
        default:
            break;
        }
    }
    answer.valid = !fields.isBroken();
    return answer;
}

} // namespace podium::agents
