// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickWindow>
#include <QStringList>
#include <QTranslator>

namespace podium::test
{

/// Makes every text four tenths longer, as other languages do.
class LongWords : public QTranslator
{
public:
    using QTranslator::QTranslator;
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *sourceText, const char *disambiguation = nullptr,
                      int n = -1) const override;
};

/// Buttons whose words are cut off, controls that lie outside of the window or on top of each other, and texts that do.
/// What can be scrolled to counts as inside. A line each; empty if the layout holds.
QStringList layoutProblems(const QQuickWindow &window);

} // namespace podium::test
