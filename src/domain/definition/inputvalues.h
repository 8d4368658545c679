// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/workflow.h"

#include <QJsonValue>
#include <QString>

namespace podium::domain
{

/// Is it of a type that an input can have: string, integer, number, boolean, list, object? Of any other name: yes.
bool fitsInputType(const QJsonValue &value, const QString &type);
/// Why the value cannot be given for the input, for people; empty if it can.
QString whyNotFor(const InputSpec &input, const QJsonValue &value);

} // namespace podium::domain
