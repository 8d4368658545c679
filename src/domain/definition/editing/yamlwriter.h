// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/editing/syntaxtree.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace podium::domain
{

/// A value as it is written behind a key or a dash.
struct WrittenValue
{
    QByteArray head; ///< On the line of the key; may be empty.
    QByteArray body; ///< The lines below, from the newline on, without the last one; may be empty.
};

/// On one line: scalars as words where that is safe, lists and maps in brackets.
QByteArray flowText(const QJsonValue &value);
/// A scalar text in the style that is there already, as far as that can hold it.
QByteArray scalarText(const QString &text, SyntaxNode::Style like, bool inFlow);
/// In the style that people write: words in lists, texts of several lines as blocks, maps line by line. `indent` is the
/// column of the map (or the dash) that it stands in; `step` how much deeper its lines are. As an entry of a list a map
/// begins on the line of the dash.
WrittenValue blockText(const QJsonValue &value, int indent, int step = 2, bool isEntry = false);
/// The text of several lines as `|` block; nothing if it cannot be written so.
WrittenValue literalText(const QString &text, int indent, int step);
QByteArray keyText(const QString &key);
/// Where a key belongs among others: the usual order of people. Unknown ones last.
int keyRank(const QString &key);

} // namespace podium::domain
