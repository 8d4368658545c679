// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/worktree/portlease.h"

#include <QCoreApplication>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PortLease)
};

template<typename Address> bool canBind(const Address &address, int family)
{
    const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return true; // The machine does not have that family.
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // Remains of closed connections do no harm.
    if (family == AF_INET6)
        ::setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    const bool free =
        ::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 && ::listen(socket, 1) == 0;
    const bool absent = !free && (errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT);
    ::close(socket);
    return free || absent;
}

} // namespace

bool isPortFree(int port)
{
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(static_cast<uint16_t>(port));
    four.sin_addr.s_addr = htonl(INADDR_ANY);
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    six.sin6_port = four.sin_port;
    six.sin6_addr = in6addr_any;
    return canBind(four, AF_INET) && canBind(six, AF_INET6);
}

Result<PortRange> freePorts(int count, const PortRange &from, const QList<PortRange> &leased)
{
    for (int first = from.first; count > 0 && first + count - 1 <= from.last();) {
        int next = first;
        for (const PortRange &lease : leased) {
            if (lease.first <= first + count - 1 && first <= lease.last())
                next = std::max(next, lease.last() + 1);
        }
        for (int port = first; next == first && port < first + count; ++port) {
            if (!isPortFree(port))
                next = port + 1;
        }
        if (next == first)
            return PortRange{first, count};
        first = next;
    }
    return fail(
        ErrorCode::Exhausted,
        Text::tr("there are no %1 free ports in a row between %2 and %3").arg(count).arg(from.first).arg(from.last()),
        QStringLiteral("workspace.ports"),
        Text::tr("Merge or discard worktrees that are done (podiumctl review), or widen worktree.first_port "
                 "and worktree.last_port."));
}

} // namespace podium::agents
