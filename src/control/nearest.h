// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace podium::control
{

/// The known word by the fewest edits (case, '-' and '_' do not count), or empty if none is near enough to be meant.
QString nearest(const QString &word, const QStringList &known);

/// "Did you mean "x"?", or empty. Translated.
QString suggestion(const QString &word, const QStringList &known);

} // namespace podium::control
