// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/desktop.h"

#include "control/local/access.h"
#include "gui/controls/iconprovider.h"
#include "gui/controls/theme.h"
#include "gui/shell/appearance.h"

#include <QDir>
#include <QQuickStyle>
#include <QtQml/qqmlextensionplugin.h>

Q_IMPORT_QML_PLUGIN(Podium_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_BackendPlugin)
Q_IMPORT_QML_PLUGIN(Podium_GraphPlugin)
Q_IMPORT_QML_PLUGIN(Podium_LogsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_ReviewPlugin)
Q_IMPORT_QML_PLUGIN(Podium_RunsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_EditorPlugin)
Q_IMPORT_QML_PLUGIN(Podium_LibraryPlugin)
Q_IMPORT_QML_PLUGIN(Podium_InboxPlugin)
Q_IMPORT_QML_PLUGIN(Podium_AgentsPlugin)
Q_IMPORT_QML_PLUGIN(Podium_ShellPlugin)
Q_IMPORT_QML_PLUGIN(Podium_UsagePlugin)

namespace podium::desktop
{

void chooseRenderer()
{
    if (qEnvironmentVariableIsSet("QT_QUICK_BACKEND") || qEnvironmentVariableIsSet("QSG_RHI_BACKEND"))
        return;
#ifdef Q_OS_LINUX
    const bool hardware =
        !QDir(QStringLiteral("/dev/dri")).entryList({QStringLiteral("renderD*")}, QDir::System | QDir::Files).isEmpty();
    if (!hardware)
        qputenv("QT_QUICK_BACKEND", "software");
#endif
}

Desktop::Desktop(const control::Settings &settings) : m_settings(settings), m_backend(nullptr)
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

bool Desktop::show()
{
    m_qml = std::make_unique<QQmlApplicationEngine>();
    m_qml->addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_qml->addImageProvider(QStringLiteral("icon"), new gui::IconProvider);
    m_qml->load(QUrl(QStringLiteral("qrc:/qt/qml/Podium/Shell/MainWindow.qml")));
    if (m_qml->rootObjects().isEmpty())
        return false;
    m_backend.open([settings = m_settings]() -> Result<gui::BackendAccess> {
        const Result<control::Access> access = control::openControl(settings, control::Reach::Write, true);
        if (!access)
            return tl::unexpected(access.error());
        return gui::BackendAccess{access->control, access->owner, access->ownerPid,
                                  settings.text(QStringLiteral("data_folder"))};
    });
    return true;
}

QObject *Desktop::window() const
{
    return m_qml->rootObjects().value(0);
}

} // namespace podium::desktop
