// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace podium::agents
{

/// The environment of a task: of Podium's own only what is on the built-in list or allowed, then what the workflow
/// sets. An allowed name may end in '*'; "*" alone allows everything. Names of Podium's own (PODIUM_…) are never
/// inherited.
QList<QByteArray> taskEnvironment(const QStringList &allowed, const QMap<QString, QString> &set);

/// Whether a variable may be inherited.
bool isInherited(const QByteArray &name, const QStringList &allowed);

} // namespace podium::agents
