// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QString>
#include <QTime>

namespace podium::domain
{

/// The part of each day (local time) in which nothing goes on by itself after a usage limit.
class QuietHours
{
public:
    QuietHours() = default; ///< None.
    /// "22:00-07:00", over midnight if it ends before it begins; empty = none.
    static Result<QuietHours> fromText(const QString &text);

    /// The moment itself if it is not quiet then, else the end of the quiet hours; both in milliseconds since 1970.
    qint64 nextAwakeMs(qint64 ms) const;

private:
    QTime m_from;
    QTime m_to;
};

} // namespace podium::domain
