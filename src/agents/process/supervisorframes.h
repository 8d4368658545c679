// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/process/spawnrequest.h"
#include "supervisor/wire.h"

#include <string>

namespace podium::agents
{

/// A frame from the supervisor with all fields that any message has.
struct SupervisorAnswer
{
    supervisor::wire::Message message{};
    QString id;
    ExitInfo exit;
    SpawnFailure failure;
    domain::ProcessIdentity process; ///< Without the boot id, which comes with Welcome.
    QString bootId;
    QString text;
    QByteArray cgroup;
    bool valid = false;
};

/// Appends the frame of a message that needs no more than an id and perhaps bytes or a time.
void addFrame(std::string &out, supervisor::wire::Message message, const QString &id);
void addSpawnFrame(std::string &out, const SpawnRequest &request);
SupervisorAnswer readAnswer(std::string_view frame);

} // namespace podium::agents
