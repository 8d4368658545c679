// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/process/treestatistics.h"

#include <QByteArray>
#include <QFile>
#include <QList>

#include <dirent.h>
#include <unistd.h>

namespace podium::agents
{

namespace
{

struct Row
{
    qint64 parent = 0;
    qint64 ticks = 0; ///< Own and of reaped children.
    qint64 pages = 0;
};

QByteArray readAll(qint64 pid, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QHash<qint64, Row> processRows()
{
    QHash<qint64, Row> rows;
    DIR *folder = opendir("/proc");
    if (!folder)
        return rows;
    while (const dirent *entry = readdir(folder)) {
        const qint64 pid = QByteArray(entry->d_name).toLongLong();
        if (pid <= 0)
            continue;
        const QByteArray text = readAll(pid, "stat");
        const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
        if (fields.size() < 22 || fields.at(0) == "Z" || fields.at(0) == "X")
            continue; // It has ended, and its parent has not asked yet.
        Row row;
        row.parent = fields.at(1).toLongLong();
        for (const int field : {11, 12, 13, 14})
            row.ticks += fields.at(field).toLongLong();
        row.pages = fields.at(21).toLongLong();
        rows.insert(pid, row);
    }
    closedir(folder);
    return rows;
}

QString attemptOf(qint64 pid)
{
    const QByteArray text = readAll(pid, "environ");
    for (const QByteArray &variable : text.split('\0')) {
        if (variable.startsWith("PODIUM_ATTEMPT="))
            return QString::fromUtf8(variable.mid(15));
    }
    return {};
}

} // namespace

QHash<QString, engine::TreeStats> treeStatistics(const QHash<qint64, QString> &roots, qint64 supervisorPid)
{
    const QHash<qint64, Row> rows = processRows();
    QHash<qint64, QString> owners = roots; // Also of everything passed on the way up; "" = none of ours.
    const QList<QString> wanted = roots.values();
    const QSet<QString> ids(wanted.cbegin(), wanted.cend());
    const qint64 msPerTick = 1000 / sysconf(_SC_CLK_TCK);
    const qint64 pageBytes = sysconf(_SC_PAGESIZE);
    QHash<QString, engine::TreeStats> statistics;
    for (auto at = rows.cbegin(); at != rows.cend(); ++at) {
        QList<qint64> passed;
        QString owner;
        for (qint64 pid = at.key(); pid > 1 && passed.size() < 10'000;) {
            const auto known = owners.constFind(pid);
            if (known != owners.cend()) {
                owner = *known;
                break;
            }
            passed.append(pid);
            const auto row = rows.constFind(pid);
            if (row == rows.cend())
                break;
            if (row->parent == supervisorPid) {
                const QString named = attemptOf(pid);
                owner = ids.contains(named) ? named : QString();
                break;
            }
            pid = row->parent;
        }
        for (const qint64 pid : std::as_const(passed))
            owners.insert(pid, owner);
        if (owner.isEmpty())
            continue;
        engine::TreeStats &sum = statistics[owner];
        sum.cpuMs += at->ticks * msPerTick;
        sum.rssBytes += at->pages * pageBytes;
        ++sum.processes;
    }
    return statistics;
}

} // namespace podium::agents
