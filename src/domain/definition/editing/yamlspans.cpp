// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/editing/yamlspans.h"

#include "domain/definition/source/scalar.h"

#include <algorithm>

namespace podium::domain
{

namespace
{

using Kind = YamlSpan::Kind;

constexpr int InDouble = 1;
constexpr int InSingle = 2;
constexpr int InBlock = 3;

class LineReader
{
public:
    LineReader(const QString &line, YamlLineState &state) : m_line(line), m_state(state) {}

    QList<YamlSpan> spans()
    {
        const qsizetype indent = firstOf(0);
        if (m_state >= InBlock) {
            if (indent >= m_line.size() || indent > m_state - InBlock) {
                text(0, m_line.size());
                return m_out;
            }
            m_state = 0;
        }
        qsizetype i = 0;
        if (m_state == InDouble || m_state == InSingle)
            i = quoted(0, m_state == InDouble ? u'"' : u'\'', false);
        while (i < m_line.size())
            i = step(i);
        return m_out;
    }

private:
    QChar at(qsizetype i) const { return i < m_line.size() ? m_line.at(i) : QChar(); }
    bool endsWord(qsizetype i) const { return i >= m_line.size() || m_line.at(i).isSpace(); }
    qsizetype firstOf(qsizetype i) const
    {
        while (i < m_line.size() && m_line.at(i).isSpace())
            ++i;
        return i;
    }

    void add(Kind kind, qsizetype from, qsizetype to)
    {
        if (to > from)
            m_out.append({kind, from, to - from});
    }

    /// A text with what is in {{ }} set apart.
    void text(qsizetype from, qsizetype to, Kind kind = Kind::Text)
    {
        while (from < to) {
            const qsizetype open = m_line.indexOf(QLatin1StringView("{{"), from);
            if (open < 0 || open >= to)
                break;
            const qsizetype close = m_line.indexOf(QLatin1StringView("}}"), open);
            const qsizetype end = close < 0 || close >= to ? to : close + 2;
            add(kind, from, open);
            add(Kind::Expression, open, end);
            from = end;
        }
        add(kind, from, to);
    }

    qsizetype quoted(qsizetype from, QChar quote, bool opens)
    {
        qsizetype i = from + (opens ? 1 : 0);
        for (; i < m_line.size(); ++i) {
            if (quote == u'"' && at(i) == u'\\') {
                ++i;
            } else if (at(i) == quote) {
                if (quote == u'\'' && at(i + 1) == quote)
                    ++i;
                else
                    break;
            }
        }
        const bool closed = i < m_line.size();
        const qsizetype end = std::min(i + 1, m_line.size());
        m_state = closed ? 0 : (quote == u'"' ? InDouble : InSingle);
        const bool isKey = closed && opens && at(firstOf(end)) == u':';
        text(from, end, isKey ? Kind::Key : Kind::Text);
        m_atValue = m_atValue || isKey;
        return end;
    }

    qsizetype step(qsizetype i)
    {
        const QChar c = at(i);
        if (c.isSpace())
            return i + 1;
        if (c == u'#' && (i == 0 || at(i - 1).isSpace())) {
            add(Kind::Comment, i, m_line.size());
            return m_line.size();
        }
        if (QStringLiteral("[]{},").contains(c) || (QStringLiteral("-?:").contains(c) && endsWord(i + 1))) {
            add(Kind::Mark, i, i + 1);
            return i + 1;
        }
        if (m_keyColumn < 0)
            m_keyColumn = i;
        if (c == u'"' || c == u'\'')
            return quoted(i, c, true);
        if ((c == u'|' || c == u'>') && m_atValue) {
            qsizetype end = i + 1;
            while (end < m_line.size() && !at(end).isSpace())
                ++end;
            add(Kind::Mark, i, end);
            m_state = InBlock + int(m_keyColumn);
            return end;
        }
        if (c == u'&' || c == u'*' || c == u'!') {
            qsizetype end = i;
            while (!endsWord(end) && !QStringLiteral(",[]{}").contains(at(end)))
                ++end;
            add(Kind::Word, i, end);
            return end;
        }
        return plain(i);
    }

    qsizetype plain(qsizetype from)
    {
        qsizetype i = from;
        qsizetype end = from;
        const bool inFlow = std::any_of(m_out.begin(), m_out.end(), [this](const YamlSpan &span) {
            return span.kind == Kind::Mark && QStringLiteral("[{").contains(at(span.from));
        });
        while (i < m_line.size()) {
            const QChar c = at(i);
            if ((c == u':' && (endsWord(i + 1) || (inFlow && QStringLiteral(",]}").contains(at(i + 1))))) ||
                (c == u'#' && i > 0 && at(i - 1).isSpace()))
                break;
            if (m_line.mid(i, 2) == QLatin1StringView("{{")) {
                const qsizetype close = m_line.indexOf(QLatin1StringView("}}"), i);
                i = end = close < 0 ? m_line.size() : close + 2;
                continue;
            }
            if (inFlow && QStringLiteral(",[]{}").contains(c))
                break;
            ++i;
            if (!c.isSpace())
                end = i;
        }
        if (at(i) == u':') {
            add(Kind::Key, from, end);
            m_atValue = true;
            return i;
        }
        SourceNode value;
        value.kind = SourceNode::Kind::String;
        resolvePlainScalar(m_line.mid(from, end - from).toStdString(), value);
        if (value.isNumber())
            add(Kind::Number, from, end);
        else if (value.kind != SourceNode::Kind::String)
            add(Kind::Word, from, end);
        else
            text(from, end);
        return std::max(end, from + 1);
    }

    const QString &m_line;
    YamlLineState &m_state;
    QList<YamlSpan> m_out;
    qsizetype m_keyColumn = -1;
    bool m_atValue = false;
};

} // namespace

QList<YamlSpan> yamlSpans(const QString &line, YamlLineState &state)
{
    return LineReader(line, state).spans();
}

} // namespace podium::domain
