// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace podium::desktop
{

namespace
{

const QString Service = QStringLiteral("org.freedesktop.Notifications");
const QString Path = QStringLiteral("/org/freedesktop/Notifications");
const QString DefaultAction = QStringLiteral("default");
constexpr int DesktopDecides = -1; ///< How long it is shown.

} // namespace

Wish wishOf(const gui::Notice &notice)
{
    Wish wish;
    wish.request = notice.request;
    if (notice.request.isEmpty()) {
        wish.run = notice.run;
        wish.task = notice.task;
    }
    if (wish.request.isEmpty() && wish.run.isEmpty())
        wish.page = notice.page;
    return wish;
}

Notifier::Notifier(QObject *parent) : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(Service, Path, Service, QStringLiteral("ActionInvoked"), this, SLOT(takeAction(uint, QString)));
    bus.connect(Service, Path, Service, QStringLiteral("ActivationToken"), this, SLOT(takeToken(uint, QString)));
    bus.connect(Service, Path, Service, QStringLiteral("NotificationClosed"), this, SLOT(takeClosed(uint, uint)));
}

void Notifier::show(const gui::Notice &notice)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        Q_EMIT failed(notice);
        return;
    }
    QDBusMessage message = QDBusMessage::createMethodCall(Service, Path, Service, QStringLiteral("Notify"));
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("podium")},
                            {QStringLiteral("urgency"), QVariant::fromValue<uchar>(1)}};
    // The text may hold anything an agent wrote: desktops read it as markup.
    message.setArguments({QStringLiteral("Podium"), 0U, QStringLiteral("podium"), notice.title,
                          notice.text.toHtmlEscaped(), QStringList{DefaultAction, tr("Show")}, hints, DesktopDecides});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, notice](auto *call) {
        const QDBusPendingReply<uint> reply = *call;
        if (reply.isError())
            Q_EMIT failed(notice);
        else
            m_shown.insert(reply.value(), wishOf(notice));
        call->deleteLater();
    });
}

void Notifier::takeAction(uint id, const QString &action)
{
    if (action == DefaultAction && m_shown.contains(id))
        Q_EMIT clicked(m_shown.value(id), m_tokens.take(id));
}

void Notifier::takeToken(uint id, const QString &token)
{
    if (m_shown.contains(id))
        m_tokens.insert(id, token.toUtf8());
}

void Notifier::takeClosed(uint id, uint)
{
    m_shown.remove(id);
    m_tokens.remove(id);
}

} // namespace podium::desktop
