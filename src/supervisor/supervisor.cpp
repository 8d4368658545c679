// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "supervisor/supervisor.h"
#include "supervisor/clocks.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace podium::supervisor
{

using wire::FrameWriter;
using wire::Message;
using wire::Tag;

namespace
{

constexpr std::size_t MaxPeers = 256;
/// Between them it is looked who has ended, so that the engine decides what follows while others are started.
constexpr std::size_t SpawnsAtOnce = 2;
constexpr std::int64_t FlushAgainMs = 1000;
constexpr std::size_t MaxHeld = 64u << 20; ///< Bytes that are kept for spawns that are queued.

} // namespace

Supervisor::Supervisor(Options options) : m_options(std::move(options)) {}

Supervisor::~Supervisor()
{
    m_peers.clear();
    m_care.reset();
    for (const int file : {m_listener, m_signals, m_epoll}) {
        if (file >= 0)
            close(file);
    }
}

int Supervisor::open(int listener)
{
    m_listener = listener;
    m_epoll = epoll_create1(EPOLL_CLOEXEC);
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGCHLD);
    sigaddset(&wanted, SIGTERM);
    m_signals = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
    if (m_epoll < 0 || m_signals < 0)
        return errno;
    watch(m_signals, Source::Signals, 0);
    watch(m_listener, Source::Listener, 0);
    // Groups of this very process, so that those of an earlier one can be told apart and emptied.
    m_groups = std::make_unique<CgroupPool>(m_options.useCgroups ? m_options.mark + '-' + std::to_string(getpid())
                                                                 : std::string());
    m_table = std::make_unique<AttemptTable>(m_options.journal);
    if (const int error = m_table->open(bootId(), m_groups->base()))
        return error;
    m_care = std::make_unique<ChildCare>(
        m_epoll, *m_table, *m_groups, m_options.mark, [this](Attempt &attempt) { changed(attempt); },
        [this](const std::string &id, const std::vector<std::uint32_t> &watchers, wire::Stage stage, int error) {
            failed(id, watchers, stage, error);
        });
    m_idleSince = monotonicMs();
    return 0;
}

void Supervisor::watch(int file, Source source, std::uint32_t number) const
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = eventData(source, number);
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, file, &event);
}

void Supervisor::run()
{
    epoll_event events[64];
    while (!mayEnd()) {
        const int count = epoll_wait(m_epoll, events, 64, waitMs());
        for (int i = 0; i < count; ++i)
            dispatch(events[i].data.u64, events[i].events);
        m_care->runTimers();
        startQueued(SpawnsAtOnce);
        // Told only after it is written; if the disk is full it is kept, and told all the same.
        if (!m_table->isFlushed() && monotonicMs() >= m_flushAgainAt)
            m_flushAgainAt = m_table->flush() ? monotonicMs() + FlushAgainMs : 0;
        sendAll();
    }
}

int Supervisor::waitMs()
{
    if (m_care->mayStart())
        return 0;
    const std::int64_t now = monotonicMs();
    std::int64_t next = m_care->nextTimer();
    const auto sooner = [&next](std::int64_t when) { next = next ? std::min(next, when) : when; };
    if (m_peers.empty() && m_care->isIdle())
        sooner(m_idleSince + m_options.idleMs);
    if (!m_table->isFlushed())
        sooner(m_flushAgainAt);
    return next == 0 ? -1 : static_cast<int>(std::clamp<std::int64_t>(next - now, 0, 3'600'000));
}

bool Supervisor::mayEnd()
{
    if (!m_care->isIdle()) {
        m_idleSince = monotonicMs();
        return false;
    }
    if (m_ending)
        return true;
    return m_peers.empty() && monotonicMs() >= m_idleSince + m_options.idleMs;
}

