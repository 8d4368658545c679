// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/runtable.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace podium::ctl
{

// Requests for a person, as approval.list and run.show describe them.

/// A field of a form (JSON Schema of an object).
struct FormField
{
    QString name;
    QJsonObject schema;
    bool required = false;
};
/// Those that have to be filled in first.
QList<FormField> formFields(const QJsonObject &request);
/// "integer from 1 to 10, required (default: 3): Title. Description."
QString aboutField(const FormField &field);

/// The command that answers the request, to be copied as it stands: TEXT stands for what only the person knows, fields
/// that may be left out are left out.
QString answerCommand(const QJsonObject &request);
/// What is asked, in one line, with the command that answers it.
QString requestLine(const QJsonObject &request);
/// Why a paused run does not go on, with what mends it.
QString pausedText(const QString &run);
/// What is said on standard error by a command that was not to wait for a person.
QString waitsForPerson(const QString &why);
/// For the live table: one line if it holds the title and the command, else two. None is wider than the terminal, and
/// the command is never cut short.
QStringList requestRows(const QJsonObject &request, const RenderOptions &options);
/// All that decides: who asks, what exactly is decided on, the fields of a form, and the commands that answer.
/// Nothing is elided.
QStringList requestLines(const QJsonObject &request, const RenderOptions &options);

} // namespace podium::ctl
