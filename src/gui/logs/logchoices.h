// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQmlEngine>
#include <QVariantList>

namespace podium::gui
{

/// What a field of the log's filter could mean: runs, tasks of a run, or agents that what was typed fits. GUI thread.
class LogChoices : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// "run", "task" or "agent".
    Q_PROPERTY(QString kind MEMBER m_kind FINAL REQUIRED)
    /// Whose tasks.
    Q_PROPERTY(QString run MEMBER m_run FINAL)
    /// {value, label, detail} of each.
    Q_PROPERTY(QVariantList entries READ entries NOTIFY entriesChanged FINAL)

public:
    using QObject::QObject;

    QVariantList entries() const { return m_entries; }
    Q_INVOKABLE void look(const QString &text);

Q_SIGNALS:
    void entriesChanged();

private:
    QVariantList entriesOf(const QJsonObject &answer, const QString &text) const;

    QString m_kind;
    QString m_run;
    QVariantList m_entries;
    int m_subject = 0; ///< Grows with every question; late answers to earlier ones are left alone.
};

} // namespace podium::gui
