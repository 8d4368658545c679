// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace podium::domain
{

/// Reads the words of a shell script: quotes, escapes and expansions. What runs inside of them (`$(…)`, backticks) is
/// left to the reader of commands that is derived from it.
class ShellWords
{
protected:
    struct Word
    {
        QString text;
        bool quoted = false; ///< Some of it was: it is no keyword, and an empty one counts.
        bool certain = true;
    };

    explicit ShellWords(QString text) : m_text(std::move(text)) {}
    ~ShellWords() = default;

    /// Something was not understood.
    virtual void giveUp() = 0;
    /// A script of its own.
    virtual void nested(const QString &script) = 0;
    /// Commands from here up to the closing parenthesis, which is read, too.
    virtual void commandsInside() = 0;

    static bool isBlank(QChar c) { return c == u' ' || c == u'\t' || c == u'\r'; }
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar(); }
    bool take(QStringView what);
    void skipBlanks();
    Word readWord();
    void doubleQuoted(Word *out);
    /// Behind `((`: no commands but those in expansions. What does not look like a sum may be a subshell in another.
    void arithmetic();

    QString m_text;
    qsizetype m_at = 0;

private:
    void dollar(Word *out, bool inDouble);
    /// `${…}`, in whose defaults commands may stand.
    void parameter(Word *out);
    /// Behind `$'`: escapes may stand for anything, which is why nothing is taken for certain.
    void ansiQuoted(Word *out);
    void substitution(Word *out);
    void backticks(Word *out);
    static void unknown(Word *out);
};

} // namespace podium::domain
