// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/textdiff.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace podium
{

namespace
{

using Kind = TextDiffLine::Kind;

constexpr qsizetype MaxEdits = 1500; // Memory and time grow with its square.

QStringList linesOf(const QString &text)
{
    if (text.isEmpty())
        return {};
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

/// Myers' greedy algorithm on a[from, aEnd) and b[from, bEnd): the furthest points reached with each number of edits
/// are kept, and the way is read backwards from the end.
QList<TextDiffLine> shortestEdit(const QStringList &a, const QStringList &b)
{
    const qsizetype n = a.size();
    const qsizetype m = b.size();
    const qsizetype most = std::min(n + m, MaxEdits);
    std::vector<std::vector<qsizetype>> trace;
    std::vector<qsizetype> reach(size_t(2 * most + 3), 0);
    const auto at = [most](qsizetype k) { return size_t(k + most + 1); };
    bool found = false;
    for (qsizetype d = 0; d <= most && !found; ++d) {
        trace.emplace_back(reach.begin() + (most + 1 - d) - 1, reach.begin() + (most + 1 + d) + 2);
        for (qsizetype k = -d; k <= d; k += 2) {
            const bool down = k == -d || (k != d && reach[at(k - 1)] < reach[at(k + 1)]);
            qsizetype x = down ? reach[at(k + 1)] : reach[at(k - 1)] + 1;
            qsizetype y = x - k;
            while (x < n && y < m && a.at(x) == b.at(y)) {
                ++x;
                ++y;
            }
            reach[at(k)] = x;
            if (x >= n && y >= m) {
                found = true;
                break;
            }
        }
    }
    QList<TextDiffLine> out;
    if (!found) {
        for (const QString &line : a)
            out.append({Kind::Removed, line});
        for (const QString &line : b)
            out.append({Kind::Added, line});
        return out;
    }
    qsizetype x = n;
    qsizetype y = m;
    for (qsizetype d = qsizetype(trace.size()) - 1; d >= 0; --d) {
        // What was reached before this edit, from k = -d - 1 on.
        const std::vector<qsizetype> &before = trace[size_t(d)];
        const auto reached = [&before, d](qsizetype k) { return before[size_t(k + d + 1)]; };
        const qsizetype k = x - y;
        const bool down = k == -d || (k != d && reached(k - 1) < reached(k + 1));
        const qsizetype fromK = down ? k + 1 : k - 1;
        const qsizetype fromX = d == 0 ? 0 : reached(fromK);
        const qsizetype fromY = d == 0 ? 0 : fromX - fromK;
        while (x > fromX && y > fromY) {
            --x;
            --y;
            out.append({Kind::Same, a.at(x)});
        }
        if (d == 0)
            break;
        if (down)
            out.append({Kind::Added, b.at(--y)});
        else
            out.append({Kind::Removed, a.at(--x)});
    }
    std::reverse(out.begin(), out.end());
    return out;
}

} // namespace

QList<TextDiffLine> textDiff(const QString &left, const QString &right)
{
    const QStringList a = linesOf(left);
    const QStringList b = linesOf(right);
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype head = 0;
    while (head < shorter && a.at(head) == b.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail))
        ++tail;
    QList<TextDiffLine> out;
    for (qsizetype i = 0; i < head; ++i)
        out.append({Kind::Same, a.at(i)});
    out += shortestEdit(a.mid(head, a.size() - head - tail), b.mid(head, b.size() - head - tail));
    for (qsizetype i = a.size() - tail; i < a.size(); ++i)
        out.append({Kind::Same, a.at(i)});
    return out;
}

} // namespace podium
