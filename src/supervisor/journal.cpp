// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/journal.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace podium::supervisor
{

namespace
{

// In the file a record is: u32 CRC of the frame | frame. The frame begins with its length.
constexpr std::size_t MaxRecord = 64 * 1024;

constexpr std::array<std::uint32_t, 256> crcTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t c = i;
        for (int k = 0; k < 8; ++k)
            c = (c & 1) ? 0xedb88320u ^ (c >> 1) : c >> 1;
        table[i] = c;
    }
    return table;
}

std::uint32_t crc32(std::string_view bytes)
{
    static constexpr auto table = crcTable();
    std::uint32_t c = 0xffffffffu;
    for (const char byte : bytes)
        c = table[(c ^ static_cast<unsigned char>(byte)) & 0xff] ^ (c >> 8);
    return c ^ 0xffffffffu;
}

std::string readFile(const std::string &path)
{
    std::string text;
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return text;
    struct stat info
    {
    };
    if (fstat(file, &info) == 0)
        text.resize(static_cast<std::size_t>(info.st_size));
    std::size_t have = 0;
    while (have < text.size()) {
        const ssize_t got = read(file, text.data() + have, text.size() - have);
        if (got <= 0 && !(got < 0 && errno == EINTR))
            break;
        have += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    text.resize(have);
    close(file);
    return text;
}

} // namespace

Journal::Journal(std::string path) : m_path(std::move(path)) {}

Journal::~Journal()
{
    if (m_file >= 0)
        close(m_file);
}

bool Journal::replay(const Visitor &visit) const
{
    const std::string text = readFile(m_path);
    std::string_view rest = text;
    while (rest.size() >= 8) {
        const std::uint64_t length = wire::FrameReader::get(rest.data() + 4, 4);
        if (length == 0 || length > MaxRecord || rest.size() < 8 + length)
            return false;
        const std::string_view frame = rest.substr(4, 4 + length);
        if (crc32(frame) != wire::FrameReader::get(rest.data(), 4))
            return false;
        wire::FrameReader reader(frame.substr(4));
        visit(static_cast<Record>(reader.message()), reader);
        rest.remove_prefix(8 + length);
    }
    return rest.empty();
}

int Journal::append(int file, std::string_view frames, std::size_t &written) const
{
    std::string out;
    out.reserve(frames.size() + frames.size() / 8);
    for (std::string_view rest = frames; rest.size() >= 4;) {
        const std::string_view frame = rest.substr(0, 4 + wire::FrameReader::get(rest.data(), 4));
        char crc[4];
        wire::FrameWriter::put(crc, crc32(frame), 4);
        out.append(crc, 4).append(frame);
        rest.remove_prefix(frame.size());
    }
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t put = write(file, out.data() + done, out.size() - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return put < 0 ? errno : EIO;
        done += static_cast<std::size_t>(put);
    }
    written = out.size();
    return 0;
}

int Journal::flush()
{
    if (m_queue.empty())
        return 0;
    if (m_file < 0)
        return EBADF;
    std::size_t written = 0;
    if (const int error = append(m_file, m_queue, written)) {
        // Half a record on a full disk would hide everything behind it.
        if (ftruncate(m_file, static_cast<off_t>(m_size)) != 0)
            return EIO;
        return error;
    }
    m_size += written;
    m_queue.clear();
    return 0;
}

int Journal::rewrite(std::string_view frames)
{
    const std::string fresh = m_path + ".new";
    const int file = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        return errno;
    std::size_t written = 0;
    int error = append(file, frames, written);
    if (!error && (fdatasync(file) != 0 || rename(fresh.c_str(), m_path.c_str()) != 0))
        error = errno;
    if (error) {
        close(file);
        unlink(fresh.c_str());
        return error;
    }
    if (m_file >= 0)
        close(m_file);
    m_file = file;
    m_size = written;
    return 0;
}

} // namespace podium::supervisor
