// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/nearest.h"

#include <QCoreApplication>

#include <numeric>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Nearest)
};

// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
qsizetype editDistance(const QString &a, const QString &b)
{
    const size_t width = size_t(b.size()) + 1;
    std::vector<qsizetype> before(width);
    std::vector<qsizetype> previous(width);
    std::vector<qsizetype> row(width);
    std::iota(previous.begin(), previous.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const size_t at = size_t(j);
            const qsizetype cost = a[i - 1] == b[j - 1] ? 0 : 1;
            row[at] = std::min({previous[at] + 1, row[at - 1] + 1, previous[at - 1] + cost});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[at] = std::min(row[at], before[at - 2] + 1);
        }
        before.swap(previous);
        previous.swap(row);
    }
    return previous.back();
}

QString plain(const QString &word)
{
    QString out = word.toLower();
    out.remove(u'-');
    out.remove(u'_');
    return out;
}

} // namespace

QString nearest(const QString &word, const QStringList &known)
{
    if (word.isEmpty() || word.size() > 100)
        return {};
    QString best;
    qsizetype least = std::max<qsizetype>(2, word.size() / 3) + 1;
    for (const QString &candidate : known) {
        qsizetype distance = editDistance(plain(word), plain(candidate));
        // A part of the right word is nearer than its edit distance says.
        if (word.size() >= 3 && plain(candidate).startsWith(plain(word)))
            distance = std::min<qsizetype>(distance, 1);
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

QString suggestion(const QString &word, const QStringList &known)
{
    const QString best = nearest(word, known);
    return best.isEmpty() ? QString() : Text::tr("Did you mean \"%1\"?").arg(best);
}

} // namespace podium::control
