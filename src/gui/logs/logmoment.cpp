// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/logs/logmoment.h"

#include <initializer_list>

namespace podium::gui
{

qint64 logMoment(const QString &text, const QDateTime &now, const QDateTime &begin)
{
    const QString written = text.simplified();
    for (const char *format : {"H:mm", "H:mm:ss"}) {
        const QTime time = QTime::fromString(written, QLatin1StringView(format));
        if (!time.isValid())
            continue;
        QDateTime moment((begin.isValid() ? begin : now).date(), time);
        if (begin.isValid() && moment <= begin)
            moment = moment.addDays(1);
        else if (!begin.isValid() && moment > now)
            moment = moment.addDays(-1);
        return moment.toMSecsSinceEpoch();
    }
    for (const char *format : {"yyyy-MM-dd", "yyyy-MM-dd H:mm", "yyyy-MM-dd H:mm:ss"}) {
        const QDateTime moment = QDateTime::fromString(written, QLatin1StringView(format));
        if (moment.isValid())
            return moment.toMSecsSinceEpoch();
    }
    return 0;
}

} // namespace podium::gui
