// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/graphscene.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace podium::bench
{

using namespace Qt::StringLiterals;

GeneratedGraph::GeneratedGraph(int count) : nodeCount(count)
{
    std::mt19937 random(12345);
    // Distributions of the standard library differ between its makers; the raw numbers do not.
    const auto unit = [&random] { return double(random()) / 4294967296.0; };
    const auto normal = [&unit] {
        return std::sqrt(-2 * std::log(1 - unit())) * std::cos(2 * 3.14159265358979323846 * unit());
    };
    const int width = std::max(1, qRound(std::sqrt(double(count))));
    const int layers = (count + width - 1) / width;
    const auto widthOf = [&](int layer) { return std::min(width, count - layer * width); };

    // Places within a layer are given out in mixed order, so that numbers tell nothing.
    QList<int> number(count);
    for (int layer = 0; layer < layers; ++layer) {
        const auto first = number.begin() + layer * width;
        const auto last = first + widthOf(layer);
        std::iota(first, last, layer * width);
        for (auto it = last - 1; it > first; --it)
            std::swap(*it, *(first + std::ptrdiff_t(random() % quint32(it - first + 1))));
    }
    for (int layer = 1; layer < layers; ++layer) {
        for (int place = 0; place < widthOf(layer); ++place) {
            QList<int> sources;
            while (sources.size() < 3) {
                const double chance = unit();
                const int back = std::min(layer, chance < 0.8 ? 1 : chance < 0.95 ? 2 : 3);
                const int near = std::clamp(qRound(place + 3 * normal()), 0, width - 1);
                const int source = number[(layer - back) * width + near];
                if (!sources.contains(source))
                    sources.append(source);
            }
            for (const int source : sources)
                edges.append({source, number[layer * width + place]});
        }
    }
    std::sort(edges.begin(), edges.end());
}

gui::GraphNode cardOf(int index, int step)
{
    static const QStringList states{u"SUCCESS"_s, u"RUNNING"_s, u"PENDING"_s, u"READY"_s, u"FAILED"_s, u"BLOCKED"_s};
    static const QStringList icons{u"circle-check"_s, u"loader"_s,   u"circle"_s,
                                   u"circle-dot"_s,   u"circle-x"_s, u"octagon-pause"_s};
    const int state = (index * 7 + step) % int(states.size());
    gui::GraphNode node;
    node.id = QString::number(index);
    node.title = u"Task %1"_s.arg(index);
    node.subtitle = u"backend · Bash: pytest -q tests/%1"_s.arg(index);
    node.footerLeft = u"%1 m %2 s / ~8 m"_s.arg(index % 9).arg(step % 60);
    node.footerRight = u"$ 0.%1"_s.arg(index % 90 + 10);
    node.state = states.at(state);
    node.stateWord = node.state;
    node.icon = icons.at(state);
    node.progress = node.state == u"RUNNING"_s ? (step % 100) / 100.0 : -1;
    return node;
}

QList<gui::GraphNode> GeneratedGraph::nodesWithValues() const
{
    QList<gui::GraphNode> nodes;
    for (int i = 0; i < nodeCount; ++i)
        nodes.append(cardOf(i, 0));
    return nodes;
}

QList<gui::GraphEdge> GeneratedGraph::edgesWithIds() const
{
    QList<gui::GraphEdge> named;
    for (const auto &[from, to] : edges)
        named.append({QString::number(from), QString::number(to)});
    return named;
}

void fillExample(gui::GraphModel &model)
{
    const auto node = [](const char *id, const char *title, const char *subtitle, const char *left, const char *right,
                         const char *state, const char *word, const char *icon, double progress = -1) {
        const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
        return gui::GraphNode{text(id),    text(title), text(subtitle), text(left), text(right),
                              text(state), text(word),  text(icon),     progress};
    };
    model.setGraph({node("design", "Technical design", "architect · plan.md, api.yaml", "2 m 10 s", "$ 0.31", "SUCCESS",
                         "Success", "circle-check"),
                    node("schema", "Database schema", "database · 3 migrations", "4 m 02 s", "$ 0.48", "SUCCESS",
                         "Success", "circle-check"),
                    node("auth", "Auth endpoints", "backend · Bash: pytest -q tests/auth", "6 m 41 s / ~8 m", "$ 1.12",
                         "RUNNING", "Running", "loader", 0.8),
                    node("login", "Login screens", "frontend · Edit src/Login.tsx", "3 m 20 s / ~6 m", "$ 0.74",
                         "RUNNING", "Running", "loader"),
                    node("seed", "Seed data", "database · 2 files, +84 −0", "1 m 12 s", "$ 0.09", "AWAITING_REVIEW",
                         "Needs review", "hand"),
                    node("tests", "Integration tests", "waits for Auth endpoints, Login screens", "~5 m", "~$ 0.60",
                         "PENDING", "Pending", "circle"),
                    node("review", "Security review", "reviewer ×3 vote · risk high", "needs quorum 2 of 3", "~$ 0.40",
                         "BLOCKED", "Blocked", "octagon-pause"),
                    node("docs", "Docs", "needs an agent with role writer", "queued 0 m 40 s", "~$ 0.15", "READY",
                         "Ready", "circle-dot"),
                    node("lint", "Lint", "shell · ruff check", "0 m 12 s", "$ 0.00", "FAILED", "Failed", "circle-x")},
                   {{u"design"_s, u"schema"_s},
                    {u"design"_s, u"auth"_s},
                    {u"design"_s, u"login"_s},
                    {u"schema"_s, u"seed"_s},
                    {u"auth"_s, u"tests"_s},
                    {u"auth"_s, u"review"_s},
                    {u"login"_s, u"tests"_s},
                    {u"login"_s, u"docs"_s},
                    {u"design"_s, u"lint"_s},
                    {u"schema"_s, u"tests"_s}});
    model.setCriticalPath({u"design"_s, u"auth"_s, u"tests"_s});
    model.select(u"auth"_s);
}

qint64 straightCrossings(const QList<QPointF> &middles, const QList<std::pair<int, int>> &edges)
{
    struct Segment
    {
        QPointF a;
        QPointF b;
        int from;
        int to;
    };
    QList<Segment> segments;
    for (const auto &[from, to] : edges) {
        const bool leftToRight = middles[from].x() <= middles[to].x();
        segments.append(leftToRight ? Segment{middles[from], middles[to], from, to}
                                    : Segment{middles[to], middles[from], to, from});
    }
    std::sort(segments.begin(), segments.end(), [](const Segment &s, const Segment &t) { return s.a.x() < t.a.x(); });
    const auto side = [](QPointF a, QPointF b, QPointF c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
    };
    qint64 crossings = 0;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const Segment &s = segments.at(i);
        const double top = std::min(s.a.y(), s.b.y());
        const double bottom = std::max(s.a.y(), s.b.y());
        for (qsizetype j = i + 1; j < segments.size() && segments.at(j).a.x() < s.b.x(); ++j) {
            const Segment &t = segments.at(j);
            if (std::max(t.a.y(), t.b.y()) < top || std::min(t.a.y(), t.b.y()) > bottom || s.from == t.from ||
                s.from == t.to || s.to == t.from || s.to == t.to)
                continue;
            crossings += side(s.a, s.b, t.a) * side(s.a, s.b, t.b) < 0 && side(t.a, t.b, s.a) * side(t.a, t.b, s.b) < 0;
        }
    }
    return crossings;
}

} // namespace podium::bench
