// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/peer.h"

#include "supervisor/wire.h"

#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace podium::supervisor
{

namespace
{

constexpr std::size_t MaxWaiting = 32u << 20; ///< A client that does not read is let go; it asks again when it is back.
constexpr std::size_t MaxGreeting = 4096;     ///< Nobody sends more before the Hello was accepted.

} // namespace

Peer::~Peer()
{
    close(m_socket);
}

bool Peer::isSameUser(int socket)
{
    ucred who{};
    socklen_t length = sizeof who;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &who, &length) == 0 && who.uid == geteuid();
}

bool Peer::receive(const std::function<bool(std::string_view)> &frame)
{
    char buffer[128 * 1024];
    const ssize_t got = recv(m_socket, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0)
        return errno == EAGAIN || errno == EINTR;
    if (got == 0)
        return false;
    if (closing)
        return true;
    m_in.append(buffer, static_cast<std::size_t>(got));
    std::string_view rest = m_in;
    bool bad = false;
    while (const auto next = wire::nextFrame(rest, bad)) {
        if (!frame(*next))
            return false;
        rest.remove_prefix(4 + next->size());
    }
    if (bad || (!greeted && rest.size() > MaxGreeting))
        return false;
    m_in.erase(0, m_in.size() - rest.size());
    return true;
}

bool Peer::send()
{
    std::size_t done = 0;
    while (done < m_out.size()) {
        const ssize_t put = ::send(m_socket, m_out.data() + done, m_out.size() - done, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0 && errno == EAGAIN)
            break;
        if (put <= 0)
            return false;
        done += static_cast<std::size_t>(put);
    }
    m_out.erase(0, done);
    if (m_out.empty() && m_out.capacity() > (1u << 20))
        m_out.shrink_to_fit();
    return m_out.size() <= MaxWaiting && !(closing && m_out.empty());
}

} // namespace podium::supervisor
