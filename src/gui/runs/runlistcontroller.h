// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QQmlEngine>

namespace podium::gui
{

/// The list of runs, newest first, kept up to date; `shown` is the state as a person sees it, which may be that the run
/// waits for him.
class RunListController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::JsonListModel *runs READ runs CONSTANT FINAL)
    /// Only runs in this state; empty = all.
    Q_PROPERTY(QString onlyState READ onlyState WRITE setOnlyState NOTIFY onlyStateChanged FINAL)
    /// The first answer has come: an empty list is empty.
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    explicit RunListController(QObject *parent = nullptr);

    JsonListModel *runs() { return &m_runs; }
    QString onlyState() const { return m_onlyState; }
    void setOnlyState(const QString &state);
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_refresher.problem(); }
    /// Reads further into the past.
    Q_INVOKABLE void more();

Q_SIGNALS:
    void onlyStateChanged();
    void loadedChanged();
    void problemChanged();

private:
    void show(QList<QJsonObject> rows);

    JsonListModel m_runs;
    QString m_onlyState;
    int m_limit;
    bool m_loaded = false;
    Refresher m_refresher;
};

} // namespace podium::gui
