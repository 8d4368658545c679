// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickImageProvider>

namespace podium::gui
{

/// Draws the shipped icons in any colour: "image://icon/circle-check/ff3fb984" (name, colour as AARRGGBB). Thread-safe.
class IconProvider : public QQuickImageProvider
{
public:
    IconProvider();
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;

    /// The icon in pixels; empty if there is none of that name.
    static QImage draw(const QString &name, const QColor &colour, const QSize &size);
};

} // namespace podium::gui