void Supervisor::dispatch(std::uint64_t data, std::uint32_t events)
{
    const auto number = static_cast<std::uint32_t>(data);
    switch (static_cast<Source>(data >> 32)) {
    case Source::Signals:
        signalled();
        return;
    case Source::Listener:
        accept();
        return;
    case Source::Input:
        m_care->inputWritable(number);
        return;
    case Source::Group:
        m_care->groupChanged(number);
        return;
    case Source::Outputs:
        m_care->outputsChanged();
        return;
    case Source::Peer:
        break;
    }
    const auto at = m_peers.find(number);
    if (at == m_peers.end() || !(events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
        return; // That it can be written to is seen by sendAll().
    Peer &peer = *at->second;
    if (!peer.receive([&](std::string_view frame) { return handle(peer, frame); }))
        drop(number);
}

void Supervisor::signalled()
{
    signalfd_siginfo info{};
    bool children = false;
    while (read(m_signals, &info, sizeof info) == sizeof info) {
        children = children || info.ssi_signo == SIGCHLD;
        if (info.ssi_signo == SIGTERM && !m_ending) {
            m_ending = true;
            m_care->endAll();
        }
    }
    if (children)
        m_care->reap();
}

void Supervisor::accept()
{
    const int socket = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (socket < 0)
        return;
    if (!Peer::isSameUser(socket) || m_peers.size() >= MaxPeers) {
        close(socket);
        return;
    }
    const std::uint32_t number = ++m_lastPeer;
    m_peers[number] = std::make_unique<Peer>(socket, number);
    watch(socket, Source::Peer, number);
}

void Supervisor::drop(std::uint32_t number)
{
    m_peers.erase(number);
    const bool attended =
        std::any_of(m_peers.begin(), m_peers.end(), [](const auto &at) { return at.second->greeted; });
    m_care->setAttended(attended);
    m_idleSince = monotonicMs();
}

bool Supervisor::greet(Peer &peer, wire::FrameReader &fields)
{
    std::int64_t magic = 0;
    std::int64_t version = 0;
    while (fields.next()) {
        if (fields.tag() == Tag::MagicNumber)
            magic = fields.number();
        else if (fields.tag() == Tag::ProtocolVersion)
            version = fields.number();
    }
    if (fields.message() != Message::Hello || static_cast<std::uint64_t>(magic) != wire::Magic)
        return false;
    if (version != wire::Version || m_ending) {
        FrameWriter(peer.out(), Message::Refused)
            .add(Tag::ProtocolVersion, wire::Version)
            .add(Tag::Text, m_ending ? std::string_view("ending") : std::string_view("version"))
            .finish();
        peer.closing = true;
        return true;
    }
    peer.greeted = true;
    m_care->setAttended(true);
    FrameWriter(peer.out(), Message::Welcome)
        .add(Tag::ProtocolVersion, wire::Version)
        .add(Tag::Pid, getpid())
        .add(Tag::BootId, bootId())
        .finish();
    return true;
}

struct Supervisor::Said
{
    Message message;
    std::string_view id;
    std::string_view bytes;
    std::int64_t grace = 0;
    bool valid = false;

    explicit Said(wire::FrameReader fields) : message(fields.message())
    {
        while (fields.next()) {
            switch (fields.tag()) {
            case Tag::Id:
                id = fields.bytes();
                break;
            case Tag::Bytes:
                bytes = fields.bytes();
                break;
            case Tag::GraceMs:
                grace = std::clamp<std::int64_t>(fields.number(), 0, 24LL * 3600 * 1000);
                break;
            default:
                break;
            }
        }
        valid =
            !fields.isBroken() && !id.empty() && id.size() <= wire::MaxId && id.find('\0') == std::string_view::npos;
    }
};

bool Supervisor::handle(Peer &peer, std::string_view frame)
{
    wire::FrameReader fields(frame);
    if (!peer.greeted)
        return greet(peer, fields);
    const Said said(fields);
    if (!said.valid)
        return false;
    if (said.message == Message::Spawn) {
        if (m_ending)
            failed(std::string(said.id), {peer.number()}, wire::Stage::Process, ESHUTDOWN);
        else
            m_care->queueSpawn(said.id, frame, peer.number());
        return true;
    }
    // Whatever else is said about an id is meant for what was spawned before.
    if (said.message != Message::Acknowledge && m_care->isQueued(said.id))
        startQueued(SIZE_MAX);
    if (said.message != Message::Acknowledge && m_care->isQueued(said.id))
        hold(said, frame, peer);
    else
        apply(said, peer.number());
    return true;
}

void Supervisor::startQueued(std::size_t atMost)
{
    m_care->startQueued(atMost);
    // What was said about those that have started now, before anything that is said about them later.
    for (Held &held : std::exchange(m_held, {})) {
        if (m_care->isQueued(held.id)) {
            m_held.push_back(std::move(held));
            continue;
        }
        m_heldBytes -= held.frame.size();
        apply(Said(wire::FrameReader(held.frame)), held.peer);
    }
}

/// Orphans are being ended, and nothing is started before they are gone.
void Supervisor::hold(const Said &said, std::string_view frame, Peer &peer)
{
    if (said.message == Message::Kill) {
        std::vector<std::uint32_t> asked;
        const auto isIt = [&](const Held &held) { return held.id == said.id; };
        for (const Held &held : m_held) {
            if (isIt(held) && Said(wire::FrameReader(held.frame)).message == Message::Query)
                asked.push_back(held.peer);
        }
        for (const Held &held : m_held)
            m_heldBytes -= isIt(held) ? held.frame.size() : 0;
        m_held.erase(std::remove_if(m_held.begin(), m_held.end(), isIt), m_held.end());
        m_care->killQueued(said.id, asked);
        return;
    }
    if (said.message == Message::Query)
        FrameWriter(peer.out(), Message::Waiting).add(Tag::Id, said.id).finish();
    else if (said.message != Message::Write && said.message != Message::CloseStdin)
        return; // Of a newer client.
    if (said.message == Message::Write && m_heldBytes + frame.size() > MaxHeld) {
        FrameWriter(peer.out(), Message::WriteFailed).add(Tag::Id, said.id).add(Tag::ErrorNumber, EAGAIN).finish();
        return;
    }
    m_heldBytes += frame.size();
    m_held.push_back({std::string(said.id), std::string(frame), peer.number()});
}

void Supervisor::apply(const Said &said, std::uint32_t peer)
{
    const auto at = m_peers.find(peer);
    std::string nobody; // It has gone meanwhile; what it said holds.
    std::string &out = at == m_peers.end() ? nobody : at->second->out();
    Attempt *attempt = m_table->find(said.id);
    switch (said.message) {
    case Message::Query:
        if (!attempt) {
            FrameWriter(out, Message::Unknown).add(Tag::Id, said.id).finish();
            break;
        }
        if (std::find(attempt->watchers.begin(), attempt->watchers.end(), peer) == attempt->watchers.end())
            attempt->watchers.push_back(peer);
        addState(out, *attempt);
        break;
    case Message::Write:
        if (const int error = attempt ? m_care->writeInput(*attempt, said.bytes) : ESRCH)
            FrameWriter(out, Message::WriteFailed).add(Tag::Id, said.id).add(Tag::ErrorNumber, error).finish();
        break;
    case Message::CloseStdin:
        if (attempt)
            m_care->closeInput(*attempt);
        break;
    case Message::Kill:
        if (attempt)
            m_care->end(*attempt, said.grace, wire::Reason::Killed);
        break;
    case Message::Acknowledge:
        if (attempt && (attempt->state == Attempt::State::Ended || attempt->state == Attempt::State::Lost))
            m_table->forget(*attempt, Record::Forgotten);
        break;
    default:
        break; // Of a newer client.
    }
}

void Supervisor::changed(Attempt &attempt)
{
    for (const std::uint32_t number : attempt.watchers) {
        const auto at = m_peers.find(number);
        if (at != m_peers.end())
            addState(at->second->out(), attempt);
    }
}

void Supervisor::failed(const std::string &id, const std::vector<std::uint32_t> &watchers, wire::Stage stage, int error)
{
    for (const std::uint32_t number : watchers) {
        const auto at = m_peers.find(number);
        if (at == m_peers.end())
            continue;
        FrameWriter(at->second->out(), Message::SpawnFailed)
            .add(Tag::Id, id)
            .add(Tag::Stage, static_cast<std::int64_t>(stage))
            .add(Tag::ErrorNumber, error)
            .finish();
    }
}

void Supervisor::sendAll()
{
    std::vector<std::uint32_t> gone;
    for (const auto &[number, peer] : m_peers) {
        if (!peer->wantsToSend() && !peer->closing && !peer->watchesWriting)
            continue;
        if (!peer->send()) {
            gone.push_back(number);
            continue;
        }
        if (peer->wantsToSend() == peer->watchesWriting)
            continue;
        peer->watchesWriting = peer->wantsToSend();
        epoll_event event{};
        event.events = peer->watchesWriting ? EPOLLIN | EPOLLOUT : EPOLLIN;
        event.data.u64 = eventData(Source::Peer, number);
        epoll_ctl(m_epoll, EPOLL_CTL_MOD, peer->socket(), &event);
    }
    for (const std::uint32_t number : gone)
        drop(number);
}

} // namespace podium::supervisor
