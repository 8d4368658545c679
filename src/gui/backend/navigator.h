// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQmlEngine>

namespace podium::gui
{

/// Where the person is: the page of the rail, and what is open on it. Any screen may lead anywhere through it.
class Navigator : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// "inbox", "workflows", "runs", "agents", "logs", "settings".
    Q_PROPERTY(QString page READ page WRITE setPage NOTIFY changed FINAL)
    /// The run that is open on the page of runs; empty = the list.
    Q_PROPERTY(QString run READ run NOTIFY changed FINAL)
    /// Key of the task to select in it.
    Q_PROPERTY(QString task READ task NOTIFY changed FINAL)

public:
    static Navigator *instance();
    static Navigator *create(QQmlEngine *qml, QJSEngine *js);

    QString page() const { return m_page; }
    void setPage(const QString &page);
    QString run() const { return m_run; }
    QString task() const { return m_task; }
    Q_INVOKABLE void openRun(const QString &run, const QString &task = {});
    Q_INVOKABLE void closeRun();

Q_SIGNALS:
    void changed();

private:
    explicit Navigator(QObject *parent);

    QString m_page = QStringLiteral("inbox");
    QString m_run;
    QString m_task;
};

} // namespace podium::gui
