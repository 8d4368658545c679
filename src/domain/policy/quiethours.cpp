// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/quiethours.h"

#include <QCoreApplication>
#include <QDateTime>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(QuietHours)
};

} // namespace

Result<QuietHours> QuietHours::fromText(const QString &text)
{
    QuietHours out;
    if (text.trimmed().isEmpty())
        return out;
    const QStringList ends = text.split(u'-');
    if (ends.size() == 2) {
        out.m_from = QTime::fromString(ends.first().trimmed(), QStringLiteral("H:mm"));
        out.m_to = QTime::fromString(ends.last().trimmed(), QStringLiteral("H:mm"));
    }
    if (!out.m_from.isValid() || !out.m_to.isValid() || out.m_from == out.m_to) {
        return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" are no quiet hours").arg(text),
                    QStringLiteral("limits.quiet_hours"), Text::tr("Write for example 22:00-07:00."));
    }
    return out;
}

qint64 QuietHours::nextAwakeMs(qint64 ms) const
{
    if (!m_from.isValid())
        return ms;
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(ms);
    const QTime time = moment.time();
    const bool overnight = m_to < m_from;
    const bool quiet = overnight ? time >= m_from || time < m_to : time >= m_from && time < m_to;
    if (!quiet)
        return ms;
    const QDate day = overnight && time >= m_from ? moment.date().addDays(1) : moment.date();
    return QDateTime(day, m_to).toMSecsSinceEpoch();
}

} // namespace podium::domain
