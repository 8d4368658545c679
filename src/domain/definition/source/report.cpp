// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/source/report.h"

#include <QCoreApplication>

#include <algorithm>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

constexpr qsizetype MaxShown = 200;

} // namespace

Report::Report(QString file, const SourceTree *tree) : m_file(std::move(file)), m_tree(tree) {}

void Report::error(const SourceNode *node, const QString &code, const QString &message, const QString &hint, At at)
{
    add(Diagnostic::Severity::Error, node, code, message, hint, at == At::Key);
}

void Report::warning(const SourceNode *node, const QString &code, const QString &message, const QString &hint, At at)
{
    add(Diagnostic::Severity::Warning, node, code, message, hint, at == At::Key);
}

void Report::errorInText(const SourceNode *node, qsizetype offset, const QString &code, const QString &message,
                         const QString &hint)
{
    add(Diagnostic::Severity::Error, node, code, message, hint, false, offset);
}

void Report::errorAt(int line, int byteColumn, const QString &code, const QString &message, const QString &hint)
{
    const SourcePosition position = m_tree ? m_tree->position(line, byteColumn) : SourcePosition{line, byteColumn};
    ++m_errors;
    m_own << Diagnostic{Diagnostic::Severity::Error, code, message, hint, {}, m_file, position.line, position.column};
}

void Report::append(const Diagnostics &diagnostics)
{
    if (podium::domain::hasErrors(diagnostics))
        ++m_errors;
    m_foreign << diagnostics;
}

void Report::add(Diagnostic::Severity severity, const SourceNode *node, const QString &code, const QString &message,
                 const QString &hint, bool ofKey, qsizetype offset)
{
    if (severity == Diagnostic::Severity::Error)
        ++m_errors;
    if (m_own.size() >= MaxShown) {
        ++m_dropped;
        return;
    }
    SourcePosition position;
    if (m_tree)
        position = offset >= 0 ? m_tree->positionInText(node, offset) : m_tree->position(node, ofKey);
    m_own << Diagnostic{severity, code, message, hint, jsonPointer(node), m_file, position.line, position.column};
}

Diagnostics Report::take()
{
    std::stable_sort(m_own.begin(), m_own.end(), [](const Diagnostic &a, const Diagnostic &b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    if (m_dropped > 0) {
        m_own << Diagnostic{Diagnostic::Severity::Warning,
                            QStringLiteral("more"),
                            Text::tr("%n more finding(s) are not shown", nullptr, int(m_dropped)),
                            {},
                            {},
                            m_file,
                            0,
                            0};
    }
    m_own << m_foreign;
    m_foreign.clear();
    m_dropped = 0;
    return std::exchange(m_own, {});
}

} // namespace podium::domain
