// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/ports/iagentrunner.h"

#include <QHash>
#include <QString>

namespace podium::agents
{

/// CPU time and memory of whole process trees, from one look at the process table.
/// `roots`: process number → id of the attempt. Descendants belong to the attempt of their ancestor; orphans, which the
/// supervisor has adopted, to the attempt that their environment names. What has ended is not in the answer, also while
/// nobody has asked how it did.
QHash<QString, engine::TreeStats> treeStatistics(const QHash<qint64, QString> &roots, qint64 supervisorPid);

} // namespace podium::agents
