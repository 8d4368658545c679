// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QFile>
#include <QString>

namespace podium
{

/// A log file that several processes may append to and that is rotated by size. Not thread-safe.
class LogFile
{
public:
    /// Creates missing folders. The file is readable by its owner only: logs may quote prompts.
    Result<void> open(const QString &path, qint64 maxBytes, int keep);
    /// One whole line; rotates before it if the file would grow beyond the limit.
    Result<void> write(const QByteArray &line);
    void close();

private:
    Result<void> reopen();
    Result<void> rotate();
    bool stillNamed() const;

    QFile m_file;
    QString m_path;
    qint64 m_maxBytes = 0;
    int m_keep = 0;
};

} // namespace podium
