// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QJsonObject>
#include <QQmlEngine>

#include <functional>

namespace podium::gui
{

/// What a person does with the session of an agent: says something, stops it, changes it, takes it into a terminal of
/// his own and gives it back. GUI thread.
class SessionController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run MEMBER m_run WRITE setRun NOTIFY subjectChanged FINAL)
    /// Key of the task whose session it is; empty where only the agent is known.
    Q_PROPERTY(QString task MEMBER m_task WRITE setTask NOTIFY subjectChanged FINAL)
    Q_PROPERTY(QString agent MEMBER m_agent WRITE setAgent NOTIFY subjectChanged FINAL)
    /// An answer is on its way.
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL)
    /// What the last verb did; empty if it was refused.
    Q_PROPERTY(QString note READ note NOTIFY changed FINAL)
    /// Why the last verb was refused, and what to do.
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    explicit SessionController(QObject *parent = nullptr);

    void setRun(const QString &run);
    void setTask(const QString &task);
    void setAgent(const QString &agent);
    bool busy() const { return m_pending > 0; }
    QString note() const { return m_note; }
    QString problem() const { return m_problem; }

    /// Into the session of the task, or, where only the agent is known, into a conversation with it: talking() follows.
    Q_INVOKABLE void say(const QString &text);
    /// Stops what the agent does, not its task.
    Q_INVOKABLE void interrupt();
    /// What is empty stays as it is.
    Q_INVOKABLE void change(const QString &model, const QString &permissionMode);
    /// Takes the session over and opens it in a terminal; it is given back when the program there has ended.
    Q_INVOKABLE void openInTerminal();
    Q_INVOKABLE void giveBack();

Q_SIGNALS:
    void subjectChanged();
    void changed();
    /// The session in which was spoken.
    void talking(const QString &run, const QString &task);
    /// Nothing was refused.
    void done();

private:
    using Taker = std::function<void(const QJsonObject &answer)>;
    void forget();
    void perform(const QString &operation, const QJsonObject &params, const QString &note, const Taker &then = {});
    void refuse(const Error &error);
    QJsonObject subject() const;
    QJsonObject agentSubject() const;

    QString m_run;
    QString m_task;
    QString m_agent;
    QString m_note;
    QString m_problem;
    int m_pending = 0;
};

} // namespace podium::gui
