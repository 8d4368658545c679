// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/hooks/sessionhooks.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace podium::agents::sessionhooks
{

namespace
{

using Action = domain::HookRule::Action;

const QString End = QStringLiteral("SessionEnd");
constexpr qint64 MaxSaid = 4096;

QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

QString endFile(const QString &attemptFolder, qsizetype index)
{
    return QStringLiteral("%1/temp/hook-end-%2").arg(attemptFolder).arg(index);
}

QString commandOf(const domain::HookRule &rule)
{
    if (rule.action == Action::Context)
        return QStringLiteral("printf '%s\\n' ") + quoted(rule.text);
    return rule.action == Action::Run ? rule.command : QStringLiteral(":");
}

/// Puts the event where SessionHookCalls looks, and says what it answers.
QString callScript(const QString &attemptFolder, qsizetype index)
{
    return QStringLiteral("mkdir -p %1; i=%2$$; cat >\"$i.part\"; mv \"$i.part\" \"$i.json\"; "
                          "while [ ! -e \"$i.answer\" ]; do sleep 0.05; done; "
                          "cat \"$i.answer\"; rm -f \"$i.json\" \"$i.answer\"")
        .arg(quoted(callFolder(attemptFolder)),
             quoted(QStringLiteral("%1/%2-").arg(callFolder(attemptFolder)).arg(index)));
}

/// With what a command of any hook gets: the event and a file with all about it.
QString script(const domain::HookRule &rule, const QString &event, const QString &attemptFolder, qsizetype index,
               const QStringList &hidden)
{
    QString environment;
    for (const QString &name : hidden)
        environment += QStringLiteral(" -u ") + name;
    QString out = QStringLiteral("mkdir -p %1; i=%1/hook-session-%2.json; cat >\"$i\"; "
                                 "o=$(env%3 PODIUM_HOOK_EVENT=%4 PODIUM_HOOK_TOOL= PODIUM_HOOK_ABOUT= "
                                 "PODIUM_HOOK_INPUT=\"$i\" /bin/sh -c %5 2>&1); r=$?; rm -f \"$i\"; ")
                      .arg(quoted(attemptFolder + QStringLiteral("/temp")))
                      .arg(index)
                      .arg(environment, event, quoted(commandOf(rule)));
    if (event == End)
        out += QStringLiteral("printf '%s\\n%s\\n' \"$r\" \"$o\" >%1; ").arg(quoted(endFile(attemptFolder, index)));
    return out + QStringLiteral("printf '%s\\n' \"$o\"; [ $r -eq 0 ] || exit 1");
}

bool isAbout(const domain::HookRule &rule, const QString &event)
{
    // A line in the log about each Setup would have Claude Code begin anew each time.
    return rule.event == event || (rule.event == QLatin1StringView("*") && event != QLatin1StringView("Setup"));
}

} // namespace

QJsonObject settings(const QList<HookHandler> &hooks, const QString &attemptFolder, const QStringList &hidden)
{
    QJsonObject out;
    for (const QString &event : domain::hookEventsOfSession()) {
        QJsonArray entries;
        for (qsizetype i = 0; i < hooks.size(); ++i) {
            const domain::HookRule &rule = hooks.at(i).rule;
            if (!isAbout(rule, event))
                continue;
            const QString command =
                hooks.at(i).handle ? callScript(attemptFolder, i) : script(rule, event, attemptFolder, i, hidden);
            QJsonObject entry{{QStringLiteral("hooks"),
                               QJsonArray{QJsonObject{{QStringLiteral("type"), QStringLiteral("command")},
                                                      {QStringLiteral("command"), command},
                                                      {QStringLiteral("timeout"), (rule.timeoutMs + 999) / 1000}}}}};
            if (!rule.matcher.isEmpty()) // There it is a regular expression.
                entry.insert(QStringLiteral("matcher"), rule.matcher.join(u'|').replace(u'*', QStringLiteral(".*")));
            entries.append(entry);
        }
        if (!entries.isEmpty())
            out.insert(event, entries);
    }
    return out;
}

bool wantSetup(const QList<HookHandler> &hooks)
{
    return std::any_of(hooks.begin(), hooks.end(),
                       [](const HookHandler &hook) { return hook.rule.event == QLatin1StringView("Setup"); });
}

qint64 endMs(const QList<HookHandler> &hooks)
{
    qint64 out = 0;
    for (const HookHandler &hook : hooks) {
        if ((hook.handle || hook.rule.action == Action::Run) && isAbout(hook.rule, End))
            out = std::max(out, hook.rule.timeoutMs);
    }
    return out;
}

QList<Ended> takeEnded(const QList<HookHandler> &hooks, const QString &attemptFolder)
{
    QList<Ended> out;
    for (qsizetype i = 0; i < hooks.size(); ++i) {
        QFile file(endFile(attemptFolder, i));
        if (!isAbout(hooks.at(i).rule, End) || !file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.read(MaxSaid));
        out.append({hooks.at(i).rule.name, text.section(u'\n', 0, 0).toInt(), text.section(u'\n', 1).trimmed()});
        file.remove();
    }
    return out;
}

QString callFolder(const QString &attemptFolder)
{
    return attemptFolder + QStringLiteral("/temp/hook-calls");
}

} // namespace podium::agents::sessionhooks
