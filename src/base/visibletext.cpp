// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/visibletext.h"

#include <QChar>
#include <QStringView>

#include <algorithm>
#include <array>

namespace podium
{

namespace
{

constexpr char32_t Joiner = 0x200D;

struct Range
{
    char32_t first;
    char32_t last;
};

// Drawn as nothing, or as a blank, although they are letters, marks or symbols by their category.
constexpr std::array<Range, 10> s_blank{{{0x034F, 0x034F},     // Combining grapheme joiner
                                         {0x115F, 0x1160},     // Hangul fillers
                                         {0x17B4, 0x17B5},     // Khmer inherent vowels
                                         {0x180B, 0x180F},     // Mongolian selectors
                                         {0x2028, 0x2029},     // Separators of lines and paragraphs
                                         {0x2800, 0x2800},     // Braille without a dot
                                         {0x3164, 0x3164},     // Hangul filler
                                         {0xFE00, 0xFE0F},     // Selectors of variants
                                         {0xFFA0, 0xFFA0},     // Halfwidth Hangul filler
                                         {0xE0000, 0xE0FFF}}}; // Tags, more selectors

/// Where a joiner or selector belongs: an emoji, or what makes part of one.
bool isEmoji(char32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2190 && c <= 0x2BFF && c != 0x2800) || c == 0xFE0F;
}

bool isHidden(char32_t c, char32_t before)
{
    if ((c == Joiner || c == 0xFE0E || c == 0xFE0F) && isEmoji(before))
        return false;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || QChar::category(c) == QChar::Other_Format)
        return true;
    return std::any_of(s_blank.begin(), s_blank.end(),
                       [c](const Range &range) { return c >= range.first && c <= range.last; });
}

/// The text with `mark(piece, c)` in the place of what is hidden. `keep` stays as it is.
template<typename Mark> QString marked(const QString &text, QStringView keep, Mark mark)
{
    QString out;
    out.reserve(text.size());
    char32_t before = 0;
    for (qsizetype i = 0; i < text.size();) {
        const bool pair = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const QStringView piece = QStringView(text).mid(i, pair ? 2 : 1);
        const char32_t c = pair ? QChar::surrogateToUcs4(piece.at(0), piece.at(1)) : piece.at(0).unicode();
        if (isHidden(c, before) && !keep.contains(piece))
            out += mark(piece);
        else
            out += piece;
        before = c;
        i += piece.size();
    }
    return out;
}

QString replacement(QStringView)
{
    return QStringLiteral("\ufffd");
}

} // namespace

QString harmless(const QString &text)
{
    return marked(text, u"\n\t", replacement);
}

QString oneLine(const QString &text)
{
    QString out = marked(text, u"\n\t", replacement);
    std::replace_if(
        out.begin(), out.end(), [](QChar c) { return c == u'\n' || c == u'\t'; }, QChar(u' '));
    return out;
}

QString escapedJson(const QString &json)
{
    return marked(json, u"\n\t\r", [](QStringView piece) {
        QString out;
        for (const QChar unit : piece)
            out += QStringLiteral("\\u%1").arg(unit.unicode(), 4, 16, QLatin1Char('0'));
        return out;
    });
}

} // namespace podium
