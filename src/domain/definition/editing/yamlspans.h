// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace podium::domain
{

/// A part of a line of YAML, for colouring. Positions are UTF-16 units of the line.
struct YamlSpan
{
    enum class Kind { Key, Text, Number, Word, Comment, Expression, Mark };

    Kind kind = Kind::Text;
    qsizetype from = 0;
    qsizetype length = 0;
    friend bool operator==(const YamlSpan &, const YamlSpan &) = default;
};

/// What a line begins within: 0 = nothing, 1 and 2 = a text in " or ', else 3 + the column of the key of a `|` block
/// (whose lines are those that go deeper, see yamlSpans()).
using YamlLineState = int;

/// The spans of one line, in order, and the state that the next one begins in. Never fails: a text that is being typed
/// is coloured as far as it can be told. Costs one pass over the line.
QList<YamlSpan> yamlSpans(const QString &line, YamlLineState &state);

} // namespace podium::domain
