// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What the supervisor and its clients say to each other over a Unix socket: frames of tagged fields, little-endian.
//   frame: u32 length of the rest | u8 message | fields…      field: u16 tag | u32 length | bytes
// Unknown tags and messages are skipped, so that an older supervisor and a newer client get along. Standard C++ only.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace podium::supervisor::wire
{

constexpr std::uint32_t Version = 1;                 ///< Raised only by changes that an old peer cannot skip.
constexpr std::uint64_t Magic = 0x31505553'4d444f50; ///< "PODMSUP1"
constexpr std::size_t MaxFrame = 64u << 20;          ///< Longer frames end the connection.
constexpr std::size_t MaxId = 512;                   ///< Bytes of an attempt's id.

enum class Message : std::uint8_t {
    // Client to supervisor.
    Hello = 1,   ///< MagicNumber, ProtocolVersion; first, answered by Welcome or Refused.
    Spawn,       ///< Id, Program, Argument…, Variable…, WorkingDirectory, SpoolFolder …
    Write,       ///< Id, Bytes: into the child's standard input.
    CloseStdin,  ///< Id
    Kill,        ///< Id, GraceMs (0 = at once): the whole tree.
    Query,       ///< Id; answered by Running, Exited, Lost, Waiting or Unknown; then the client hears about the id.
    Acknowledge, ///< Id: the end of it is known for good, forget it.
    // Supervisor to client.
    Welcome = 64, ///< ProtocolVersion, Pid, BootId
    Refused,      ///< Text; the connection is closed after it.
    Running,      ///< Id, Pid, StartTime, StartedMs
    SpawnFailed,  ///< Id, Stage, ErrorNumber
    Exited,       ///< Id, ExitCode or Signal, Reason, CpuMs, MaxRss, StartedMs, EndedMs, StdoutBytes, StderrBytes
    Lost,         ///< Id: it was running when an earlier supervisor died; its processes were ended.
    Unknown,      ///< Id: never spawned here, or acknowledged.
    WriteFailed,  ///< Id, ErrorNumber
    Waiting,      ///< Id: it is started when the orphans of an earlier supervisor have been ended.
};

enum class Tag : std::uint16_t {
    MagicNumber = 1,
    ProtocolVersion,
    Id,
    Program,  ///< Absolute, or with a slash and relative to WorkingDirectory.
    Argument, ///< Repeated.
    Variable, ///< "NAME=value", repeated.
    WorkingDirectory,
    SpoolFolder, ///< Existing; "stdout" and "stderr" are appended to in it.
    KeepStdin,
    Bytes,
    CpuSeconds,
    MemoryBytes,
    OpenFiles,
    OutputBytes,
    DetachedForMs,
    GraceMs,
    Pid,
    StartTime, ///< Clock ticks since boot.
    StartedMs,
    EndedMs,
    BootId,
    Text,
    Stage,
    ErrorNumber,
    ExitCode,
    Signal,
    Reason,
    CpuMs,
    MaxRss, ///< Bytes.
    StdoutBytes,
    StderrBytes,
    CgroupPath, ///< Of the attempt, if it has one; for statistics.
    Number,     ///< Of an attempt in the journal.
};

/// Where a spawn failed.
enum class Stage : std::uint8_t { Request = 1, Journal, Spool, Limits, WorkingDirectory, Process, Execute };

/// Why a child ended.
enum class Reason : std::uint8_t {
    ByItself = 0,
    Killed,      ///< A client asked for it.
    OutputLimit, ///< It wrote more than OutputBytes.
    Unattended,  ///< No client was connected for DetachedForMs.
};

/// Appends one frame to a buffer. The frame is complete once finish() was called.
class FrameWriter
{
public:
    FrameWriter(std::string &out, Message message) : m_out(out), m_start(out.size())
    {
        m_out.append(4, '\0');
        m_out.push_back(static_cast<char>(message));
    }
    FrameWriter &add(Tag tag, std::string_view bytes)
    {
        char head[6];
        put(head, static_cast<std::uint64_t>(tag), 2);
        put(head + 2, bytes.size(), 4);
        m_out.append(head, 6).append(bytes);
        return *this;
    }
    FrameWriter &add(Tag tag, std::int64_t value)
    {
        char text[8];
        put(text, static_cast<std::uint64_t>(value), 8);
        return add(tag, std::string_view(text, 8));
    }
    void finish() { put(m_out.data() + m_start, m_out.size() - m_start - 4, 4); }

    static void put(char *to, std::uint64_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            to[i] = static_cast<char>(value >> (8 * i));
    }

private:
    std::string &m_out;
    std::size_t m_start;
};

/// Reads the fields of one frame in order; never beyond its end, whatever the bytes are.
class FrameReader
{
public:
    /// `frame` without its length.
    explicit FrameReader(std::string_view frame) : m_rest(frame.substr(frame.empty() ? 0 : 1))
    {
        m_message = frame.empty() ? Message{} : static_cast<Message>(frame.front());
    }
    Message message() const { return m_message; }
    /// False at the end, or where the bytes make no sense (then isBroken()).
    bool next()
    {
        if (m_rest.empty())
            return false;
        if (m_rest.size() < 6 || get(m_rest.data() + 2, 4) > m_rest.size() - 6) {
            m_broken = true;
            m_rest = {};
            return false;
        }
        m_tag = static_cast<Tag>(get(m_rest.data(), 2));
        m_value = m_rest.substr(6, get(m_rest.data() + 2, 4));
        m_rest.remove_prefix(6 + m_value.size());
        return true;
    }
    bool isBroken() const { return m_broken; }
    Tag tag() const { return m_tag; }
    std::string_view bytes() const { return m_value; }
    /// 0 if the field is no number.
    std::int64_t number() const { return m_value.size() == 8 ? static_cast<std::int64_t>(get(m_value.data(), 8)) : 0; }

    static std::uint64_t get(const char *from, int bytes)
    {
        std::uint64_t value = 0;
        for (int i = 0; i < bytes; ++i)
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(from[i])) << (8 * i);
        return value;
    }

private:
    std::string_view m_rest;
    std::string_view m_value;
    Message m_message{};
    Tag m_tag{};
    bool m_broken = false;
};

/// The next whole frame at the start of `buffer`, without its length; nothing if more bytes are needed. `bad` is set
/// if no valid frame can follow.
inline std::optional<std::string_view> nextFrame(std::string_view buffer, bool &bad)
{
    if (buffer.size() < 4)
        return {};
    const std::uint64_t length = FrameReader::get(buffer.data(), 4);
    bad = length == 0 || length > MaxFrame;
    if (bad || buffer.size() < 4 + length)
        return {};
    return buffer.substr(4, length);
}

} // namespace podium::supervisor::wire
