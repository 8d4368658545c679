// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace podium::supervisor
{

/// One client's connection: cuts its bytes into frames and keeps what cannot be sent yet, within limits.
class Peer
{
public:
    Peer(int socket, std::uint32_t number) : m_socket(socket), m_number(number) {}
    ~Peer();
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

    int socket() const { return m_socket; }
    std::uint32_t number() const { return m_number; }
    bool greeted = false; ///< It has said a valid Hello.
    bool closing = false; ///< Closed once everything is sent.

    /// Reads what is there. False if the connection is over or broken. `frame` returns false to end the connection.
    bool receive(const std::function<bool(std::string_view frame)> &frame);
    std::string &out() { return m_out; }
    /// Sends what it can. False if the connection is over, or the client so slow that too much is waiting.
    bool send();
    bool wantsToSend() const { return !m_out.empty(); }
    bool watchesWriting = false; ///< Whether epoll tells when more can be sent.

    /// Whether the process at the other end belongs to the same user.
    static bool isSameUser(int socket);

private:
    int m_socket;
    std::uint32_t m_number;
    std::string m_in;
    std::string m_out;
};

} // namespace podium::supervisor
