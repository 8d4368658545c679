// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace podium::gui
{

/// Neighbours of each vertex, one after another in one array.
class Adjacency
{
public:
    /// `pairs` (vertex, neighbour); vertices are 0 … `count` - 1.
    void build(int count, const std::vector<std::pair<int, int>> &pairs);
    std::span<const int> of(int vertex) const;

private:
    std::vector<int> m_first;
    std::vector<int> m_neighbours;
};

/// A proper layered graph: each edge goes from a layer to the next one; long edges were cut by dummy vertices.
struct Layers
{
    int vertexCount = 0;
    int nodeCount = 0;                    ///< Vertices from here on are dummies.
    std::vector<int> layerOf;             ///< Per vertex.
    std::vector<std::vector<int>> orders; ///< Per layer, the vertices from top to bottom.
    Adjacency before;                     ///< Neighbours in the previous layer.
    Adjacency after;                      ///< Neighbours in the next layer.

    bool isDummy(int vertex) const { return vertex >= nodeCount; }
};

/// Finds orders with few crossings. With `hints` (per vertex, where it was; NaN: unknown) it starts from that order and
/// changes it only where crossings vanish.
void orderLayers(Layers &layers, const std::vector<double> &hints);

std::int64_t crossingsOf(const Layers &layers);

/// What placeLayers() keeps apart.
struct Separation
{
    std::vector<double> heights; ///< Per vertex; 0 for a dummy.
    double nodeGap = 0;
    double laneGap = 0;
};

/// The middle of each vertex from top to bottom, in the given orders; the smallest top is 0.
std::vector<double> placeLayers(const Layers &layers, const Separation &separation);

} // namespace podium::gui
