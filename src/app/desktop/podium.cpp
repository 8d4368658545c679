// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/common/signals.h"
#include "app/desktop/desktop.h"
#include "app/desktop/screenshot.h"
#include "base/englishplurals.h"
#include "base/log.h"
#include "base/suggestion.h"
#include "gui/backend/navigator.h"
#include "gui/controls/theme.h"
#include "gui/editor/editorsession.h"
#include "gui/shell/appearance.h"

#include <QCommandLineParser>
#include <QGuiApplication>

#include <cstdio>

using namespace podium;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Desktop)
};

const QStringList Themes{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark"),
                         QStringLiteral("contrast")};

int complain(const QString &what)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(Text::tr("podium: %1").arg(what)));
    return 2;
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(Text::tr("Desktop control center for teams of AI coding agents."));
    parser.addPositionalArgument(QStringLiteral("FILE"), Text::tr("A workflow to open in the editor"),
                                 Text::tr("[FILE]"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {QStringLiteral("data-folder"), Text::tr("Where Podium keeps its data"), Text::tr("DIR")},
        {QStringLiteral("config"), Text::tr("Configuration file"), Text::tr("FILE")},
        {QStringLiteral("set"), Text::tr("Set a configuration key; may be repeated"), Text::tr("KEY=VALUE")},
        {QStringLiteral("page"),
         Text::tr("Begin on this page: %1").arg(gui::Navigator::pages().join(QStringLiteral(", "))), Text::tr("PAGE")},
        {QStringLiteral("run"), Text::tr("Begin with this run"), Text::tr("RUN")},
        {QStringLiteral("task"), Text::tr("Select this task of it"), Text::tr("KEY")},
        {QStringLiteral("theme"), Text::tr("system, light, dark or contrast"), Text::tr("NAME")},
        {QStringLiteral("size"), Text::tr("Size of the window, e.g. 1440x900"), Text::tr("WxH")},
        {QStringLiteral("screenshot"), Text::tr("Write a picture of the window and end"), Text::tr("FILE")},
    });
}

Result<control::Settings> settingsFrom(const QCommandLineParser &parser)
{
    QList<QPair<QString, QString>> given;
    if (parser.isSet(QStringLiteral("data-folder")))
        given.append({QStringLiteral("data_folder"), parser.value(QStringLiteral("data-folder"))});
    const QStringList sets = parser.values(QStringLiteral("set"));
    for (const QString &set : sets)
        given.append({set.section(u'=', 0, 0), set.section(u'=', 1)});
    return control::Settings::load(control::SettingSources::real(parser.value(QStringLiteral("config")), given));
}

/// What is wrong with the words of the command line; empty if nothing is.
QString faultIn(const QCommandLineParser &parser)
{
    const auto among = [&parser](const QString &option, const QStringList &known) {
        const QString given = parser.value(option);
        if (!parser.isSet(option) || known.contains(given))
            return QString();
        const QString meant = suggestion(given, known);
        return Text::tr("there is no %1 \"%2\". %3")
            .arg(option, given,
                 meant.isEmpty() ? Text::tr("There are: %1").arg(known.join(QStringLiteral(", "))) : meant);
    };
    const QString page = among(QStringLiteral("page"), gui::Navigator::pages());
    return page.isEmpty() ? among(QStringLiteral("theme"), Themes) : page;
}

/// What the command line says about the window wins over what was remembered, and is not remembered.
void applyTo(const QCommandLineParser &parser)
{
    if (const qsizetype theme = Themes.indexOf(parser.value(QStringLiteral("theme"))); theme >= 0)
        gui::Theme::instance()->setScheme(gui::Theme::Scheme(theme));
    if (parser.isSet(QStringLiteral("page")))
        gui::Navigator::instance()->setPage(parser.value(QStringLiteral("page")));
    if (const QStringList files = parser.positionalArguments(); !files.isEmpty()) {
        gui::EditorSession::instance()->openFile(files.first());
        gui::Navigator::instance()->setPage(QStringLiteral("workflows"));
    }
    if (parser.isSet(QStringLiteral("run")))
        gui::Navigator::instance()->openRun(parser.value(QStringLiteral("run")), parser.value(QStringLiteral("task")));
}

} // namespace

int main(int argc, char **argv)
{
    desktop::chooseRenderer();
    QGuiApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("podium"));
    QCoreApplication::setApplicationName(QStringLiteral("podium"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PODIUM_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Podium"));
    EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);

    QCommandLineParser parser;
    describe(parser);
    parser.process(app);
    if (const QString fault = faultIn(parser); !fault.isEmpty())
        return complain(fault);
    const Result<control::Settings> settings = settingsFrom(parser);
    if (!settings)
        return complain(settings.error().text());
    if (const Result<void> installed = installLogging(settings->logOptions()); !installed)
        return complain(installed.error().text());

    int code = 0;
    // The end of the session, or of whoever started it: as orderly as by the window.
    const app::Signals systemSignals;
    QObject::connect(&systemSignals, &app::Signals::leaveAsked, &app, &QCoreApplication::quit);
    QObject::connect(&systemSignals, &app::Signals::interrupted, &app, &QCoreApplication::quit);
    {
        desktop::Desktop podium(*settings);
        if (!parser.isSet(QStringLiteral("screenshot")))
            gui::Appearance::restore();
        applyTo(parser);
        if (!podium.show())
            return complain(Text::tr("the window could not be made"));
        auto *window = qobject_cast<QQuickWindow *>(podium.window());
        if (const QStringList size = parser.value(QStringLiteral("size")).split(u'x'); size.size() == 2)
            window->resize(size.at(0).toInt(), size.at(1).toInt());
        std::unique_ptr<desktop::Screenshot> screenshot;
        if (parser.isSet(QStringLiteral("screenshot"))) {
            QObject::connect(&podium.backend(), &gui::Backend::stateChanged, window, [&] {
                const gui::Backend::State state = podium.backend().state();
                if (screenshot || (state != gui::Backend::State::Ready && state != gui::Backend::State::Failed))
                    return;
                screenshot = std::make_unique<desktop::Screenshot>(window, parser.value(QStringLiteral("screenshot")));
                QObject::connect(screenshot.get(), &desktop::Screenshot::finished, &app,
                                 [](bool written) { QCoreApplication::exit(written ? 0 : 1); });
            });
        }
        code = QGuiApplication::exec();
        // Leaving the block closes the back end: everything decided is on disk before we end.
    }
    uninstallLogging();
    return code;
}
