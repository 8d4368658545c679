// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/logs/loglines.h"

#include <QDateTime>

namespace podium::gui
{

namespace
{

const QString Id = QStringLiteral("id");

} // namespace

int LogLines::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> LogLines::roleNames() const
{
    return {{LineRole, "line"},       {RunRole, "run"},     {KeyRole, "key"},
            {AttemptRole, "attempt"}, {TimeRole, "timeMs"}, {StreamRole, "stream"},
            {LevelRole, "level"},     {TextRole, "text"},   {AgentRole, "agent"}};
}

QVariant LogLines::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QJsonObject &line = m_lines[size_t(index.row())];
    switch (role) {
    case LineRole:
        return line.value(Id).toDouble();
    case RunRole:
        return line.value(QStringLiteral("run")).toString();
    case KeyRole:
        return line.value(QStringLiteral("key")).toString();
    case AttemptRole:
        return line.value(QStringLiteral("attempt")).toInt();
    case TimeRole:
        return line.value(QStringLiteral("time_ms")).toDouble();
    case StreamRole:
        return line.value(QStringLiteral("stream")).toString();
    case LevelRole:
        return line.value(QStringLiteral("level")).toString();
    case TextRole:
        return line.value(QStringLiteral("text")).toString();
    case AgentRole:
        return line.value(QStringLiteral("agent")).toString();
    default:
        return {};
    }
}

qint64 LogLines::firstId() const
{
    return m_lines.empty() ? 0 : m_lines.front().value(Id).toInteger();
}

qint64 LogLines::lastId() const
{
    return m_lines.empty() ? 0 : m_lines.back().value(Id).toInteger();
}

QJsonObject LogLines::at(int row) const
{
    return row >= 0 && row < count() ? m_lines[size_t(row)] : QJsonObject();
}

QString LogLines::plain(const QJsonObject &line)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(line.value(QStringLiteral("time_ms")).toInteger());
    return QStringLiteral("%1 %2/%3 %4 %5")
        .arg(at.toString(Qt::ISODateWithMs), line.value(QStringLiteral("run")).toString(),
             line.value(QStringLiteral("key")).toString(), line.value(QStringLiteral("level")).toString(),
             line.value(QStringLiteral("text")).toString());
}

QString LogLines::text(int row) const
{
    if (row >= 0)
        return row < count() ? plain(m_lines[size_t(row)]) : QString();
    QString out;
    for (const QJsonObject &line : m_lines)
        out += plain(line) + u'\n';
    return out;
}

void LogLines::clear()
{
    if (m_lines.empty())
        return;
    beginResetModel();
    m_lines.clear();
    endResetModel();
    Q_EMIT countChanged();
}

int LogLines::append(const QList<QJsonObject> &lines)
{
    if (lines.isEmpty())
        return 0;
    beginInsertRows({}, count(), count() + int(lines.size()) - 1);
    m_lines.insert(m_lines.end(), lines.begin(), lines.end());
    endInsertRows();
    const int over = std::max(0, count() - MaxHeld);
    if (over > 0) {
        beginRemoveRows({}, 0, over - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + over);
        endRemoveRows();
    }
    Q_EMIT countChanged();
    return over;
}

int LogLines::prepend(const QList<QJsonObject> &lines)
{
    if (lines.isEmpty())
        return 0;
    beginInsertRows({}, 0, int(lines.size()) - 1);
    m_lines.insert(m_lines.begin(), lines.begin(), lines.end());
    endInsertRows();
    const int over = std::max(0, count() - MaxHeld);
    if (over > 0) {
        beginRemoveRows({}, count() - over, count() - 1);
        m_lines.erase(m_lines.end() - over, m_lines.end());
        endRemoveRows();
    }
    Q_EMIT countChanged();
    return over;
}

} // namespace podium::gui
