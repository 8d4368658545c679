// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>

namespace podium::storage
{

/// What somebody searches for: words (letters and digits, case does not matter) that must all occur; "word*" is a
/// beginning. Nothing in it is an operator of a database.
class Words
{
public:
    /// InvalidArgument if there is no word in the text, or too many.
    static Result<Words> parse(const QString &text);

    QString fts5() const;    ///< For MATCH.
    QString tsquery() const; ///< For to_tsquery('simple', …).
    bool matches(const QString &text) const;

private:
    struct Word
    {
        QString text; ///< Lower case.
        bool prefix = false;
    };
    QList<Word> m_words;
};

} // namespace podium::storage
