// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace podium::domain
{

/// Tokens by what they cost; none is counted twice.
struct TokenCounts
{
    qint64 input = 0; ///< Neither written to a cache nor read from one.
    qint64 output = 0;
    qint64 cacheWrite5m = 0;
    qint64 cacheWrite1h = 0;
    qint64 cacheRead = 0;

    TokenCounts &operator+=(const TokenCounts &other);
};

/// Dollars per million tokens of the models that fit.
struct ModelPrice
{
    QString model; ///< With `*`.
    QDate from;    ///< Not before this day; invalid = always.
    double input = 0;
    double output = 0;
    double cacheWrite5m = 0;
    double cacheWrite1h = 0;
    double cacheRead = 0;
    double batch = 1; ///< Share of the price that a batch pays.
};

/// What models cost, as far as anybody wrote it down. A value.
class PriceTable
{
public:
    /// The table that comes with Podium.
    static PriceTable builtIn();
    /// A file like the one that comes with Podium; its lines come before those.
    static Result<PriceTable> read(const QByteArray &text, const QString &fileName);
    /// `own` first, then this one.
    PriceTable after(const PriceTable &own) const;

    /// Nothing for a model that has no price that day.
    std::optional<double> usd(const QString &model, const TokenCounts &tokens, QDate day, bool batch = false) const;
    const QList<ModelPrice> &prices() const { return m_prices; }

private:
    QList<ModelPrice> m_prices;
};

} // namespace podium::domain
