// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QQuickWindow>
#include <QTimer>

namespace podium::desktop
{

/// Writes a picture of the window once it has come to rest: nothing was drawn for a while. finished() comes once.
class Screenshot : public QObject
{
    Q_OBJECT
public:
    Screenshot(QQuickWindow *window, const QString &path);

Q_SIGNALS:
    void finished(bool written);

private:
    void take();

    QQuickWindow *m_window;
    QString m_path;
    QTimer m_rest;
    QTimer m_most;
};

} // namespace podium::desktop
