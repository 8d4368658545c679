// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/visibletext.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

namespace podium::ctl
{

/// Columns that the text takes on a terminal: SGR sequences none, East Asian wide characters two.
int displayWidth(const QString &text);
/// At most `width` columns, with "…" for what is left out; SGR sequences are kept whole.
QString elided(const QString &text, int width);
/// Filled with spaces up to `width`.
QString padded(const QString &text, int width);
// What others have written goes through harmless() or oneLine(): it cannot steer the terminal, and nothing in it is
// hidden.

/// "0:07", "12:45", "3:02:01", "2d 03:10".
QString duration(qint64 ms);
/// "$0.12"; unknown is "—", never "$0.00".
QString money(const QJsonValue &usd);
/// Of a usage: what was reported, else "~$0.12" from the table of prices, else "—". What only simulations say they cost
/// is told with that word: "simulated $0.04", "$1.12 + simulated $0.04".
QString cost(const QJsonObject &usage);
/// "2026-01-31 17:04" in local time; "—" for 0.
QString dateTime(qint64 ms);
/// "4.2 MiB"
QString bytes(qint64 count);

enum class Style { Plain, Dim, Bold, Red, Green, Yellow, Blue, Cyan };
QString styled(const QString &text, Style style, bool colour);

/// Columns as wide as their content; the last one is elided to fit `columns` (0 = no limit).
QStringList table(const QStringList &heads, const QList<QStringList> &rows, int columns, bool colour);

} // namespace podium::ctl
