// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/diagnostic.h"

#include <QList>
#include <QString>

namespace podium::domain
{

/// One finding in the text of an expression or template.
struct Problem
{
    qsizetype offset = 0; ///< In UTF-16 units from the start of the text.
    QString code;         ///< "syntax", "unknown-name", "unknown-function", "argument-count", "type", "quoting"
    QString message;      ///< What is wrong and what was expected.
    QString hint;         ///< Suggestion; may be empty.

    /// As a finding in a workflow file; `path` is the JSON pointer of the text. Line and column are left to the caller.
    Diagnostic toDiagnostic(const QString &path) const
    {
        Diagnostic diagnostic;
        diagnostic.code = code;
        diagnostic.message = message;
        diagnostic.hint = hint;
        diagnostic.path = path;
        return diagnostic;
    }
};

using Problems = QList<Problem>;

/// "column 7", or "line 2, column 7" in a text of several lines. Translated.
QString placeIn(const QString &source, qsizetype offset);

} // namespace podium::domain
