// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agents/claude/hooks/hookhandler.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace podium::agents
{

/// Hooks about the begin and the end of a session. Claude Code does not call its host for them, but runs commands of
/// its settings: a rule becomes such a command.
namespace sessionhooks
{

/// `hooks` of the settings of one launch; empty if no rule is about a session. `hidden`: variables that the commands do
/// not get.
QJsonObject settings(const QList<HookHandler> &hooks, const QString &attemptFolder, const QStringList &hidden);

/// Whether a rule is about Setup, for which Claude Code has to be asked to begin anew.
bool wantSetup(const QList<HookHandler> &hooks);

/// How long the end of a session may take besides; milliseconds.
qint64 endMs(const QList<HookHandler> &hooks);

/// What became of the end of a session.
struct Ended
{
    QString name; ///< Of the rule.
    int exitCode = 0;
    QString said;
};
/// Those that ran; taken from the attempt's folder, and therefore told once.
QList<Ended> takeEnded(const QList<HookHandler> &hooks, const QString &attemptFolder);

/// Where events for handlers in C++ are put, each as INDEX-NUMBER.json, and where their answers are expected.
QString callFolder(const QString &attemptFolder);

} // namespace sessionhooks

} // namespace podium::agents
