// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/common/signals.h"
#include "app/desktop/desktop.h"
#include "app/desktop/instance.h"
#include "app/desktop/screenshot.h"
#include "app/desktop/tray.h"
#include "app/desktop/windowcommandline.h"
#include "base/englishplurals.h"
#include "base/log.h"
#include "gui/shell/appearance.h"
#include "gui/shell/language.h"
#include "gui/shell/leaving.h"

#include <QApplication>

#include <cstdio>

using namespace podium;

namespace
{

int complain(const Error &error)
{
    std::fprintf(stderr, "podium: %s\n", qUtf8Printable(error.text()));
    return 2;
}

/// Shows the window until it is closed.
int use(desktop::Desktop &podium, desktop::Instance &instance)
{
    desktop::Tray tray;
    podium.listenTo(instance, tray);
    QObject::connect(gui::Leaving::instance(), &gui::Leaving::left, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    // The end of the session, or of whoever started it: nobody is there to be asked.
    QObject::connect(qApp, &QGuiApplication::commitDataRequest, gui::Leaving::instance(), &gui::Leaving::sessionEnds);
    const app::Signals systemSignals;
    for (const auto signal : {&app::Signals::leaveAsked, &app::Signals::interrupted}) {
        QObject::connect(&systemSignals, signal, qApp, [] {
            gui::Leaving::instance()->sessionEnds();
            QCoreApplication::quit();
        });
    }
    return QApplication::exec();
}

/// Writes a picture of the window once it has something to show.
int picture(desktop::Desktop &podium, const QString &file)
{
    std::unique_ptr<desktop::Screenshot> screenshot;
    QObject::connect(&podium.backend(), &gui::Backend::stateChanged, podium.window(), [&] {
        const gui::Backend::State state = podium.backend().state();
        if (screenshot || (state != gui::Backend::State::Ready && state != gui::Backend::State::Failed))
            return;
        screenshot = std::make_unique<desktop::Screenshot>(podium.window(), file);
        QObject::connect(screenshot.get(), &desktop::Screenshot::finished, qApp,
                         [](bool written) { QCoreApplication::exit(written ? 0 : 1); });
    });
    return QApplication::exec();
}

int start(const desktop::CommandLine &line)
{
    desktop::Instance instance(line.settings.text(QStringLiteral("data_folder")));
    const bool pictured = !line.screenshot.isEmpty();
    if (!pictured) {
        const Result<bool> first = instance.claim(line.wish);
        if (!first)
            return complain(first.error());
        if (!*first)
            return 0; // The window that is open shows it.
    }
    desktop::Desktop podium(line.settings);
    if (!pictured)
        gui::Appearance::restore();
    // The command line wins over what was remembered, and is not remembered.
    if (line.theme)
        gui::Theme::instance()->setScheme(*line.theme);
    if (line.textScale)
        gui::Theme::instance()->setTextScale(*line.textScale);
    line.wish.carryOut();
    if (const Result<void> shown = podium.show(); !shown)
        return complain(shown.error());
    if (!line.size.isEmpty())
        podium.window()->resize(line.size);
    // Leaving this function closes the back end: everything decided is on disk before we end.
    return pictured ? picture(podium, line.screenshot) : use(podium, instance);
}

} // namespace

int main(int argc, char **argv)
{
    desktop::chooseRenderer({argv, argv + argc});
    QApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("podium"));
    QCoreApplication::setApplicationName(QStringLiteral("podium"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PODIUM_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Podium"));
    QGuiApplication::setDesktopFileName(QStringLiteral("podium"));
    QGuiApplication::setQuitOnLastWindowClosed(false);
    EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    gui::Language::instance()->speak({});

    const Result<desktop::CommandLine> line = desktop::CommandLine::read(app);
    if (!line)
        return complain(line.error());
    if (const Result<void> installed = installLogging(line->settings.logOptions()); !installed)
        return complain(installed.error());
    const int code = start(*line);
    uninstallLogging();
    return code;
}
