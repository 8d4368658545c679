// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QQmlEngine>

namespace podium::gui
{

/// The branches that wait for a decision, the one that is looked at, and what can be done with it. GUI thread.
class ReviewController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::JsonListModel *branches READ branches CONSTANT FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed FINAL)
    /// Why the list could not be read.
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    /// Also what was merged or discarded, and what is being worked on.
    Q_PROPERTY(bool all READ all WRITE setAll NOTIFY changed FINAL)
    /// The branch that is looked at, as review.list answers it; empty = none.
    Q_PROPERTY(QVariantMap shown READ shown NOTIFY changed FINAL)
    /// Run and name of the branch that is looked at; empty = none.
    Q_PROPERTY(QString run READ run NOTIFY changed FINAL)
    Q_PROPERTY(QString branch READ branch NOTIFY changed FINAL)
    /// It can still be merged or discarded.
    Q_PROPERTY(bool open READ open NOTIFY changed FINAL)
    /// Its task still works on it.
    Q_PROPERTY(bool taskRunning READ taskRunning NOTIFY changed FINAL)
    Q_PROPERTY(int row READ row NOTIFY changed FINAL)
    /// "merge" or "discard" while one is under way.
    Q_PROPERTY(QString busy READ busy NOTIFY changed FINAL)
    /// Why the last verb was refused.
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed FINAL)
    /// What the last verb did, to read.
    Q_PROPERTY(QString outcome READ outcome NOTIFY changed FINAL)

public:
    explicit ReviewController(QObject *parent = nullptr);

    JsonListModel *branches() { return &m_branches; }
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_refresher.problem(); }
    bool all() const { return m_all; }
    void setAll(bool all);
    QVariantMap shown() const { return m_shown.toVariantMap(); }
    QString run() const { return m_shown.value(QStringLiteral("run")).toString(); }
    QString branch() const { return m_shown.value(QStringLiteral("branch")).toString(); }
    bool open() const { return m_shown.value(QStringLiteral("state")).toString() == QLatin1StringView("open"); }
    bool taskRunning() const
    {
        return m_shown.value(QStringLiteral("task_state")).toString() == QLatin1StringView("RUNNING");
    }
    int row() const;
    QString busy() const { return m_busy; }
    QString refusal() const { return m_refusal; }
    QString outcome() const { return m_outcome; }

    Q_INVOKABLE void select(int row);
    /// The branch of this task, when the list has it.
    Q_INVOKABLE void selectTask(const QString &run, const QString &task);
    Q_INVOKABLE void refresh() { m_refresher.request(); }
    /// Of what is shown. strategy: merge, squash, rebase; test: a command that has to succeed first, or empty.
    /// What merge() or discard() is then about, also if another branch is shown meanwhile, and only as it is now.
    Q_INVOKABLE void beginToAsk() { m_asked = m_shown; }
    Q_INVOKABLE void merge(const QString &strategy, const QString &test, const QString &message, bool commit,
                           bool keep);
    Q_INVOKABLE void discard();

Q_SIGNALS:
    void changed();
    /// A branch was merged or discarded.
    void done();

private:
    void take(const QJsonObject &answer);
    void perform(const QString &verb, QJsonObject params);
    QString told(const QString &verb, const QJsonObject &answer) const;

    JsonListModel m_branches;
    Refresher m_refresher;
    QJsonObject m_shown;
    QJsonObject m_asked;                  ///< That of the dialog that is open.
    std::pair<QString, QString> m_wanted; ///< Run and task to select when they come.
    QString m_busy;
    QString m_refusal;
    QString m_outcome;
    bool m_loaded = false;
    bool m_all = false;
};

} // namespace podium::gui
