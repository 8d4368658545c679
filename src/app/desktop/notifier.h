// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/wish.h"
#include "gui/shell/notices.h"

#include <QHash>
#include <QObject>

namespace podium::desktop
{

/// Shows notices as notifications of a desktop that follows the specification of freedesktop.org (org.freedesktop
/// .Notifications on the session's bus). GUI thread.
class Notifier : public QObject
{
    Q_OBJECT
public:
    explicit Notifier(QObject *parent = nullptr);

    void show(const gui::Notice &notice);

Q_SIGNALS:
    /// Nobody is there who shows notifications.
    void failed(const podium::gui::Notice &notice);
    /// A notification was clicked. `token` lets the window come to the front; may be empty.
    void clicked(const podium::desktop::Wish &wish, const QByteArray &token);

private Q_SLOTS:
    void takeAction(uint id, const QString &action);
    void takeToken(uint id, const QString &token);
    void takeClosed(uint id, uint reason);

private:
    QHash<uint, Wish> m_shown;
    QHash<uint, QByteArray> m_tokens;
};

/// Where a notice leads.
Wish wishOf(const gui::Notice &notice);

} // namespace podium::desktop
