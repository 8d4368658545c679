// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTranslator>

namespace podium
{

/// The texts in the sources are English; "%n task(s)" in them becomes "1 task" or "3 tasks". To be installed before
/// translations into other languages, which then come first. Thread-safe.
class EnglishPlurals : public QTranslator
{
public:
    using QTranslator::QTranslator;
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *sourceText, const char *disambiguation = nullptr,
                      int n = -1) const override;
};

} // namespace podium
