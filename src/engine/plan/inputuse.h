// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonValue>
#include <QSet>
#include <QString>

namespace podium::engine
{

/// Names of the workflow inputs that the texts of a task's definition may read; "*" if one reads all of them. Errs on
/// the side of naming too many: a fork then does a task again that it could have taken over.
QSet<QString> inputsUsedBy(const QJsonValue &taskDefinition);

} // namespace podium::engine
