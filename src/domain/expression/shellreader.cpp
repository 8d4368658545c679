// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/expression/shellreader.h"

#include "domain/expression/jsonvalues.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace podium::domain
{

namespace
{

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ShellReader)
};

bool isMeta(QChar c)
{
    return QStringView(u" \t\n;&|()<>").contains(c);
}

bool isVariablePart(QChar c)
{
    return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

} // namespace

ShellReader::ShellReader()
{
    push(State::Command);
}

void ShellReader::read(QStringView text)
{
    if (text.isEmpty())
        return;
    m_dollar = m_variable = m_delimiter = false;
    qsizetype i = 0;
    if (m_escaped) {
        m_escaped = false;
        i = 1;
    }
    for (; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool last = i + 1 == text.size();
        switch (state()) {
        case State::Command:
        case State::Substitution:
        case State::Arithmetic:
            i = command(text, i);
            break;
        case State::Double:
            if (c == u'\\') {
                m_escaped = last;
                ++i;
            } else if (c == u'"') {
                pop();
            } else if (c == u'$') {
                i = dollar(text, i, true);
            } else if (c == u'`') {
                push(State::Backtick);
            } else if (c == u'\n') {
                newline();
            }
            break;
        case State::Single:
            if (c == u'\'')
                pop();
            else if (c == u'\n')
                newline();
            break;
        case State::AnsiC:
            // sh takes $'…' for a dollar sign and a plain text, which ends at another place if \' is in it.
            if (c == u'\\')
                giveUp(Words::tr("behind a $'…' with a backslash"));
            else if (c == u'\'')
                pop();
            break;
        case State::Comment:
            if (c == u'\n') {
                pop();
                m_wordStart = true; // another comment may start here
                newline();
            }
            break;
        case State::Backtick:
            if (c == u'\\')
                ++i;
            else if (c == u'`')
                pop();
            break;
        case State::Brace:
            if (QStringView(u"'\"\\`\n").contains(c))
                giveUp(Words::tr("behind a ${…} with quotes in it"));
            else if (c == u'$')
                i = dollar(text, i, true);
            else if (c == u'}')
                pop();
            break;
        case State::HereDocument:
            hereDocumentChar(c);
            break;
        }
    }
}

qsizetype ShellReader::command(QStringView text, qsizetype i)
{
    const QChar c = text.at(i);
    const QChar next = i + 1 < text.size() ? text.at(i + 1) : QChar();
    const bool wordStart = std::exchange(m_wordStart, isMeta(c));
    if (state() == State::Arithmetic && QStringView(u"'\"\\").contains(c)) {
        // Some shells take these for quotes in arithmetic, others for characters.
        giveUp(Words::tr("behind quotes within ((…))"));
        return i;
    }
    switch (c.unicode()) {
    case u'\\':
        m_escaped = i + 1 == text.size();
        if (next == u'\n')
            m_wordStart = wordStart; // a continued line: as if neither character were there
        return i + 1;
    case u'\'':
        push(State::Single);
        return i;
    case u'"':
        push(State::Double);
        return i;
    case u'`':
        push(State::Backtick);
        return i;
    case u'$':
        return dollar(text, i, false);
    case u'#':
        if (wordStart && state() == State::Arithmetic)
            giveUp(Words::tr("behind a # within ((…))"));
        else if (wordStart)
            push(State::Comment);
        return i;
    case u'(':
        if (next == u'(' && state() != State::Arithmetic) {
            // Perhaps two subshells, but where only numbers are allowed that makes no difference.
            push(State::Arithmetic, 2);
            return i + 1;
        }
        ++m_frames.last().parentheses;
        return i;
    case u')':
        closeParenthesis();
        return i;
    case u'<':
        return next == u'<' ? less(text, i) : i;
    case u'\n':
        newline();
        return i;
    case u'c':
        // The patterns of `case` have closing parentheses without opening ones.
        if (wordStart && inSubstitution() && text.sliced(i).startsWith(u"case") &&
            (i + 4 == text.size() || isMeta(text.at(i + 4))))
            giveUp(Words::tr("behind a `case` within $(…)"));
        return i;
    default:
        return i;
    }
}

