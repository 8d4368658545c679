// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "engine/ports/iagentrunner.h"
#include "engine/ports/irunstore.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace podium::agents
{

/// Files of an attempt's folder that agents and people read: what the agent is given (`context/`), and its result
/// (`output/result.json`). All functions take the absolute path of the attempt's folder.
namespace attemptfiles
{

constexpr qint64 MaxResultBytes = 16 * 1024 * 1024;

QString taskFile(const QString &folder);            ///< context/task.json
QString previousResultsFile(const QString &folder); ///< context/previous_results.json
QString resultFile(const QString &folder);          ///< output/result.json

/// What context/task.json contains.
QJsonObject taskContext(const engine::AttemptRequest &request);

/// Creates context/, output/ and temp/ and writes the two context files; large results of earlier tasks, which are
/// artifacts, become files of their own in context/results/, named in previous_results.json. Doing it again is
/// harmless.
Result<void> writeContext(const QString &folder, const engine::AttemptRequest &request,
                          const engine::IArtifactStore *artifacts);

/// output/result.json: nothing if it is not there, an error if it is there and not as documented ({"success": bool,
/// "data": any, "summary": string, "files_created": [string], "next_steps": [string]}; only success is required).
Result<std::optional<QJsonObject>> readResult(const QString &folder);

} // namespace attemptfiles

} // namespace podium::agents
