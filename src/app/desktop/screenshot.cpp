// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/screenshot.h"

#include <QImage>

namespace podium::desktop
{

namespace
{

// A clock that moves every second draws, too: rest is less than that.
constexpr int RestMs = 700;
constexpr int MostMs = 5000;

} // namespace

Screenshot::Screenshot(QQuickWindow *window, const QString &path) : m_window(window), m_path(path)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMs);
    m_most.setSingleShot(true);
    m_most.setInterval(MostMs);
    connect(&m_rest, &QTimer::timeout, this, &Screenshot::take);
    connect(&m_most, &QTimer::timeout, this, &Screenshot::take);
    connect(window, &QQuickWindow::frameSwapped, &m_rest, qOverload<>(&QTimer::start));
    m_most.start();
}

void Screenshot::take()
{
    m_rest.stop();
    m_most.stop();
    disconnect(m_window, nullptr, &m_rest, nullptr);
    Q_EMIT finished(m_window->grabWindow().save(m_path));
}

} // namespace podium::desktop
