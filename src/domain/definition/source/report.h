// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/definition/source/sourcetree.h"
#include "domain/diagnostic.h"

#include <QString>

namespace podium::domain
{

/// Collects the findings about one file. A hostile file can have millions: beyond a limit they are counted only.
class Report
{
public:
    /// What of a value a finding is about: the value, or the key it stands under.
    enum class At { Value, Key };

    /// `tree` may be null (nothing could be read); it must outlive the report.
    Report(QString file, const SourceTree *tree);

    void setTree(const SourceTree *tree) { m_tree = tree; }
    void error(const SourceNode *node, const QString &code, const QString &message, const QString &hint = {},
               At at = At::Value);
    void warning(const SourceNode *node, const QString &code, const QString &message, const QString &hint = {},
                 At at = At::Value);
    /// About a place within a string: `offset` in UTF-16 units of its value.
    void errorInText(const SourceNode *node, qsizetype offset, const QString &code, const QString &message,
                     const QString &hint = {});
    /// For what has no node: errors of syntax. Line and column from 1, the column in bytes.
    void errorAt(int line, int byteColumn, const QString &code, const QString &message, const QString &hint = {});
    /// Findings of another file (a sub-workflow), appended as they are.
    void append(const Diagnostics &diagnostics);

    bool hasErrors() const { return m_errors > 0; }
    qsizetype errorCount() const { return m_errors; }
    const QString &file() const { return m_file; }
    /// In the order of the file, those of sub-workflows last; a last line says how many are not shown.
    Diagnostics take();

private:
    void add(Diagnostic::Severity severity, const SourceNode *node, const QString &code, const QString &message,
             const QString &hint, bool ofKey, qsizetype offset = -1);

    QString m_file;
    const SourceTree *m_tree = nullptr;
    Diagnostics m_own;
    Diagnostics m_foreign;
    qsizetype m_errors = 0;
    qsizetype m_dropped = 0;
};

} // namespace podium::domain
