// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/risk/shellwrappers.h"

#include <QHash>
#include <QSet>

namespace podium::domain
{

namespace
{

/// How the arguments of a wrapper end and the wrapped command begins.
struct Wrapper
{
    QString valued;         ///< Short options that take a value as the next word.
    QStringList longValued; ///< Long ones.
    int positional = 0;     ///< Words of its own before the command.
    bool adds = false;      ///< It gives the command arguments that nobody sees here.
};

const QHash<QString, Wrapper> &wrappers()
{
    static const QHash<QString, Wrapper> s_wrappers{
        {QStringLiteral("sudo"), {QStringLiteral("ugpCTUDRhr"), {QStringLiteral("--user"), QStringLiteral("--group")}}},
        {QStringLiteral("doas"), {QStringLiteral("uC"), {}}},
        {QStringLiteral("env"), {QStringLiteral("uC"), {QStringLiteral("--unset"), QStringLiteral("--chdir")}}},
        {QStringLiteral("nice"), {QStringLiteral("n"), {QStringLiteral("--adjustment")}}},
        {QStringLiteral("ionice"), {QStringLiteral("cn"), {}}},
        {QStringLiteral("nohup"), {}},
        {QStringLiteral("setsid"), {}},
        {QStringLiteral("time"), {QStringLiteral("fo"), {}}},
        {QStringLiteral("timeout"), {QStringLiteral("sk"), {}, 1}},
        {QStringLiteral("stdbuf"), {QStringLiteral("ioe"), {}}},
        {QStringLiteral("command"), {}},
        {QStringLiteral("builtin"), {}},
        {QStringLiteral("exec"), {QStringLiteral("a"), {}}},
        {QStringLiteral("xargs"), {QStringLiteral("IEnPLdsa"), {QStringLiteral("--max-args")}, 0, true}},
        {QStringLiteral("flock"), {QStringLiteral("wE"), {}, 1}},
        {QStringLiteral("watch"), {QStringLiteral("n"), {}}},
        {QStringLiteral("chroot"), {{}, {}, 1}},
        {QStringLiteral("strace"), {QStringLiteral("eopsauEIObPX"), {}}},
    };
    return s_wrappers;
}

bool isShellName(const QString &name)
{
    static const QSet<QString> s_shells{QStringLiteral("sh"),  QStringLiteral("bash"), QStringLiteral("dash"),
                                        QStringLiteral("zsh"), QStringLiteral("ksh"),  QStringLiteral("ash"),
                                        QStringLiteral("fish")};
    return s_shells.contains(name);
}

/// The command that stands behind the first `from` words, as its own.
ShellCommand tail(const ShellCommand &command, qsizetype from, bool certain)
{
    ShellCommand out;
    out.words = command.words.mid(from);
    out.certain = command.certain && certain;
    out.readsPipe = command.readsPipe;
    return out;
}

void addInner(const ShellCommand &inner, Unwrapped *out)
{
    if (inner.words.isEmpty())
        return;
    out->commands.append(inner);
    const Unwrapped deeper = unwrapped(inner);
    out->commands += deeper.commands;
    out->scripts += deeper.scripts;
    out->understood = out->understood && deeper.understood;
}

void unwrapPrefix(const ShellCommand &command, const Wrapper &wrapper, Unwrapped *out)
{
    qsizetype at = 1;
    int positional = wrapper.positional;
    bool certain = !wrapper.adds;
    while (at < command.words.size()) {
        const QString &word = command.words.at(at);
        if (word == QLatin1StringView("--")) {
            ++at;
            break;
        }
        if (word == QLatin1StringView("-S") || word.startsWith(QLatin1StringView("--split-string"))) {
            out->understood = false; // env: a whole command line in one word.
            return;
        }
        if (word.startsWith(u'-') && word.size() > 1) {
            const bool longValue = wrapper.longValued.contains(word);
            const bool shortValue = !word.startsWith(QLatin1StringView("--")) && wrapper.valued.contains(word.back());
            at += longValue || shortValue ? 2 : 1;
        } else if (word.contains(u'=') && !word.contains(u'/') && positional == 0) {
            certain = false; // A variable may change what is run.
            ++at;
        } else if (positional > 0) {
            --positional;
            ++at;
        } else {
            break;
        }
    }
    addInner(tail(command, at, certain), out);
}

void unwrapShell(const ShellCommand &command, Unwrapped *out)
{
    for (qsizetype at = 1; at < command.words.size(); ++at) {
        const QString &word = command.words.at(at);
        if (!word.startsWith(u'-') && !word.startsWith(u'+'))
            return; // A script file: what is in it nobody knows here.
        if (word.startsWith(u'-') && !word.startsWith(QLatin1StringView("--")) && word.contains(u'c')) {
            if (at + 1 < command.words.size())
                out->scripts.append(command.words.at(at + 1));
            if (!command.certain)
                out->understood = false;
            return;
        }
    }
}

void unwrapFind(const ShellCommand &command, Unwrapped *out)
{
    static const QSet<QString> s_actions{QStringLiteral("-exec"), QStringLiteral("-execdir"), QStringLiteral("-ok"),
                                         QStringLiteral("-okdir")};
    for (qsizetype at = 1; at < command.words.size(); ++at) {
        if (!s_actions.contains(command.words.at(at)))
            continue;
        ShellCommand inner = tail(command, at + 1, false); // {} becomes names of files.
        qsizetype end = 0;
        while (end < inner.words.size() && inner.words.at(end) != QLatin1StringView(";") &&
               inner.words.at(end) != QLatin1StringView("+"))
            ++end;
        inner.words = inner.words.mid(0, end);
        addInner(inner, out);
    }
}

} // namespace

QString programName(const QString &word)
{
    static const QStringList s_folders{QStringLiteral("/bin/"), QStringLiteral("/usr/bin/"), QStringLiteral("/sbin/"),
                                       QStringLiteral("/usr/sbin/"), QStringLiteral("/usr/local/bin/")};
    for (const QString &folder : s_folders) {
        if (word.startsWith(folder) && !word.mid(folder.size()).contains(u'/'))
            return word.mid(folder.size());
    }
    return word;
}

bool isShell(const ShellCommand &command)
{
    return !command.words.isEmpty() && isShellName(programName(command.words.first()));
}

Unwrapped unwrapped(const ShellCommand &command)
{
    Unwrapped out;
    if (command.words.isEmpty())
        return out;
    const QString name = programName(command.words.first());
    const auto wrapper = wrappers().constFind(name);
    if (wrapper != wrappers().constEnd()) {
        unwrapPrefix(command, *wrapper, &out);
    } else if (isShellName(name)) {
        unwrapShell(command, &out);
    } else if (name == QLatin1StringView("eval")) {
        out.scripts.append(command.words.mid(1).join(u' '));
        out.understood = command.certain;
    } else if (name == QLatin1StringView("find")) {
        unwrapFind(command, &out);
    }
    return out;
}

} // namespace podium::domain
