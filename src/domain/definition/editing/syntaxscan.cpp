// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/syntaxscan.h"

#include <algorithm>
#include <cstring>

namespace podium::domain
{

namespace
{

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

bool isBreak(char c)
{
    return c == '\n' || c == '\r';
}

/// Also the end of the text.
bool endsWord(char c)
{
    return c == '\0' || isSpace(c) || isBreak(c);
}

bool isFlowSign(char c)
{
    return c != '\0' && std::strchr(",[]{}", c) != nullptr;
}

} // namespace

int SyntaxScan::columnOf(qsizetype position) const
{
    const qsizetype start = position == 0 ? 0 : m_text.lastIndexOf('\n', position - 1) + 1;
    return int(position - start - (start == 0 ? bom() : 0));
}

qsizetype SyntaxScan::skipSpaces(qsizetype i) const
{
    while (isSpace(at(i)))
        ++i;
    return i;
}

qsizetype SyntaxScan::nextLine(qsizetype i) const
{
    const qsizetype end = m_text.indexOf('\n', i);
    return end < 0 ? m_text.size() : end + 1;
}

qsizetype SyntaxScan::skipBlank(qsizetype i) const
{
    while (i < m_text.size()) {
        if (isSpace(at(i)) || isBreak(at(i)))
            ++i;
        else if (at(i) == '#' && (i == 0 || endsWord(at(i - 1))))
            i = nextLine(i);
        else
            break;
    }
    return i;
}

qsizetype SyntaxScan::skipProperties(qsizetype i) const
{
    while (at(i) == '&' || at(i) == '!')
        i = skipBlank(wordEnd(i));
    return i;
}

qsizetype SyntaxScan::wordEnd(qsizetype i) const
{
    while (!endsWord(at(i)) && !isFlowSign(at(i)))
        ++i;
    return i;
}

qsizetype SyntaxScan::nullWordLength(qsizetype i) const
{
    for (const char *word : {"~", "null", "Null", "NULL"}) {
        const auto length = qsizetype(std::strlen(word));
        if (i + length <= m_text.size() && std::strncmp(m_text.constData() + i, word, size_t(length)) == 0 &&
            (endsWord(at(i + length)) || isFlowSign(at(i + length))))
            return length;
    }
    return 0;
}

SyntaxNode::Style SyntaxScan::styleAt(qsizetype i) const
{
    switch (at(i)) {
    case '"':
        return SyntaxNode::Style::DoubleQuoted;
    case '\'':
        return SyntaxNode::Style::SingleQuoted;
    case '|':
        return SyntaxNode::Style::Literal;
    case '>':
        return SyntaxNode::Style::Folded;
    default:
        return SyntaxNode::Style::Plain;
    }
}

qsizetype SyntaxScan::scalarEnd(qsizetype i, int indent, bool inFlow) const
{
    switch (styleAt(i)) {
    case SyntaxNode::Style::DoubleQuoted:
    case SyntaxNode::Style::SingleQuoted:
        return quotedEnd(i);
    case SyntaxNode::Style::Literal:
    case SyntaxNode::Style::Folded:
        return blockEnd(i, indent);
    default:
        return plainEnd(i, indent, inFlow, false);
    }
}

qsizetype SyntaxScan::keyEnd(qsizetype i, bool inFlow) const
{
    return at(i) == '"' || at(i) == '\'' ? quotedEnd(i) : plainEnd(i, -1, inFlow, true);
}

qsizetype SyntaxScan::closerEnd(qsizetype i, char closer) const
{
    for (i = skipBlank(i); at(i) == ','; i = skipBlank(i))
        ++i;
    return at(i) == closer ? i + 1 : i;
}

qsizetype SyntaxScan::quotedEnd(qsizetype i) const
{
    const char quote = at(i++);
    for (; i < m_text.size(); ++i) {
        if (quote == '"' && at(i) == '\\') {
            ++i;
        } else if (at(i) == quote) {
            if (quote == '"' || at(i + 1) != quote)
                return i + 1;
            ++i;
        }
    }
    return i;
}

qsizetype SyntaxScan::plainEnd(qsizetype i, int indent, bool inFlow, bool isKey) const
{
    qsizetype end = i;
    while (i < m_text.size()) {
        const char c = at(i);
        if (c == ':' && (endsWord(at(i + 1)) || (inFlow && isFlowSign(at(i + 1)))))
            break;
        if (c == '#' && i > 0 && endsWord(at(i - 1)))
            break;
        if (inFlow && isFlowSign(c))
            break;
        if (isBreak(c)) {
            if (isKey)
                break;
            qsizetype next = i;
            while (isBreak(at(next)) || isSpace(at(next)))
                ++next;
            const int column = columnOf(next);
            const QByteArray marker = m_text.mid(next, 3);
            const bool isMarker = column == 0 && (marker == "---" || marker == "...");
            if (next >= m_text.size() || isMarker || at(next) == '#' || (!inFlow && column <= indent))
                break;
            i = next;
            continue;
        }
        ++i;
        if (!isSpace(c))
            end = i;
    }
    return end;
}

qsizetype SyntaxScan::blockEnd(qsizetype i, int indent) const
{
    qsizetype end = wordEnd(i);
    int content = -1; // Columns of its lines; not known before the first one that is not blank.
    for (qsizetype k = i + 1; k < end; ++k) {
        if (at(k) >= '1' && at(k) <= '9')
            content = std::max(indent, 0) + (at(k) - '0');
    }
    for (qsizetype line = nextLine(i); line < m_text.size(); line = nextLine(line)) {
        qsizetype first = line;
        while (at(first) == ' ')
            ++first;
        const int column = int(first - line);
        if (endsWord(at(first)) && !(at(first) == '\t' && content >= 0 && column >= content)) {
            if (skipSpaces(first) >= m_text.size() || isBreak(at(skipSpaces(first))))
                continue; // Blank: belongs to it if more comes.
        }
        if (content < 0)
            content = column > indent ? column : indent + 1;
        if (column < content)
            break;
        end = nextLine(first);
        while (end > first && isBreak(at(end - 1)))
            --end;
    }
    return end;
}

} // namespace podium::domain
