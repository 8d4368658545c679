// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/backend/refresher.h"

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

namespace podium::gui
{

/// What needs a person, by one rule for everybody who shows or counts it (Inbox, rail, title, tray): what asks, and
/// what stands still without having asked, unless it was put away. Kept up to date. GUI thread.
class Attention : public QObject
{
    Q_OBJECT
public:
    explicit Attention(QObject *parent);
    /// The one of the window; as long as there is a back end.
    static Attention *instance();

    /// All of it is known.
    bool loaded() const { return m_requestsKnown && m_stopsKnown; }
    /// As approval.list answers them: riskiest and oldest first.
    const QList<QJsonObject> &requests() const { return m_requests; }
    /// As stop.list answers them, without what was put away.
    const QList<QJsonObject> &stops() const { return m_stops; }
    int count() const { return int(m_requests.size() + m_stops.size()); }
    /// What stands still has ended a run with it.
    static bool hasEnded(const QJsonObject &stop) { return stop.contains(QStringLiteral("failed")); }

    void askAgain();
    /// It was decided: it is gone before the next answer says so.
    void drop(const QString &request);
    /// Puts away what stands still, for good: what it is about stays as it is. It comes back if it happens once more.
    void dismiss(const QJsonObject &stop);

Q_SIGNALS:
    void changed();
    /// The back end has said anew what there is.
    void answered();

private:
    void takeRequests(const QJsonObject &answer);
    void takeStops(const QJsonObject &answer);

    Refresher m_askRequests;
    Refresher m_askStops;
    QList<QJsonObject> m_requests;
    QList<QJsonObject> m_stops;
    QTimer m_look;
    int m_round = 0; ///< Grows when everything may be another; an answer that was asked for before is no news of it.
    int m_requestsRound = 0;
    int m_stopsRound = 0;
    bool m_requestsKnown = false;
    bool m_stopsKnown = false;
};

} // namespace podium::gui
