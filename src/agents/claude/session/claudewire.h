// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace podium::agents::claude
{

/// Lines for the standard input of the CLI, each with its line end. A malformed line would end the process.
QByteArray requestLine(const QString &id, const QJsonObject &request);
/// A message of ours; the CLI takes each id once.
QByteArray messageLine(const QString &id, const QString &text);
/// The answer to the request of this id.
QByteArray answerLine(const QString &id, const QJsonObject &response);
QByteArray errorLine(const QString &id, const QString &error);

} // namespace podium::agents::claude
