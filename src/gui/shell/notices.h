// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/event.h"
#include "gui/backend/refresher.h"

#include <QHash>
#include <QQmlEngine>
#include <QSet>
#include <QTimer>

namespace podium::gui
{

/// What a person is told who does not look at the window.
struct Notice
{
    enum class Kind { NeedsYou, Finished, Failed, Budget };
    Kind kind = Kind::Finished;
    QString title;
    QString text;
    QString request; ///< Leads to this request in the inbox,
    QString run;     ///< or to this run,
    QString task;    ///< and this task of it,
    QString page;    ///< or to this page.
    QString stop;    ///< Tells of this, as long as it lasts.
};

/// Decides what a person is told outside of the window: a request, the end of a run, a budget that is used up, what
/// stands still without having asked. Nothing while the window is looked at, or in the hours in which the person is not
/// to be disturbed; what was asked meanwhile is summed up when they end. GUI thread.
class Notices : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(bool on READ isOn WRITE setOn NOTIFY changed FINAL)
    /// Not in the hours from `from` to `to`, "22:00", local time; over midnight if they end before they begin.
    Q_PROPERTY(bool quietHours READ hasQuietHours WRITE setQuietHours NOTIFY changed FINAL)
    Q_PROPERTY(QString from READ from WRITE setFrom NOTIFY changed FINAL)
    Q_PROPERTY(QString to READ to WRITE setTo NOTIFY changed FINAL)

public:
    static Notices *instance();
    static Notices *create(QQmlEngine *qml, QJSEngine *js);

    bool isOn() const { return m_on; }
    void setOn(bool on);
    bool hasQuietHours() const { return m_quietHours; }
    void setQuietHours(bool quiet);
    QString from() const { return m_from; }
    void setFrom(const QString &from);
    QString to() const { return m_to; }
    void setTo(const QString &to);
    /// The person is not to be disturbed now.
    bool isQuiet() const;
    /// "22:00" or "7:30".
    Q_INVOKABLE static bool isTime(const QString &text);
    /// Whether the person looks at the window.
    void setWatched(bool watched) { m_watched = watched; }

Q_SIGNALS:
    void changed();
    void told(const podium::gui::Notice &notice);

private:
    explicit Notices(QObject *parent);
    void keep();
    void hear(const domain::Event &event);
    void runEnded(const QString &run, bool failed, const QString &reason);
    void hearStops();
    void takeBudget(const QJsonObject &answer);
    void add(const Notice &notice);
    void tell();
    qint64 awakeMs() const;

    bool m_on = true;
    bool m_quietHours = false;
    QString m_from = QStringLiteral("22:00");
    QString m_to = QStringLiteral("07:00");
    bool m_watched = false;
    QList<Notice> m_waiting;
    QSet<QString> m_stops; ///< What stands still, by id: it has been told of, or was there before.
    bool m_stopsKnown = false;
    QHash<QString, QString> m_failedBy; ///< By run that goes on: the error class of what failed last.
    QSet<QString> m_spent;              ///< Budgets of today that have been told of.
    QTimer m_soon;                      ///< What comes together is told together.
    Refresher m_budget;
};

} // namespace podium::gui
