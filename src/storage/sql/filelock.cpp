// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/filelock.h"

#include <QCoreApplication>
#include <QFile>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace podium::storage
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

Error heldBy(const QString &path)
{
    QFile file(path);
    QString owner;
    if (file.open(QIODevice::ReadOnly))
        owner = QString::fromUtf8(file.read(500)).simplified();
    return {ErrorCode::Conflict,
            owner.isEmpty() ? Text::tr("another program writes to this database")
                            : Text::tr("another program writes to this database: %1").arg(owner),
            path, Text::tr("Only one program may schedule at a time; use that one, or end it")};
}

Error cannotLock(const QString &path, const QString &why)
{
    return {ErrorCode::PermissionDenied, Text::tr("the lock file cannot be written (%1)").arg(why), path,
            Text::tr("Check the permissions of the folder")};
}

} // namespace

#ifdef Q_OS_WIN

Result<std::unique_ptr<FileLock>> FileLock::acquire(const QString &path, const QString &owner)
{
    const HANDLE handle = CreateFileW(reinterpret_cast<const wchar_t *>(path.utf16()), GENERIC_READ | GENERIC_WRITE,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_ALWAYS, 0, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return tl::unexpected(cannotLock(path, qt_error_string(int(GetLastError()))));
    // A byte far behind the text is locked, so that the owner can still be read.
    OVERLAPPED region{};
    region.Offset = 1 << 20;
    if (!LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &region)) {
        CloseHandle(handle);
        return tl::unexpected(heldBy(path));
    }
    const QByteArray text = owner.toUtf8() + '\n';
    DWORD written = 0;
    SetFilePointer(handle, 0, nullptr, FILE_BEGIN);
    SetEndOfFile(handle);
    WriteFile(handle, text.constData(), DWORD(text.size()), &written, nullptr);
    return std::unique_ptr<FileLock>(new FileLock(qintptr(handle)));
}

FileLock::~FileLock()
{
    CloseHandle(HANDLE(m_handle));
}

#else

Result<std::unique_ptr<FileLock>> FileLock::acquire(const QString &path, const QString &owner)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return tl::unexpected(cannotLock(path, QString::fromLocal8Bit(std::strerror(errno))));
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        const bool held = errno == EWOULDBLOCK;
        const QString why = QString::fromLocal8Bit(std::strerror(errno));
        ::close(fd);
        return tl::unexpected(held ? heldBy(path) : cannotLock(path, why));
    }
    // The name is only for the next one's error message; a full disk must not keep us from the lock.
    const QByteArray text = owner.toUtf8() + '\n';
    if (::ftruncate(fd, 0) == 0)
        (void)!::pwrite(fd, text.constData(), size_t(text.size()), 0);
    return std::unique_ptr<FileLock>(new FileLock(fd));
}

FileLock::~FileLock()
{
    ::close(int(m_handle));
}

#endif

} // namespace podium::storage
