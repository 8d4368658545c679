// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/hooks/qualitygate.h"

#include "agents/worktree/git.h"
#include "base/json.h"
#include "domain/risk/riskrule.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

#include <sys/stat.h>

namespace podium::agents::qualitygate
{

namespace
{

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(QualityGate)
};

constexpr qsizetype MaxFiles = 200'000; ///< Outside of a repository, where nobody says what belongs to the work.

QString notesFolder(const Place &place)
{
    return place.attemptFolder + u"/gates"_s;
}

bool isApart(const QString &path, const QString &root, const QString &apart)
{
    // A workspace that lies in Podium's folder itself does count.
    return !apart.isEmpty() && apart.startsWith(root + u'/') && (path == apart || path.startsWith(apart + u'/'));
}

/// Files below a folder, without what is git's own.
Result<QStringList> filesBelow(const QString &folder, bool withHidden, const QString &apart, const CancelFlag &cancel)
{
    QStringList out;
    QStringList folders{folder};
    while (!folders.isEmpty()) {
        const QString at = folders.takeLast();
        QDir::Filters filters = QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System;
        if (withHidden)
            filters |= QDir::Hidden;
        for (QDirIterator it(at, filters); it.hasNext();) {
            const QString path = it.next();
            if (isApart(path, folder, apart) || it.fileName() == u".git")
                continue;
            const QFileInfo info = it.fileInfo();
            if (info.isDir() && !info.isSymLink())
                folders.append(path);
            else
                out.append(path);
        }
        if (cancel.isCancelled())
            return fail(ErrorCode::Unavailable, Text::tr("it is not waited for any more"), folder);
        if (out.size() > MaxFiles)
            return fail(ErrorCode::Exhausted, Text::tr("too many files to see which ones are changed"), folder,
                        Text::tr("Let the task work in a git repository, whose ignored files do not count."));
    }
    return out;
}

/// All that belongs to the worktree, or to the folder where there is none.
Result<QStringList> filesOf(const Place &place, const CancelFlag &cancel)
{
    const Git git(place.folder, cancel);
    const Result<QString> top = git.line({u"rev-parse"_s, u"--show-toplevel"_s});
    if (!top)
        return filesBelow(QDir::cleanPath(place.folder), false, place.apart, cancel);
    const Result<QStringList> listed =
        git.in(*top).patient().records({u"ls-files"_s, u"-z"_s, u"--cached"_s, u"--others"_s, u"--exclude-standard"_s});
    if (!listed)
        return listed;
    QStringList out;
    for (const QString &name : *listed) {
        const QString path = QDir::cleanPath(*top + u'/' + name);
        if (isApart(path, *top, place.apart))
            continue;
        if (!QFileInfo(path).isDir() || QFileInfo(path).isSymLink()) {
            out.append(path);
            continue;
        }
        const Result<QStringList> nested = filesBelow(path, true, place.apart, cancel); // Another repository.
        if (!nested)
            return nested;
        out += *nested;
    }
    return out;
}

} // namespace

Result<QString> stateOfFiles(const Place &place, const CancelFlag &cancel)
{
    Result<QStringList> files = filesOf(place, cancel);
    if (!files)
        return tl::unexpected(files.error());
    std::sort(files->begin(), files->end());
    files->removeDuplicates(); // A file in conflict is listed more than once.
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &path : std::as_const(*files)) {
        struct stat about
        {
        };
        const QByteArray name = QFile::encodeName(path);
        if (::lstat(name.constData(), &about) != 0 || (!S_ISREG(about.st_mode) && !S_ISLNK(about.st_mode)))
            continue; // Removed, or a pipe, whose times change with its use.
        const QByteArray line = name + '\0' + QByteArray::number(qint64(about.st_ino)) + ' ' +
                                QByteArray::number(qint64(about.st_size)) + ' ' + QByteArray::number(about.st_mode) +
                                ' ' + QByteArray::number(qint64(about.st_mtim.tv_sec)) + '.' +
                                QByteArray::number(qint64(about.st_mtim.tv_nsec)) + '\n';
        hash.addData(line);
    }
    return QString::fromLatin1(hash.result().toHex());
}

Result<void> succeeded(const Place &place, const QString &command, const CancelFlag &cancel)
{
    const Result<QString> state = stateOfFiles(place, cancel);
    if (!state)
        return tl::unexpected(state.error());
    const QString name =
        QString::fromLatin1(QCryptographicHash::hash(command.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
    QSaveFile file(notesFolder(place) + u'/' + name + u".json"_s);
    if (!QDir().mkpath(notesFolder(place)) || !file.open(QIODevice::WriteOnly) ||
        file.write(canonicalJson(QJsonObject{{u"command"_s, command}, {u"state"_s, *state}})) < 0 || !file.commit())
        return fail(ErrorCode::Unavailable, file.errorString(), file.fileName(),
                    Text::tr("Free some space on that disk, and see that the folder can be written."));
    return {};
}

Result<bool> isMet(const Place &place, const QString &pattern, const CancelFlag &cancel)
{
    QStringList states;
    for (QDirIterator it(notesFolder(place), {u"*.json"_s}, QDir::Files); it.hasNext();) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const Result<QJsonValue> note = parseJson(file.readAll());
        if (note && domain::globMatches(pattern, (*note)[u"command"_s].toString()))
            states.append((*note)[u"state"_s].toString());
    }
    if (states.isEmpty())
        return false;
    const Result<QString> state = stateOfFiles(place, cancel);
    if (!state)
        return tl::unexpected(state.error());
    return states.contains(*state);
}

} // namespace podium::agents::qualitygate
