// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "supervisor/wire.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace podium::supervisor
{

/// What a record says. The fields are those of wire::Tag; every record names its attempt by Id or Number.
enum class Record : std::uint8_t {
    Boot = 1, ///< BootId, CgroupPath of this supervisor's pool.
    Intent,   ///< Number, Id: is about to be spawned.
    Spawned,  ///< Number, Pid, StartTime, StartedMs
    Exited,   ///< Number and the fields of wire::Message::Exited
    Failed,   ///< Number: was not spawned; forgotten.
    Lost,     ///< Number
    Forgotten ///< Number: acknowledged.
};

/// The supervisor's memory: an append-only file of records with checksums. What was written survives the death of the
/// process; a torn tail (after a crash of the machine) is cut off. Not thread-safe.
class Journal
{
public:
    using Visitor = std::function<void(Record, wire::FrameReader &)>;

    /// `path` is created by the first rewrite().
    explicit Journal(std::string path);
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// Hands every intact record to `visit`, in order. False if the tail was damaged and left out.
    bool replay(const Visitor &visit) const;

    /// Queues a record; the bytes of a FrameWriter's frame (see record()).
    std::string &queue() { return m_queue; }
    /// Writes what is queued, in one go. Returns 0 or errno; what could not be written stays queued.
    int flush();
    bool isClean() const { return m_queue.empty(); }

    /// Replaces the file by `frames` (a sequence of frames), atomically and synced to disk. 0 or errno.
    int rewrite(std::string_view frames);
    std::size_t size() const { return m_size; }

private:
    int append(int file, std::string_view frames, std::size_t &written) const;

    std::string m_path;
    std::string m_queue;
    int m_file = -1;
    std::size_t m_size = 0;
};

/// A writer of one record into a queue of frames. finish() it.
inline wire::FrameWriter record(std::string &frames, Record kind)
{
    return wire::FrameWriter(frames, static_cast<wire::Message>(kind));
}

} // namespace podium::supervisor
