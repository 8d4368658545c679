// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/backend/jsonlistmodel.h"

#include <QSet>

#include <algorithm>

namespace podium::gui
{

namespace
{

/// "started_ms" is startedMs in QML.
QByteArray roleName(const QString &property)
{
    QByteArray name;
    bool upper = false;
    for (const QChar c : property) {
        if (c == u'_') {
            upper = true;
        } else {
            name += char((upper ? c.toUpper() : c).unicode());
            upper = false;
        }
    }
    return name;
}

} // namespace

QList<QJsonObject> objectsOf(const QJsonArray &array)
{
    QList<QJsonObject> out;
    out.reserve(array.size());
    for (const QJsonValue &value : array)
        out.append(value.toObject());
    return out;
}

JsonListModel::JsonListModel(const QString &key, const QStringList &properties, QObject *parent)
    : QAbstractListModel(parent), m_key(key)
{
    for (const QString &property : properties) {
        m_properties += property.section(u':', 0, 0);
        m_roles.insert(Qt::UserRole + int(m_roles.size()), roleName(property.section(u':', -1)));
    }
}

int JsonListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant JsonListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qsizetype property = role - Qt::UserRole;
    if (property < 0 || property >= m_properties.size())
        return {};
    return m_rows.at(index.row()).value(m_properties.at(property)).toVariant();
}

QHash<int, QByteArray> JsonListModel::roleNames() const
{
    return m_roles;
}

int JsonListModel::indexOf(const QString &key) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (keyOf(m_rows.at(i)) == key)
            return int(i);
    }
    return -1;
}

QJsonObject JsonListModel::at(int row) const
{
    return row >= 0 && row < count() ? m_rows.at(row) : QJsonObject();
}

void JsonListModel::replace(qsizetype at, const QJsonObject &row)
{
    if (m_rows.at(at) == row)
        return;
    QList<int> roles;
    for (qsizetype i = 0; i < m_properties.size(); ++i) {
        if (m_rows.at(at).value(m_properties.at(i)) != row.value(m_properties.at(i)))
            roles.append(int(Qt::UserRole + i));
    }
    m_rows[at] = row;
    if (!roles.isEmpty())
        Q_EMIT dataChanged(index(int(at)), index(int(at)), roles);
}

void JsonListModel::setRows(const QList<QJsonObject> &given)
{
    const int before = count();
    // A key stands once: what moves rows about would leave the list's end with a second one.
    QSet<QString> wanted;
    QList<QJsonObject> rows = given;
    rows.removeIf([&](const QJsonObject &row) {
        const QString key = keyOf(row);
        const bool again = wanted.contains(key);
        wanted.insert(key);
        return again;
    });
    if (m_rows.isEmpty() || rows.isEmpty()) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        if (count() != before)
            Q_EMIT countChanged();
        return;
    }
    // Neighbours come and go together: thousands of parts of a task appear at once, and vanish where its past is seen.
    QSet<QString> here;
    for (qsizetype last = m_rows.size() - 1; last >= 0; --last) {
        qsizetype first = last;
        while (first >= 0 && !wanted.contains(keyOf(m_rows.at(first))))
            --first;
        if (first < last) {
            beginRemoveRows({}, int(first + 1), int(last));
            m_rows.remove(first + 1, last - first);
            endRemoveRows();
        }
        if (first >= 0)
            here.insert(keyOf(m_rows.at(first)));
        last = first;
    }
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString key = keyOf(rows.at(i));
        if (i < m_rows.size() && keyOf(m_rows.at(i)) == key) {
            replace(i, rows.at(i));
            continue;
        }
        if (!here.contains(key)) {
            qsizetype end = i + 1;
            while (end < rows.size() && !here.contains(keyOf(rows.at(end))))
                ++end;
            beginInsertRows({}, int(i), int(end - 1));
            m_rows.insert(i, end - i, QJsonObject());
            std::copy(rows.begin() + i, rows.begin() + end, m_rows.begin() + i);
            endInsertRows();
            i = end - 1;
            continue;
        }
        const int from = indexOf(key);
        beginMoveRows({}, from, from, {}, int(i));
        m_rows.move(from, i);
        endMoveRows();
        replace(i, rows.at(i));
    }
    if (count() != before)
        Q_EMIT countChanged();
}

void JsonListModel::mergeRows(const QList<QJsonObject> &rows)
{
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        places.insert(keyOf(m_rows.at(i)), i);
    QList<QJsonObject> fresh;
    for (const QJsonObject &row : rows) {
        const auto place = places.constFind(keyOf(row));
        if (place == places.constEnd()) {
            places.insert(keyOf(row), m_rows.size() + fresh.size());
            fresh.append(row);
        } else if (*place < m_rows.size()) {
            replace(*place, row);
        } else {
            fresh[*place - m_rows.size()] = row;
        }
    }
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, count(), count() + int(fresh.size()) - 1);
    m_rows += fresh;
    endInsertRows();
    Q_EMIT countChanged();
}

} // namespace podium::gui
