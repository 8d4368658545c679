// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/runhistory.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/backend/jsonlistmodel.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace podium::gui
{

namespace
{

constexpr int FrameMs = 33;
constexpr int Page = 10'000; // What run.events answers at most.
constexpr int MostMarks = 200;

} // namespace

RunHistory::RunHistory(QObject *parent) : QObject(parent)
{
    m_clock.setInterval(FrameMs);
    m_clock.setTimerType(Qt::PreciseTimer);
    connect(&m_clock, &QTimer::timeout, this, &RunHistory::tick);
    connect(Backend::instance(), &Backend::eventsArrived, this, &RunHistory::hear);
    connect(Backend::instance(), &Backend::resetNeeded, this, [this] {
        if (m_asked)
            read(m_moments.isEmpty() ? 0 : m_moments.last().seq);
    });
}

void RunHistory::setRun(const QString &run)
{
    if (m_run == run)
        return;
    pause();
    m_run = run;
    m_moments.clear();
    m_marks.clear();
    m_problem.clear();
    m_asked = m_ready = m_again = m_playWanted = false;
    m_live = true;
    m_wanted = -1;
    Q_EMIT runChanged();
    Q_EMIT countChanged();
    Q_EMIT positionChanged();
}

void RunHistory::prepare()
{
    if (m_asked || m_run.isEmpty())
        return;
    m_asked = true;
    read(0);
}

void RunHistory::read(qint64 since)
{
    whenFinished(Backend::instance()->call(QStringLiteral("run.events"), {{QStringLiteral("run"), m_run},
                                                                          {QStringLiteral("since"), since},
                                                                          {QStringLiteral("limit"), Page},
                                                                          {QStringLiteral("brief"), true}}),
                 this, [this, run = m_run](const Result<QJsonObject> &answer) {
                     if (run != m_run)
                         return;
                     m_problem = answer ? QString() : answer.error().text();
                     if (!answer) {
                         m_asked = false;
                         Q_EMIT countChanged();
                         return;
                     }
                     const QList<QJsonObject> events = objectsOf(answer->value(QStringLiteral("events")).toArray());
                     for (const QJsonObject &event : events) {
                         append(event.value(QStringLiteral("seq")).toInteger(),
                                event.value(QStringLiteral("time_ms")).toInteger(),
                                event.value(QStringLiteral("type")).toString());
                     }
                     if (events.size() == Page || std::exchange(m_again, false)) {
                         read(answer->value(QStringLiteral("last")).toInteger());
                         return;
                     }
                     m_ready = true;
                     mark();
                     Q_EMIT countChanged();
                     Q_EMIT positionChanged();
                     if (m_wanted >= 0)
                         seekEvent(std::exchange(m_wanted, -1));
                     if (std::exchange(m_playWanted, false))
                         play();
                 });
}

void RunHistory::append(qint64 seq, qint64 timeMs, const QString &type)
{
    if (m_moments.isEmpty() || seq > m_moments.last().seq)
        m_moments.append({seq, timeMs, type == domain::eventTypeName(domain::EventType::TaskFailed)});
}

void RunHistory::hear(const domain::Events &events)
{
    const bool mine =
        std::any_of(events.begin(), events.end(), [this](const domain::Event &event) { return event.run == m_run; });
    if (!m_ready || !mine) {
        m_again = m_again || (mine && m_asked);
        return;
    }
    const qsizetype before = m_moments.size();
    for (const domain::Event &event : events) {
        if (event.run == m_run)
            append(event.seq, event.timeMs, domain::eventTypeName(event.type));
    }
    if (m_moments.size() == before)
        return;
    mark();
    Q_EMIT countChanged();
    Q_EMIT positionChanged();
}

void RunHistory::mark()
{
    m_marks.clear();
    for (qsizetype i = 0; i < m_moments.size() && m_marks.size() < MostMarks; ++i) {
        if (m_moments.at(i).failed)
            m_marks.append(double(i + 1) / double(m_moments.size()));
    }
}

double RunHistory::seq() const
{
    if (m_live)
        return -1;
    return m_position > 0 ? double(m_moments.at(m_position - 1).seq) : 0;
}

double RunHistory::timeAt(int position) const
{
    if (m_moments.isEmpty())
        return 0;
    return double(m_moments.at(std::clamp(position - 1, 0, count() - 1)).timeMs);
}

void RunHistory::seek(int position)
{
    if (!m_ready)
        return;
    const int wanted = std::clamp(position, 0, count());
    if (!m_live && m_position == wanted)
        return;
    m_live = false;
    m_position = wanted;
    restartClock();
    Q_EMIT positionChanged();
}

void RunHistory::seekEvent(double seq)
{
    if (!m_ready) {
        m_wanted = seq;
        prepare();
        return;
    }
    const auto after = std::upper_bound(m_moments.begin(), m_moments.end(), qint64(seq),
                                        [](qint64 number, const Moment &moment) { return number < moment.seq; });
    pause();
    seek(int(after - m_moments.begin()));
}

void RunHistory::backToLive()
{
    pause();
    m_wanted = -1;
    m_playWanted = false;
    if (m_live)
        return;
    m_live = true;
    Q_EMIT positionChanged();
}

void RunHistory::play()
{
    if (!m_ready) {
        m_playWanted = true;
        prepare();
        return;
    }
    if (m_live || m_position >= count())
        seek(0);
    restartClock();
    m_clock.start();
    Q_EMIT playingChanged();
}

void RunHistory::pause()
{
    if (!m_clock.isActive())
        return;
    m_clock.stop();
    Q_EMIT playingChanged();
}

void RunHistory::setSpeed(Speed speed)
{
    if (m_speed == speed)
        return;
    m_speed = speed;
    restartClock();
    Q_EMIT speedChanged();
}

void RunHistory::restartClock()
{
    m_from = m_position;
    m_since.start();
}

void RunHistory::tick()
{
    const qint64 elapsed = m_since.elapsed();
    int wanted = m_from;
    if (m_speed == Speed::AsItWas) {
        const double moment = timeAt(m_from) + double(elapsed);
        const auto after = std::upper_bound(m_moments.begin(), m_moments.end(), moment,
                                            [](double ms, const Moment &of) { return ms < double(of.timeMs); });
        wanted = std::max(m_from, int(after - m_moments.begin()));
    } else {
        const int factor = m_speed == Speed::Normal ? 1 : m_speed == Speed::Fast ? 4 : 16;
        wanted = m_from + int(elapsed * EventsPerSecond * factor / 1000);
    }
    wanted = std::min(wanted, count());
    if (wanted != m_position) {
        m_position = wanted; // Not seek(): the clock goes on.
        Q_EMIT positionChanged();
    }
    if (m_position >= count())
        pause();
}

} // namespace podium::gui
