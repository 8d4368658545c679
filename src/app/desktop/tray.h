// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/notifier.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace podium::desktop
{

/// The icon in the tray: how much needs a person, a way back to the window and out of the program; and what a person is
/// told by the desktop. GUI thread.
class Tray : public QObject
{
    Q_OBJECT
public:
    explicit Tray(QObject *parent = nullptr);
    ~Tray() override;

    /// The picture of the icon, with `count` on it unless that is 0.
    static QImage picture(int count, int size);

Q_SIGNALS:
    /// To be shown in the window; nothing but the window if it is empty.
    void asked(const podium::desktop::Wish &wish, const QByteArray &token);
    void quitAsked();

private:
    void refresh();
    /// By the icon itself.
    void tell(const gui::Notice &notice);

    Notifier m_notifier;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    QAction *m_needsYou;
    int m_count = -1; ///< Shown on the icon.
    Wish m_told;      ///< Where the last message of the icon itself leads.
};

} // namespace podium::desktop
