// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/source/scalar.h"
#include "domain/definition/source/sourcereader.h"

#include <QCoreApplication>
#include <QSet>

#include <cmath>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(JsonReader)
};

using Kind = SourceNode::Kind;

/// Recursive descent over the bytes; the depth limit bounds the recursion. Qt's own parser gives no positions of
/// values.
class JsonParser
{
public:
    JsonParser(const QByteArray &text, const SourceLimits &limits, SourceTree &tree, Report &report)
        : m_at(text.constData()), m_end(m_at + text.size()), m_lineStart(m_at), m_limits(limits), m_tree(tree),
          m_report(report)
    {
        if (text.startsWith("\xEF\xBB\xBF"))
            m_at += 3;
    }

    const SourceNode *parse()
    {
        skipSpace();
        if (m_at == m_end) {
            refuse("empty", Text::tr("the file is empty"), Text::tr("a workflow needs at least `tasks`"));
            return nullptr;
        }
        SourceNode *root = value(nullptr, 0);
        if (!root)
            return nullptr;
        skipSpace();
        if (m_at != m_end) {
            refuse("syntax", Text::tr("something follows the end of the JSON value"));
            return nullptr;
        }
        m_tree.setRoot(root);
        return root;
    }

private:
    void refuse(const char *code, const QString &message, const QString &hint = {})
    {
        m_report.errorAt(m_line, column(), QString::fromLatin1(code), message, hint);
    }
    SourceNode *refuseSyntax(const QString &message, const QString &hint = {})
    {
        refuse("syntax", Text::tr("not valid JSON: %1").arg(message), hint);
        return nullptr;
    }
    int column() const { return int(m_at - m_lineStart) + 1; }

    void skipSpace()
    {
        for (; m_at < m_end; ++m_at) {
            if (*m_at == '\n') {
                ++m_line;
                m_lineStart = m_at + 1;
            } else if (*m_at != ' ' && *m_at != '\t' && *m_at != '\r') {
                return;
            }
        }
    }

