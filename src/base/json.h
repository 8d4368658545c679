// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

namespace podium
{

/// Compact JSON text with sorted keys: equal values give equal bytes. Scalars are allowed at the top.
QByteArray canonicalJson(const QJsonValue &value);

/// The reverse; also accepts scalars. The error names the offset in bytes.
Result<QJsonValue> parseJson(const QByteArray &text);

/// Lower-case hexadecimal SHA-256.
QString sha256Hex(const QByteArray &bytes);

} // namespace podium
