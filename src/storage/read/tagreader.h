// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/queryvalues.h"

#include <QHash>

namespace podium::storage
{

class Connection;

/// The hashes of the workflows that have the tag themselves (not only one of their tasks).
Result<QStringList> readTaggedWorkflows(Connection &connection, const QString &tag);

/// Reads the tags out of stored workflows, and remembers them: what a hash stands for never changes. One thread.
class TagReader
{
public:
    /// By hash; what is not stored is not there.
    Result<QHash<QString, WorkflowTags>> read(Connection &connection, const QStringList &hashes);

private:
    QHash<QString, WorkflowTags> m_known;
};

} // namespace podium::storage
