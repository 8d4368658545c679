// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/refresher.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace podium::gui
{

/// What the command palette offers for the words typed: pages, runs and commands, best match first.
class CommandModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY wordsChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY wordsChanged FINAL)

public:
    enum Role { TitleRole = Qt::UserRole, GroupRole, IconRole, KeysRole };

    explicit CommandModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_shown.size()); }
    QString words() const { return m_words; }
    void setWords(const QString &words);
    /// Asks for runs again; to be called when the palette opens.
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void activate(int row);

    /// How well the words fit the text: the letters in order, better together and at beginnings of words; -1 = not.
    static int score(QStringView words, QStringView text);

Q_SIGNALS:
    void wordsChanged();

private:
    struct Entry
    {
        QString title;
        QString group;
        QString icon;
        QString shortcut; ///< Its id in Shortcuts; may be empty.
        std::function<void()> action;
    };
    void addFixed();
    void filter();

    QList<Entry> m_fixed;
    QList<Entry> m_runs;
    QList<Entry> m_shown;
    QString m_words;
    Refresher m_refresher;
};

} // namespace podium::gui
