// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/layeredlayout.h"

#include "gui/graph/layers.h"

#include <algorithm>
#include <cmath>

namespace podium::gui
{

namespace
{

using Pairs = std::vector<std::pair<int, int>>;

/// An edge of the input in the direction of the layers.
struct Link
{
    int edge; ///< Index in the input.
    int from;
    int to;
    bool turned;
};

/// The edges without those from a node to itself, each turned that would close a cycle: depth first in the order of the
/// input, so that the same graph is always broken at the same places.
std::vector<Link> withoutCycles(const LayoutInput &input)
{
    const int count = int(input.sizes.size());
    Pairs pairs;
    for (qsizetype i = 0; i < input.edges.size(); ++i) {
        const auto [from, to] = input.edges[i];
        if (from != to && from >= 0 && to >= 0 && from < count && to < count)
            pairs.emplace_back(from, int(i));
    }
    Adjacency outgoing;
    outgoing.build(count, pairs);

    enum : char { New, Open, Done };
    std::vector<char> state(size_t(count), New);
    std::vector<std::pair<int, size_t>> stack;
    std::vector<Link> links;
    links.reserve(pairs.size());
    for (int root = 0; root < count; ++root) {
        if (state[size_t(root)] != New)
            continue;
        stack.emplace_back(root, 0);
        state[size_t(root)] = Open;
        while (!stack.empty()) {
            const int node = stack.back().first;
            const auto edges = outgoing.of(node);
            if (stack.back().second == edges.size()) {
                state[size_t(node)] = Done;
                stack.pop_back();
                continue;
            }
            const int edge = edges[stack.back().second++];
            const int to = input.edges[edge].second;
            const bool closes = state[size_t(to)] == Open;
            links.push_back(closes ? Link{edge, to, node, true} : Link{edge, node, to, false});
            if (state[size_t(to)] == New) {
                state[size_t(to)] = Open;
                stack.emplace_back(to, 0);
            }
        }
    }
    std::sort(links.begin(), links.end(), [](const Link &a, const Link &b) { return a.edge < b.edge; });
    return links;
}

/// Longest-path ranks; nodes with more edges to the right than to the left then move right as far as they may, which
/// makes edges shorter.
std::vector<int> rank(int count, const std::vector<Link> &links)
{
    Pairs out;
    Pairs in;
    std::vector<int> open(size_t(count), 0);
    for (const Link &link : links) {
        out.emplace_back(link.from, link.to);
        in.emplace_back(link.to, link.from);
        ++open[size_t(link.to)];
    }
    Adjacency after;
    Adjacency before;
    after.build(count, out);
    before.build(count, in);

    std::vector<int> ranks(size_t(count), 0);
    std::vector<int> sorted;
    sorted.reserve(size_t(count));
    for (int i = 0; i < count; ++i) {
        if (open[size_t(i)] == 0)
            sorted.push_back(i);
    }
    for (size_t i = 0; i < sorted.size(); ++i) {
        for (const int to : after.of(sorted[i])) {
            ranks[size_t(to)] = std::max(ranks[size_t(to)], ranks[size_t(sorted[i])] + 1);
            if (--open[size_t(to)] == 0)
                sorted.push_back(to);
        }
    }
    for (auto it = sorted.rbegin(); it != sorted.rend(); ++it) {
        const auto next = after.of(*it);
        if (next.size() <= before.of(*it).size())
            continue;
        int latest = std::numeric_limits<int>::max();
        for (const int to : next)
            latest = std::min(latest, ranks[size_t(to)] - 1);
        ranks[size_t(*it)] = latest;
    }
    return ranks;
}

/// Number of the connected part of each node, in the order in which they begin.
std::vector<int> partsOf(int count, const std::vector<Link> &links, int *partCount)
{
    std::vector<int> parent(size_t(count), 0);
    for (int i = 0; i < count; ++i)
        parent[size_t(i)] = i;
    const auto root = [&parent](int node) {
        while (parent[size_t(node)] != node)
            node = parent[size_t(node)] = parent[size_t(parent[size_t(node)])];
        return node;
    };
    for (const Link &link : links) {
        const int a = root(link.from);
        const int b = root(link.to);
        parent[size_t(std::max(a, b))] = std::min(a, b);
    }
    std::vector<int> part(size_t(count), 0);
    *partCount = 0;
    for (int i = 0; i < count; ++i)
        part[size_t(i)] = root(i) == i ? (*partCount)++ : part[size_t(root(i))];
    return part;
}

/// One connected part on its way into the picture.
class Part
{
public:
    Part(const LayoutInput &input, const std::vector<int> &ranks) : m_input(input), m_ranks(ranks) {}

