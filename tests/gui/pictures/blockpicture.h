// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QString>

namespace podium::test
{

/// Logical pixels along the side of one point of a kept picture.
constexpr int BlockSize = 4;

/// The averages of blocks of 4 × 4 logical pixels: small enough to be kept, and blind to how the edge of a letter is
/// smoothed. `scale`: device pixels in a logical one.
QImage blocksOf(const QImage &picture, int scale);

/// Empty if both show the same; else where they differ most, in logical pixels, and by how much. Two measures, since a
/// lost icon is small and strong, and a wrong surface large and weak: the mean of any 16 × 16 logical pixels may differ
/// by 10 of 255 in each colour, and that of any 64 × 64 by 2.5.
QString blockDifference(const QImage &seen, const QImage &wanted);

/// Both and where they differ, beside each other.
QImage besideEachOther(const QImage &seen, const QImage &wanted);

} // namespace podium::test
