// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/refresher.h"

#include <QAbstractListModel>
#include <QQmlEngine>

#include <functional>
#include <memory>
#include <vector>

namespace podium::gui
{

/// What the command palette offers for the words typed, best match first: what can be done on the page that is shown,
/// pages, runs, tasks of the run that is open, workflows, templates, agents and what can be done with them, settings.
class CommandModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY wordsChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY wordsChanged FINAL)
    /// Follows what can be done on the page that is shown: wanted while it is seen.
    Q_PROPERTY(bool live MEMBER m_live NOTIFY liveChanged FINAL)

public:
    enum Role { TitleRole = Qt::UserRole, GroupRole, IconRole, KeysRole };

    explicit CommandModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_shown.size()); }
    QString words() const { return m_words; }
    void setWords(const QString &words);
    /// Looks again what there is; to be called when the palette opens.
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void activate(int row);
    /// What the row stands for, to find it again by rowOf() when the rows have changed; empty if there is no such row.
    Q_INVOKABLE QString nameOf(int row) const;
    Q_INVOKABLE int rowOf(const QString &name) const; ///< -1 = it is not there any more.

    /// How well the words fit the text: the letters in order, better together and at beginnings of words; -1 = not.
    static int score(QStringView words, QStringView text);

Q_SIGNALS:
    void wordsChanged();
    void liveChanged();

private:
    struct Entry
    {
        QString title;
        QString group;
        QString icon;
        QString shortcut; ///< Its id in Shortcuts; may be empty.
        std::function<void()> action;
    };
    /// Answers of an operation as entries.
    struct Source
    {
        QList<Entry> entries;
        std::unique_ptr<Refresher> refresher;
    };
    using Maker = void (*)(const QJsonObject &answer, QList<Entry> &out);

    void addFixed();
    void addSettings();
    void addHere();
    void addSource(const Refresher::Question &question, Maker maker);
    void filter();
    static void addRuns(const QJsonObject &answer, QList<Entry> &out);
    static void addTasks(const QJsonObject &answer, QList<Entry> &out);
    static void addWorkflows(const QJsonObject &answer, QList<Entry> &out);
    static void addTemplates(const QJsonObject &answer, QList<Entry> &out);
    static void addAgents(const QJsonObject &answer, QList<Entry> &out);

    QList<Entry> m_here; ///< Of the page that is shown.
    QList<Entry> m_fixed;
    std::vector<std::unique_ptr<Source>> m_sources;
    QList<Entry> m_shown;
    QString m_words;
    bool m_live = false;
    bool m_stale = false; ///< What can be done here is read again in the next turn.
};

} // namespace podium::gui
