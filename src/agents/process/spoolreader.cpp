// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/spoolreader.h"

#include "agents/process/spoolwatch.h"

#include <QFile>
#include <QMetaObject>
#include <QTimer>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace podium::agents
{

/// How often a file that cannot be watched is looked at.
constexpr int LookEveryMs = 200;

class SpoolReader::Private
{
public:
    Private(SpoolReader *owner, const QString &file, Options wanted, SpoolWatch &by)
        : q(owner), path(QFile::encodeName(file)), options(wanted), watch(by), readTo(wanted.offset),
          given(wanted.offset)
    {
    }
    ~Private()
    {
        watch.remove(this);
        if (handle >= 0)
            ::close(handle);
    }

    bool openFile();
    void schedule();
    void readOn();
    void cut(const char *bytes, qsizetype count, QList<SpoolLine> &found);
    void append(const char *bytes, qsizetype count);
    SpoolLine take();

    SpoolReader *q;
    QByteArray path;
    Options options;
    SpoolWatch &watch;
    int handle = -1;
    bool started = false;
    bool paused = false;
    bool scheduled = false;
    bool finishing = false;
    bool done = false;
    qint64 readTo;      ///< Offset of the next byte to read.
    qint64 given;       ///< End of the last line given out.
    QByteArray partial; ///< The line that has not ended yet, up to the limit.
    qint64 tooMuch = 0; ///< Bytes of it beyond the limit.
    QTimer look;        ///< Where the file cannot be watched.
};

SpoolReader::SpoolReader(const QString &path, Options options, SpoolWatch &watch, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, path, options, watch))
{
}

SpoolReader::~SpoolReader() = default;

void SpoolReader::start()
{
    if (d->started)
        return;
    d->started = true;
    // The system has only so many watches; an agent whose questions nobody reads would wait for ever.
    if (!d->finishing && !d->watch.add(d->path, d.get(), [this] { d->readOn(); })) {
        connect(&d->look, &QTimer::timeout, this, [this] { d->readOn(); });
        d->look.start(LookEveryMs);
    }
    d->schedule();
}

void SpoolReader::finish()
{
    if (d->finishing)
        return;
    d->finishing = true;
    d->started = true;
    d->schedule();
}

void SpoolReader::setPaused(bool paused)
{
    if (d->paused == paused)
        return;
    d->paused = paused;
    if (!paused && d->started)
        d->schedule();
}

bool SpoolReader::isPaused() const
{
    return d->paused;
}

qint64 SpoolReader::offset() const
{
    return d->given;
}

bool SpoolReader::Private::openFile()
{
    if (handle < 0)
        handle = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    return handle >= 0;
}

void SpoolReader::Private::schedule()
{
    if (scheduled || done)
        return;
    scheduled = true;
    QMetaObject::invokeMethod(
        q,
        [this] {
            scheduled = false;
            readOn();
        },
        Qt::QueuedConnection);
}

void SpoolReader::Private::readOn()
{
    if (paused || done || scheduled)
        return;
    QList<SpoolLine> found;
    qsizetype batch = 0;
    bool end = !openFile();
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    while (!end && batch < options.batchBytes) {
        const ssize_t got = ::pread(handle, buffer.data(), static_cast<size_t>(buffer.size()), readTo);
        if (got < 0 && errno == EINTR)
            continue;
        end = got <= 0;
        if (got > 0) {
            cut(buffer.constData(), got, found);
            batch += got;
        }
    }
    if (!end)
        schedule();
    else if (finishing) {
        if (!partial.isEmpty() || tooMuch > 0)
            found.append(take());
        done = true;
        look.stop();
        watch.remove(this);
    }
    if (!found.isEmpty())
        Q_EMIT q->lines(found);
    if (done)
        Q_EMIT q->finished();
}

void SpoolReader::Private::append(const char *bytes, qsizetype count)
{
    const qsizetype room = std::clamp<qsizetype>(options.maxLineBytes - partial.size(), 0, count);
    partial.append(bytes, room);
    tooMuch += count - room;
}

SpoolLine SpoolReader::Private::take()
{
    given = readTo;
    SpoolLine line{std::exchange(partial, {}), given, std::exchange(tooMuch, 0)};
    if (line.text.endsWith('\r') && line.cutBytes == 0)
        line.text.chop(1);
    return line;
}

void SpoolReader::Private::cut(const char *bytes, qsizetype count, QList<SpoolLine> &found)
{
    const char *const end = bytes + count;
    while (bytes < end) {
        const auto *newline = static_cast<const char *>(std::memchr(bytes, '\n', static_cast<size_t>(end - bytes)));
        const char *const stop = newline ? newline : end;
        append(bytes, stop - bytes);
        readTo += stop - bytes + (newline ? 1 : 0);
        bytes = stop + (newline ? 1 : 0);
        if (newline)
            found.append(take());
    }
}

} // namespace podium::agents
