// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QJsonArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace podium::domain
{

/// What happens when an agent's program comes to a certain point: one line of the `hooks` of an agent or a task.
struct HookRule
{
    enum class Action {
        Block,   ///< It is not done; the agent is told `text`.
        Allow,   ///< It needs no permission, unless a guard says otherwise.
        Ask,     ///< A person decides.
        Context, ///< The agent is told `text` besides.
        Run,     ///< A shell command is run; its failure blocks where that is possible.
        Record,  ///< It is noted in the log.
        Require, ///< A quality gate: the agent does not end before a command like `command` has succeeded.
    };
    QString name;
    QString event;       ///< "PreToolUse"; "*" = all.
    QStringList matcher; ///< Names of tools (or of what the event is about), with `*`; empty = any.
    QString input;       ///< What the call is about (its command, file, address …), with `*`; empty = anything.
    Action action = Action::Record;
    QString text;
    QString command;           ///< Run: for the shell. Require: what has to have succeeded, with `*`.
    qint64 timeoutMs = 60'000; ///< Run.
    int times = 3;             ///< Ends of a turn that are blocked in a row before the attempt is given up.

    /// `subject`: the tool's name, or what else the event is about.
    bool matches(const QString &eventName, const QString &subject, const QString &about) const;
};

QString hookActionName(HookRule::Action action); ///< "block"

/// Events that a rule can name: all of the protocol.
const QStringList &hookEvents();
/// Those of the begin and end of a session, which Claude Code does not tell to its host.
const QStringList &hookEventsOfSession();
/// Whether "*" means it too: not what is replaced by its hook, nor what repeats the log.
bool hookIsAmongAll(const QString &event);
bool hookCanBlock(const QString &event);
bool hookTakesContext(const QString &event);
/// Blocking it makes the agent go on.
bool hookEndsTurn(const QString &event);

/// [{"event": "PreToolUse", "matcher": "Bash", "input": "git push*", "do": "block", "text": "…"}]. Unknown keys, events
/// and actions, and actions that an event does not know, are errors; `where` names the place ("hooks").
Result<QList<HookRule>> hookRulesFromJson(const QJsonValue &rules, const QString &where);

} // namespace podium::domain
