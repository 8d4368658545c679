// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/desktop.h"

#include "app/desktop/instance.h"
#include "app/desktop/tray.h"
#include "control/local/access.h"
#include "gui/backend/enginestatus.h"
#include "gui/controls/iconprovider.h"
#include "gui/controls/theme.h"
#include "gui/shell/appearance.h"
#include "gui/shell/language.h"
#include "gui/shell/leaving.h"
#include "gui/shell/notices.h"

#include <QCoreApplication>
#include <QDir>
#include <QQuickStyle>
#include <QtQml/qqmlextensionplugin.h>

#include <algorithm>
#include <utility>

Q_IMPORT_QML_PLUGIN(Podium_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_BackendPlugin)
Q_IMPORT_QML_PLUGIN(Podium_GraphPlugin)
Q_IMPORT_QML_PLUGIN(Podium_LogsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_ReviewPlugin)
Q_IMPORT_QML_PLUGIN(Podium_SessionsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_RunsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_EditorPlugin)
Q_IMPORT_QML_PLUGIN(Podium_ComparePlugin)
Q_IMPORT_QML_PLUGIN(Podium_LibraryPlugin)
Q_IMPORT_QML_PLUGIN(Podium_InboxPlugin)
Q_IMPORT_QML_PLUGIN(Podium_AgentsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_ShellPlugin)
Q_IMPORT_QML_PLUGIN(Podium_UsagePlugin)

namespace podium::desktop
{

namespace
{

/// Whether the words ask for nothing that a person would look at.
bool needsNoDisplay(const QByteArrayList &words)
{
    static const QByteArrayList unseen{"--screenshot", "-screenshot", "--help", "-h", "--help-all", "--version", "-v"};
    return std::any_of(words.begin(), words.end(),
                       [](const QByteArray &word) { return unseen.contains(word.split('=').value(0)); });
}

} // namespace

void chooseRenderer(const QByteArrayList &words)
{
#ifdef Q_OS_LINUX
    const bool display = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
                         qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || words.contains("-platform");
    if (!display && needsNoDisplay(words)) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("QT_QUICK_BACKEND", "software");
    }
#endif
    if (qEnvironmentVariableIsSet("QT_QUICK_BACKEND") || qEnvironmentVariableIsSet("QSG_RHI_BACKEND"))
        return;
#ifdef Q_OS_LINUX
    const bool hardware =
        !QDir(QStringLiteral("/dev/dri")).entryList({QStringLiteral("renderD*")}, QDir::System | QDir::Files).isEmpty();
    if (!hardware)
        qputenv("QT_QUICK_BACKEND", "software");
#endif
}

Desktop::Desktop(const control::Settings &settings, gui::Backend::Opener opener)
    : m_settings(settings), m_opener(std::move(opener)), m_backend(nullptr)
{
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    gui::Theme::loadFonts();
}

Desktop::~Desktop()
{
    // Screens end before what they show.
    m_qml.reset();
    m_backend.close();
}

Result<void> Desktop::show()
{
    m_qml = std::make_unique<QQmlApplicationEngine>();
    m_qml->addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_qml->addImageProvider(QStringLiteral("icon"), new gui::IconProvider);
    m_qml->load(QUrl(QStringLiteral("qrc:/qt/qml/Podium/Shell/MainWindow.qml")));
    if (m_qml->rootObjects().isEmpty())
        return fail(ErrorCode::Internal, QCoreApplication::translate("Desktop", "the window could not be made"));
    const QQuickWindow *shown = window();
    // The page is gone by then (MainWindow): where the lists that its layouts hold become others in their middle,
    // Qt 6.4 goes on to arrange what is deleted.
    QObject::connect(gui::Language::instance(), &gui::Language::changed, m_qml.get(), &QQmlEngine::retranslate,
                     Qt::QueuedConnection);
    const auto look = [shown] { gui::Notices::instance()->setWatched(shown->isActive() && shown->isVisible()); };
    QObject::connect(shown, &QWindow::activeChanged, gui::Notices::instance(), look);
    QObject::connect(shown, &QWindow::visibleChanged, gui::Notices::instance(), look);
    look();
    QObject::connect(gui::Leaving::instance(), &gui::Leaving::hideAsked, shown, [this] { window()->hide(); });
    if (m_opener) {
        m_backend.open(m_opener);
        return {};
    }
    m_backend.open([settings = m_settings]() -> Result<gui::BackendAccess> {
        const Result<control::Access> access = control::openControl(settings, control::Reach::Write, true);
        if (!access)
            return tl::unexpected(access.error());
        return gui::BackendAccess{access->control, access->owner, access->ownerPid,
                                  settings.text(QStringLiteral("data_folder"))};
    });
    return {};
}

void Desktop::listenTo(const Instance &instance, const Tray &tray)
{
    QObject::connect(&instance, &Instance::asked, window(),
                     [this](const Wish &wish, const QByteArray &token) { present(wish, token); });
    QObject::connect(&tray, &Tray::asked, window(),
                     [this](const Wish &wish, const QByteArray &token) { present(wish, token); });
    QObject::connect(&tray, &Tray::quitAsked, window(), [this] { quit(); });
}

void Desktop::present(const Wish &wish, const QByteArray &token) const
{
    wish.carryOut();
    // Read by Qt at the activation: Wayland's compositor, or the window manager, then knows who was clicked.
    if (!token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token);
    QQuickWindow *shown = window();
    if (shown->visibility() == QWindow::Minimized)
        shown->showNormal();
    else
        shown->show();
    shown->raise();
    shown->requestActivate();
}

void Desktop::quit() const
{
    const gui::EngineStatus *status = gui::EngineStatus::instance();
    // What runs is asked about in the window.
    if (!gui::Leaving::instance()->mayClose(qMax(0, status->running()) + qMax(0, status->queued())))
        present({}, {});
    window()->close();
}

QQuickWindow *Desktop::window() const
{
    return qobject_cast<QQuickWindow *>(m_qml->rootObjects().value(0));
}

} // namespace podium::desktop
