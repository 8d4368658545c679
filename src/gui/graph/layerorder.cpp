// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/graph/layers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace podium::gui
{

namespace
{

/// Neighbour places of the vertices of one layer, sorted, so that two of them can be merged.
class Neighbourhood
{
public:
    void gather(const std::vector<int> &order, const Adjacency &adjacency, const std::vector<int> &place)
    {
        m_first.clear();
        m_places.clear();
        for (const int vertex : order) {
            m_first.push_back(m_places.size());
            for (const int neighbour : adjacency.of(vertex))
                m_places.push_back(place[size_t(neighbour)]);
            std::sort(m_places.begin() + std::ptrdiff_t(m_first.back()), m_places.end());
        }
        m_first.push_back(m_places.size());
    }

    /// How many crossings vanish when `upper` and `lower`, who stand so now, change places. Both are numbers of
    /// gather().
    int gain(size_t upper, size_t lower) const
    {
        const int *const u0 = m_places.data() + m_first[upper];
        const int *const u1 = m_places.data() + m_first[upper + 1];
        const int *const l0 = m_places.data() + m_first[lower];
        const int *const l1 = m_places.data() + m_first[lower + 1];
        int gained = 0;
        const int *below = l0; // First of lower's that is not above *u.
        const int *notBelow = l0;
        for (const int *u = u0; u != u1; ++u) {
            while (below != l1 && *below < *u)
                ++below;
            while (notBelow != l1 && *notBelow <= *u)
                ++notBelow;
            gained += int(below - l0) - int(l1 - notBelow);
        }
        return gained;
    }

private:
    std::vector<size_t> m_first;
    std::vector<int> m_places;
};

class Ordering
{
public:
    explicit Ordering(Layers &layers) : m_layers(layers), m_place(size_t(layers.vertexCount), 0)
    {
        take(layers.orders);
    }

    void take(const std::vector<std::vector<int>> &orders)
    {
        m_layers.orders = orders;
        for (size_t layer = 0; layer < m_layers.orders.size(); ++layer)
            number(layer);
    }
    void startFrom(const std::vector<double> &values);
    std::vector<double> averaged() const;
    void sweep(bool forward, bool equalsTurn);
    /// Moves each vertex to its best place within `reach` places of its own; the crossings that vanished.
    int sift(size_t reach);
    /// Sorts all layers by a mean of each vertex and its neighbours on both sides: shakes what sifting cannot better.
    void relax();

private:
    void number(size_t layer)
    {
        const auto &order = m_layers.orders[layer];
        for (size_t i = 0; i < order.size(); ++i)
            m_place[size_t(order[i])] = int(i);
    }
    bool gather(size_t layer);
    int gain(int upper, int lower) const
    {
        return m_upstream.gain(size_t(upper), size_t(lower)) + m_downstream.gain(size_t(upper), size_t(lower));
    }
    int switchNeighbours(size_t layer);
    int siftLayer(size_t layer, size_t reach);
    void apply(size_t layer);

    Layers &m_layers;
    std::vector<int> m_place;
    // Of the layer in hand: places of neighbours, and the new order as numbers in the old one.
    Neighbourhood m_upstream;
    Neighbourhood m_downstream;
    std::vector<int> m_numbers;
    std::vector<std::pair<double, int>> m_keys;
};

void Ordering::startFrom(const std::vector<double> &values)
{
    for (size_t layer = 0; layer < m_layers.orders.size(); ++layer) {
        auto &order = m_layers.orders[layer];
        std::stable_sort(order.begin(), order.end(),
                         [&values](int a, int b) { return values[size_t(a)] < values[size_t(b)]; });
        number(layer);
    }
}

/// A number per vertex near those of its neighbours, by averaging over and over. Each layer is brought back to the same
/// mean and spread every time, or all would end at one number. This unfolds the graph: sweeps alone keep its twists.
std::vector<double> Ordering::averaged() const
{
    constexpr int rounds = 60;
    std::vector<double> value(size_t(m_layers.vertexCount), 0);
    for (const auto &order : m_layers.orders) {
        for (size_t i = 0; i < order.size(); ++i)
            value[size_t(order[i])] = double(i) / double(order.size()) - 0.5;
    }
    const auto visit = [&](const std::vector<int> &order) {
        double sum = 0;
        for (const int vertex : order) {
            double own = value[size_t(vertex)];
            double weight = 1;
            for (const Adjacency *side : {&m_layers.before, &m_layers.after}) {
                for (const int neighbour : side->of(vertex)) {
                    own += value[size_t(neighbour)];
                    weight += 1;
                }
            }
            value[size_t(vertex)] = own / weight;
            sum += value[size_t(vertex)];
        }
        const double mean = sum / double(order.size());
        double square = 0;
        for (const int vertex : order) {
            value[size_t(vertex)] -= mean;
            square += value[size_t(vertex)] * value[size_t(vertex)];
        }
        const double spread = std::sqrt(square / double(order.size()));
        if (spread < 1e-12)
            return;
        for (const int vertex : order)
            value[size_t(vertex)] /= spread;
    };
    for (int i = 0; i < rounds; ++i) {
        std::for_each(m_layers.orders.cbegin(), m_layers.orders.cend(), visit);
        std::for_each(m_layers.orders.crbegin(), m_layers.orders.crend(), visit);
    }
    return value;
}

/// Sorts each layer by the mean place of its neighbours in the one before (or after) it.
void Ordering::sweep(bool forward, bool equalsTurn)
{
    const size_t count = m_layers.orders.size();
    const Adjacency &side = forward ? m_layers.before : m_layers.after;
    for (size_t step = 1; step < count; ++step) {
        const size_t layer = forward ? step : count - 1 - step;
        auto &order = m_layers.orders[layer];
        m_keys.clear();
        for (const int vertex : order) {
            const auto neighbours = side.of(vertex);
            double sum = 0;
            for (const int neighbour : neighbours)
                sum += m_place[size_t(neighbour)];
            const double key = neighbours.empty() ? m_place[size_t(vertex)] : sum / double(neighbours.size());
            m_keys.emplace_back(key, vertex);
        }
        if (equalsTurn)
            std::reverse(m_keys.begin(), m_keys.end());
        std::stable_sort(m_keys.begin(), m_keys.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        for (size_t i = 0; i < order.size(); ++i)
            order[i] = m_keys[i].second;
        number(layer);
        if (gather(layer)) {
            while (switchNeighbours(layer) > 0) {
            }
            apply(layer);
        }
    }
}

/// Makes `layer` the one in hand; false if there is nothing to reorder.
bool Ordering::gather(size_t layer)
{
    const auto &order = m_layers.orders[layer];
    if (order.size() < 2)
        return false;
    m_upstream.gather(order, m_layers.before, m_place);
    m_downstream.gather(order, m_layers.after, m_place);
    m_numbers.resize(order.size());
    std::iota(m_numbers.begin(), m_numbers.end(), 0);
    return true;
}

int Ordering::switchNeighbours(size_t layer)
{
    int gained = 0;
    for (size_t i = 0; i + 1 < m_layers.orders[layer].size(); ++i) {
        const int won = gain(m_numbers[i], m_numbers[i + 1]);
        if (won <= 0)
            continue;
        std::swap(m_numbers[i], m_numbers[i + 1]);
        gained += won;
    }
    return gained;
}

int Ordering::siftLayer(size_t layer, size_t reach)
{
    const size_t size = m_layers.orders[layer].size();
    int gained = 0;
    for (size_t i = 0; i < size; ++i) {
        const int own = m_numbers[i];
        int best = 0;
        size_t target = i;
        int sum = 0;
        for (size_t j = i; j > 0 && i - j < reach; --j) {
            sum += gain(m_numbers[j - 1], own);
            if (sum > best) {
                best = sum;
                target = j - 1;
            }
        }
        sum = 0;
        for (size_t j = i + 1; j < size && j - i <= reach; ++j) {
            sum += gain(own, m_numbers[j]);
            if (sum > best) {
                best = sum;
                target = j;
            }
        }
        const auto at = [this](size_t index) { return m_numbers.begin() + std::ptrdiff_t(index); };
        if (target < i)
            std::rotate(at(target), at(i), at(i + 1));
        else if (target > i)
            std::rotate(at(i), at(i + 1), at(target + 1));
        gained += best;
    }
    return gained;
}

void Ordering::apply(size_t layer)
{
    auto &order = m_layers.orders[layer];
    const std::vector<int> old = order;
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = old[size_t(m_numbers[i])];
    number(layer);
}

int Ordering::sift(size_t reach)
{
    int gained = 0;
    for (size_t layer = 0; layer < m_layers.orders.size(); ++layer) {
        if (!gather(layer))
            continue;
        gained += siftLayer(layer, reach);
        apply(layer);
    }
    return gained;
}

void Ordering::relax()
{
    constexpr int rounds = 2;
    std::vector<double> value(size_t(m_layers.vertexCount), 0);
    for (const auto &order : m_layers.orders) {
        for (size_t i = 0; i < order.size(); ++i)
            value[size_t(order[i])] = (double(i) + 0.5) / double(order.size());
    }
    for (int i = 0; i < rounds; ++i) {
        std::vector<double> next = value;
        for (int vertex = 0; vertex < m_layers.vertexCount; ++vertex) {
            double weight = 1;
            for (const Adjacency *side : {&m_layers.before, &m_layers.after}) {
                for (const int neighbour : side->of(vertex)) {
                    next[size_t(vertex)] += value[size_t(neighbour)];
                    weight += 1;
                }
            }
            next[size_t(vertex)] /= weight;
        }
        value.swap(next);
    }
    startFrom(value);
}

/// Gives vertices without a hint one: the mean of their neighbours'.
std::vector<double> filledIn(const Layers &layers, std::vector<double> hints)
{
    for (int vertex = 0; vertex < layers.vertexCount; ++vertex) {
        if (!std::isnan(hints[size_t(vertex)]))
            continue;
        double sum = 0;
        int known = 0;
        for (const Adjacency *side : {&layers.before, &layers.after}) {
            for (const int neighbour : side->of(vertex)) {
                if (std::isnan(hints[size_t(neighbour)]))
                    continue;
                sum += hints[size_t(neighbour)];
                ++known;
            }
        }
        hints[size_t(vertex)] = known == 0 ? 0 : sum / known;
    }
    return hints;
}

} // namespace

void orderLayers(Layers &layers, const std::vector<double> &hints)
{
    // As many of each as still gain: more sweeps end in the same order.
    constexpr int sweeps = 12;
    constexpr int siftings = 10;
    constexpr int relaxations = 3;
    constexpr int siftingsThen = 4;
    constexpr size_t reach = 8;
    Ordering ordering(layers);
    const auto settle = [&ordering](int most) {
        for (int i = 0; i < most && ordering.sift(reach) > 0; ++i) {
        }
    };
    if (std::any_of(hints.begin(), hints.end(), [](double hint) { return !std::isnan(hint); })) {
        ordering.startFrom(filledIn(layers, hints));
        settle(siftings);
        return;
    }
    auto best = layers.orders;
    std::int64_t fewest = crossingsOf(layers);
    const auto keepBest = [&] {
        const std::int64_t crossings = crossingsOf(layers);
        if (crossings >= fewest)
            return;
        fewest = crossings;
        best = layers.orders;
    };
    if (fewest > 0) {
        ordering.startFrom(ordering.averaged());
        keepBest();
    }
    for (int i = 0; i < sweeps && fewest > 0; ++i) {
        ordering.sweep(i % 2 == 0, i % 4 > 1);
        keepBest();
    }
    ordering.take(best);
    settle(siftings);
    keepBest();
    for (int i = 0; i < relaxations && fewest > 0; ++i) {
        ordering.relax();
        settle(siftingsThen);
        keepBest();
    }
    layers.orders = std::move(best);
}

} // namespace podium::gui
