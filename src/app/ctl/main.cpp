// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/program.h"
#include "app/ctl/terminal.h"
#include "app/ctl/views/commandtext.h"
#include "base/englishplurals.h"
#include "base/log.h"
#include "control/cli/commandline.h"
#include "control/cli/helptext.h"
#include "control/settings/settings.h"

#include <QCoreApplication>
#include <QTimer>

using namespace podium;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Main)
};

int complain(const Error &error, control::ExitCode code)
{
    ctl::Terminal(2).line(Text::tr("podiumctl: %1").arg(error.text()));
    return int(code);
}

int showHelp(const control::ParsedCommand &command)
{
    ctl::Terminal out(1);
    const Result<QString> text =
        control::helpText(command.helpFor, out.isTerminal() ? out.columns() : 80, out.hasColour());
    if (!text)
        return complain(text.error(), control::ExitCode::Usage);
    out.write(text->toUtf8());
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("podiumctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PODIUM_VERSION));

    EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);

    const Result<control::ParsedCommand> command =
        control::parseCommandLine(QCoreApplication::arguments().mid(1), control::CommandLineSurroundings::real());
    if (!command)
        return complain(command.error(), control::ExitCode::Usage);
    if (command->kind == control::ParsedCommand::Kind::Help)
        return showHelp(*command);

    const Result<control::Settings> settings =
        control::Settings::load(control::SettingSources::real(command->configFile, command->settings));
    if (!settings)
        return complain(settings.error(), control::ExitCode::Usage);
    LogOptions logging = settings->logOptions();
    logging.colour = ctl::Terminal(2, settings->text(QStringLiteral("ui.color"))).hasColour();
    if (const Result<void> installed = installLogging(logging); !installed)
        return complain(installed.error(), control::ExitCode::Unavailable);

    ctl::setPlaceOfData(*command);
    int code = 0;
    {
        ctl::Program program(*command, *settings);
        QObject::connect(&program, &ctl::Program::finished, &app,
                         [](int exitCode) { QCoreApplication::exit(exitCode); });
        QTimer::singleShot(0, &program, &ctl::Program::start);
        code = QCoreApplication::exec();
        // Leaving the block closes the back end: everything decided is on disk before we end.
    }
    uninstallLogging();
    return code;
}
