// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/diagnostic.h"

#include <QCoreApplication>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Diagnostic)
};

} // namespace

QString Diagnostic::text() const
{
    QString out = file;
    if (line > 0) {
        if (!out.isEmpty())
            out += u':';
        out += QString::number(line);
        if (column > 0)
            out += u':' + QString::number(column);
    }
    if (!out.isEmpty())
        out += QStringLiteral(": ");
    out += severity == Severity::Error ? Text::tr("error") : Text::tr("warning");
    out += QStringLiteral(": ") + message;
    if (!hint.isEmpty())
        out += QStringLiteral(" (%1)").arg(hint);
    if (!code.isEmpty())
        out += QStringLiteral(" [%1]").arg(code);
    return out;
}

bool hasErrors(const Diagnostics &diagnostics)
{
    for (const Diagnostic &diagnostic : diagnostics) {
        if (diagnostic.severity == Diagnostic::Severity::Error)
            return true;
    }
    return false;
}

} // namespace podium::domain
