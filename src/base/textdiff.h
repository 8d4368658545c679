// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace podium
{

/// A line of two texts laid over each other.
struct TextDiffLine
{
    enum class Kind { Same, Removed, Added };

    Kind kind = Kind::Same;
    QString text;

    friend bool operator==(const TextDiffLine &, const TextDiffLine &) = default;
};

/// How `left` becomes `right`, line by line, with as few lines removed and added as there can be. Texts that have very
/// little in common are told as removed and added whole, so that the time stays bounded. Pure.
QList<TextDiffLine> textDiff(const QString &left, const QString &right);

} // namespace podium
