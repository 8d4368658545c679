// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QString>

namespace podium::domain
{

/// The form of a task of a type, made of the schema of workflow files and the keys of the task kinds; of the workflow
/// itself if `type` is empty. Thread-safe. One object a field, in the order of the schema:
///
/// - `name` (key in the file), `label`, `group` ("What it is" … as in the reference; empty for the workflow), `help`
/// - `control`: `text`; `prompt` (text of several lines); `number`; `duration`; `size`; `enum`; `bool`; `list` (words,
/// as
///   chips); `tasks` and `task` (ids of tasks); `map` (name to text); `object` (see `fields`); `objects` (a list of
///   what `fields` says); `expression`; `value` (anything: JSON)
/// - `template`: {{ }} is filled in
/// - `default`, `example` if there is one; `choices` of an `enum` (or words a number can be, too); `minimum`, `maximum`
/// - `required`: it must not be left out of its object
/// - `fields` of an object; `long_form`: the field that a bare value stands for (`retry: 3` means `attempts`)
QJsonArray fieldForm(const QString &type);

} // namespace podium::domain
