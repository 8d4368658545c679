// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "domain/agent.h"
#include "domain/approval.h"
#include "domain/attempt.h"
#include "engine/ports/iagentrunner.h"

#include <QJsonObject>
#include <QList>

namespace podium::agents
{

/// One step of a simulated attempt.
struct SimulatedStep
{
    enum class Kind { Delay, Log, Usage, Activity, Ask, Limit, Fail };
    Kind kind = Kind::Delay;
    qint64 ms = 0;  ///< Delay: how long. Limit: until, from when it is met.
    QString text;   ///< Log: the line. Ask: the title. Fail: the error.
    QString stream; ///< Log. Fail: the error class.
    domain::Usage usage;
    domain::Activity activity = domain::Activity::Idle;
    domain::Risk risk = domain::Risk::Medium;
    QJsonObject subject;
    bool retryable = true;
    int times = -1; ///< Fail: the first so many tries; -1 = always.
};

/// What a simulated attempt does, from `simulate` of its task (resources/help/simulated.md).
struct SimulatedScript
{
    QList<SimulatedStep> steps; ///< Of this attempt: failures and limits that were met by earlier ones are left out.
    QJsonValue result;
};

/// The script of one attempt. The error says which step is wrong and what was expected.
Result<SimulatedScript> simulatedScript(const engine::AttemptRequest &request);

/// In milliseconds: "200ms", "1h30m" as everywhere in workflows, or a number of seconds.
Result<qint64> simulatedDuration(const QJsonValue &value);

/// Plausible steps for an agent task without a script: the same for the same task, done in about a second.
QJsonObject cannedScript(const engine::AttemptRequest &request);

} // namespace podium::agents
