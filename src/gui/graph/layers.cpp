// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/layers.h"

#include <algorithm>

namespace podium::gui
{

void Adjacency::build(int count, const std::vector<std::pair<int, int>> &pairs)
{
    m_first.assign(size_t(count) + 1, 0);
    for (const auto &[vertex, neighbour] : pairs)
        ++m_first[size_t(vertex) + 1];
    for (size_t i = 1; i < m_first.size(); ++i)
        m_first[i] += m_first[i - 1];
    m_neighbours.resize(pairs.size());
    std::vector<int> next(m_first.begin(), m_first.end() - 1);
    for (const auto &[vertex, neighbour] : pairs)
        m_neighbours[size_t(next[size_t(vertex)]++)] = neighbour;
}

std::span<const int> Adjacency::of(int vertex) const
{
    const auto first = size_t(m_first[size_t(vertex)]);
    return {m_neighbours.data() + first, size_t(m_first[size_t(vertex) + 1]) - first};
}

std::int64_t crossingsOf(const Layers &layers)
{
    std::vector<int> place(size_t(layers.vertexCount), 0);
    for (const auto &order : layers.orders) {
        for (size_t i = 0; i < order.size(); ++i)
            place[size_t(order[i])] = int(i);
    }
    // Edges sorted by their upper end: each crosses those before it that end further down. A Fenwick tree counts them.
    std::int64_t crossings = 0;
    std::vector<int> tree;
    std::vector<int> ends;
    for (size_t layer = 0; layer + 1 < layers.orders.size(); ++layer) {
        const size_t width = layers.orders[layer + 1].size();
        tree.assign(width + 1, 0);
        int seen = 0;
        for (const int vertex : layers.orders[layer]) {
            ends.clear();
            for (const int next : layers.after.of(vertex))
                ends.push_back(place[size_t(next)]);
            for (const int end : ends) {
                int notBelow = 0;
                for (size_t i = size_t(end) + 1; i > 0; i &= i - 1)
                    notBelow += tree[i];
                crossings += seen - notBelow;
            }
            for (const int end : ends) {
                for (size_t i = size_t(end) + 1; i <= width; i += i & (~i + 1))
                    ++tree[i];
                ++seen;
            }
        }
    }
    return crossings;
}

} // namespace podium::gui
