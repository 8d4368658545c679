// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQmlEngine>
#include <QVariantMap>

#include <utility>

namespace podium::gui
{

/// Where the person is: the page of the rail, and what is open on it. Any screen may lead anywhere through it.
class Navigator : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// One of pages(); others are not gone to.
    Q_PROPERTY(QString page READ page WRITE setPage NOTIFY changed FINAL)
    /// The run that is open on the page of runs; empty = the list.
    Q_PROPERTY(QString run READ run NOTIFY changed FINAL)
    /// Key of the task to select in it.
    Q_PROPERTY(QString task READ task NOTIFY changed FINAL)

    /// What is compared on the page of runs: run and with, and where it is about one task its key, attempt and
    /// with_attempt (0 = the last one); empty = nothing.
    Q_PROPERTY(QVariantMap compared READ compared NOTIFY changed FINAL)
    Q_PROPERTY(bool comparing READ comparing NOTIFY changed FINAL)

public:
    /// Names of the pages, in the order of the rail.
    static QStringList pages();

    static Navigator *instance();
    static Navigator *create(QQmlEngine *qml, QJSEngine *js);

    QString page() const { return m_page; }
    void setPage(const QString &page);
    QString run() const { return m_run; }
    QString task() const { return m_task; }
    Q_INVOKABLE void openRun(const QString &run, const QString &task = {});
    Q_INVOKABLE void closeRun();
    QVariantMap compared() const { return m_compared; }
    bool comparing() const { return !m_compared.isEmpty(); }
    Q_INVOKABLE void compareRuns(const QString &run, const QString &with);
    Q_INVOKABLE void compareAttempts(const QString &run, const QString &task, int attempt, int withAttempt);
    /// Back to where it was asked for.
    Q_INVOKABLE void closeComparison();
    /// The inbox with this request selected.
    Q_INVOKABLE void openRequest(const QString &request);
    /// The request to select, once.
    QString takeRequest() { return std::exchange(m_request, {}); }
    /// The page of agents with this one selected, and one of its verbs begun: "edit", "restart", "kill", "remove".
    Q_INVOKABLE void openAgent(const QString &agent, const QString &verb = {});
    /// {name, verb}: what to begin with, once; empty = nothing was asked for.
    Q_INVOKABLE QVariantMap takeAgent() { return std::exchange(m_agent, {}); }
    /// The page of branches with the one of this task, or all of them.
    Q_INVOKABLE void openReview(const QString &run, const QString &task);
    /// The page of logs, of this run or task.
    Q_INVOKABLE void openLogs(const QString &run, const QString &task);

Q_SIGNALS:
    void changed();
    void agentAsked();
    void reviewAsked(const QString &run, const QString &task);
    void logsAsked(const QString &run, const QString &task);

private:
    explicit Navigator(QObject *parent);

    QString m_page = QStringLiteral("inbox");
    QString m_run;
    QString m_task;
    QString m_request;
    QVariantMap m_agent;
    QVariantMap m_compared;
};

} // namespace podium::gui
