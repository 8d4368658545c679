// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/appearance.h"

#include "gui/backend/navigator.h"
#include "gui/controls/shortcuts.h"
#include "gui/controls/theme.h"
#include "gui/shell/language.h"

#include <QGuiApplication>
#include <QList>
#include <QScreen>

#include <algorithm>

namespace podium::gui
{

namespace
{

const QString GeometryKey = QStringLiteral("window/geometry");
const QString MaximizedKey = QStringLiteral("window/maximized");
const QString SchemeKey = QStringLiteral("looks/scheme");
const QString DensityKey = QStringLiteral("looks/density");
const QString MotionKey = QStringLiteral("looks/reduced_motion");
const QString ScaleKey = QStringLiteral("looks/text_scale");
const QString PageKey = QStringLiteral("window/page");

} // namespace

Appearance::Appearance(QObject *parent) : QObject(parent) {}

QRect Appearance::geometry() const
{
    return m_settings.value(GeometryKey).toRect();
}

void Appearance::setGeometry(const QRect &geometry)
{
    m_settings.setValue(GeometryKey, geometry);
    Q_EMIT changed();
}

bool Appearance::isSeen(const QRect &geometry)
{
    constexpr QSize Least(120, 30);
    const QRect edge(geometry.topLeft(), QSize(geometry.width(), Least.height()));
    const QList<QScreen *> screens = QGuiApplication::screens();
    return std::any_of(screens.begin(), screens.end(), [&](const QScreen *screen) {
        const QRect shown = screen->availableGeometry().intersected(edge);
        return shown.width() >= Least.width() && shown.height() >= Least.height();
    });
}

bool Appearance::maximized() const
{
    return m_settings.value(MaximizedKey).toBool();
}

void Appearance::setMaximized(bool maximized)
{
    m_settings.setValue(MaximizedKey, maximized);
    Q_EMIT changed();
}

void Appearance::restore()
{
    Shortcuts::instance()->restore();
    Language::instance()->restore();
    const QSettings settings;
    Theme *theme = Theme::instance();
    theme->setScheme(Theme::Scheme(qBound(0, settings.value(SchemeKey).toInt(), int(Theme::Scheme::HighContrast))));
    theme->setDensity(settings.value(DensityKey).toInt() == 1 ? Theme::Density::Compact : Theme::Density::Comfortable);
    theme->setReducedMotion(settings.value(MotionKey).toBool());
    theme->setTextScale(settings.value(ScaleKey, 1.0).toDouble());
    QObject::connect(theme, &Theme::changed, theme, [theme] {
        QSettings kept;
        kept.setValue(SchemeKey, int(theme->scheme()));
        kept.setValue(DensityKey, int(theme->density()));
        kept.setValue(MotionKey, theme->reducedMotion());
        kept.setValue(ScaleKey, theme->textScale());
    });
    Navigator *navigator = Navigator::instance();
    if (const QString page = settings.value(PageKey).toString(); !page.isEmpty())
        navigator->setPage(page);
    QObject::connect(navigator, &Navigator::changed, navigator,
                     [navigator] { QSettings().setValue(PageKey, navigator->page()); });
}

} // namespace podium::gui
