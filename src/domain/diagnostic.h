// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace podium::domain
{

/// One finding about a workflow file. All findings of a file are reported together, in the order of the file.
struct Diagnostic
{
    enum class Severity { Error, Warning };

    Severity severity = Severity::Error;
    QString code;    ///< Stable name, e.g. "unknown-key", "cycle", "unknown-name".
    QString message; ///< What is wrong and what was expected.
    QString hint;    ///< Suggestion ("did you mean `depends_on`?"); may be empty.
    QString path;    ///< JSON pointer into the definition, e.g. "/tasks/3/timeout".
    QString file;    ///< As given by the user; empty for text that came over the wire.
    int line = 0;    ///< From 1; 0 if not known.
    int column = 0;  ///< From 1; 0 if not known.

    /// "file:line:column: error: message (hint) [code]".
    QString text() const;
};

using Diagnostics = QList<Diagnostic>;

bool hasErrors(const Diagnostics &diagnostics);

} // namespace podium::domain
