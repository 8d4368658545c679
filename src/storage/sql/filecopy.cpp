// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/filecopy.h"

#include "base/ids.h"
#include "storage/sql/connection.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifndef Q_OS_WIN
#include <fcntl.h>
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

} // namespace

void syncToDisk(const QString &path)
{
#ifndef Q_OS_WIN
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
#else
    Q_UNUSED(path)
#endif
}

void removeDatabase(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(path + QLatin1StringView(suffix));
}

Result<void> checkFolder(const QString &file)
{
    const QFileInfo folder(QFileInfo(file).absolutePath());
    if (!folder.isDir())
        return fail(ErrorCode::NotFound, Text::tr("there is no such folder"), folder.filePath());
    if (!folder.isWritable()) {
        return fail(ErrorCode::PermissionDenied, Text::tr("the folder cannot be written"), folder.filePath(),
                    Text::tr("Give a file in another folder, or check the permissions of this one"));
    }
    return {};
}

QString partOf(const QString &file)
{
    return file + u'.' + newId() + QStringLiteral(".part");
}

void removeParts(const QString &folder, const QString &name)
{
    QDir dir(folder);
    const QStringList left = dir.entryList({name + QStringLiteral(".*.part*")}, QDir::Files);
    for (const QString &part : left)
        dir.remove(part);
}

Result<void> giveName(const QString &part, const QString &file)
{
    // It holds all that agents were told and have said, wherever it is put.
    QFile::setPermissions(part, QFile::ReadOwner | QFile::WriteOwner);
    // SQLite itself does not see to it that what VACUUM INTO writes is on the disk.
    syncToDisk(part);
    if (!QFile::rename(part, file)) {
        return fail(ErrorCode::PermissionDenied, Text::tr("`%1` cannot be renamed").arg(part), file,
                    Text::tr("Check the permissions of the folder"));
    }
    syncToDisk(QFileInfo(file).absolutePath());
    return {};
}

Result<void> copyToFile(Connection &from, const QString &file)
{
    if (QFileInfo::exists(file))
        return fail(ErrorCode::Conflict, Text::tr("the file exists"), file, Text::tr("Give another name"));
    if (const Result<void> usable = checkFolder(file); !usable)
        return usable;
    const QString part = partOf(file);
    Result<void> done = from.run(QStringLiteral("VACUUM INTO ?"), {part});
    if (done)
        done = giveName(part, file);
    removeDatabase(part);
    return done;
}

} // namespace podium::storage
