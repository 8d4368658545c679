// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>

namespace podium::domain
{

/// One replacement in a text. Positions are bytes.
struct TextEdit
{
    qsizetype at = 0;
    QByteArray removed;
    QByteArray inserted;

    bool isEmpty() const { return removed == inserted; }
    friend bool operator==(const TextEdit &, const TextEdit &) = default;
};

/// To be done one after the other: each is about the text as the one before has left it.
using TextEdits = QList<TextEdit>;

void apply(const TextEdit &edit, QByteArray &text);
void apply(const TextEdits &edits, QByteArray &text);
/// What takes them back, in the order in which that has to be done.
TextEdits inverse(const TextEdits &edits);
/// Takes away what removed and inserted have in common at their ends, without splitting a character.
TextEdit trimmed(TextEdit edit);

} // namespace podium::domain
