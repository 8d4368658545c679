// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QQmlEngine>

namespace podium::gui
{

/// A file of a patch, and where its lines are.
struct DiffFile
{
    QString path;    ///< As it is called after the change; before it where it was deleted.
    QString oldPath; ///< Another one than path if it was renamed.
    QString change;  ///< added, deleted, renamed, changed
    int added = 0;
    int removed = 0;
    bool binary = false;
    qsizetype first = 0; ///< Of the patch's lines, after the header.
    qsizetype count = 0;
};

/// The lines of one file of a patch, below each other or beside each other. Holds the text once, however long. GUI
/// thread.
class DiffModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by BranchDiff")
    Q_PROPERTY(int count READ count NOTIFY shown FINAL)
    Q_PROPERTY(bool sideBySide READ sideBySide WRITE setSideBySide NOTIFY shown FINAL)

public:
    enum Role { KindRole = Qt::UserRole, OldRole, NewRole, TextRole, OtherKindRole, OtherTextRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return int(m_rows.size()); }
    bool sideBySide() const { return m_sideBySide; }
    void setSideBySide(bool side);

    /// As git diff writes it.
    void setPatch(const QString &patch);
    const QList<DiffFile> &files() const { return m_files; }
    /// Shows this file; nothing beyond the last.
    void showFile(int file);

Q_SIGNALS:
    void shown();

private:
    /// Lines by their index in the patch; -1 = none, or a gap on that side.
    struct Row
    {
        qsizetype line = -1;
        qsizetype other = -1;
        int oldNumber = 0; ///< 0 = none.
        int newNumber = 0;
    };
    void rebuild();
    QString kindOf(qsizetype line) const;
    QString textOf(qsizetype line) const;

    QStringList m_lines;
    QList<DiffFile> m_files;
    QList<Row> m_rows;
    int m_file = 0;
    bool m_sideBySide = false;
};

} // namespace podium::gui
