// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/sessions/terminalcommand.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace podium::gui
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TerminalCommand)
};

#ifndef Q_OS_WIN
/// The job as arguments of a POSIX shell. Terminals hand their work to a process that is running already, so neither
/// folder nor environment is inherited; nothing is quoted, since the shell gets each word by itself.
QStringList shellWords(const TerminalJob &job)
{
    QStringList words{QStringLiteral("sh"),
                      QStringLiteral("-c"),
                      QStringLiteral("marker=$1; trap 'rm -f -- \"$marker\"' EXIT; trap 'exit 1' HUP INT TERM; "
                                     "cd -- \"$2\" || exit 1; shift 2; env -- \"$@\""),
                      QStringLiteral("sh"),
                      job.marker,
                      job.folder};
    for (auto it = job.environment.begin(); it != job.environment.end(); ++it)
        words += it.key() + u'=' + it.value();
    return words + QStringList{job.program} + job.arguments;
}
#endif

#if defined(Q_OS_MACOS)
QString quoted(QString word)
{
    return u'\'' + word.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

Result<TerminalCommand> forMac(const TerminalJob &job)
{
    // Terminal opens files of this kind, and nothing else that carries arguments.
    const QString script = job.marker + QStringLiteral(".command");
    QFile file(script);
    QStringList words;
    for (const QString &word : shellWords(job))
        words += quoted(word);
    const QByteArray text = "#!/bin/sh\nrm -f -- \"$0\"\nexec " + words.join(u' ').toUtf8() + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return fail(ErrorCode::Unavailable,
                    Text::tr("cannot write what the terminal is to run: %1").arg(file.errorString()), script);
    return TerminalCommand{QStringLiteral("open"), {QStringLiteral("-a"), QStringLiteral("Terminal"), script}};
}
#elif defined(Q_OS_WIN)
Result<TerminalCommand> forWindows(const TerminalJob &job)
{
    // A console that is new inherits nothing from Windows Terminal's own process; cmd sets what is asked for.
    QString line;
    for (auto it = job.environment.begin(); it != job.environment.end(); ++it)
        line += QStringLiteral("set \"%1=%2\" && ").arg(it.key(), it.value());
    line += u'"' + QDir::toNativeSeparators(job.program) + u'"';
    for (const QString &argument : job.arguments)
        line += QStringLiteral(" \"") + argument + u'"';
    line += QStringLiteral(" & del \"%1\"").arg(QDir::toNativeSeparators(job.marker));
    const QString folder = QDir::toNativeSeparators(job.folder);
    const QStringList shell{QStringLiteral("cmd"), QStringLiteral("/s"), QStringLiteral("/c"), line};
    if (!QStandardPaths::findExecutable(QStringLiteral("wt")).isEmpty())
        return TerminalCommand{QStringLiteral("wt"), QStringList{QStringLiteral("-d"), folder} + shell};
    return TerminalCommand{QStringLiteral("cmd"), QStringList{QStringLiteral("/c"), QStringLiteral("start"),
                                                              QStringLiteral("Podium"), QStringLiteral("/D"), folder} +
                                                      shell};
}
#else
/// What stands between the terminal's name and the words of the command.
QStringList commandSwitch(const QString &terminal)
{
    const QString name = QFileInfo(terminal).fileName();
    if (name.startsWith(QLatin1StringView("gnome-terminal")) || name == QLatin1StringView("kgx") ||
        name == QLatin1StringView("ptyxis") || name == QLatin1StringView("kitty") || name == QLatin1StringView("foot"))
        return {QStringLiteral("--")};
    if (name.startsWith(QLatin1StringView("xfce4-terminal")) || name == QLatin1StringView("terminator") ||
        name == QLatin1StringView("mate-terminal"))
        return {QStringLiteral("-x")};
    if (name == QLatin1StringView("wezterm"))
        return {QStringLiteral("start"), QStringLiteral("--")};
    return {QStringLiteral("-e")};
}

Result<TerminalCommand> forUnix(const TerminalJob &job, const QProcessEnvironment &environment)
{
    const QStringList folders = environment.value(QStringLiteral("PATH")).split(u':', Qt::SkipEmptyParts);
    QStringList names{QStringLiteral("x-terminal-emulator"), QStringLiteral("gnome-terminal"),
                      QStringLiteral("konsole"), QStringLiteral("xterm")};
    if (const QString own = environment.value(QStringLiteral("TERMINAL")); !own.isEmpty())
        names.prepend(own);
    for (const QString &name : std::as_const(names)) {
        const QString found = QStandardPaths::findExecutable(name, folders);
        if (!found.isEmpty())
            return TerminalCommand{found, commandSwitch(QFileInfo(found).canonicalFilePath()) + shellWords(job)};
    }
    return fail(ErrorCode::NotFound, Text::tr("no terminal was found"), names.join(QStringLiteral(", ")),
                Text::tr("Install one of them, or name yours in the variable TERMINAL and start Podium again. In any "
                         "terminal: podiumctl agent attach NAME."));
}
#endif

} // namespace

Result<TerminalCommand> terminalCommand(const TerminalJob &job, const QProcessEnvironment &environment)
{
#if defined(Q_OS_MACOS)
    Q_UNUSED(environment)
    return forMac(job);
#elif defined(Q_OS_WIN)
    Q_UNUSED(environment)
    return forWindows(job);
#else
    return forUnix(job, environment);
#endif
}

} // namespace podium::gui
