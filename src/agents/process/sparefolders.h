// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/processattempt.h"

#include <QByteArray>
#include <QString>

namespace podium::agents
{

/// Makes the folders of attempts, out of those of earlier attempts that left nothing behind. Making two folders and two
/// files costs a file system many times a rename, and a run of many quiet tasks would leave as many empty folders.
/// Spare ones lie in `spare/` of the data folder. Not thread-safe; other processes may use the same data folder.
class SpareFolders
{
public:
    explicit SpareFolders(const QString &dataFolder);

    /// Makes the folder with its spool folder, if they are not there. False if that is impossible.
    bool provide(const AttemptFolder &folder);
    /// Of an attempt that is settled. The folder becomes a spare one unless anything but empty spool files is in it.
    void takeBack(const AttemptFolder &folder);

private:
    void findSpares();

    QString m_place;
    QList<QByteArray> m_spares;
    bool m_isListed = false;
    qint64 m_last = 0; ///< Number of the newest spare folder.
};

/// mkdir with the folders above it; true also if it was there.
bool makeFolder(const QString &path);
/// Do the files say that the supervisor was about to spawn the attempt? Spare spool files do not.
bool hasTrace(const QString &spoolFolder);

} // namespace podium::agents
