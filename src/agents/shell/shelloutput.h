// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace podium::agents
{

constexpr qint64 MaxResultBytes = 16 * 1024 * 1024; ///< Of a result that is read into memory.

/// A whole file of at most MaxResultBytes.
Result<QByteArray> readResultFile(const QString &path);

/// The last JSON value in a text that may hold other lines before it; containers may span lines. Nothing if there is
/// none.
std::optional<QJsonValue> lastJsonValue(const QByteArray &text);

/// The last lines of a file for an error message, at most `bytes` of them; empty if there is nothing.
QString lastLines(const QString &path, qint64 bytes);

} // namespace podium::agents
