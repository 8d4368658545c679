// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace podium
{

/// The known word that is nearest to `word` by edit distance (case, '-' and '_' do not count; the beginning of a word
/// is near it), or an empty string if none is near enough to be what was meant.
QString nearestWord(const QString &word, const QStringList &known);

/// For a finding, whose lines go on in lower case: "did you mean `depends_on`?", else "known: a, b, c" if there are few
/// enough, else empty. Translated.
QString didYouMean(const QString &word, const QStringList &known);

/// For the hint of an Error, which is a sentence of its own: "Did you mean "limit"?", or empty. Translated.
QString suggestion(const QString &word, const QStringList &known);

} // namespace podium
