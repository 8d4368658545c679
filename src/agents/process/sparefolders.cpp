// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/sparefolders.h"

#include <QDir>
#include <QFile>

#include <cstdio>
#include <dirent.h>
#include <initializer_list>
#include <sys/stat.h>

namespace podium::agents
{

namespace
{

constexpr qsizetype MaxSpares = 256;
/// Of a spare "stdout": the supervisor makes it readable when it opens it for a process.
constexpr mode_t SpareMode = 0200;

bool holdsOnly(const QByteArray &folder, std::initializer_list<QByteArrayView> names)
{
    DIR *entries = opendir(folder.constData());
    if (!entries)
        return false;
    bool others = false;
    while (const dirent *entry = readdir(entries)) {
        const QByteArrayView name(entry->d_name);
        others = others || (name != "." && name != ".." && std::find(names.begin(), names.end(), name) == names.end());
    }
    closedir(entries);
    return !others;
}

bool isEmptyFile(const QByteArray &path)
{
    struct stat info
    {
    };
    return lstat(path.constData(), &info) == 0 && S_ISREG(info.st_mode) && info.st_size == 0;
}

} // namespace

bool makeFolder(const QString &path)
{
    // Quick where the parent exists, which it does for all but the first attempt of a run.
    return mkdir(QFile::encodeName(path).constData(), 0700) == 0 || QDir().mkpath(path);
}

bool hasTrace(const QString &spoolFolder)
{
    struct stat info
    {
    };
    const QByteArray path = QFile::encodeName(spoolFolder + QStringLiteral("/stdout"));
    return lstat(path.constData(), &info) == 0 && (info.st_mode & S_IRUSR) != 0;
}

SpareFolders::SpareFolders(const QString &dataFolder) : m_place(dataFolder + QStringLiteral("/spare")) {}

void SpareFolders::findSpares()
{
    m_isListed = true;
    const QStringList left = QDir(m_place).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : left) {
        m_spares.append(QFile::encodeName(m_place + u'/' + name));
        m_last = qMax(m_last, name.toLongLong());
    }
}

bool SpareFolders::provide(const AttemptFolder &folder)
{
    if (!m_isListed)
        findSpares();
    const QByteArray root = QFile::encodeName(folder.root);
    struct stat info
    {
    };
    // A rename would replace an empty folder.
    if (!m_spares.isEmpty() && lstat(root.constData(), &info) != 0) {
        if (std::rename(m_spares.constLast().constData(), root.constData()) == 0) {
            m_spares.removeLast();
            return true;
        }
        if (errno == ENOENT && lstat(m_spares.constLast().constData(), &info) != 0)
            m_spares.removeLast(); // Somebody else took it.
    }
    return makeFolder(folder.root) && makeFolder(folder.spool());
}

void SpareFolders::takeBack(const AttemptFolder &folder)
{
    if (m_spares.size() >= MaxSpares)
        return;
    const QByteArray root = QFile::encodeName(folder.root);
    const QByteArray spool = QFile::encodeName(folder.spool());
    const QByteArray output = spool + "/stdout";
    if (!holdsOnly(root, {"spool"}) || !holdsOnly(spool, {"stdout", "stderr"}) || !isEmptyFile(output) ||
        !isEmptyFile(spool + "/stderr"))
        return;
    QByteArray spare = QFile::encodeName(m_place + u'/' + QString::number(++m_last));
    if (chmod(output.constData(), SpareMode) != 0)
        return;
    if (std::rename(root.constData(), spare.constData()) == 0 ||
        (makeFolder(m_place) && std::rename(root.constData(), spare.constData()) == 0))
        m_spares.append(spare);
}

} // namespace podium::agents
