// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/state/runstate.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace podium::engine
{

/// What a fork with these inputs takes over: key of the task → what became of it (`state`, `result`, `why`,
/// `error_class`, `done_by`, `item`). That is what is satisfied (also a skip or an allowed failure), does not see an
/// input or variable that has changed, depends only on what is taken over too, and is in the new workflow unchanged. Of
/// a `foreach` or sub-workflow that is none of that, what is done inside it. An entry without a state takes nothing
/// over: it says for which item those below it were done. `again`: keys that are done again whatever was.
QJsonObject reusable(const RunState &parent, const domain::Workflow &workflow, const QJsonObject &inputs,
                     const QStringList &again);

/// The state that an entry of reusable() takes over; empty if it takes none.
QString stateTakenOver(const QJsonObject &entry);

} // namespace podium::engine
