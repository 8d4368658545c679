// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/format.h"

#include "base/clock.h"
#include "base/visibletext.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace podium::gui
{

namespace
{

// Units stand off by a space that lines do not break at and that is narrow.
const QString Gap = QStringLiteral(" ");
const QString Unknown = QStringLiteral("—");

} // namespace

Format::Format(QObject *parent) : QObject(parent), m_now(SystemClock().nowMs())
{
    m_timer.setInterval(1000);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_now = SystemClock().nowMs();
        Q_EMIT nowChanged();
    });
    m_timer.start();
}

QString Format::duration(double ms)
{
    if (ms < 0)
        return Unknown;
    const auto whole = qint64(ms);
    if (whole < 100)
        return tr("%1 ms").arg(whole);
    if (whole < 10'000)
        return tr("%1 s").arg(QLocale().toString(ms / 1000, 'f', 1));
    const qint64 seconds = whole / 1000;
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return tr("%1 m %2 s").arg(minutes).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    const qint64 hours = minutes / 60;
    if (hours < 48)
        return tr("%1 h %2 m").arg(hours).arg(minutes % 60, 2, 10, QLatin1Char('0'));
    return tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString Format::money(const QVariant &usd)
{
    bool known = false;
    const double amount = usd.toDouble(&known);
    if (!known)
        return tr("unknown");
    // Fractions of a cent are told, not rounded away.
    return QStringLiteral("$") + Gap + QLocale().toString(amount, 'f', amount > 0 && amount < 0.01 ? 4 : 2);
}

QString Format::cost(const QJsonObject &usage)
{
    const QJsonValue usd = usage.value(QStringLiteral("usd"));
    if (!usd.isDouble())
        return Unknown;
    const double played = usage.value(QStringLiteral("simulated_usd")).toDouble();
    const double paid = usd.toDouble() - played;
    if (played <= 0)
        return money(paid);
    // Sums of the same amounts in another order differ in the last place.
    return paid < 1e-9 ? tr("simulated %1").arg(money(played))
                       : tr("%1 + simulated %2").arg(money(paid), money(played));
}

QString Format::count(double number)
{
    if (number < 1000)
        return QLocale().toString(number, 'f', 0);
    if (number < 1'000'000)
        return QLocale().toString(number / 1000, 'f', number < 10'000 ? 1 : 0) + Gap + QStringLiteral("k");
    return QLocale().toString(number / 1'000'000, 'f', 1) + Gap + QStringLiteral("M");
}

QString Format::bytes(double bytes)
{
    return QLocale().formattedDataSize(qint64(bytes), bytes < 1'000'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString Format::ago(double ms) const
{
    if (ms <= 0)
        return Unknown;
    const double age = double(m_now) - ms;
    if (age < 5000)
        return tr("just now");
    if (age < 3'600'000.0 * 12)
        return tr("%1 ago").arg(age < 60'000      ? tr("%1 s").arg(qint64(age / 1000))
                                : age < 3'600'000 ? tr("%1 m").arg(qint64(age / 60'000))
                                                  : tr("%1 h").arg(qint64(age / 3'600'000)));
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(qint64(ms));
    const bool thisWeek = age < 6.0 * 24 * 3'600'000;
    return QLocale().toString(at, thisWeek ? QStringLiteral("ddd HH:mm") : QStringLiteral("d MMM yyyy"));
}

QString Format::moment(double ms)
{
    return ms <= 0 ? Unknown : QLocale().toString(QDateTime::fromMSecsSinceEpoch(qint64(ms)), QLocale::LongFormat);
}

QString Format::clock(double ms)
{
    return ms <= 0 ? Unknown : QDateTime::fromMSecsSinceEpoch(qint64(ms)).toString(QStringLiteral("HH:mm:ss"));
}

QString Format::state(const QString &name)
{
    static const QHash<QString, const char *> known{
        {QStringLiteral("PENDING"), QT_TR_NOOP("Pending")},
        {QStringLiteral("READY"), QT_TR_NOOP("Ready")},
        {QStringLiteral("RUNNING"), QT_TR_NOOP("Running")},
        {QStringLiteral("SUCCESS"), QT_TR_NOOP("Success")},
        {QStringLiteral("FAILED"), QT_TR_NOOP("Failed")},
        {QStringLiteral("AWAITING_REVIEW"), QT_TR_NOOP("Waiting for you")},
        {QStringLiteral("BLOCKED"), QT_TR_NOOP("Blocked")},
        {QStringLiteral("SKIPPED"), QT_TR_NOOP("Skipped")},
        {QStringLiteral("CANCELLED"), QT_TR_NOOP("Cancelled")},
        {QStringLiteral("IN_PROGRESS"), QT_TR_NOOP("In progress")},
        {QStringLiteral("PAUSED"), QT_TR_NOOP("Paused")},
        {QStringLiteral("COMPLETED"), QT_TR_NOOP("Completed")},
    };
    const char *word = known.value(name);
    return word ? tr(word) : words(name.toLower());
}

QString Format::event(const QString &type)
{
    static const QHash<QString, const char *> known{
        {QStringLiteral("run.created"), QT_TR_NOOP("Run created")},
        {QStringLiteral("run.started"), QT_TR_NOOP("Run started")},
        {QStringLiteral("run.paused"), QT_TR_NOOP("Run paused")},
        {QStringLiteral("run.resumed"), QT_TR_NOOP("Run resumed")},
        {QStringLiteral("run.cancelling"), QT_TR_NOOP("Run is being cancelled")},
        {QStringLiteral("run.finished"), QT_TR_NOOP("Run ended")},
        {QStringLiteral("run.reopened"), QT_TR_NOOP("Run opened again")},
        {QStringLiteral("run.changed"), QT_TR_NOOP("Limits of the run changed")},
        {QStringLiteral("task.expanded"), QT_TR_NOOP("Task expanded")},
        {QStringLiteral("task.ready"), QT_TR_NOOP("Task ready")},
        {QStringLiteral("task.blocked"), QT_TR_NOOP("Task blocked")},
        {QStringLiteral("task.unblocked"), QT_TR_NOOP("Task no longer blocked")},
        {QStringLiteral("task.skipped"), QT_TR_NOOP("Task skipped")},
        {QStringLiteral("task.claimed"), QT_TR_NOOP("Task taken up")},
        {QStringLiteral("task.prepared"), QT_TR_NOOP("Workspace prepared")},
        {QStringLiteral("task.started"), QT_TR_NOOP("Task started")},
        {QStringLiteral("task.stopping"), QT_TR_NOOP("Task is being stopped")},
        {QStringLiteral("task.retrying"), QT_TR_NOOP("Task is tried again")},
        {QStringLiteral("task.parked"), QT_TR_NOOP("Task waits for later")},
        {QStringLiteral("task.woken"), QT_TR_NOOP("Task goes on")},
        {QStringLiteral("task.succeeded"), QT_TR_NOOP("Task succeeded")},
        {QStringLiteral("task.failed"), QT_TR_NOOP("Task failed")},
        {QStringLiteral("task.awaiting_review"), QT_TR_NOOP("Task waits for a review")},
        {QStringLiteral("task.reviewed"), QT_TR_NOOP("Task reviewed")},
        {QStringLiteral("task.cancelled"), QT_TR_NOOP("Task cancelled")},
        {QStringLiteral("task.reset"), QT_TR_NOOP("Task begins anew")},
        {QStringLiteral("approval.requested"), QT_TR_NOOP("A person is asked")},
        {QStringLiteral("approval.decided"), QT_TR_NOOP("A person has answered")},
        {QStringLiteral("approval.closed"), QT_TR_NOOP("Request closed")},
        {QStringLiteral("message.sent"), QT_TR_NOOP("Message sent")},
        {QStringLiteral("session.asked"), QT_TR_NOOP("Session asked")},
        {QStringLiteral("decision.voted"), QT_TR_NOOP("Vote given")},
        {QStringLiteral("permit.given"), QT_TR_NOOP("Rule made")},
        {QStringLiteral("permit.revoked"), QT_TR_NOOP("Rule revoked")},
        {QStringLiteral("agent.configured"), QT_TR_NOOP("Agent configured")},
        {QStringLiteral("agent.removed"), QT_TR_NOOP("Agent removed")},
        {QStringLiteral("agent.state_changed"), QT_TR_NOOP("State of the agent changed")},
        {QStringLiteral("breaker.changed"), QT_TR_NOOP("Agent held back or let go on")},
    };
    const char *text = known.value(type);
    return text ? tr(text) : words(QString(type).replace(u'.', u' '));
}

QString Format::words(const QString &name)
{
    return QString(name).replace(u'_', u' ');
}

QString Format::runName(const QString &title, const QString &workflow)
{
    return title.isEmpty() ? workflow : title;
}

QString Format::stateIcon(const QString &name)
{
    static const QHash<QString, QString> icons{
        {QStringLiteral("READY"), QStringLiteral("circle-dot")},
        {QStringLiteral("RUNNING"), QStringLiteral("loader")},
        {QStringLiteral("IN_PROGRESS"), QStringLiteral("loader")},
        {QStringLiteral("SUCCESS"), QStringLiteral("circle-check")},
        {QStringLiteral("COMPLETED"), QStringLiteral("circle-check")},
        {QStringLiteral("FAILED"), QStringLiteral("circle-x")},
        {QStringLiteral("AWAITING_REVIEW"), QStringLiteral("hand")},
        {QStringLiteral("BLOCKED"), QStringLiteral("octagon-pause")},
        {QStringLiteral("PAUSED"), QStringLiteral("octagon-pause")},
        {QStringLiteral("CANCELLED"), QStringLiteral("circle-slash")},
        {QStringLiteral("SKIPPED"), QStringLiteral("skip-forward")},
    };
    return icons.value(name, QStringLiteral("circle"));
}

QString Format::pretty(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson());
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson());
    return value.isNull() || value.isUndefined() ? QString() : value.toVariant().toString();
}

QString Format::harmless(const QString &text)
{
    return podium::harmless(text);
}

QString Format::editable(const QJsonObject &value)
{
    return escapedJson(pretty(value));
}

} // namespace podium::gui
