// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/tray.h"

#include "gui/backend/backend.h"
#include "gui/backend/enginestatus.h"
#include "gui/controls/iconprovider.h"
#include "gui/shell/leaving.h"

#include <QGuiApplication>
#include <QPainter>

#include <array>
#include <utility>

namespace podium::desktop
{

namespace
{

// Read on light and dark panels alike: the mark brings its own ground.
const QColor Ground(0x4f, 0x5d, 0xe8);
const QColor Attention(0xf5, 0xb5, 0x44);
constexpr std::array Sizes{16, 22, 24, 32, 48, 64};

QIcon iconOf(int count)
{
    QIcon icon;
    for (const int size : Sizes)
        icon.addPixmap(QPixmap::fromImage(Tray::picture(count, size)));
    return icon;
}

} // namespace

QImage Tray::picture(int count, int size)
{
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Ground);
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.22, size * 0.22);
    const int inner = qRound(size * 0.68);
    const int edge = (size - inner) / 2;
    painter.drawImage(edge, edge, gui::IconProvider::draw(QStringLiteral("workflow"), Qt::white, {inner, inner}));
    if (count > 0) {
        const qreal side = size * 0.58;
        const QRectF spot(size - side, size - side, side, side);
        painter.setBrush(Attention);
        painter.drawEllipse(spot);
        QFont font = QGuiApplication::font();
        font.setPixelSize(qMax(7, qRound(side * (count > 9 ? 0.62 : 0.78))));
        font.setBold(true);
        painter.setFont(font);
        painter.setPen(Qt::black);
        painter.drawText(spot, Qt::AlignCenter, count > 9 ? QStringLiteral("9+") : QString::number(count));
    }
    return image;
}

Tray::Tray(QObject *parent) : QObject(parent)
{
    connect(m_menu.addAction(tr("Open Podium")), &QAction::triggered, this, [this] { Q_EMIT asked({}, {}); });
    m_needsYou = m_menu.addAction(QString());
    connect(m_needsYou, &QAction::triggered, this, [this] {
        Wish wish;
        wish.page = QStringLiteral("inbox");
        Q_EMIT asked(wish, {});
    });
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, this, &Tray::quitAsked);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            Q_EMIT asked({}, {});
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT asked(m_told, {}); });
    connect(&m_notifier, &Notifier::clicked, this, &Tray::asked);
    connect(&m_notifier, &Notifier::failed, this, &Tray::tell);
    connect(gui::Notices::instance(), &gui::Notices::told, &m_notifier, &Notifier::show);
    connect(gui::EngineStatus::instance(), &gui::EngineStatus::changed, this, &Tray::refresh);
    refresh();
    m_icon.show();
    gui::Leaving::instance()->setHasTray(QSystemTrayIcon::isSystemTrayAvailable());
}

Tray::~Tray() = default;

void Tray::refresh()
{
    const gui::EngineStatus *status = gui::EngineStatus::instance();
    const int needsYou = status->needsYou();
    if (std::exchange(m_count, needsYou) != needsYou)
        m_icon.setIcon(iconOf(needsYou));
    m_needsYou->setText(needsYou > 0 ? tr("%n waiting for you", nullptr, needsYou) : tr("Nothing needs you"));
    m_needsYou->setEnabled(needsYou > 0);
    QString tip = QStringLiteral("Podium");
    if (needsYou > 0)
        tip += QStringLiteral("\n") + m_needsYou->text();
    if (status->running() > 0)
        tip += QStringLiteral("\n") + tr("%n task(s) running", nullptr, status->running());
    m_icon.setToolTip(tip);
}

void Tray::tell(const gui::Notice &notice)
{
    m_told = wishOf(notice);
    const bool failed = notice.kind == gui::Notice::Kind::Failed;
    m_icon.showMessage(notice.title, notice.text, failed ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

} // namespace podium::desktop
