// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/textedit.h"

#include <algorithm>

namespace podium::domain
{

namespace
{

/// Not the first byte of a character in UTF-8.
bool isInside(char c)
{
    return (uchar(c) & 0xc0) == 0x80;
}

} // namespace

void apply(const TextEdit &edit, QByteArray &text)
{
    text.replace(edit.at, edit.removed.size(), edit.inserted);
}

void apply(const TextEdits &edits, QByteArray &text)
{
    for (const TextEdit &edit : edits)
        apply(edit, text);
}

TextEdits inverse(const TextEdits &edits)
{
    TextEdits out;
    out.reserve(edits.size());
    for (auto it = edits.crbegin(); it != edits.crend(); ++it)
        out.append({it->at, it->inserted, it->removed});
    return out;
}

TextEdit trimmed(TextEdit edit)
{
    const qsizetype shorter = std::min(edit.removed.size(), edit.inserted.size());
    qsizetype head = 0;
    while (head < shorter && edit.removed.at(head) == edit.inserted.at(head))
        ++head;
    const auto splits = [&](qsizetype at) {
        return (at < edit.removed.size() && isInside(edit.removed.at(at))) ||
               (at < edit.inserted.size() && isInside(edit.inserted.at(at)));
    };
    while (head > 0 && splits(head))
        --head;
    qsizetype tail = 0;
    while (tail < shorter - head &&
           edit.removed.at(edit.removed.size() - 1 - tail) == edit.inserted.at(edit.inserted.size() - 1 - tail))
        ++tail;
    while (tail > 0 && isInside(edit.removed.at(edit.removed.size() - tail)))
        --tail;
    return {edit.at + head, edit.removed.mid(head, edit.removed.size() - head - tail),
            edit.inserted.mid(head, edit.inserted.size() - head - tail)};
}

} // namespace podium::domain
