// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QQmlEngine>

namespace podium::gui
{

/// Two runs beside each other, task by task. Follows the events of both. GUI thread.
class RunComparison : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run READ run WRITE setRun NOTIFY changed FINAL)
    Q_PROPERTY(QString other READ other WRITE setOther NOTIFY changed FINAL)
    /// The runs as operations answer them.
    Q_PROPERTY(QVariantMap left READ left NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QVariantMap right READ right NOTIFY loadedChanged FINAL)
    Q_PROPERTY(bool sameDefinition READ sameDefinition NOTIFY loadedChanged FINAL)
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
    /// Tasks of both; only those that differ with onlyDifferent.
    Q_PROPERTY(podium::gui::JsonListModel *tasks READ tasks CONSTANT FINAL)
    /// Inputs that are not the same.
    Q_PROPERTY(podium::gui::JsonListModel *inputs READ inputs CONSTANT FINAL)
    Q_PROPERTY(bool onlyDifferent READ onlyDifferent WRITE setOnlyDifferent NOTIFY onlyDifferentChanged FINAL)
    /// How many tasks differ.
    Q_PROPERTY(int differing READ differing NOTIFY loadedChanged FINAL)

public:
    explicit RunComparison(QObject *parent = nullptr);

    QString run() const { return m_run; }
    void setRun(const QString &run);
    QString other() const { return m_other; }
    void setOther(const QString &other);
    QVariantMap left() const { return m_answer.value(QStringLiteral("left")).toObject().toVariantMap(); }
    QVariantMap right() const { return m_answer.value(QStringLiteral("right")).toObject().toVariantMap(); }
    bool sameDefinition() const { return m_answer.value(QStringLiteral("same_definition")).toBool(); }
    bool loaded() const { return !m_answer.isEmpty(); }
    QString problem() const { return m_refresher.problem(); }
    JsonListModel *tasks() { return &m_tasks; }
    JsonListModel *inputs() { return &m_inputs; }
    bool onlyDifferent() const { return m_onlyDifferent; }
    void setOnlyDifferent(bool only);
    int differing() const { return m_differing; }

Q_SIGNALS:
    void changed();
    void loadedChanged();
    void problemChanged();
    void onlyDifferentChanged();

private:
    void restart();
    void take(const QJsonObject &answer);
    void showTasks();

    QString m_run;
    QString m_other;
    QJsonObject m_answer;
    JsonListModel m_tasks;
    JsonListModel m_inputs;
    bool m_onlyDifferent = false;
    int m_differing = 0;
    Refresher m_refresher;
};

} // namespace podium::gui
