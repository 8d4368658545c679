// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/logfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace podium
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LogFile)
};

QString numbered(const QString &path, int number)
{
    return path + u'.' + QString::number(number);
}

} // namespace

Result<void> LogFile::open(const QString &path, qint64 maxBytes, int keep)
{
    close();
    m_path = QFileInfo(path).absoluteFilePath();
    m_maxBytes = maxBytes;
    m_keep = keep;
    QDir().mkpath(QFileInfo(m_path).path());
    return reopen();
}

Result<void> LogFile::reopen()
{
    m_file.close();
    m_file.setFileName(m_path);
    const bool isNew = !m_file.exists();
    // Unbuffered: a line is in the file when write() returns, also if the process is killed right after it.
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered)) {
        return fail(ErrorCode::Unavailable, Text::tr("cannot write the log: %1").arg(m_file.errorString()), m_path,
                    Text::tr("Choose another file with --log-file"));
    }
    if (isNew)
        m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return {};
}

bool LogFile::stillNamed() const
{
#ifdef Q_OS_UNIX
    struct stat ours = {};
    struct stat named = {};
    if (fstat(m_file.handle(), &ours) != 0 || stat(QFile::encodeName(m_path).constData(), &named) != 0)
        return false;
    return ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
#else
    return true;
#endif
}

Result<void> LogFile::rotate()
{
    // Another process may have rotated already: then the name leads to a fresh file, which is the one to use.
    if (stillNamed()) {
        m_file.close();
        QFile::remove(numbered(m_path, m_keep));
        for (int i = m_keep - 1; i >= 1; --i)
            QFile::rename(numbered(m_path, i), numbered(m_path, i + 1));
        if (m_keep > 0)
            QFile::rename(m_path, numbered(m_path, 1));
        else
            QFile::remove(m_path);
    }
    return reopen();
}

Result<void> LogFile::write(const QByteArray &line)
{
    if (!m_file.isOpen()) {
        if (Result<void> opened = reopen(); !opened)
            return opened;
    }
    const qint64 size = m_file.size();
    if (m_maxBytes > 0 && size > 0 && size + line.size() > m_maxBytes) {
        if (Result<void> rotated = rotate(); !rotated)
            return rotated;
    }
    if (m_file.write(line) != line.size()) {
        return fail(ErrorCode::Exhausted, Text::tr("cannot write the log: %1").arg(m_file.errorString()), m_path);
    }
    return {};
}

void LogFile::close()
{
    m_file.close();
}

} // namespace podium
