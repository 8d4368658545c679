// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/event.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QQmlEngine>
#include <QString>
#include <QTimer>

namespace podium::gui
{

/// Where in the events of a run one is: a place to go to, and a clock that goes through them. Which event it is, is all
/// that it knows; RunController asks for the state. GUI thread.
class RunHistory : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString run READ run WRITE setRun NOTIFY runChanged FINAL)
    /// All its events are known: places can be gone to.
    Q_PROPERTY(bool ready READ ready NOTIFY countChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    /// How many events have happened, up to count; count = as it is now.
    Q_PROPERTY(int position READ position WRITE seek NOTIFY positionChanged FINAL)
    Q_PROPERTY(bool live READ live NOTIFY positionChanged FINAL)
    /// Number of the event that was the last one then; negative = as it is now.
    Q_PROPERTY(double seq READ seq NOTIFY positionChanged FINAL)
    /// When that was, in milliseconds since the epoch; 0 = not known.
    Q_PROPERTY(double timeMs READ timeMs NOTIFY positionChanged FINAL)
    Q_PROPERTY(bool playing READ playing NOTIFY playingChanged FINAL)
    Q_PROPERTY(Speed speed READ speed WRITE setSpeed NOTIFY speedChanged FINAL)
    /// Where tasks failed, from 0 to 1.
    Q_PROPERTY(QList<double> marks READ marks NOTIFY countChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY countChanged FINAL)

public:
    /// Steady paces, or the pace at which it happened.
    enum class Speed { Normal, Fast, VeryFast, AsItWas };
    Q_ENUM(Speed)
    /// At Speed::Normal.
    static constexpr int EventsPerSecond = 10;

    explicit RunHistory(QObject *parent = nullptr);

    QString run() const { return m_run; }
    void setRun(const QString &run);
    bool ready() const { return m_ready; }
    int count() const { return int(m_moments.size()); }
    int position() const { return m_live ? count() : m_position; }
    bool live() const { return m_live; }
    double seq() const;
    double timeMs() const { return timeAt(position()); }
    bool playing() const { return m_clock.isActive(); }
    Speed speed() const { return m_speed; }
    void setSpeed(Speed speed);
    QList<double> marks() const { return m_marks; }
    QString problem() const { return m_problem; }

    /// Reads all events of the run, once; whoever may want to go somewhere calls it.
    Q_INVOKABLE void prepare();
    Q_INVOKABLE void seek(int position);
    /// To the event with this number.
    Q_INVOKABLE void seekEvent(double seq);
    Q_INVOKABLE void backToLive();
    /// From here, or from the beginning where it is live.
    Q_INVOKABLE void play();
    Q_INVOKABLE void pause();
    /// When the event before that position happened.
    Q_INVOKABLE double timeAt(int position) const;

Q_SIGNALS:
    void runChanged();
    void countChanged();
    void positionChanged();
    void playingChanged();
    void speedChanged();

private:
    struct Moment
    {
        qint64 seq = 0;
        qint64 timeMs = 0;
        bool failed = false; ///< A task has failed.
    };

    void read(qint64 since);
    void append(qint64 seq, qint64 timeMs, const QString &type);
    void hear(const domain::Events &events);
    void mark();
    void tick();
    void restartClock();

    QString m_run;
    QList<Moment> m_moments;
    QList<double> m_marks;
    QString m_problem;
    bool m_asked = false;
    bool m_ready = false;
    bool m_again = false; ///< More has happened while they were read.
    bool m_live = true;
    int m_position = 0;
    double m_wanted = -1; ///< Number of the event to go to once all are known; negative = none.
    bool m_playWanted = false;
    Speed m_speed = Speed::Normal;
    QTimer m_clock;
    QElapsedTimer m_since; ///< Since m_from was left.
    int m_from = 0;
};

} // namespace podium::gui
