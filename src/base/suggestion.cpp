// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/suggestion.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <vector>

namespace podium
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Suggestion)
};

constexpr qsizetype MaxWordLength = 80; // Longer words are not typing errors, and the distance costs their product.
constexpr qsizetype MaxListed = 12;
constexpr qsizetype LeastBeginning = 3; // Fewer letters begin too many words.

QString plain(const QString &word)
{
    QString out = word.toLower();
    out.remove(u'_').remove(u'-').remove(u' ');
    return out;
}

/// Edit distance in which swapping two neighbours counts once (optimal string alignment).
int distance(const QString &a, const QString &b)
{
    const auto n = size_t(b.size());
    std::vector<int> beforeLast(n + 1);
    std::vector<int> last(n + 1);
    std::vector<int> row(n + 1);
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = int(i);
        for (size_t j = 1; j <= n; ++j) {
            const bool same = a.at(i - 1) == b.at(qsizetype(j) - 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a.at(i - 1) == b.at(qsizetype(j) - 2) && a.at(i - 2) == b.at(qsizetype(j) - 1))
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last[n];
}

} // namespace

QString nearestWord(const QString &word, const QStringList &known)
{
    const QString wanted = plain(word);
    if (wanted.isEmpty() || wanted.size() > MaxWordLength)
        return {};
    // A third of the letters may be wrong, but a short word may not become a wholly different one.
    int best = int(std::max<qsizetype>(1, wanted.size() / 3)) + 1;
    QString out;
    for (const QString &candidate : known) {
        const QString other = plain(candidate);
        if (candidate == word)
            continue;
        // A part of the right word is nearer than its edit distance says.
        const bool begins = wanted.size() >= LeastBeginning && other.startsWith(wanted);
        if (!begins && std::abs(other.size() - wanted.size()) >= best)
            continue;
        const int d = begins && other != wanted ? 1 : distance(wanted, other);
        if (d < best && d < other.size()) {
            best = d;
            out = candidate;
        }
    }
    return out;
}

QString didYouMean(const QString &word, const QStringList &known)
{
    const QString near = nearestWord(word, known);
    if (!near.isEmpty())
        return Text::tr("did you mean `%1`?").arg(near);
    if (!known.isEmpty() && known.size() <= MaxListed)
        return Text::tr("known: %1").arg(known.join(QStringLiteral(", ")));
    return {};
}

QString suggestion(const QString &word, const QStringList &known)
{
    const QString near = nearestWord(word, known);
    return near.isEmpty() ? QString() : Text::tr("Did you mean \"%1\"?").arg(near);
}

} // namespace podium
