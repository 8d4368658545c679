// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// The pure part of snapshots: when, and which.
#include "storage/upkeep/retention.h"

#include <QTimeZone>

namespace podium::storage
{

namespace
{

const QString Prefix = QStringLiteral("podium-");
const QString Suffix = QStringLiteral(".snapshot");
const QString Format = QStringLiteral("yyyyMMdd-HHmmsszzz");

} // namespace

bool isSnapshotDue(const SnapshotPolicy &policy, qint64 lastMs, qint64 nowMs)
{
    if (policy.folder.isEmpty() || policy.everyMs <= 0)
        return false;
    return lastMs <= 0 || nowMs >= lastMs + policy.everyMs || nowMs < lastMs - policy.everyMs;
}

QString snapshotName(qint64 ms)
{
    return Prefix + QDateTime::fromMSecsSinceEpoch(ms).toUTC().toString(Format) + Suffix;
}

qint64 snapshotTime(const QString &name)
{
    if (!name.startsWith(Prefix) || !name.endsWith(Suffix) ||
        name.size() != Prefix.size() + Format.size() + Suffix.size())
        return 0;
    const QDateTime written = QDateTime::fromString(name.mid(Prefix.size(), Format.size()), Format);
    const QDateTime time(written.date(), written.time(), QTimeZone::utc());
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

QStringList surplusSnapshots(const SnapshotPolicy &policy, QStringList names)
{
    names.removeIf([](const QString &name) { return snapshotTime(name) == 0; });
    names.sort(); // The names sort by time.
    return names.first(qMax<qsizetype>(0, names.size() - qMax(1, policy.keep)));
}

} // namespace podium::storage
