// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/syntax/lexer.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Expression)
};

bool isNameStart(QChar c)
{
    return c == u'_' || c.isLetter();
}

bool isNamePart(QChar c)
{
    return c == u'_' || c.isLetterOrNumber();
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

struct Mistake
{
    const char16_t *symbol;
    const char *instead;
};

/// What other languages write, and what to write here.
constexpr Mistake s_mistakes[] = {
    {u"&&", QT_TRANSLATE_NOOP("Expression", "Write `and`")},
    {u"||", QT_TRANSLATE_NOOP("Expression", "Write `or`")},
    {u"!", QT_TRANSLATE_NOOP("Expression", "Write `not`")},
    {u"?", QT_TRANSLATE_NOOP("Expression", "Write `x if condition else y`")},
    {u"=", QT_TRANSLATE_NOOP("Expression", "Write `==` to compare")},
    {u"~", QT_TRANSLATE_NOOP("Expression", "Write `+` to join two texts, with `string(x)` for a number")},
    {u"`", QT_TRANSLATE_NOOP("Expression", "Put text in ' or in \"")},
    {u"$", QT_TRANSLATE_NOOP("Expression", "Names are written without `$`")},
};

} // namespace

Lexer::Lexer(const QString &source, qsizetype start, qsizetype end) : m_source(source), m_position(start), m_end(end) {}

Token Lexer::next()
{
    while (m_position < m_end && at(m_position).isSpace())
        ++m_position;
    Token token;
    token.offset = token.end = m_position;
    if (m_position >= m_end)
        return token;
    const QChar c = at(m_position);
    if (isNameStart(c)) {
        while (isNamePart(at(m_position)))
            ++m_position;
        token.kind = Token::Kind::Name;
        token.end = m_position;
        token.text = m_source.mid(token.offset, token.end - token.offset);
        return token;
    }
    if (isDigit(c))
        return number();
    if (c == u'"' || c == u'\'')
        return quoted(c);
    return symbol();
}

Token Lexer::number()
{
    const qsizetype start = m_position;
    bool whole = true;
    while (isDigit(at(m_position)))
        ++m_position;
    if (at(m_position) == u'.' && isDigit(at(m_position + 1))) {
        whole = false;
        ++m_position;
        while (isDigit(at(m_position)))
            ++m_position;
    }
    if (at(m_position) == u'e' || at(m_position) == u'E') {
        const qsizetype sign = at(m_position + 1) == u'+' || at(m_position + 1) == u'-' ? 1 : 0;
        if (isDigit(at(m_position + 1 + sign))) {
            whole = false;
            m_position += 1 + sign;
            while (isDigit(at(m_position)))
                ++m_position;
        }
    }
    const QStringView text = QStringView(m_source).sliced(start, m_position - start);
    if (isNamePart(at(m_position)))
        return invalid(start, Words::tr("`%1` is not a number").arg(text.toString() + at(m_position)),
                       Words::tr("Put a space behind the number, or quotes around it"));
    Token token;
    token.kind = Token::Kind::Literal;
    token.offset = start;
    token.end = m_position;
    bool ok = false;
    if (whole) {
        const qint64 integer = text.toLongLong(&ok);
        if (ok)
            token.value = integer;
    }
    if (!ok) {
        const double number = text.toDouble(&ok);
        if (!ok || !std::isfinite(number))
            return invalid(start, Words::tr("the number is too large"));
        token.value = number;
    }
    return token;
}

Token Lexer::quoted(QChar quote)
{
    const qsizetype start = m_position++;
    QString text;
    while (true) {
        if (m_position >= m_end)
            return invalid(start, Words::tr("the text that starts here has no closing %1").arg(quote));
        const QChar c = at(m_position++);
        if (c == quote)
            break;
        if (c != u'\\') {
            text += c;
        } else if (!escape(&text)) {
            return invalid(m_position - 1, Words::tr("unknown escape sequence `\\%1`").arg(at(m_position)),
                           Words::tr("Known: \\n \\t \\r \\\\ \\' \\\" \\/ \\uXXXX; write \\\\ for a backslash"));
        }
    }
    Token token;
    token.kind = Token::Kind::Literal;
    token.offset = start;
    token.end = m_position;
    token.value = text;
    return token;
}

/// Takes what follows a backslash. Surrogates come as two sequences, as in JSON.
bool Lexer::escape(QString *out)
{
    const QChar c = at(m_position);
    switch (c.unicode()) {
    case u'n':
        *out += u'\n';
        break;
    case u't':
        *out += u'\t';
        break;
    case u'r':
        *out += u'\r';
        break;
    case u'\\':
    case u'\'':
    case u'"':
    case u'/':
        *out += c;
        break;
    case u'u': {
        bool ok = m_position + 5 <= m_end;
        const ushort code = ok ? QStringView(m_source).sliced(m_position + 1, 4).toUShort(&ok, 16) : 0;
        if (!ok)
            return false;
        *out += QChar(code);
        m_position += 4;
        break;
    }
    default:
        return false;
    }
    ++m_position;
    return true;
}

Token Lexer::symbol()
{
    static const QString pairs[] = {u"=="_s, u"!="_s, u"<="_s, u">="_s, u"//"_s};
    Token token;
    token.kind = Token::Kind::Symbol;
    token.offset = m_position;
    const QStringView rest = QStringView(m_source).sliced(m_position, m_end - m_position);
    for (const QString &pair : pairs) {
        if (rest.startsWith(pair)) {
            m_position += 2;
            token.end = m_position;
            token.text = pair;
            return token;
        }
    }
    for (const Mistake &mistake : s_mistakes) {
        const QStringView symbol(mistake.symbol);
        if (rest.startsWith(symbol))
            return invalid(m_position, Words::tr("unexpected `%1`").arg(symbol), Words::tr(mistake.instead));
    }
    const QChar c = rest.first();
    if (!QStringView(u"+-*/%<>()[]{},:.|").contains(c)) {
        const qsizetype length = c.isHighSurrogate() && rest.size() > 1 ? 2 : 1;
        const QString shown = c.isPrint() || length == 2 ? rest.first(length).toString()
                                                         : u"U+%1"_s.arg(int(c.unicode()), 4, 16, QChar(u'0'));
        return invalid(m_position, Words::tr("unexpected character `%1`").arg(shown));
    }
    token.text = c;
    token.end = ++m_position;
    return token;
}

Token Lexer::invalid(qsizetype offset, const QString &message, const QString &hint)
{
    m_problem = {offset, u"syntax"_s, message, hint};
    m_position = m_end;
    Token token;
    token.kind = Token::Kind::Invalid;
    token.offset = token.end = offset;
    return token;
}

bool isKeyword(QStringView text)
{
    static const QStringView keywords[] = {u"and", u"or", u"not", u"in", u"if", u"else", u"true", u"false", u"null"};
    return std::find(std::begin(keywords), std::end(keywords), text) != std::end(keywords);
}

bool isPlainName(const QString &text)
{
    return !text.isEmpty() && isNameStart(text.front()) && std::all_of(text.cbegin(), text.cend(), isNamePart) &&
           !isKeyword(text);
}

} // namespace podium::domain
