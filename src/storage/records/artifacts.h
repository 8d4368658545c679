// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "storage/sql/table.h"

namespace podium::storage
{

class Connection;

constexpr qint64 MaxArtifactBytes = 256LL << 20;

const Table &artifactsTable();

/// The row of an artifact: hash first, the bytes last, compressed where that helps. Exhausted above MaxArtifactBytes.
/// Touches no database: it is done in the caller's thread.
Result<QVariantList> artifactRow(const QByteArray &bytes, const QString &mediaType, qint64 nowMs);

/// Corrupt if the bytes are no longer those of the hash.
Result<QByteArray> readArtifact(Connection &connection, const QString &hash);

} // namespace podium::storage
