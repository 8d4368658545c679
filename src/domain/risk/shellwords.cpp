// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/risk/shellwords.h"

#include "domain/risk/shellscript.h"

#include <QRegularExpression>

namespace podium::domain
{

bool ShellWords::take(QStringView what)
{
    if (!QStringView(m_text).mid(m_at).startsWith(what))
        return false;
    m_at += what.size();
    return true;
}

void ShellWords::skipBlanks()
{
    while (isBlank(peek()))
        ++m_at;
}

ShellWords::Word ShellWords::readWord()
{
    Word out;
    const qsizetype from = m_at;
    while (!atEnd()) {
        const QChar c = peek();
        if (isBlank(c) || c == u'\n' || c == u';' || c == u'&' || c == u'|' || c == u')' || c == u'(')
            break;
        if (c == u'<' || c == u'>') {
            if (peek(1) != u'(')
                break;
            m_at += 2;
            substitution(&out);
        } else if (c == u'\'') {
            ++m_at;
            const qsizetype close = m_text.indexOf(u'\'', m_at);
            if (close < 0)
                giveUp();
            out.text += m_text.mid(m_at, close < 0 ? -1 : close - m_at);
            out.quoted = true;
            m_at = close < 0 ? m_text.size() : close + 1;
        } else if (c == u'"') {
            ++m_at;
            doubleQuoted(&out);
        } else if (c == u'\\') {
            ++m_at;
            if (peek() != u'\n')
                out.text += peek();
            out.quoted = true;
            ++m_at;
        } else if (c == u'$') {
            dollar(&out, false);
        } else if (c == u'`') {
            backticks(&out);
        } else {
            // Braces and patterns become other words, and such a word may look like an option.
            const bool pattern = (c == u'*' || c == u'?' || c == u'[') && m_at == from && peek(1) != u' ' &&
                                 !(c == u'[' && (isBlank(peek(1)) || peek(1).isNull()));
            const bool alone = (c == u'*' || c == u'?') && m_at == from;
            if (c == u'{' && m_at + 1 < m_text.size() && !isBlank(peek(1)) && peek(1) != u'\n' && peek(1) != u'}')
                out.certain = false;
            if (pattern || alone)
                out.certain = false;
            out.text += c;
            ++m_at;
        }
    }
    if (m_at == from)
        ++m_at; // Whatever it is, go on behind it.
    return out;
}

void ShellWords::doubleQuoted(Word *out)
{
    out->quoted = true;
    while (!atEnd()) {
        const QChar c = peek();
        if (c == u'"') {
            ++m_at;
            return;
        }
        if (c == u'\\') {
            ++m_at;
            if (!QStringView(u"$`\"\\\n").contains(peek()))
                out->text += c;
            if (peek() != u'\n')
                out->text += peek();
            ++m_at;
        } else if (c == u'$') {
            dollar(out, true);
        } else if (c == u'`') {
            backticks(out);
        } else {
            out->text += c;
            ++m_at;
        }
    }
    giveUp();
}

void ShellWords::dollar(Word *out, bool inDouble)
{
    ++m_at;
    const QChar c = peek();
    if (c == u'(') {
        ++m_at;
        if (take(u"(")) {
            arithmetic();
            unknown(out);
            return;
        }
        substitution(out);
    } else if (c == u'{') {
        parameter(out);
    } else if (c == u'\'' && !inDouble) {
        ansiQuoted(out);
    } else if (c == u'"' && !inDouble) {
        ++m_at;
        doubleQuoted(out);
    } else if (c.isLetter() || c == u'_') {
        while (peek().isLetterOrNumber() || peek() == u'_')
            ++m_at;
        unknown(out);
    } else if (c.isDigit() || (!c.isNull() && QStringView(u"@*#?-$!").contains(c))) {
        ++m_at;
        unknown(out);
    } else {
        out->text += u'$';
    }
}

void ShellWords::unknown(Word *out)
{
    out->text += UnknownText;
    out->certain = false;
    out->quoted = true;
}

void ShellWords::parameter(Word *out)
{
    ++m_at;
    int depth = 1;
    while (!atEnd() && depth > 0) {
        const QChar c = peek();
        Word ignored;
        if (c == u'\\') {
            m_at += 2;
        } else if (c == u'$' && peek(1) != u'\'') {
            dollar(&ignored, true);
        } else if (c == u'`') {
            backticks(&ignored);
        } else {
            depth += c == u'{' ? 1 : c == u'}' ? -1 : 0;
            ++m_at;
        }
    }
    if (depth > 0)
        giveUp();
    unknown(out);
}

void ShellWords::ansiQuoted(Word *out)
{
    ++m_at;
    while (!atEnd() && peek() != u'\'') {
        if (peek() == u'\\')
            ++m_at;
        ++m_at;
    }
    ++m_at;
    unknown(out);
}

void ShellWords::substitution(Word *out)
{
    commandsInside();
    unknown(out);
}

void ShellWords::backticks(Word *out)
{
    ++m_at;
    QString script;
    while (!atEnd() && peek() != u'`') {
        if (peek() == u'\\' && !peek(1).isNull() && QStringView(u"$`\\").contains(peek(1)))
            ++m_at;
        script += peek();
        ++m_at;
    }
    if (atEnd())
        giveUp();
    ++m_at;
    nested(script);
    unknown(out);
}

void ShellWords::arithmetic()
{
    static const QRegularExpression s_words(QStringLiteral(R"(\w\s+[\w./]|[|;"'#])"));
    const qsizetype from = m_at;
    int depth = 2;
    while (!atEnd() && depth > 0) {
        Word ignored;
        if (peek() == u'$') {
            dollar(&ignored, true);
        } else if (peek() == u'`') {
            backticks(&ignored);
        } else {
            depth += peek() == u'(' ? 1 : peek() == u')' ? -1 : 0;
            ++m_at;
        }
    }
    if (depth > 0 || m_text.mid(from, m_at - from).contains(s_words))
        giveUp();
}

} // namespace podium::domain
