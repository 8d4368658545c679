// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/policy/sampling.h"

#include <algorithm>
#include <cmath>

namespace podium::domain
{

namespace
{

constexpr qsizetype EnoughSamples = 5;
constexpr double SpreadOfFewSamples = 0.25;
constexpr double Pi = 3.14159265358979323846;

double quantile(const QList<double> &sorted, double q)
{
    const double place = q * double(sorted.size() - 1);
    const auto below = qsizetype(place);
    const qsizetype above = std::min(below + 1, sorted.size() - 1);
    return sorted.at(below) + (place - double(below)) * (sorted.at(above) - sorted.at(below));
}

} // namespace

quint64 SeededRandom::next()
{
    quint64 z = (m_state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

double SeededRandom::normal()
{
    if (m_hasSpare) {
        m_hasSpare = false;
        return m_spare;
    }
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    const double angle = 2 * Pi * uniform();
    m_spare = radius * std::sin(angle);
    m_hasSpare = true;
    return radius * std::cos(angle);
}

Distribution Distribution::ofHistory(QList<double> samples)
{
    samples.removeIf([](double sample) { return !std::isfinite(sample) || sample < 0; });
    std::sort(samples.begin(), samples.end());
    Distribution out;
    out.m_spread = samples.size() < EnoughSamples ? SpreadOfFewSamples : 0;
    out.m_samples = std::move(samples);
    return out;
}

Distribution Distribution::around(double median, double spread)
{
    Distribution out;
    out.m_median = std::isfinite(median) ? std::max(0.0, median) : 0.0;
    out.m_spread = spread;
    return out;
}

double Distribution::draw(SeededRandom &random) const
{
    const double middle = m_samples.isEmpty() ? std::max(0.0, m_median) : m_samples.at(random.below(m_samples.size()));
    return m_spread > 0 ? middle * std::exp(m_spread * random.normal()) : middle;
}

double Distribution::median() const
{
    return m_samples.isEmpty() ? std::max(0.0, m_median) : quantile(m_samples, 0.5);
}

Quantiles quantilesOf(QList<double> values)
{
    if (values.isEmpty())
        return {};
    std::sort(values.begin(), values.end());
    return {quantile(values, 0.1), quantile(values, 0.5), quantile(values, 0.9)};
}

} // namespace podium::domain
