// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>

#include <memory>

namespace podium::agents
{

/// One line of a spool file.
struct SpoolLine
{
    QByteArray text;     ///< Without its line end.
    qint64 offset = 0;   ///< Of its end in the file, where reading goes on after a restart.
    qint64 cutBytes = 0; ///< Bytes beyond the limit that were left out; 0 = the line is whole.
};

class SpoolWatch;

/// Follows one file that another process appends to, line by line, by notification (inotify). Lives in one thread.
class SpoolReader : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        qint64 offset = 0;                  ///< Where to begin.
        qsizetype maxLineBytes = 64 * 1024; ///< Longer lines are cut.
        qsizetype batchBytes = 256 * 1024;  ///< Read at most this much before other work of the thread gets its turn.
    };
    SpoolReader(const QString &path, Options options, SpoolWatch &watch, QObject *parent = nullptr);
    ~SpoolReader() override;

    /// Reads what is there and follows the file.
    void start();
    /// No more will be written: read to the end, then finished(). A last line without line end counts as a line.
    void finish();
    /// While paused nothing is read and no line is given out.
    void setPaused(bool paused);
    bool isPaused() const;
    /// End of the last line given out.
    qint64 offset() const;

Q_SIGNALS:
    void lines(const QList<podium::agents::SpoolLine> &lines);
    void finished();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace podium::agents
