// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/graph/graphmodel.h"

#include <QJsonObject>
#include <QObject>
#include <QQmlEngine>
#include <QVariantList>

namespace podium::gui
{

/// What is different between two versions of a workflow, as one picture of both and as a list. GUI thread.
class VersionComparison : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// Tasks of both: what was removed stands where it was.
    Q_PROPERTY(podium::gui::GraphModel *model READ model CONSTANT FINAL)
    /// {id, title, kind: "added" | "removed" | "changed" | "workflow", fields: [{field, before, after}]}
    Q_PROPERTY(QVariantList changes READ changes NOTIFY changed FINAL)
    Q_PROPERTY(int added READ added NOTIFY changed FINAL)
    Q_PROPERTY(int removed READ removed NOTIFY changed FINAL)
    Q_PROPERTY(int altered READ altered NOTIFY changed FINAL)
    /// Nothing is different.
    Q_PROPERTY(bool same READ isSame NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    explicit VersionComparison(QObject *parent = nullptr);

    GraphModel *model() { return &m_model; }
    QVariantList changes() const { return m_changes; }
    int added() const { return countOf(QLatin1StringView("added")); }
    int removed() const { return countOf(QLatin1StringView("removed")); }
    int altered() const { return countOf(QLatin1StringView("changed")); }
    bool isSame() const { return m_known && m_changes.isEmpty(); }
    bool isBusy() const { return m_busy; }
    QString problem() const { return m_problem; }

    /// A version with a later one, or, where `to` is 0, with a text.
    Q_INVOKABLE void compare(const QString &workflow, int from, int to, const QString &text = {});
    /// "Added", with the icon that goes with it.
    Q_INVOKABLE static QString wordOf(const QString &kind);
    Q_INVOKABLE static QString iconOf(const QString &kind);
    /// The state whose colour it has; colour alone says nothing.
    Q_INVOKABLE static QString stateOf(const QString &kind);

Q_SIGNALS:
    void changed();
    /// The picture is another.
    void compared();

private:
    int countOf(QLatin1StringView kind) const;
    void take(const QJsonObject &answer);
    void draw(const QByteArray &before, const QByteArray &after);

    GraphModel m_model;
    QVariantList m_changes;
    QString m_problem;
    int m_asked = 0; ///< Of the newest question: answers to older ones are dropped.
    bool m_busy = false;
    bool m_known = false;
};

} // namespace podium::gui
