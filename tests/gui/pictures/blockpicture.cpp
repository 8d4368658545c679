// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pictures/blockpicture.h"

#include <QPainter>

#include <array>
#include <cmath>
#include <vector>

namespace podium::test
{

namespace
{

struct Measure
{
    int side;         ///< Of the window, in blocks.
    double tolerance; ///< Of the mean of one colour.
};

constexpr std::array<Measure, 2> Measures{{{4, 10.0}, {16, 2.5}}};

using Sums = std::vector<std::array<qint64, 3>>;

/// sums[(y * (width + 1)) + x]: of all differences above and left of it.
Sums summedDifferences(const QImage &seen, const QImage &wanted)
{
    const int stride = seen.width() + 1;
    Sums sums(size_t(stride) * size_t(seen.height() + 1));
    for (int y = 0; y < seen.height(); ++y) {
        for (int x = 0; x < seen.width(); ++x) {
            const QRgb a = seen.pixel(x, y);
            const QRgb b = wanted.pixel(x, y);
            const std::array<int, 3> difference{qRed(a) - qRed(b), qGreen(a) - qGreen(b), qBlue(a) - qBlue(b)};
            const size_t here = (size_t(y + 1) * size_t(stride)) + size_t(x + 1);
            const size_t above = here - size_t(stride);
            for (size_t c = 0; c < 3; ++c)
                sums[here][c] = sums[above][c] + sums[here - 1][c] - sums[above - 1][c] + difference[c];
        }
    }
    return sums;
}

/// The greatest mean difference of a colour in this window.
double meanOf(const Sums &sums, int stride, const QRect &window)
{
    const auto at = [&](int x, int y) { return (size_t(y) * size_t(stride)) + size_t(x); };
    const size_t topLeft = at(window.left(), window.top());
    const size_t topRight = at(window.left() + window.width(), window.top());
    const size_t bottomLeft = at(window.left(), window.top() + window.height());
    const size_t bottomRight = at(window.left() + window.width(), window.top() + window.height());
    double most = 0;
    for (size_t c = 0; c < 3; ++c) {
        const qint64 sum = sums[bottomRight][c] - sums[topRight][c] - sums[bottomLeft][c] + sums[topLeft][c];
        most = std::max(most, std::abs(double(sum)) / (window.width() * window.height()));
    }
    return most;
}

} // namespace

QImage blocksOf(const QImage &picture, int scale)
{
    const int side = BlockSize * scale;
    QImage out(picture.width() / side, picture.height() / side, QImage::Format_RGB32);
    const QImage in = picture.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < out.height(); ++y) {
        for (int x = 0; x < out.width(); ++x) {
            std::array<int, 3> sum{};
            for (int row = 0; row < side; ++row) {
                const auto *line = reinterpret_cast<const QRgb *>(in.constScanLine((y * side) + row)) + (x * side);
                for (int column = 0; column < side; ++column) {
                    sum[0] += qRed(line[column]);
                    sum[1] += qGreen(line[column]);
                    sum[2] += qBlue(line[column]);
                }
            }
            const int count = side * side;
            const auto mean = [&](size_t c) { return (sum[c] + count / 2) / count; };
            out.setPixel(x, y, qRgb(mean(0), mean(1), mean(2)));
        }
    }
    return out;
}

QString blockDifference(const QImage &seen, const QImage &wanted)
{
    if (seen.size() != wanted.size()) {
        return QStringLiteral("%1 x %2 blocks instead of %3 x %4")
            .arg(seen.width())
            .arg(seen.height())
            .arg(wanted.width())
            .arg(wanted.height());
    }
    const Sums sums = summedDifferences(seen, wanted);
    for (const Measure &measure : Measures) {
        double most = 0;
        QRect where;
        const int step = measure.side / 4;
        for (int y = 0; y + measure.side <= seen.height(); y += step) {
            for (int x = 0; x + measure.side <= seen.width(); x += step) {
                const QRect window(x, y, measure.side, measure.side);
                const double mean = meanOf(sums, seen.width() + 1, window);
                if (mean > most) {
                    most = mean;
                    where = window;
                }
            }
        }
        if (most > measure.tolerance) {
            return QStringLiteral("differs by %1 (at most %2) in the %3 pixels from %4, %5")
                .arg(most, 0, 'f', 1)
                .arg(measure.tolerance)
                .arg(measure.side * BlockSize)
                .arg(where.left() * BlockSize)
                .arg(where.top() * BlockSize);
        }
    }
    return {};
}

QImage besideEachOther(const QImage &seen, const QImage &wanted)
{
    QImage out(seen.width() + wanted.width(), std::max(seen.height(), wanted.height()) * 2, QImage::Format_RGB32);
    out.fill(Qt::black);
    QPainter painter(&out);
    painter.drawImage(0, 0, seen);
    painter.drawImage(seen.width(), 0, wanted);
    painter.drawImage(0, seen.height(), seen);
    painter.setCompositionMode(QPainter::CompositionMode_Difference);
    painter.drawImage(0, seen.height(), wanted);
    return out;
}

} // namespace podium::test
