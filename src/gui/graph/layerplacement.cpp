// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/layers.h"

#include <algorithm>
#include <limits>

namespace podium::gui
{

namespace
{

/// Which neighbours a vertex wants to be level with.
enum class Sides { Before, After, Both };

class Placement
{
public:
    Placement(const Layers &layers, const Separation &separation);

    void place(size_t layer, Sides sides);
    std::vector<double> &y() { return m_y; }

private:
    double wishOf(int vertex, Sides sides, double *weight) const;

    /// Vertices that stand as close as they may, with what they wish for on the mean.
    struct Block
    {
        double sum;
        double weight;
        size_t size;
        double middle() const { return sum / weight; }
    };

    const Layers &m_layers;
    std::vector<double> m_offset; ///< Per vertex: how far below the first of its layer it stands at least.
    std::vector<double> m_y;
    std::vector<Block> m_blocks;
};

Placement::Placement(const Layers &layers, const Separation &separation)
    : m_layers(layers), m_offset(size_t(layers.vertexCount), 0)
{
    for (const auto &order : layers.orders) {
        for (size_t i = 1; i < order.size(); ++i) {
            const auto above = size_t(order[i - 1]);
            const auto own = size_t(order[i]);
            const bool lane = layers.isDummy(order[i]) || layers.isDummy(order[i - 1]);
            m_offset[own] = m_offset[above] + (separation.heights[above] + separation.heights[own]) / 2 +
                            (lane ? separation.laneGap : separation.nodeGap);
        }
    }
    m_y = m_offset;
    // Columns start around a common middle.
    for (const auto &order : layers.orders) {
        const double middle = m_offset[size_t(order.back())] / 2;
        for (const int vertex : order)
            m_y[size_t(vertex)] -= middle;
    }
}

double Placement::wishOf(int vertex, Sides sides, double *weight) const
{
    // A long edge that wavers is hard to follow.
    constexpr double betweenDummies = 20;
    constexpr double toDummy = 3;
    double sum = 0;
    *weight = 0;
    const auto add = [&](const Adjacency &side) {
        for (const int neighbour : side.of(vertex)) {
            const int dummies = int(m_layers.isDummy(vertex)) + int(m_layers.isDummy(neighbour));
            const double share = dummies == 2 ? betweenDummies : dummies == 1 ? toDummy : 1;
            sum += share * m_y[size_t(neighbour)];
            *weight += share;
        }
    };
    if (sides != Sides::After)
        add(m_layers.before);
    if (sides != Sides::Before)
        add(m_layers.after);
    if (*weight > 0)
        return sum / *weight;
    *weight = 0.01;
    return m_y[size_t(vertex)];
}

/// The nearest to what each vertex wishes for (least squares) in the given order: pool adjacent violators.
void Placement::place(size_t layer, Sides sides)
{
    const auto &order = m_layers.orders[layer];
    m_blocks.clear();
    for (const int vertex : order) {
        double weight = 0;
        const double wish = wishOf(vertex, sides, &weight) - m_offset[size_t(vertex)];
        m_blocks.push_back({wish * weight, weight, 1});
        while (m_blocks.size() > 1 && m_blocks[m_blocks.size() - 2].middle() >= m_blocks.back().middle()) {
            const Block last = m_blocks.back();
            m_blocks.pop_back();
            m_blocks.back().sum += last.sum;
            m_blocks.back().weight += last.weight;
            m_blocks.back().size += last.size;
        }
    }
    size_t next = 0;
    for (const Block &block : m_blocks) {
        for (size_t i = 0; i < block.size; ++i, ++next)
            m_y[size_t(order[next])] = block.middle() + m_offset[size_t(order[next])];
    }
}

} // namespace

std::vector<double> placeLayers(const Layers &layers, const Separation &separation)
{
    constexpr int rounds = 12;
    constexpr int balancing = 6;
    Placement placement(layers, separation);
    const size_t count = layers.orders.size();
    for (int round = 0; round < rounds; ++round) {
        // One-sided sweeps carry news through the whole graph, the last ones balance.
        const bool last = round >= rounds - balancing;
        for (size_t layer = 0; layer < count; ++layer)
            placement.place(layer, last ? Sides::Both : Sides::Before);
        for (size_t layer = count; layer-- > 0;)
            placement.place(layer, last ? Sides::Both : Sides::After);
    }
    std::vector<double> y = std::move(placement.y());
    double top = std::numeric_limits<double>::max();
    for (size_t vertex = 0; vertex < y.size(); ++vertex)
        top = std::min(top, y[vertex] - separation.heights[vertex] / 2);
    for (double &value : y)
        value -= top;
    return y;
}

} // namespace podium::gui
