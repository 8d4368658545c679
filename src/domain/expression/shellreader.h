// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/functions/evaluationbudget.h"

#include <QJsonValue>
#include <QList>
#include <QString>

namespace podium::domain
{

/// What surrounds a value in a shell script, and so how it has to be quoted.
struct ShellPlace
{
    enum class Kind {
        Word,         ///< Not quoted.
        DoubleQuoted, ///< Within "…".
        SingleQuoted, ///< Within '…'.
        Comment,      ///< Behind #.
        Arithmetic,   ///< Within ((…)): only a number is safe.
        Unsafe,       ///< No quoting is certain to work; `reason` says why.
    };
    Kind kind = Kind::Word;
    bool afterVariable = false; ///< Directly behind $name, which the value must not become part of.
    QString reason;
};

/// Follows the quoting of a POSIX shell script (sh, dash, bash, ksh, zsh) through its literal text. Where shells differ
/// or the text is beyond it, it says Unsafe for the rest of the script rather than guess.
class ShellReader
{
public:
    ShellReader();
    void read(QStringView text);
    /// The place of a value that stands here; what follows is read as standing behind it.
    ShellPlace value();

private:
    enum class State {
        Command,
        Substitution,
        Arithmetic,
        Double,
        Single,
        AnsiC,
        Comment,
        Backtick,
        Brace,
        HereDocument
    };
    struct Frame
    {
        State state;
        int parentheses = 0;
    };
    struct HereDocument
    {
        QString delimiter;
        bool tabs = false;   ///< <<-
        bool quoted = false; ///< Nothing is expanded in it.
    };

    qsizetype command(QStringView text, qsizetype i);
    qsizetype dollar(QStringView text, qsizetype i, bool inDouble);
    qsizetype less(QStringView text, qsizetype i);
    void hereDocumentChar(QChar c);
    void newline();
    void closeParenthesis();
    void push(State state, int parentheses = 0) { m_frames.append({state, parentheses}); }
    void pop() { m_frames.removeLast(); }
    State state() const { return m_frames.last().state; }
    bool inSubstitution() const;
    void giveUp(const QString &reason);

    QList<Frame> m_frames;
    QList<HereDocument> m_hereDocuments; ///< Announced on this line; the first is the one being read.
    QString m_line;                      ///< Of the here-document.
    QString m_lost;                      ///< Why nothing is certain any more.
    bool m_wordStart = true;
    bool m_escaped = false;   ///< The text ended in a backslash.
    bool m_dollar = false;    ///< The text ended in $.
    bool m_variable = false;  ///< The text ended in $name.
    bool m_delimiter = false; ///< The text ended in <<WORD.
};

/// The value as it has to be written at that place; `next` is the character behind it. Lists become one word per
/// element.
Result<QString> shellText(const QJsonValue &value, const ShellPlace &place, QChar next, EvaluationBudget &budget);

} // namespace podium::domain
