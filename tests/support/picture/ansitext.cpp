// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "support/picture/ansitext.h"

#include <array>

namespace podium::test
{

namespace
{

constexpr std::array Palette{"#1c1f26", "#e06c75", "#8fbf6f", "#e0b062", "#61a5ef", "#c07fdd", "#56b6c2", "#c8ccd4",
                             "#6b7280", "#f0858d", "#a8d68a", "#f2c97d", "#85bdf5", "#d49bee", "#77cdd8", "#ffffff"};

QString indexed(int index)
{
    if (index < 16)
        return QString::fromLatin1(Palette.at(size_t(qBound(0, index, 15))));
    if (index >= 232) {
        const int grey = 8 + (qMin(index, 255) - 232) * 10;
        return QStringLiteral("#%1%1%1").arg(grey, 2, 16, QLatin1Char('0'));
    }
    const auto level = [](int step) { return step == 0 ? 0 : 55 + step * 40; };
    const int cube = index - 16;
    return QStringLiteral("#%1%2%3")
        .arg(level(cube / 36), 2, 16, QLatin1Char('0'))
        .arg(level(cube / 6 % 6), 2, 16, QLatin1Char('0'))
        .arg(level(cube % 6), 2, 16, QLatin1Char('0'));
}

/// Applies one SGR sequence; `reverse` is kept apart because the colours it swaps may change later.
void apply(const QList<int> &codes, AnsiStyle &style, bool &reverse)
{
    for (qsizetype i = 0; i < codes.size(); ++i) {
        const int code = codes.at(i);
        if (code == 0) {
            style = {};
            reverse = false;
        } else if (code == 1) {
            style.bold = true;
        } else if (code == 2) {
            style.dim = true;
        } else if (code == 3) {
            style.italic = true;
        } else if (code == 4) {
            style.underline = true;
        } else if (code == 7) {
            reverse = true;
        } else if (code == 22) {
            style.bold = style.dim = false;
        } else if (code == 23) {
            style.italic = false;
        } else if (code == 24) {
            style.underline = false;
        } else if (code == 27) {
            reverse = false;
        } else if (code == 39) {
            style.foreground.clear();
        } else if (code == 49) {
            style.background.clear();
        } else if (code == 38 || code == 48) {
            QString &colour = code == 38 ? style.foreground : style.background;
            if (codes.value(i + 1) == 5 && i + 2 < codes.size()) {
                colour = indexed(codes.at(i + 2));
                i += 2;
            } else if (codes.value(i + 1) == 2 && i + 4 < codes.size()) {
                colour = QStringLiteral("#%1%2%3")
                             .arg(codes.at(i + 2) & 255, 2, 16, QLatin1Char('0'))
                             .arg(codes.at(i + 3) & 255, 2, 16, QLatin1Char('0'))
                             .arg(codes.at(i + 4) & 255, 2, 16, QLatin1Char('0'));
                i += 4;
            }
        } else if (code >= 30 && code <= 37) {
            style.foreground = indexed(code - 30);
        } else if (code >= 40 && code <= 47) {
            style.background = indexed(code - 40);
        } else if (code >= 90 && code <= 97) {
            style.foreground = indexed(code - 90 + 8);
        } else if (code >= 100 && code <= 107) {
            style.background = indexed(code - 100 + 8);
        }
    }
}

AnsiStyle shown(AnsiStyle style, bool reverse)
{
    if (reverse) {
        std::swap(style.foreground, style.background);
        if (style.foreground.isEmpty())
            style.foreground = indexed(0);
        if (style.background.isEmpty())
            style.background = indexed(7);
    }
    return style;
}

} // namespace

QList<AnsiLine> parseAnsi(const QString &text)
{
    QList<AnsiLine> lines;
    AnsiStyle style;
    bool reverse = false;
    const QStringList rows = text.split(u'\n');
    for (const QString &row : rows) {
        AnsiLine line;
        int column = 0;
        for (qsizetype at = 0; at < row.size(); ++at) {
            if (row.at(at) == u'\x1b') {
                qsizetype end = at + 1;
                if (end < row.size() && row.at(end) == u'[') {
                    ++end;
                    while (end < row.size() && !row.at(end).isLetter())
                        ++end;
                    if (end < row.size() && row.at(end) == u'm') {
                        QList<int> codes;
                        const QStringList fields = row.mid(at + 2, end - at - 2).split(u';');
                        for (const QString &field : fields)
                            codes.append(field.toInt());
                        apply(codes, style, reverse);
                    }
                }
                at = end;
                continue;
            }
            char32_t character = row.at(at).unicode();
            QString piece(row.at(at));
            if (row.at(at).isHighSurrogate() && at + 1 < row.size()) {
                character = QChar::surrogateToUcs4(row.at(at), row.at(at + 1));
                piece += row.at(++at);
            }
            const int width = cellWidth(character);
            const AnsiStyle look = shown(style, reverse);
            if (line.isEmpty() || (line.constLast().style != look && width > 0))
                line.append({QString(), look, column, 0});
            line.last().text += piece;
            line.last().cells += width;
            column += width;
        }
        lines.append(line);
    }
    return lines;
}

int cellWidth(char32_t character)
{
    if (character < 0x20)
        return 0;
    const QChar::Category category = QChar::category(character);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || category == QChar::Other_Format)
        return 0;
    const bool wide = (character >= 0x1100 && character <= 0x115f) || (character >= 0x2e80 && character <= 0xa4cf) ||
                      (character >= 0xac00 && character <= 0xd7a3) || (character >= 0xf900 && character <= 0xfaff) ||
                      (character >= 0xff00 && character <= 0xff60) || (character >= 0x1f300 && character <= 0x1faff);
    return wide ? 2 : 1;
}

} // namespace podium::test
