// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/editing/syntaxtree.h"

#include <QByteArray>

namespace podium::domain
{

/// Finds the ends of what the parser has said the starts of. The text is known to be YAML. Positions are bytes.
class SyntaxScan
{
public:
    explicit SyntaxScan(const QByteArray &text) : m_text(text) {}

    qsizetype bom() const { return m_text.startsWith("\xef\xbb\xbf") ? 3 : 0; }
    /// '\0' outside of the text.
    char at(qsizetype i) const { return i >= 0 && i < m_text.size() ? m_text.at(i) : '\0'; }
    int columnOf(qsizetype position) const;
    /// Behind spaces and tabs.
    qsizetype skipSpaces(qsizetype i) const;
    /// Behind spaces, newlines and comments.
    qsizetype skipBlank(qsizetype i) const;
    /// Behind anchors and tags.
    qsizetype skipProperties(qsizetype i) const;
    qsizetype wordEnd(qsizetype i) const;
    /// Of `~` or `null` where it is the whole value; 0 if it is not there.
    qsizetype nullWordLength(qsizetype i) const;
    SyntaxNode::Style styleAt(qsizetype i) const;
    qsizetype scalarEnd(qsizetype i, int indent, bool inFlow) const;
    qsizetype keyEnd(qsizetype i, bool inFlow) const;
    /// Behind the `]` or `}` that follows.
    qsizetype closerEnd(qsizetype i, char closer) const;

private:
    qsizetype quotedEnd(qsizetype i) const;
    qsizetype plainEnd(qsizetype i, int indent, bool inFlow, bool isKey) const;
    qsizetype blockEnd(qsizetype i, int indent) const;
    qsizetype nextLine(qsizetype i) const;

    const QByteArray &m_text;
};

} // namespace podium::domain
