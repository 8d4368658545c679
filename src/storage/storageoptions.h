// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "domain/workflow.h"
#include "storage/sql/connection.h"

#include <functional>
#include <memory>

namespace podium::storage
{

/// Makes a Workflow of its stored definition (Workflow::definition) and the file it once came from.
using WorkflowReader =
    std::function<Result<domain::WorkflowPtr>(const QJsonObject &definition, const QString &sourceFile)>;

/// Where and how to store.
struct StorageOptions
{
    QString url; ///< See DatabaseUrl.
    WorkflowReader readWorkflow;
    bool readOnly = false; ///< takeOver() is refused; nothing is created or changed.
    QString backupFolder;  ///< For automatic backups; empty = beside the SQLite file, none for PostgreSQL.
    ConnectionOptions connection;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
};

} // namespace podium::storage
