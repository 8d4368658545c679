// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QtGlobal>

namespace podium::domain
{

/// Random numbers that are the same on every platform and for every library version (SplitMix64).
class SeededRandom
{
public:
    explicit SeededRandom(quint64 seed) : m_state(seed) {}
    quint64 next();
    /// 0 ≤ x < 1
    double uniform() { return double(next() >> 11) * 0x1.0p-53; }
    /// 0 ≤ x < bound
    qsizetype below(qsizetype bound) { return qsizetype(uniform() * double(bound)); }
    /// Mean 0, deviation 1.
    double normal();

private:
    quint64 m_state;
    double m_spare = 0;
    bool m_hasSpare = false;
};

/// What a quantity may turn out to be: drawn from what was seen, or spread around what is expected.
class Distribution
{
public:
    /// Draws from the samples; few samples are spread a little, for the next one will differ. Negative and non-finite
    /// ones are dropped.
    static Distribution ofHistory(QList<double> samples);
    /// Log-normal: `median` in the middle, 80 % between median / e^(1.28 spread) and median × e^(1.28 spread).
    static Distribution around(double median, double spread);

    bool isEmpty() const { return m_samples.isEmpty() && m_median < 0; }
    double draw(SeededRandom &random) const;
    double median() const;

private:
    QList<double> m_samples; ///< Sorted.
    double m_median = -1;
    double m_spread = 0;
};

struct Quantiles
{
    double p10 = 0;
    double p50 = 0;
    double p90 = 0;
};

/// Of values that need not be sorted; zeros for none.
Quantiles quantilesOf(QList<double> values);

} // namespace podium::domain
