// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/spoolwatch.h"

#include <QList>
#include <QSet>
#include <QSocketNotifier>

#include <algorithm>
#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>

namespace podium::agents
{

SpoolWatch::SpoolWatch(QObject *parent) : QObject(parent), m_inotify(inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
{
    if (m_inotify < 0)
        return;
    m_notifier = new QSocketNotifier(m_inotify, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &SpoolWatch::readEvents);
}

SpoolWatch::~SpoolWatch()
{
    delete m_notifier; // Before its descriptor.
    if (m_inotify >= 0)
        ::close(m_inotify);
}

bool SpoolWatch::add(const QByteArray &path, const void *reader, std::function<void()> grown)
{
    const int watch = m_inotify < 0 ? -1 : inotify_add_watch(m_inotify, path.constData(), IN_MODIFY);
    if (watch < 0)
        return false;
    m_readers.insert(watch, {reader, std::move(grown)});
    return true;
}

void SpoolWatch::remove(const void *reader)
{
    for (auto it = m_readers.begin(); it != m_readers.end(); ++it) {
        if (it->who != reader)
            continue;
        const int watch = it.key();
        m_readers.erase(it);
        if (!m_readers.contains(watch))
            inotify_rm_watch(m_inotify, watch);
        return;
    }
}

void SpoolWatch::readEvents()
{
    QSet<int> changed;
    alignas(inotify_event) char buffer[4096];
    for (ssize_t got = 0; (got = ::read(m_inotify, buffer, sizeof buffer)) > 0;) {
        for (ssize_t at = 0; at < got;) {
            inotify_event event{};
            std::memcpy(&event, buffer + at, sizeof event);
            at += static_cast<ssize_t>(sizeof event + event.len);
            if (event.mask & IN_Q_OVERFLOW) { // Some were lost: anything may have grown.
                const QList<int> all = m_readers.uniqueKeys();
                changed.unite(QSet<int>(all.begin(), all.end()));
            } else {
                changed.insert(event.wd);
            }
        }
    }
    // What a reader does may remove others: each is looked up anew.
    QList<const void *> readers;
    for (const int watch : changed) {
        for (auto [it, end] = m_readers.equal_range(watch); it != end; ++it)
            readers.append(it->who);
    }
    for (const void *who : readers) {
        const auto it =
            std::find_if(m_readers.cbegin(), m_readers.cend(), [who](const Reader &r) { return r.who == who; });
        if (it != m_readers.cend())
            std::function<void()>(it->grown)();
    }
}

} // namespace podium::agents
