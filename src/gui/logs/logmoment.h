// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

namespace podium::gui
{

/// What a person calls a moment in a log, in milliseconds since 1970: "14:30", "14:30:15", "2026-11-30" or
/// "2026-11-30 14:30", in local time. A time of the day is the last one before `now`, or, with `begin`, the first one
/// after that. 0 if it is none.
qint64 logMoment(const QString &text, const QDateTime &now, const QDateTime &begin = {});

} // namespace podium::gui
