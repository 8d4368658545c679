// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/policy/estimate.h"
#include "domain/workflow.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace podium::domain
{

/// The forms in which the graph of a workflow can be shown.
enum class GraphFormat { Tree, Mermaid, Dot, Json };

/// "tree", "mermaid", "dot", "json"
std::optional<GraphFormat> graphFormatFromName(const QString &name);

/// The graph as text that ends with a line break. Ids and titles are escaped for the format: no title can add a node,
/// break out of a label or move the cursor of a terminal. `known`: what earlier runs took, which the critical path is
/// found from; it is shown where the durations are not all guesses.
QString graphText(const Workflow &workflow, GraphFormat format, const EstimateOptions &known = {});

/// {workflow, tasks: [{id, title, type, depends_on, duration_ms, duration_source, …}], edges: [[from, to]],
/// layers: [[id]], critical_path: [id], critical_path_ms}
QJsonObject graphJson(const Workflow &workflow, const EstimateOptions &known = {});

} // namespace podium::domain
