// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control/local/handlers/handlers.h"
#include "engine/ports/irunstore.h"

#include <functional>

namespace podium::control
{

/// Right after an event of a run.
struct PastMoment
{
    qint64 timeMs = 0;    ///< When the event happened; 0 = before the first one.
    engine::TaskRow task; ///< As it was then, if one was asked for.

    /// The task's last attempt was under way.
    bool isUnderWay() const { return task.state == domain::TaskState::Running; }
};

/// Goes on at the moment after the event `at` of the request. `task`: key of one that `work` wants to know of, or
/// empty; NotFound if the run did not have it yet.
Reply atMoment(const Request &request, const engine::RunRow &run, const QString &task,
               const std::function<Reply(const PastMoment &)> &work);
/// That error.
tl::unexpected<Error> notThereYet(const QString &run, const QString &task);

} // namespace podium::control
