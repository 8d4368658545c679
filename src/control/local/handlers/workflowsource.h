// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/workflowloader.h"

#include <QJsonObject>

namespace podium::control
{

/// Loads the workflow that `file`, `template` or `definition` names; exactly one of them. An error says that there is
/// nothing to load; what is wrong with the workflow is in the result.
Result<domain::LoadResult> loadRequested(const QJsonObject &params, const domain::AgentAdvice &advice = {});
/// The text of that workflow, byte for byte.
Result<QByteArray> requestedText(const QJsonObject &params);

} // namespace podium::control