    bool take(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    SourceNode *add(Kind kind, SourceNode *parent)
    {
        if (m_tree.size() >= m_limits.maxNodes) {
            refuse("too-big", Text::tr("the file has more than %1 values").arg(m_limits.maxNodes));
            return nullptr;
        }
        SourceNode *node = m_tree.add(kind, parent);
        node->line = m_line;
        node->column = column();
        return node;
    }

    SourceNode *value(SourceNode *parent, int depth)
    {
        if (m_at == m_end)
            return refuseSyntax(Text::tr("the text ends where a value is expected"));
        if (depth > m_limits.maxDepth) {
            refuse("too-deep", Text::tr("more than %1 levels are nested here").arg(m_limits.maxDepth));
            return nullptr;
        }
        switch (*m_at) {
        case '{':
            return object(parent, depth);
        case '[':
            return list(parent, depth);
        case '"': {
            SourceNode *node = add(Kind::String, parent);
            return node && string(node->text) ? node : nullptr;
        }
        case 't':
            return word("true", Kind::Bool, true, parent);
        case 'f':
            return word("false", Kind::Bool, false, parent);
        case 'n':
            return word("null", Kind::Null, false, parent);
        default:
            return number(parent);
        }
    }

    SourceNode *word(const char *expected, Kind kind, bool boolean, SourceNode *parent)
    {
        const qsizetype length = qsizetype(strlen(expected));
        if (m_end - m_at < length || memcmp(m_at, expected, size_t(length)) != 0)
            return refuseSyntax(Text::tr("unknown word"), Text::tr("strings stand in double quotes"));
        SourceNode *node = add(kind, parent);
        if (!node)
            return nullptr;
        node->boolean = boolean;
        node->text = QString::fromLatin1(expected);
        m_at += length;
        return node;
    }

    SourceNode *number(SourceNode *parent)
    {
        const char *begin = m_at;
        const char *p = m_at;
        bool fractional = false;
        const auto digits = [&] {
            const char *from = p;
            while (p < m_end && *p >= '0' && *p <= '9')
                ++p;
            return p > from;
        };
        if (p < m_end && *p == '-')
            ++p;
        const char *first = p;
        if (!digits())
            return refuseSyntax(Text::tr("a value is expected here"),
                                *m_at == '\'' ? Text::tr("use double quotes") : QString());
        if (*first == '0' && p - first > 1)
            return refuseSyntax(Text::tr("a number may not start with 0"));
        if (p < m_end && *p == '.') {
            fractional = true;
            ++p;
            if (!digits())
                return refuseSyntax(Text::tr("digits are missing after the point"));
        }
        if (p < m_end && (*p == 'e' || *p == 'E')) {
            fractional = true;
            ++p;
            if (p < m_end && (*p == '+' || *p == '-'))
                ++p;
            if (!digits())
                return refuseSyntax(Text::tr("digits are missing in the exponent"));
        }
        SourceNode *node = add(Kind::Integer, parent);
        if (!node)
            return nullptr;
        node->text = QString::fromLatin1(begin, p - begin);
        setDecimal(std::string(begin, p), fractional, *node);
        if (node->kind == Kind::Double && !std::isfinite(node->number))
            return refuseSyntax(Text::tr("the number is too big"));
        m_at = p;
        return node;
    }

    int hexDigits()
    {
        if (m_end - m_at < 4)
            return -1;
        bool ok = false;
        const int code = QByteArray::fromRawData(m_at, 4).toInt(&ok, 16);
        if (!ok || *m_at == '+' || *m_at == '-' || *m_at == ' ')
            return -1;
        m_at += 4;
        return code;
    }

    bool escape(QString &out)
    {
        if (m_at == m_end)
            return false;
        switch (*m_at++) {
        case '"':
            out += u'"';
            return true;
        case '\\':
            out += u'\\';
            return true;
        case '/':
            out += u'/';
            return true;
        case 'b':
            out += u'\b';
            return true;
        case 'f':
            out += u'\f';
            return true;
        case 'n':
            out += u'\n';
            return true;
        case 'r':
            out += u'\r';
            return true;
        case 't':
            out += u'\t';
            return true;
        case 'u': {
            const int high = hexDigits();
            if (high < 0)
                return false;
            if (!QChar::isSurrogate(uint(high))) {
                out += QChar(char16_t(high));
                return true;
            }
            // Half a pair is not a character; it would poison every later conversion to UTF-8.
            if (!QChar::isHighSurrogate(uint(high)) || !take('\\') || !take('u'))
                return false;
            const int low = hexDigits();
            if (low < 0 || !QChar::isLowSurrogate(uint(low)))
                return false;
            out += QChar(char16_t(high));
            out += QChar(char16_t(low));
            return true;
        }
        default:
            return false;
        }
    }

    bool string(QString &out)
    {
        ++m_at; // The opening quote.
        const char *from = m_at;
        const auto flush = [&] { out += QString::fromUtf8(from, m_at - from); };
        while (m_at < m_end) {
            const char c = *m_at;
            if (c == '"') {
                flush();
                ++m_at;
                return true;
            }
            if (c == '\\') {
                flush();
                ++m_at;
                if (!escape(out)) {
                    refuseSyntax(Text::tr("unknown escape in a string"), Text::tr("write a backslash as \\\\"));
                    return false;
                }
                from = m_at;
            } else if (uchar(c) < 0x20) {
                refuseSyntax(Text::tr("a line break or tab inside a string"), Text::tr("write \\n or \\t"));
                return false;
            } else {
                ++m_at;
            }
        }
        refuseSyntax(Text::tr("a string is not closed"));
        return false;
    }

    SourceNode *list(SourceNode *parent, int depth)
    {
        SourceNode *node = add(Kind::List, parent);
        if (!node)
            return nullptr;
        ++m_at;
        skipSpace();
        if (take(']'))
            return node;
        for (;;) {
            skipSpace();
            if (!value(node, depth + 1))
                return nullptr;
            skipSpace();
            if (take(']'))
                return node;
            if (!take(','))
                return refuseSyntax(Text::tr("a comma or ] is expected here"));
            skipSpace();
            if (m_at < m_end && *m_at == ']')
                return refuseSyntax(Text::tr("a value is expected after the comma"), Text::tr("remove the last comma"));
        }
    }

    SourceNode *object(SourceNode *parent, int depth)
    {
        SourceNode *node = add(Kind::Map, parent);
        if (!node)
            return nullptr;
        ++m_at;
        skipSpace();
        if (take('}'))
            return node;
        QSet<QString> seen;
        for (;;) {
            skipSpace();
            if (m_at == m_end || *m_at != '"') {
                return refuseSyntax(Text::tr("a key in double quotes is expected here"),
                                    m_at < m_end && *m_at == '}' ? Text::tr("remove the last comma") : QString());
            }
            const int keyLine = m_line;
            const int keyColumn = column();
            QString key;
            const char *keyStart = m_at;
            if (!string(key))
                return nullptr;
            const qsizetype before = seen.size();
            seen.insert(key);
            if (seen.size() == before) {
                m_at = keyStart;
                refuse("duplicate-key", Text::tr("the key `%1` is here for the second time; the first is in line %2")
                                            .arg(key)
                                            .arg(node->find(key)->keyLine));
                return nullptr;
            }
            skipSpace();
            if (!take(':'))
                return refuseSyntax(Text::tr("a colon is expected after the key"));
            skipSpace();
            SourceNode *child = value(node, depth + 1);
            if (!child)
                return nullptr;
            child->key = key;
            child->keyLine = keyLine;
            child->keyColumn = keyColumn;
            skipSpace();
            if (take('}'))
                return node;
            if (!take(','))
                return refuseSyntax(Text::tr("a comma or } is expected here"));
        }
    }

    const char *m_at;
    const char *m_end;
    const char *m_lineStart;
    int m_line = 1;
    const SourceLimits &m_limits;
    SourceTree &m_tree;
    Report &m_report;
};

} // namespace

const SourceNode *readJson(const QByteArray &text, const SourceLimits &limits, SourceTree &tree, Report &report)
{
    return JsonParser(text, limits, tree, report).parse();
}

} // namespace podium::domain
