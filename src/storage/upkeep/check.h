// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

namespace podium::storage
{

class Connection;

/// What a look at the whole database found.
struct CheckReport
{
    QStringList problems; ///< For people; empty = sound. At most some 100.
    qint64 runs = 0;
    qint64 events = 0;
    qint64 logLines = 0;
    qint64 artifacts = 0;
    qint64 lastSeq = 0;

    bool isSound() const { return problems.isEmpty(); }
};

/// Reads everything: the pages of the file, foreign keys, the gapless event log, runs and tasks beside their events,
/// the audit chain and the artifacts' hashes. Writes nothing; works beside a running Podium. Blocks for seconds on
/// large databases. An error only if the database cannot be read at all.
Result<CheckReport> checkDatabase(const QString &url);
Result<CheckReport> checkDatabase(Connection &connection);

} // namespace podium::storage
