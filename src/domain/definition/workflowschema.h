// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/schema/jsonschema.h"

#include <QByteArray>
#include <QString>

namespace podium::domain
{

/// The one schema of workflow files, as shipped for editors. Thread-safe.
QByteArray workflowSchemaSource();
/// The same, compiled once.
const JsonSchema &workflowSchema();
/// The reference of all keys (resources/help/workflow-reference.md), generated from the schema and the task kinds.
QString workflowReferenceMarkdown();

} // namespace podium::domain
