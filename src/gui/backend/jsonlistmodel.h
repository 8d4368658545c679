// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QJsonArray>
#include <QJsonObject>
#include <QQmlEngine>

namespace podium::gui
{

/// Rows that operations answer with, each with a key; a role per property. New answers are merged: rows keep their
/// identity, and views hear only of what changed. GUI thread.
class JsonListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by controllers")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    /// `key` names the property that tells rows apart, `properties` those that become roles, in this
    /// order; "id:run_id" gives the role another name, where QML has taken the property's.
    JsonListModel(const QString &key, const QStringList &properties, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_rows.size()); }
    const QList<QJsonObject> &rows() const { return m_rows; }
    /// -1 if there is none.
    Q_INVOKABLE int indexOf(const QString &key) const;
    /// The row's values; empty beyond the end.
    Q_INVOKABLE QJsonObject at(int row) const;

    /// Makes the rows those, in that order; of several with one key the first.
    void setRows(const QList<QJsonObject> &rows);
    /// Replaces rows that are there, by key; appends the others; of several with one key the last.
    void mergeRows(const QList<QJsonObject> &rows);

Q_SIGNALS:
    void countChanged();

private:
    QString keyOf(const QJsonObject &row) const { return row.value(m_key).toVariant().toString(); }
    void replace(qsizetype at, const QJsonObject &row);

    const QString m_key;
    QStringList m_properties;
    QHash<int, QByteArray> m_roles;
    QList<QJsonObject> m_rows;
};

/// The objects in an array.
QList<QJsonObject> objectsOf(const QJsonArray &array);

} // namespace podium::gui
