// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/editor/draftstore.h"

#include <QAbstractListModel>
#include <QQmlEngine>
#include <QVariantList>

namespace podium::gui
{

/// What can be put into a workflow: types of tasks, ways they run, roles of the agents there are, notes, and what was
/// selected once and saved as a part, which stays in the folder of the user. A part is a
/// text that DocumentGraph::addPart() understands. GUI thread.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    /// Only parts with these words.
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY wordsChanged FINAL)

public:
    enum Role { PartRole = Qt::UserRole, TitleRole, IconRole, SummaryRole, SectionRole, KeyRole };

    explicit PaletteModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString words() const { return m_words; }
    void setWords(const QString &words);
    Q_INVOKABLE QString partAt(int row) const;
    /// A part from YAML that WorkflowDocument::copyTasks() gave.
    Q_INVOKABLE void saveSnippet(const QString &name, const QString &yaml);
    /// By its role `key`.
    Q_INVOKABLE void removeSnippet(const QString &key);
    /// Empty for what was not saved by anybody.
    Q_INVOKABLE QString keyAt(int row) const { return m_shown.value(row).key; }
    /// Asks for the roles of the agents anew.
    Q_INVOKABLE void refresh();

Q_SIGNALS:
    void wordsChanged();

private:
    struct Part
    {
        QString part;
        QString title;
        QString icon;
        QString summary;
        QString section;
        QString key = {}; ///< Of what was saved; empty for all others.
    };

    void addFixed();
    void readSnippets();
    void filter();

    QString m_words;
    QList<Part> m_fixed;
    DraftStore m_snippets;
    QList<Part> m_saved;
    QList<Part> m_roles;
    QList<Part> m_shown;
};

} // namespace podium::gui
