// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/handlers/reply.h"
#include "engine/state/runreplay.h"

#include <QList>
#include <QMutex>
#include <QString>

#include <functional>
#include <memory>

namespace podium::control
{

class LocalHost;

/// The runs whose past somebody looks at: a few, those asked for last. Thread-safe; what is folded is folded in threads
/// of the pool, one question a run at a time.
class RunReplays
{
public:
    using Work = std::function<Result<QJsonObject>(engine::RunReplay &)>;

    /// Answers with what `work` makes of the run, with all events that are on disk by now. `run` is a whole id.
    Reply ask(LocalHost &host, const QString &run, const Work &work);

private:
    struct Entry
    {
        QString run;
        QMutex mutex;                              ///< Guards the replay.
        std::unique_ptr<engine::RunReplay> replay; ///< Null until it was read.
    };

    std::shared_ptr<Entry> entryOf(const QString &run);

    QMutex m_mutex;                          ///< Guards the list.
    QList<std::shared_ptr<Entry>> m_entries; ///< The one asked for last comes first.
};

} // namespace podium::control