qsizetype ShellReader::dollar(QStringView text, qsizetype i, bool inDouble)
{
    if (i + 1 == text.size()) {
        m_dollar = true;
        return i;
    }
    const QChar next = text.at(i + 1);
    if (next == u'(') {
        m_wordStart = true;
        if (i + 2 < text.size() && text.at(i + 2) == u'(') {
            push(State::Arithmetic, 2);
            return i + 2;
        }
        push(State::Substitution, 1);
        return i + 1;
    }
    if (next == u'{') {
        push(State::Brace);
        return i + 1;
    }
    if (next == u'[') {
        giveUp(Words::tr("behind a $["));
        return i + 1;
    }
    if (next == u'\'' && !inDouble) {
        push(State::AnsiC);
        return i + 1;
    }
    if (!isVariablePart(next) && !QStringView(u"?!#$@*-").contains(next))
        return i;
    // $1, $?, $# … are one character long: a # or $ in them starts nothing.
    qsizetype end = i + 2;
    if (isVariablePart(next) && !next.isDigit()) {
        while (end < text.size() && isVariablePart(text.at(end)))
            ++end;
        m_variable = end == text.size();
    }
    return end - 1;
}

/// << and <<- announce a here-document, <<< does not.
qsizetype ShellReader::less(QStringView text, qsizetype i)
{
    qsizetype at = i + 2;
    if (at < text.size() && text.at(at) == u'<')
        return at;
    HereDocument document;
    if (at < text.size() && text.at(at) == u'-') {
        document.tabs = true;
        ++at;
    }
    while (at < text.size() && (text.at(at) == u' ' || text.at(at) == u'\t'))
        ++at;
    if (state() == State::Arithmetic) {
        const bool shifts = at < text.size() && (text.at(at).isDigit() || QStringView(u"$(").contains(text.at(at)));
        if (!shifts)
            giveUp(Words::tr("behind a << within ((…))"));
        return i + 1;
    }
    const qsizetype start = at;
    while (at < text.size() && !isMeta(text.at(at))) {
        const QChar c = text.at(at++);
        if (QStringView(u"'\"\\").contains(c))
            document.quoted = true;
        else if (c == u'$' || c == u'`')
            giveUp(Words::tr("behind a here-document with an unusual end mark"));
        else
            document.delimiter += c;
    }
    if (at == start)
        giveUp(Words::tr("behind a here-document without an end mark"));
    m_delimiter = at == text.size();
    m_hereDocuments.append(document);
    m_wordStart = false;
    return at - 1;
}

void ShellReader::hereDocumentChar(QChar c)
{
    if (c != u'\n') {
        m_line += c;
        return;
    }
    const HereDocument &document = m_hereDocuments.first();
    if (!document.quoted && m_line.endsWith(u'\\'))
        giveUp(Words::tr("behind a here-document with continued lines"));
    qsizetype start = 0;
    while (document.tabs && start < m_line.size() && m_line.at(start) == u'\t')
        ++start;
    if (m_line.sliced(start) == document.delimiter) {
        m_hereDocuments.removeFirst();
        if (m_hereDocuments.isEmpty())
            pop();
    }
    m_line.clear();
}

void ShellReader::newline()
{
    if (m_hereDocuments.isEmpty())
        return;
    if (state() == State::Command || state() == State::Substitution)
        push(State::HereDocument);
    else
        giveUp(Words::tr("behind a here-document that starts within quotes"));
}

void ShellReader::closeParenthesis()
{
    Frame &frame = m_frames.last();
    // At the top only a `case` pattern closes what was not opened.
    if (frame.parentheses > 0 && --frame.parentheses == 0 && frame.state != State::Command) {
        if (!m_hereDocuments.isEmpty())
            giveUp(Words::tr("behind a here-document that its $(…) cuts off"));
        pop();
        m_wordStart = false;
    }
}

bool ShellReader::inSubstitution() const
{
    return std::any_of(m_frames.begin(), m_frames.end(), [](const Frame &f) { return f.state == State::Substitution; });
}

void ShellReader::giveUp(const QString &reason)
{
    if (m_lost.isEmpty())
        m_lost = reason;
}

