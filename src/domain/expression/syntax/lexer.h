// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/expression/problem.h"

#include <QJsonValue>
#include <QString>

namespace podium::domain
{

struct Token
{
    enum class Kind { End, Name, Literal, Symbol, Invalid };

    Kind kind = Kind::End;
    qsizetype offset = 0;
    qsizetype end = 0;
    QString text;     ///< Name or symbol.
    QJsonValue value; ///< Literal: the number or the text.
};

/// Cuts the source of an expression into tokens, one at a time: in a template it is the parser that knows where the
/// expression ends.
class Lexer
{
public:
    Lexer(const QString &source, qsizetype start, qsizetype end);
    /// After an Invalid token, problem() says why and there is nothing more.
    Token next();
    const Problem &problem() const { return m_problem; }

private:
    Token number();
    Token quoted(QChar quote);
    Token symbol();
    Token invalid(qsizetype offset, const QString &message, const QString &hint = {});
    bool escape(QString *out);
    QChar at(qsizetype offset) const { return offset < m_end ? m_source.at(offset) : QChar(); }

    const QString m_source;
    qsizetype m_position;
    qsizetype m_end;
    Problem m_problem;
};

/// Letters, digits and underscores, not starting with a digit; not a word of the language.
bool isPlainName(const QString &text);
/// and, or, not, in, if, else, true, false, null
bool isKeyword(QStringView text);

} // namespace podium::domain
