// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/risk/shellscript.h"

#include "domain/risk/shellwords.h"
#include "domain/risk/shellwrappers.h"

#include <QSet>

namespace podium::domain
{

namespace
{

constexpr int MaxDepth = 20;

struct HereDocument
{
    QString delimiter;
    bool tabs = false;
    bool expands = false;
    qsizetype command = -1; ///< Whose input it is.
};

/// Words that only say how the commands behind them are run.
bool isKeyword(const QString &word)
{
    static const QSet<QString> s_words{QStringLiteral("if"),   QStringLiteral("then"),  QStringLiteral("elif"),
                                       QStringLiteral("else"), QStringLiteral("fi"),    QStringLiteral("do"),
                                       QStringLiteral("done"), QStringLiteral("while"), QStringLiteral("until"),
                                       QStringLiteral("!"),    QStringLiteral("{"),     QStringLiteral("}")};
    return s_words.contains(word);
}

class Reader final : private ShellWords
{
public:
    Reader(const QString &text, ShellScript *out, int depth) : ShellWords(text), m_out(out), m_depth(depth)
    {
        if (depth > MaxDepth)
            giveUp();
    }

    void readAll()
    {
        if (m_depth > MaxDepth)
            return;
        while (!atEnd())
            list(QChar());
    }

private:
    void giveUp() override { m_out->understood = false; }
    void nested(const QString &script) override { Reader(script, m_out, m_depth + 1).readAll(); }
    void commandsInside() override
    {
        if (m_depth >= MaxDepth)
            return giveUp();
        Reader inner(m_text.mid(m_at), m_out, m_depth + 1);
        inner.list(u')');
        m_at += inner.m_at;
    }

    /// Commands up to `end` (a closing parenthesis) or the end of the text. `readsPipe`: the first one does.
    void list(QChar end, bool readsPipe = false)
    {
        begin(readsPipe);
        while (!atEnd()) {
            const QChar c = peek();
            if (isBlank(c)) {
                ++m_at;
            } else if (c == u'\\' && peek(1) == u'\n') {
                m_at += 2;
            } else if (c == u'\n') {
                ++m_at;
                finish(false);
                hereDocuments();
            } else if (c == u'#') {
                while (!atEnd() && peek() != u'\n')
                    ++m_at;
            } else if (c == u')') {
                ++m_at;
                finish(false);
                if (end == u')')
                    return;
                giveUp(); // The pattern of a `case`, say.
            } else if (c == u'&' && peek(1) == u'>') {
                ++m_at;
                redirection();
            } else if (c == u';' || c == u'&' || c == u'|') {
                separator();
            } else if (c == u'(') {
                ++m_at;
                if (!m_command.words.isEmpty())
                    giveUp(); // A function or an array.
                if (take(u"(")) {
                    arithmetic();
                } else {
                    const ShellCommand outer = m_command;
                    const bool started = m_started;
                    list(u')', outer.readsPipe);
                    m_command = outer;
                    m_started = started;
                }
            } else if (c == u'<' || c == u'>' || (c.isDigit() && (peek(1) == u'<' || peek(1) == u'>'))) {
                if (c.isDigit())
                    ++m_at;
                redirection();
            } else {
                word(&m_command);
            }
        }
        finish(false);
        if (end == u')')
            giveUp(); // Never closed.
    }

    void separator()
    {
        const bool pipe = peek() == u'|' && peek(1) != u'|';
        const QChar c = peek();
        ++m_at;
        if (peek() == c || (pipe && peek() == u'&'))
            ++m_at;
        if (c == u';' && peek() == u';')
            ++m_at;
        finish(pipe);
    }

    void begin(bool readsPipe)
    {
        m_command = {};
        m_command.readsPipe = readsPipe;
        m_started = false;
    }

    void finish(bool pipe)
    {
        if (!m_command.words.isEmpty() || !m_command.writes.isEmpty() || !m_command.reads.isEmpty()) {
            m_out->commands.append(m_command);
            for (HereDocument &document : m_documents) {
                if (document.command < 0)
                    document.command = m_out->commands.size() - 1;
            }
            const Unwrapped inner = unwrapped(m_command);
            m_out->commands += inner.commands;
            for (const QString &script : inner.scripts)
                nested(script);
            if (!inner.understood)
                giveUp();
        }
        // A line may end behind a pipe.
        const bool nothing = m_command.words.isEmpty() && m_command.writes.isEmpty() && m_command.reads.isEmpty();
        begin(pipe || (nothing && m_command.readsPipe));
    }

