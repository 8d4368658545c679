// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/refresher.h"

#include <QQmlEngine>

namespace podium::gui
{

/// The list of runs, kept up to date: what fits, in the order that was asked for, as far as one has looked. `shown` is
/// the state as a person sees it, which may be that the run waits for him. The order is remembered in the settings of
/// the window, states and words until it is closed.
class RunListController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(podium::gui::JsonListModel *runs READ runs CONSTANT FINAL)
    /// Only runs in this state; empty = all.
    Q_PROPERTY(QString onlyState READ onlyState WRITE setOnlyState NOTIFY wishChanged FINAL)
    /// Only runs with all these words in id, title or workflow.
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY wishChanged FINAL)
    /// What comes first: newest, longest, dearest, state or name.
    Q_PROPERTY(QString order READ order NOTIFY wishChanged FINAL)
    /// It comes last.
    Q_PROPERTY(bool reverse READ reverse NOTIFY wishChanged FINAL)
    Q_PROPERTY(bool filtered READ isFiltered NOTIFY wishChanged FINAL)
    /// How many runs fit, whether they were read or not.
    Q_PROPERTY(int total READ total NOTIFY totalChanged FINAL)
    Q_PROPERTY(bool full READ isFull NOTIFY totalChanged FINAL)
    /// The first answer has come: an empty list is empty.
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    explicit RunListController(QObject *parent = nullptr);

    JsonListModel *runs() { return &m_runs; }
    QString onlyState() const { return m_wish.state; }
    void setOnlyState(const QString &state);
    QString text() const { return m_wish.text; }
    void setText(const QString &text);
    QString order() const { return m_wish.order; }
    bool reverse() const { return m_wish.reverse; }
    bool isFiltered() const { return !m_wish.state.isEmpty() || !m_wish.text.isEmpty(); }
    int total() const { return m_total; }
    /// By this; by what it is ordered already the other way round.
    Q_INVOKABLE void orderBy(const QString &order);
    /// Lets all runs through.
    Q_INVOKABLE void showAll();
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_refresher.problem(); }
    /// Reads further down.
    Q_INVOKABLE void more();
    /// There are more, and none of them will be read: words or another order bring them here.
    bool isFull() const;

Q_SIGNALS:
    void wishChanged();
    void totalChanged();
    void loadedChanged();
    void problemChanged();

private:
    struct Wish
    {
        QString state, text, order;
        bool reverse = false;
        friend bool operator==(const Wish &, const Wish &) = default;
    };

    /// What was wished for last while the window is open.
    static Wish &lastWish();
    void wish(const Wish &wish);
    void show(QList<QJsonObject> rows);

    JsonListModel m_runs;
    Wish m_wish;
    Wish m_asked;
    Wish m_shown;
    int m_limit;
    int m_total = 0;
    bool m_loaded = false;
    Refresher m_refresher;
};

} // namespace podium::gui
