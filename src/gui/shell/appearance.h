// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQmlEngine>
#include <QRect>
#include <QSettings>

namespace podium::gui
{

/// What the window remembers: its looks, its place, the last page. Kept in the user's settings of this program.
class Appearance : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QRect geometry READ geometry WRITE setGeometry NOTIFY changed FINAL)
    Q_PROPERTY(bool maximized READ maximized WRITE setMaximized NOTIFY changed FINAL)

public:
    explicit Appearance(QObject *parent = nullptr);

    /// Empty if nothing was remembered yet.
    QRect geometry() const;
    void setGeometry(const QRect &geometry);
    /// A person could take hold of a window there: a screen shows enough of its upper edge.
    Q_INVOKABLE static bool isSeen(const QRect &geometry);
    bool maximized() const;
    void setMaximized(bool maximized);

    /// Puts what was remembered into Theme, Navigator, Shortcuts and Language; they keep what changes.
    static void restore();

Q_SIGNALS:
    void changed();

private:
    QSettings m_settings;
};

} // namespace podium::gui
