// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QDateTime>
#include <QStringList>

namespace podium::storage
{

class Connection;

/// How long what is kept, counted from the end of a run. 0 = for ever. Runs that are not finished are never touched.
struct RetentionPolicy
{
    qint64 packLogsAfterMs = 7LL * 24 * 3600 * 1000; ///< Log lines are compressed; they can still be read and searched.
    qint64 dropLogsAfterMs = 0;                      ///< Log lines are removed; a line says how many.
    qint64 compactRunsAfterMs = 0;                   ///< Events are removed; the run, its tasks and results stay.
};

/// When copies are made by themselves.
struct SnapshotPolicy
{
    QString folder; ///< Empty = never.
    qint64 everyMs = 24LL * 3600 * 1000;
    int keep = 7; ///< Older ones are removed, one stays at least.
};

/// Whether a snapshot is due: the first at once, then one `everyMs` after the last; a clock that was set back does not
/// put it off for ever.
bool isSnapshotDue(const SnapshotPolicy &policy, qint64 lastMs, qint64 nowMs);

/// Name of the snapshot of a moment (UTC), and the moment of a name; 0 if it is not one of ours.
QString snapshotName(qint64 ms);
qint64 snapshotTime(const QString &name);

/// Which of the snapshots in a folder are to be removed.
QStringList surplusSnapshots(const SnapshotPolicy &policy, QStringList names);

/// What one slice of upkeep did.
struct RetentionStep
{
    bool more = false; ///< There is more to do; the slices are small so that commits do not wait.
    qint64 packedLines = 0;
    qint64 droppedLines = 0;
    qint64 removedEvents = 0;
};

/// The runs whose lines are (to be) removed by now: what their attempts left in files gets old with them.
Result<QStringList> runsWithoutLogs(Connection &connection, const RetentionPolicy &policy, qint64 nowMs);

/// Does one slice, in the caller's transaction (Storage::write).
Result<RetentionStep> applyRetention(Connection &connection, const RetentionPolicy &policy, qint64 nowMs);

} // namespace podium::storage
