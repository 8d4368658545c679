// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QJsonObject>
#include <QQmlEngine>

#include <deque>

namespace podium::gui
{

/// The lines around the place that is looked at; all others stay on disk. Whoever goes on at one end lets go of lines
/// at the other, so that memory does not grow with the log. GUI thread.
class LogLines : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by LogController")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    static constexpr int MaxHeld = 4000;

    enum Role {
        LineRole = Qt::UserRole,
        RunRole,
        KeyRole,
        AttemptRole,
        TimeRole,
        StreamRole,
        LevelRole,
        TextRole,
        AgentRole
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return int(m_lines.size()); }
    /// Number of the first and the last line held; 0 without any.
    qint64 firstId() const;
    qint64 lastId() const;
    Q_INVOKABLE QJsonObject at(int row) const;
    /// "2026-11-21T09:41:20 run/task error text" of one row, or of all that are held with -1.
    Q_INVOKABLE QString text(int row = -1) const;

    void clear();
    /// Newer lines; returns how many were let go of at the beginning.
    int append(const QList<QJsonObject> &lines);
    /// Older lines; returns how many were let go of at the end.
    int prepend(const QList<QJsonObject> &lines);

    /// As people read a line.
    static QString plain(const QJsonObject &line);

Q_SIGNALS:
    void countChanged();

private:
    std::deque<QJsonObject> m_lines;
};

} // namespace podium::gui