    void word(ShellCommand *command)
    {
        const Word read = readWord();
        if (!m_started && !read.quoted) {
            if (isKeyword(read.text) || read.text.isEmpty())
                return;
            static const QSet<QString> s_beyond{QStringLiteral("case"), QStringLiteral("function"),
                                                QStringLiteral("select"), QStringLiteral("coproc"),
                                                QStringLiteral("[[")};
            if (s_beyond.contains(read.text))
                giveUp();
            if (read.text == QLatin1StringView("for")) {
                // The words of a loop are data; what is expanded in them was read on the way.
                while (!atEnd() && peek() != u';' && peek() != u'\n' && peek() != u'&' && peek() != u'|') {
                    if (isBlank(peek()))
                        ++m_at;
                    else if (peek() == u'(' || peek() == u')' || peek() == u'<' || peek() == u'>')
                        return giveUp();
                    else
                        readWord();
                }
                return;
            }
        }
        const qsizetype equals = read.text.indexOf(u'=');
        if (!m_started && equals > 0 && !read.text.left(equals).contains(u'/')) {
            command->certain = false; // A variable may change what is run, and how.
            if (atCommandEnd())
                command->words.append(read.text);
            return;
        }
        m_started = true;
        if (read.text.isEmpty() && !read.quoted)
            return;
        command->words.append(read.text);
        command->certain = command->certain && read.certain;
        command->changesFolder = command->changesFolder || command->words.first() == QLatin1StringView("cd") ||
                                 command->words.first() == QLatin1StringView("pushd") ||
                                 command->words.first() == QLatin1StringView("popd");
    }

    bool atCommandEnd()
    {
        while (isBlank(peek()))
            ++m_at;
        return atEnd() || peek() == u'\n' || peek() == u';' || peek() == u'&' || peek() == u'|' || peek() == u')';
    }

    void redirection()
    {
        const bool write = peek() == u'>';
        if (take(u"<<<")) {
            skipBlanks();
            m_command.certain = readWord().certain && m_command.certain;
            return;
        }
        if (take(u"<<")) {
            HereDocument document;
            document.tabs = take(u"-");
            skipBlanks();
            const Word delimiter = readWord();
            document.delimiter = delimiter.text;
            document.expands = !delimiter.quoted;
            m_documents.append(document);
            return;
        }
        if ((peek() == u'<' || peek() == u'>') && peek(1) == u'(') { // <(…) as a word.
            word(&m_command);
            return;
        }
        const bool both = take(u"<>");
        if (!both && !take(u">>") && !take(u">|"))
            ++m_at;
        const bool descriptor = take(u"&");
        skipBlanks();
        const Word target = readWord();
        bool isNumber = false;
        target.text.toInt(&isNumber);
        if (descriptor && (isNumber || target.text == QLatin1StringView("-")))
            return;
        if (!target.certain)
            m_command.certain = false;
        (write || both ? m_command.writes : m_command.reads).append(target.text);
    }

    void hereDocuments()
    {
        const QList<HereDocument> documents = std::exchange(m_documents, {});
        for (const HereDocument &document : documents) {
            QString body;
            bool closed = false;
            while (!atEnd() && !closed) {
                qsizetype end = m_text.indexOf(u'\n', m_at);
                if (end < 0)
                    end = m_text.size();
                QString line = m_text.mid(m_at, end - m_at);
                m_at = qMin(end + 1, m_text.size());
                if (document.tabs) {
                    while (line.startsWith(u'\t'))
                        line.remove(0, 1);
                }
                closed = line == document.delimiter;
                if (!closed)
                    body += line + u'\n';
            }
            if (!closed)
                giveUp();
            if (document.command >= 0 && document.command < m_out->commands.size() &&
                isShell(m_out->commands.at(document.command))) {
                nested(body);
            } else if (document.expands) {
                Reader inner(body + u'"', m_out, m_depth + 1);
                Word ignored;
                // A quote in the text ends nothing there.
                inner.m_text.replace(u'"', u' ');
                inner.m_text[inner.m_text.size() - 1] = u'"';
                inner.doubleQuoted(&ignored);
            }
        }
    }

    ShellScript *m_out;
    int m_depth;
    ShellCommand m_command;
    QList<HereDocument> m_documents;
    bool m_started = false; ///< The program's name was read.
};

} // namespace

ShellScript readShellScript(const QString &script)
{
    ShellScript out;
    Reader(script, &out, 0).readAll();
    return out;
}

} // namespace podium::domain
