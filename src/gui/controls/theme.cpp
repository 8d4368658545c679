// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/controls/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPalette>

#include <array>

namespace podium::gui
{

namespace
{

enum Token {
    Window,
    Surface1,
    Surface2,
    Surface3,
    Border,
    Text1,
    Text2,
    Text3,
    Accent,
    AccentWash,
    OnAccent,
    Running,
    Success,
    Failed,
    Attention,
    Blocked,
    Ready,
    Pending,
    TokenCount
};

using Colours = std::array<QRgb, TokenCount>;

// Contrast is checked by tests/gui/tst_theme.cpp.
constexpr Colours Dark{0xff0f1115, 0xff161920, 0xff1c2028, 0xff252a35, 0xff2a303c, 0xffe8eaee,
                       0xffa9b0be, 0xff818899, 0xff7c8cff, 0xff2b3160, 0xff0f1115, 0xff4da3ff,
                       0xff3fb984, 0xfff47871, 0xfff5b544, 0xffb18cff, 0xff59c2d8, 0xff818899};
constexpr Colours Light{0xfff5f6f8, 0xffffffff, 0xfff0f2f5, 0xffe6e9ef, 0xffdde1e8, 0xff171b23,
                        0xff525a69, 0xff676e7d, 0xff4f5de8, 0xffe3e6ff, 0xffffffff, 0xff1a67be,
                        0xff18764e, 0xffbe342d, 0xff905d06, 0xff764ad5, 0xff137186, 0xff676e7d};
constexpr Colours HighContrast{0xff000000, 0xff000000, 0xff1a1a1a, 0xff333333, 0xffffffff, 0xffffffff,
                               0xffffffff, 0xffe0e0e0, 0xffffd60a, 0xff332b00, 0xff000000, 0xff7acaff,
                               0xff5dff9f, 0xffffaea7, 0xffffd60a, 0xffd9b3ff, 0xff7df9ff, 0xffe0e0e0};

} // namespace

Theme::Theme()
{
    // Without a platform's own word for it, the window's colour tells whether the system is dark.
    qGuiApp->installEventFilter(this);
    // Rich text takes the colour of its links from here alone.
    const auto colourLinks = [this] {
        QPalette palette = QGuiApplication::palette();
        if (palette.color(QPalette::Link) == accent())
            return;
        palette.setColor(QPalette::Link, accent());
        QGuiApplication::setPalette(palette);
    };
    connect(this, &Theme::changed, this, colourLinks);
    colourLinks();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Every control hears of it, too, and would have everything painted anew once more.
    if (watched == qGuiApp && event->type() == QEvent::ApplicationPaletteChange && m_scheme == Scheme::System)
        Q_EMIT changed();
    return QObject::eventFilter(watched, event);
}

Theme *Theme::instance()
{
    static Theme *theme = [] {
        auto *made = new Theme;
        made->setParent(qGuiApp);
        QJSEngine::setObjectOwnership(made, QJSEngine::CppOwnership);
        return made;
    }();
    return theme;
}

Theme *Theme::create(QQmlEngine *, QJSEngine *)
{
    return instance();
}

void Theme::loadFonts()
{
    for (const char *file :
         {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf"})
        QFontDatabase::addApplicationFont(QStringLiteral(":/podium/fonts/") + QLatin1StringView(file));
}

void Theme::setScheme(Scheme scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    Q_EMIT changed();
}

void Theme::setDensity(Density density)
{
    if (m_density == density)
        return;
    m_density = density;
    Q_EMIT changed();
}

void Theme::setReducedMotion(bool reduced)
{
    if (m_reducedMotion == reduced)
        return;
    m_reducedMotion = reduced;
    Q_EMIT changed();
}

void Theme::setTextScale(double scale)
{
    scale = qBound(0.8, scale, 2.0);
    if (qFuzzyCompare(m_textScale, scale))
        return;
    m_textScale = scale;
    Q_EMIT changed();
}

bool Theme::dark() const
{
    switch (m_scheme) {
    case Scheme::Light:
        return false;
    case Scheme::Dark:
    case Scheme::HighContrast:
        return true;
    case Scheme::System:
        break;
    }
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

namespace
{

QColor colour(const Theme &theme, Token token)
{
    if (theme.scheme() == Theme::Scheme::HighContrast)
        return QColor::fromRgba(HighContrast[token]);
    return QColor::fromRgba((theme.dark() ? Dark : Light)[token]);
}

} // namespace

QColor Theme::window() const
{
    return colour(*this, Window);
}
QColor Theme::surface1() const
{
    return colour(*this, Surface1);
}
QColor Theme::surface2() const
{
    return colour(*this, Surface2);
}
QColor Theme::surface3() const
{
    return colour(*this, Surface3);
}
QColor Theme::border() const
{
    return colour(*this, Border);
}
QColor Theme::text1() const
{
    return colour(*this, Text1);
}
QColor Theme::text2() const
{
    return colour(*this, Text2);
}
QColor Theme::text3() const
{
    return colour(*this, Text3);
}
QColor Theme::accent() const
{
    return colour(*this, Accent);
}
QColor Theme::accentWash() const
{
    return colour(*this, AccentWash);
}
QColor Theme::onAccent() const
{
    return colour(*this, OnAccent);
}
QColor Theme::running() const
{
    return colour(*this, Running);
}
QColor Theme::success() const
{
    return colour(*this, Success);
}
QColor Theme::failed() const
{
    return colour(*this, Failed);
}
QColor Theme::attention() const
{
    return colour(*this, Attention);
}
QColor Theme::blocked() const
{
    return colour(*this, Blocked);
}
QColor Theme::ready() const
{
    return colour(*this, Ready);
}
QColor Theme::pending() const
{
    return colour(*this, Pending);
}

QColor Theme::stateColor(const QString &state) const
{
    static const QHash<QString, Token> tokens{
        {QStringLiteral("RUNNING"), Running},     {QStringLiteral("IN_PROGRESS"), Running},
        {QStringLiteral("SUCCESS"), Success},     {QStringLiteral("COMPLETED"), Success},
        {QStringLiteral("FAILED"), Failed},       {QStringLiteral("AWAITING_REVIEW"), Attention},
        {QStringLiteral("BLOCKED"), Blocked},     {QStringLiteral("PAUSED"), Blocked},
        {QStringLiteral("READY"), Ready},         {QStringLiteral("PARKED"), Blocked},
        {QStringLiteral("NEEDS_YOU"), Attention},
    };
    return colour(*this, tokens.value(state, Pending));
}

QUrl Theme::iconSource(const QString &name, const QColor &colour)
{
    if (name.isEmpty())
        return {};
    return QUrl(QStringLiteral("image://icon/%1/%2").arg(name).arg(colour.rgba(), 8, 16, QLatin1Char('0')));
}

QString Theme::uiFont() const
{
    return QStringLiteral("Inter");
}
QString Theme::monoFont() const
{
    return QStringLiteral("JetBrains Mono");
}

} // namespace podium::gui
