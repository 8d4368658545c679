// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QMultiHash>
#include <QObject>

#include <functional>

class QSocketNotifier;

namespace podium::agents
{

/// Tells when files grow, for all readers of one thread by one inotify instance: a user may have only 128 of them, and
/// closing one makes the kernel wait for its other processors, for milliseconds. Lives in one thread, outlives its
/// readers.
class SpoolWatch : public QObject
{
    Q_OBJECT
public:
    explicit SpoolWatch(QObject *parent = nullptr);
    ~SpoolWatch() override;

    /// Calls `grown` in this thread after each change of the file, until remove(). False if the kernel has no watch
    /// left or the file is not there: then nothing is told.
    bool add(const QByteArray &path, const void *reader, std::function<void()> grown);
    void remove(const void *reader);

private:
    struct Reader
    {
        const void *who = nullptr;
        std::function<void()> grown;
    };
    void readEvents();

    int m_inotify = -1;
    QSocketNotifier *m_notifier = nullptr;
    QMultiHash<int, Reader> m_readers; ///< By watch; readers of the same file share one.
};

} // namespace podium::agents