ShellPlace ShellReader::value()
{
    ShellPlace place;
    place.afterVariable = m_variable;
    const auto unsafe = [&place](const QString &reason) {
        place.kind = ShellPlace::Kind::Unsafe;
        place.reason = reason;
    };
    if (!m_lost.isEmpty()) {
        unsafe(m_lost);
        return place;
    }
    switch (state()) {
    case State::Command:
    case State::Substitution:
        place.kind = ShellPlace::Kind::Word;
        break;
    case State::Arithmetic:
        place.kind = ShellPlace::Kind::Arithmetic;
        break;
    case State::Double:
        place.kind = ShellPlace::Kind::DoubleQuoted;
        break;
    case State::Single:
        place.kind = ShellPlace::Kind::SingleQuoted;
        break;
    case State::Comment:
        place.kind = ShellPlace::Kind::Comment;
        break;
    case State::AnsiC:
        unsafe(Words::tr("within $'…'"));
        break;
    case State::Backtick:
        unsafe(Words::tr("within `…`"));
        break;
    case State::Brace:
        unsafe(Words::tr("within ${…}"));
        break;
    case State::HereDocument:
        unsafe(Words::tr("within a here-document"));
        m_line += u'\0'; // whatever the line becomes, it is not known to be the end mark
        break;
    }
    if (m_escaped)
        unsafe(Words::tr("directly behind a backslash"));
    else if (m_dollar)
        unsafe(Words::tr("directly behind a $"));
    else if (m_delimiter)
        unsafe(Words::tr("directly behind <<"));
    m_escaped = m_dollar = m_variable = m_delimiter = m_wordStart = false;
    return place;
}

namespace
{

/// Text for between double quotes.
QString escapedForDouble(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (QStringView(u"\\\"$`").contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

QString inSingle(QString text)
{
    return text.replace(u'\'', u"'\\''"_s);
}

/// Lists of texts and numbers become words; anything else in them is JSON.
Result<QStringList> wordsOf(const QJsonValue &value, EvaluationBudget &budget)
{
    QStringList out;
    const QJsonArray list = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue &element : list) {
        const auto text = valueText(element, budget);
        if (!text)
            return tl::unexpected<Error>(text.error());
        if (text->contains(QChar(u'\0')))
            return tl::unexpected<Error>(shellQuoted(*text).error());
        if (!budget.spendText(text->size() * 2))
            return EvaluationBudget::exhausted();
        out += *text;
    }
    return out;
}

} // namespace

Result<QString> shellText(const QJsonValue &value, const ShellPlace &place, QChar next, EvaluationBudget &budget)
{
    if (place.kind == ShellPlace::Kind::Unsafe) {
        return fail(ErrorCode::InvalidArgument, Words::tr("no value can be quoted safely %1").arg(place.reason), {},
                    Words::tr("Write `name={{ … }}` on a line of its own before, and \"$name\" here"));
    }
    if (place.kind == ShellPlace::Kind::Arithmetic) {
        if (!value.isDouble())
            return fail(ErrorCode::InvalidArgument, Words::tr("within ((…)) only a number can be used"), {},
                        Words::tr("Use `int(x)` to make a number of a text"));
        return valueText(value, budget);
    }
    const auto words = wordsOf(value, budget);
    if (!words)
        return tl::unexpected<Error>(words.error());
    if (place.kind == ShellPlace::Kind::DoubleQuoted)
        return (place.afterVariable ? u"\"\""_s : QString()) + escapedForDouble(words->join(u' '));
    if (place.kind == ShellPlace::Kind::SingleQuoted)
        return inSingle(words->join(u' '));
    // A number is a word as it is, unless it would become part of $name or the number of a redirection.
    if ((value.isDouble() || value.isBool()) && !place.afterVariable && next != u'<' && next != u'>')
        return words->first();
    QStringList quoted;
    for (const QString &word : *words)
        quoted += u'\'' + inSingle(word) + u'\'';
    QString out = quoted.join(u' ');
    if (place.kind == ShellPlace::Kind::Comment)
        out.replace(u'\n', u' ').replace(u'\r', u' ');
    return out;
}

} // namespace podium::domain
