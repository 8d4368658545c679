// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace podium::arch
{

/// One file of the project. All texts have the same lines, so that a finding in any of them has a line number.
struct SourceFile
{
    QString path; ///< Relative to the root, with '/'.
    QString text; ///< As it is.
    QString code; ///< C++ only: comments and the contents of literals blanked out.

    QString folder() const;
    QString name() const;
    bool isCpp() const;
    bool isHeader() const;
};

/// The files of a project that people write: everything that git would track below these folders.
class ProjectTree
{
public:
    /// Reads the tree below `root`; build products, hidden folders and binary files are left out.
    explicit ProjectTree(const QString &root);

    const QList<SourceFile> &files() const { return m_files; }
    const SourceFile *find(const QString &path) const;
    /// Everything that lies in the root, whatever its kind; folders with nothing in them do not count.
    const QStringList &rootNames() const { return m_rootNames; }

private:
    void readFolder(const QString &root, const QString &folder);

    QList<SourceFile> m_files;
    QStringList m_rootNames;
};

/// C++ text with comments and the contents of string and character literals replaced by spaces; line ends stay, and so
/// do the names in #include "…".
QString blankedCode(const QString &text);

/// "path:line: what", the form of every finding.
QString finding(const SourceFile &file, qsizetype offset, const QString &what);

/// A rule looks at the tree and returns its findings; none means that the tree keeps the rule.
using Rule = QStringList (*)(const ProjectTree &);

} // namespace podium::arch
