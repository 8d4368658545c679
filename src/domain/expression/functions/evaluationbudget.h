// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QJsonValue>

namespace podium::domain
{

/// What one evaluation may use up: steps, and characters and elements produced. Keeps every expression total, whatever
/// its author or its data want.
class EvaluationBudget
{
public:
    static constexpr qint64 MaxSteps = 1'000'000;
    static constexpr qsizetype MaxTextLength = 4 * 1024 * 1024; ///< UTF-16 units of one value.
    static constexpr qsizetype MaxListLength = 100'000;
    static constexpr qint64 CharactersPerStep = 16;
    static constexpr int MaxValueDepth = 512;

    /// False once the budget is used up; then everything after it is refused as well.
    bool spend(qint64 steps)
    {
        m_left = steps > m_left ? -1 : m_left - steps;
        return m_left >= 0;
    }
    bool spendText(qint64 length) { return spend(1 + length / CharactersPerStep); }
    /// Pays for looking at the whole of a value, however deep; false if it is too large or too deep.
    bool spendValue(const QJsonValue &value, int depth = 0);
    bool isExhausted() const { return m_left < 0; }

    /// The error to return when spend() was false.
    static tl::unexpected<Error> exhausted();
    static tl::unexpected<Error> textTooLong();
    static tl::unexpected<Error> listTooLong();

private:
    qint64 m_left = MaxSteps;
};

} // namespace podium::domain