    std::vector<int> nodes; ///< Indices of the input.
    std::vector<Link> links;
    QSizeF size;

    /// `local`: per node of the input, its number in this part.
    void arrange(std::vector<int> &local);
    void moveTo(QPointF corner, GraphLayout &layout, std::vector<std::vector<QPointF>> &bends) const;

private:
    void cut(const std::vector<int> &local);
    void placeColumns();

    const LayoutInput &m_input;
    const std::vector<int> &m_ranks;
    int m_firstRank = 0;
    Layers m_layers;
    std::vector<int> m_firstDummy; ///< Per link; -1 if it has none.
    std::vector<double> m_hints;
    std::vector<double> m_y;
    std::vector<double> m_columnX;
    std::vector<double> m_columnWidth;
};

void Part::cut(const std::vector<int> &local)
{
    int lastRank = 0;
    m_firstRank = std::numeric_limits<int>::max();
    for (const int node : nodes) {
        m_firstRank = std::min(m_firstRank, m_ranks[size_t(node)]);
        lastRank = std::max(lastRank, m_ranks[size_t(node)]);
    }
    m_layers.nodeCount = int(nodes.size());
    for (const int node : nodes)
        m_layers.layerOf.push_back(m_ranks[size_t(node)] - m_firstRank);
    const bool hinted = m_input.previousY.size() == m_input.sizes.size();
    if (hinted) {
        for (const int node : nodes)
            m_hints.push_back(m_input.previousY[node]);
    }

    Pairs after;
    Pairs before;
    const auto connect = [&](int from, int to) {
        after.emplace_back(from, to);
        before.emplace_back(to, from);
    };
    for (const Link &link : links) {
        int previous = local[size_t(link.from)];
        const int last = local[size_t(link.to)];
        const int from = m_layers.layerOf[size_t(previous)];
        const int to = m_layers.layerOf[size_t(last)];
        m_firstDummy.push_back(to - from > 1 ? int(m_layers.layerOf.size()) : -1);
        for (int layer = from + 1; layer < to; ++layer) {
            const int dummy = int(m_layers.layerOf.size());
            m_layers.layerOf.push_back(layer);
            if (hinted) {
                const double share = double(layer - from) / (to - from);
                m_hints.push_back(m_hints[size_t(local[size_t(link.from)])] * (1 - share) +
                                  m_hints[size_t(last)] * share);
            }
            connect(previous, dummy);
            previous = dummy;
        }
        connect(previous, last);
    }
    m_layers.vertexCount = int(m_layers.layerOf.size());
    m_layers.after.build(m_layers.vertexCount, after);
    m_layers.before.build(m_layers.vertexCount, before);
    m_layers.orders.resize(size_t(lastRank - m_firstRank + 1));
    for (int vertex = 0; vertex < m_layers.vertexCount; ++vertex)
        m_layers.orders[size_t(m_layers.layerOf[size_t(vertex)])].push_back(vertex);
}

void Part::placeColumns()
{
    // Steep edges need room to turn.
    constexpr double calm = 150;
    constexpr double share = 0.12;
    constexpr double most = 160;
    const size_t columns = m_layers.orders.size();
    m_columnX.assign(columns, 0);
    m_columnWidth.assign(columns, 0);
    std::vector<double> rise(columns, 0);
    std::vector<int> edges(columns, 0);
    for (int vertex = 0; vertex < m_layers.vertexCount; ++vertex) {
        const auto layer = size_t(m_layers.layerOf[size_t(vertex)]);
        if (!m_layers.isDummy(vertex))
            m_columnWidth[layer] = std::max(m_columnWidth[layer], m_input.sizes[nodes[size_t(vertex)]].width());
        for (const int next : m_layers.after.of(vertex)) {
            rise[layer] += std::abs(m_y[size_t(next)] - m_y[size_t(vertex)]);
            ++edges[layer];
        }
    }
    double x = 0;
    for (size_t layer = 0; layer < columns; ++layer) {
        m_columnX[layer] = x;
        const double mean = edges[layer] == 0 ? 0 : rise[layer] / edges[layer];
        x += m_columnWidth[layer] + m_input.rankGap + std::clamp((mean - calm) * share, 0.0, most);
    }
    size.setWidth(m_columnX.back() + m_columnWidth.back());
}

void Part::arrange(std::vector<int> &local)
{
    for (size_t i = 0; i < nodes.size(); ++i)
        local[size_t(nodes[i])] = int(i);
    cut(local);
    orderLayers(m_layers, m_hints);
    Separation separation{std::vector<double>(size_t(m_layers.vertexCount), 0), m_input.nodeGap, m_input.laneGap};
    for (size_t i = 0; i < nodes.size(); ++i)
        separation.heights[i] = m_input.sizes[nodes[i]].height();
    m_y = placeLayers(m_layers, separation);
    double bottom = 0;
    for (int vertex = 0; vertex < m_layers.vertexCount; ++vertex)
        bottom = std::max(bottom, m_y[size_t(vertex)] + separation.heights[size_t(vertex)] / 2);
    size.setHeight(bottom);
    placeColumns();
}

void Part::moveTo(QPointF corner, GraphLayout &layout, std::vector<std::vector<QPointF>> &bends) const
{
    for (size_t i = 0; i < nodes.size(); ++i) {
        const auto layer = size_t(m_layers.layerOf[i]);
        const QSizeF nodeSize = m_input.sizes[nodes[i]];
        const double x = m_columnX[layer] + (m_columnWidth[layer] - nodeSize.width()) / 2;
        layout.positions[nodes[i]] =
            QPointF(std::round(corner.x() + x), std::round(corner.y() + m_y[i] - nodeSize.height() / 2));
        layout.ranks[nodes[i]] = int(layer);
        layout.bounds |= QRectF(layout.positions.at(nodes[i]), nodeSize);
    }
    for (size_t i = 0; i < links.size(); ++i) {
        if (m_firstDummy[i] < 0)
            continue;
        const int span = m_ranks[size_t(links[i].to)] - m_ranks[size_t(links[i].from)];
        std::vector<QPointF> &points = bends[size_t(links[i].edge)];
        for (int dummy = m_firstDummy[i]; dummy < m_firstDummy[i] + span - 1; ++dummy) {
            const auto layer = size_t(m_layers.layerOf[size_t(dummy)]);
            const QPointF left = corner + QPointF(m_columnX[layer], m_y[size_t(dummy)]);
            points.push_back(left);
            points.push_back(left + QPointF(m_columnWidth[layer], 0));
        }
        if (links[i].turned)
            std::reverse(points.begin(), points.end());
    }
}

/// Corners of the parts: in rows, so that the whole is about as wide as a screen, in the order of the input.
std::vector<QPointF> shelve(const std::vector<Part> &parts, double gap)
{
    constexpr double aspect = 1.6;
    double area = 0;
    double widest = 0;
    for (const Part &part : parts) {
        area += (part.size.width() + gap) * (part.size.height() + gap);
        widest = std::max(widest, part.size.width());
    }
    const double width = std::max(widest, std::sqrt(area * aspect));
    std::vector<QPointF> corners;
    QPointF corner;
    double rowHeight = 0;
    for (const Part &part : parts) {
        if (corner.x() > 0 && corner.x() + part.size.width() > width) {
            corner = QPointF(0, corner.y() + rowHeight + gap);
            rowHeight = 0;
        }
        corners.push_back(corner);
        corner.rx() += part.size.width() + gap;
        rowHeight = std::max(rowHeight, part.size.height());
    }
    return corners;
}

} // namespace

std::span<const QPointF> GraphLayout::bendsOf(qsizetype index) const
{
    const qsizetype first = firstBend.at(index);
    return {bends.constData() + first, size_t(firstBend.at(index + 1) - first)};
}

GraphLayout layeredLayout(const LayoutInput &input)
{
    const auto count = int(input.sizes.size());
    GraphLayout layout;
    layout.positions.resize(count);
    layout.ranks.resize(count);

    const std::vector<Link> links = withoutCycles(input);
    const std::vector<int> ranks = rank(count, links);
    int partCount = 0;
    const std::vector<int> partOf = partsOf(count, links, &partCount);
    std::vector<Part> parts(size_t(partCount), Part(input, ranks));
    for (int node = 0; node < count; ++node)
        parts[size_t(partOf[size_t(node)])].nodes.push_back(node);
    for (const Link &link : links)
        parts[size_t(partOf[size_t(link.from)])].links.push_back(link);

    std::vector<int> local(size_t(count), 0);
    for (Part &part : parts)
        part.arrange(local);
    std::vector<std::vector<QPointF>> bends(static_cast<size_t>(input.edges.size()));
    const std::vector<QPointF> corners = shelve(parts, input.nodeGap);
    for (size_t i = 0; i < parts.size(); ++i) {
        parts[i].moveTo(corners[i], layout, bends);
        layout.bounds |= QRectF(corners[i], parts[i].size);
    }
    layout.firstBend.reserve(input.edges.size() + 1);
    for (const std::vector<QPointF> &points : bends) {
        layout.firstBend.append(int(layout.bends.size()));
        for (const QPointF &point : points)
            layout.bends.append(point);
    }
    layout.firstBend.append(int(layout.bends.size()));
    return layout;
}

} // namespace podium::gui
