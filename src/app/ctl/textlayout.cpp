// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/textlayout.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonObject>

#include <array>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TextLayout)
};

struct Range
{
    char32_t first;
    char32_t last;
};

// East Asian Wide and Fullwidth, and the emoji blocks that terminals draw two columns wide.
constexpr std::array<Range, 14> s_wide{{{0x1100, 0x115F},
                                        {0x231A, 0x231B},
                                        {0x2E80, 0x303E},
                                        {0x3041, 0x33FF},
                                        {0x3400, 0x4DBF},
                                        {0x4E00, 0x9FFF},
                                        {0xA000, 0xA4CF},
                                        {0xAC00, 0xD7A3},
                                        {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE6F},
                                        {0xFF00, 0xFF60},
                                        {0xFFE0, 0xFFE6},
                                        {0x1F300, 0x1FAFF},
                                        {0x20000, 0x3FFFD}}};

int widthOf(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || category == QChar::Other_Format)
        return 0;
    for (const Range &range : s_wide) {
        if (c >= range.first && c <= range.last)
            return 2;
    }
    return 1;
}

/// Walks over characters, SGR sequences as one step of width 0. `visit(text, width)` returns false to stop.
template<typename Visit> void walk(const QString &text, Visit visit)
{
    for (qsizetype i = 0; i < text.size();) {
        qsizetype length = 1;
        int width = 0;
        if (text.at(i) == u'\x1b' && i + 1 < text.size() && text.at(i + 1) == u'[') {
            const qsizetype end = text.indexOf(u'm', i);
            length = (end < 0 ? text.size() : end + 1) - i;
        } else if (text.at(i).isHighSurrogate() && i + 1 < text.size()) {
            length = 2;
            width = widthOf(QChar::surrogateToUcs4(text.at(i), text.at(i + 1)));
        } else {
            width = widthOf(text.at(i).unicode());
        }
        if (!visit(QStringView(text).mid(i, length), width))
            return;
        i += length;
    }
}

} // namespace

int displayWidth(const QString &text)
{
    int total = 0;
    walk(text, [&total](QStringView, int width) {
        total += width;
        return true;
    });
    return total;
}

QString elided(const QString &text, int width)
{
    if (displayWidth(text) <= width)
        return text;
    if (width <= 0)
        return {};
    QString out;
    int used = 0;
    bool styledText = false;
    walk(text, [&](QStringView piece, int step) {
        if (used + step > width - 1)
            return false;
        styledText = styledText || piece.startsWith(u'\x1b');
        out += piece;
        used += step;
        return true;
    });
    out += u'…';
    return styledText ? out + QStringLiteral("\x1b[0m") : out;
}

QString padded(const QString &text, int width)
{
    return text + QString(std::max(0, width - displayWidth(text)), u' ');
}

QString duration(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(0, ms) / 1000;
    const QLatin1Char zero('0');
    if (seconds >= 86'400) {
        return QStringLiteral("%1d %2:%3")
            .arg(seconds / 86'400)
            .arg(seconds / 3600 % 24, 2, 10, zero)
            .arg(seconds / 60 % 60, 2, 10, zero);
    }
    if (seconds >= 3600) {
        return QStringLiteral("%1:%2:%3")
            .arg(seconds / 3600)
            .arg(seconds / 60 % 60, 2, 10, zero)
            .arg(seconds % 60, 2, 10, zero);
    }
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, zero);
}

QString money(const QJsonValue &usd)
{
    if (!usd.isDouble())
        return QStringLiteral("—");
    const double value = usd.toDouble();
    return QStringLiteral("$") + QString::number(value, 'f', value > 0 && value < 0.01 ? 4 : 2);
}

QString cost(const QJsonObject &usage)
{
    const QJsonValue usd = usage.value(QStringLiteral("usd"));
    const QJsonValue estimate = usage.value(QStringLiteral("estimated_usd"));
    if (const double played = usage.value(QStringLiteral("simulated_usd")).toDouble(); usd.isDouble() && played > 0) {
        const double paid = usd.toDouble() - played;
        // Sums of the same amounts in another order differ in the last place.
        return paid < 1e-9 ? Text::tr("simulated %1").arg(money(played))
                           : Text::tr("%1 + simulated %2").arg(money(paid), money(played));
    }
    return usd.isDouble() || !estimate.isDouble() ? money(usd) : u'~' + money(estimate);
}

QString dateTime(qint64 ms)
{
    return ms <= 0 ? QStringLiteral("—")
                   : QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString bytes(qint64 count)
{
    constexpr std::array<const char *, 5> units{"B", "KiB", "MiB", "GiB", "TiB"};
    double value = double(count);
    size_t unit = 0;
    while (value >= 1024 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return QString::number(value, 'f', unit == 0 ? 0 : 1) + u' ' + QLatin1StringView(units[unit]);
}

QString styled(const QString &text, Style style, bool colour)
{
    if (!colour || style == Style::Plain || text.isEmpty())
        return text;
    const char *code = "";
    switch (style) {
    case Style::Plain:
        break;
    case Style::Dim:
        code = "2";
        break;
    case Style::Bold:
        code = "1";
        break;
    case Style::Red:
        code = "31";
        break;
    case Style::Green:
        code = "32";
        break;
    case Style::Yellow:
        code = "33";
        break;
    case Style::Blue:
        code = "34";
        break;
    case Style::Cyan:
        code = "36";
        break;
    }
    return QStringLiteral("\x1b[") + QLatin1StringView(code) + u'm' + text + QStringLiteral("\x1b[0m");
}

QStringList table(const QStringList &heads, const QList<QStringList> &rows, int columns, bool colour)
{
    QList<int> widths;
    for (qsizetype i = 0; i < heads.size(); ++i) {
        int width = displayWidth(heads.at(i));
        for (const QStringList &row : rows)
            width = std::max(width, displayWidth(row.value(i)));
        widths += width;
    }
    const auto join = [&](const QStringList &cells) {
        QString out;
        for (qsizetype i = 0; i < heads.size(); ++i)
            out += i + 1 < heads.size() ? padded(cells.value(i), widths.at(i)) + QStringLiteral("  ") : cells.value(i);
        while (out.endsWith(u' '))
            out.chop(1);
        return columns > 0 ? elided(out, columns) : out;
    };
    QStringList out{styled(join(heads), Style::Bold, colour)};
    for (const QStringList &row : rows)
        out += join(row);
    return out;
}

} // namespace podium::ctl
