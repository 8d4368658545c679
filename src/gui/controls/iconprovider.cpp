// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/controls/iconprovider.h"

#include <QColor>
#include <QFile>
#include <QLoggingCategory>
#include <QPainter>
#include <QSvgRenderer>

namespace podium::gui
{

namespace
{

Q_LOGGING_CATEGORY(iconLog, "podium.gui.icons")

} // namespace

IconProvider::IconProvider() : QQuickImageProvider(QQuickImageProvider::Image) {}

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const qsizetype slash = id.indexOf(u'/');
    const QSize wanted = requestedSize.isValid() ? requestedSize : QSize(16, 16);
    const QColor colour = QColor::fromRgba(QStringView(id).mid(slash + 1).toUInt(nullptr, 16));
    const QImage image = draw(id.left(slash), colour, wanted);
    *size = image.size();
    return image;
}

QImage IconProvider::draw(const QString &name, const QColor &colour, const QSize &size)
{
    QFile file(QStringLiteral(":/podium/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(iconLog, "there is no icon \"%s\"", qUtf8Printable(name));
        return {};
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter);
    return image;
}

} // namespace podium::gui
