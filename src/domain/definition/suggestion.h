// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace podium::domain
{

/// The known word that is nearest to `word` by edit distance (case, '-' and '_' do not count), or an empty string if
/// none is near enough to be what was meant.
QString nearestWord(const QString &word, const QStringList &known);

/// "did you mean `depends_on`?", else "known: a, b, c" if there are few enough, else empty. Translated.
QString didYouMean(const QString &word, const QStringList &known);

} // namespace podium::domain
