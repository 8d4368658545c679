// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/approval.h"
#include "engine/ports/iagentrunner.h"

#include <QList>

namespace podium::engine
{

/// Something the outside world has to do once the decision is on disk. Keyed by attempt: doing it twice does no harm.
struct Effect
{
    enum class Kind {
        Start,  ///< `request`
        Attach, ///< `request`; after a restart
        Stop,   ///< `key`, `mode`, `graceMs`
        Answer, ///< `key`, `approval`
        Send,   ///< `key`, `text`
    };
    Kind kind = Kind::Start;
    QString runner;
    domain::AttemptKey key;
    AttemptRequest request;
    StopMode mode = StopMode::Graceful;
    qint64 graceMs = 0;
    domain::Approval approval;
    QString text;
};

using Effects = QList<Effect>;

} // namespace podium::engine
