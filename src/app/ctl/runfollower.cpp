// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/runfollower.h"
#include "app/ctl/requests.h"
#include "app/ctl/textlayout.h"
#include "app/ctl/views/commandtext.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/whenfinished.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace podium::ctl
{

using control::ExitCode;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunFollower)
};

// Ten pictures a second look alive; more would only burn the terminal's and the store's time.
constexpr int RefreshMs = 100;

} // namespace

RunFollower::RunFollower(std::shared_ptr<control::IControl> control, QString run, Options options, Terminal &out,
                         Terminal &err)
    : m_control(std::move(control)), m_run(std::move(run)), m_options(options), m_out(out), m_err(err)
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshMs);
    connect(&m_refreshTimer, &QTimer::timeout, this, &RunFollower::refresh);
    m_clockTimer.setInterval(1000);
    connect(&m_clockTimer, &QTimer::timeout, this, &RunFollower::draw);
    m_shown = m_options.since;
}

RunFollower::~RunFollower()
{
    m_stream.reset();
}

void RunFollower::start()
{
    ask({{QStringLiteral("run"), m_run}}, true);
}

void RunFollower::ask(QJsonObject request, bool whole)
{
    m_asking = true;
    if (whole)
        request.insert(QStringLiteral("limit"), RunView::TasksAtOnce);
    whenFinished(m_control->call({QStringLiteral("run.show"), request, {}}), this,
                 [this, whole, from = m_control](const Result<QJsonObject> &answer) {
                     if (from == m_control) // Not the last word of one that was lost meanwhile.
                         refreshed(answer, whole);
                 });
}

void RunFollower::continueWith(std::shared_ptr<control::IControl> control)
{
    m_stream.reset();
    m_control = std::move(control);
    m_started = false;
    start();
}

void RunFollower::subscribe(qint64 since)
{
    control::StreamFilter filter;
    filter.run = m_view.id();
    filter.since = since;
    m_stream = m_control->subscribe(filter);
    connect(m_stream.get(), &control::EventStream::events, this, &RunFollower::take);
    connect(m_stream.get(), &control::EventStream::fellBehind, this, [this](qint64) {
        say(Text::tr("(this display fell behind; events were left out)"));
        m_view = RunView();
        m_started = false;
        start();
    });
    connect(m_stream.get(), &control::EventStream::closed, this, [this](const Error &reason) {
        if (!m_ended)
            Q_EMIT lost(reason);
    });
}

void RunFollower::take(const domain::Events &events)
{
    for (const domain::Event &event : events) {
        m_view.touch(event);
        if (event.seq <= m_shown)
            continue;
        m_shown = event.seq;
        if (event.type == domain::EventType::RunFinished || event.type == domain::EventType::RunReopened)
            m_endShown = event.type == domain::EventType::RunFinished;
        if (m_options.manner == Manner::Json)
            m_out.write(canonicalJson(domain::toJson(event)) + '\n');
        else if (m_options.manner == Manner::Lines)
            showLine(event);
    }
    if (m_out.broken()) {
        leave();
        return;
    }
    if (m_view.isFinished() && !m_view.isDirty() && !m_asking)
        checkEnd();
    if (!m_ended && !m_refreshTimer.isActive() && !m_asking)
        m_refreshTimer.start(m_options.manner == Manner::Table ? RefreshMs : 0);
}

void RunFollower::showLine(const domain::Event &event)
{
    // A task that was only just expanded has no name here yet; the order of the lines stays that of the events.
    const bool unknown = event.task >= 0 && !m_view.tasks().contains(event.task);
    if (unknown || !m_heldBack.isEmpty())
        m_heldBack += event;
    else
        say(eventLine(event, m_view, renderOptions()));
}

void RunFollower::refresh()
{
    if (m_asking || m_ended || !m_view.isDirty())
        return;
    bool whole = false;
    QJsonObject request = m_view.nextRequest(&whole);
    request.insert(QStringLiteral("run"), m_run);
    ask(request, whole);
}

void RunFollower::refreshed(const Result<QJsonObject> &answer, bool whole)
{
    m_asking = false;
    if (m_ended)
        return;
    if (!answer) {
        if (answer.error().code == ErrorCode::Unavailable) {
            // Once subscribed, the stream says that the control has gone; before, only this answer does.
            if (!m_started)
                Q_EMIT lost(answer.error());
            return;
        }
        m_ended = true;
        Q_EMIT failed(answer.error());
        return;
    }
    m_view.update(*answer, whole);
    if (const QJsonValue next = answer->value(QStringLiteral("next")); next.isDouble()) {
        ask({{QStringLiteral("run"), m_run},
             {QStringLiteral("from"), next},
             {QStringLiteral("limit"), RunView::TasksAtOnce}},
            false);
        return;
    }
    const domain::Events heldBack = std::exchange(m_heldBack, {});
    for (const domain::Event &event : heldBack)
        showLine(event);
    if (!m_started) {
        m_started = true;
        m_run = m_view.id();
        if (m_options.reopen && !m_reopens && isBeingStopped()) {
            m_reopens = true;
            say(Text::tr("The run is still being stopped; it goes on when that is done."));
        }
        // Lines and JSON show what happened before the snapshot too, where that was asked for.
        const qint64 snapshot = m_view.seq();
        if (m_shown < 0) {
            m_shown = snapshot;
            if (m_options.named && m_options.manner == Manner::Lines && !m_view.isFinished())
                printLine(Text::tr("taken up, %1 of %2 tasks done")
                              .arg(m_view.run().value(QStringLiteral("tasks_done")).toInt())
                              .arg(m_view.run().value(QStringLiteral("tasks_total")).toInt()));
        }
        m_endShown = m_endShown || (m_view.isFinished() && m_shown >= snapshot); // Nothing will be told any more.
        subscribe(m_options.manner == Manner::Table ? snapshot : std::min(snapshot, m_shown));
        if (m_options.manner == Manner::Table && !m_view.isFinished())
            m_clockTimer.start();
    }
    draw();
    checkEnd();
    if (m_ended)
        return;
    if (m_view.isDirty())
        m_refreshTimer.start();
    Q_EMIT updated();
}

void RunFollower::checkEnd()
{
    if (m_ended)
        return;
    if (m_view.isFinished()) {
        for (const domain::Event &event : std::exchange(m_heldBack, {}))
            say(eventLine(event, m_view, renderOptions()));
        // The stream may still hold events that are to be shown: the last of them is run.finished. Sequence numbers do
        // not tell, because those of other runs lie between.
        if (m_options.manner != Manner::Table && !m_endShown && m_stream && m_control->isLive())
            return;
        if (m_reopens && !m_stopAsked && m_view.state() == domain::RunState::Cancelled) {
            reopen();
            return;
        }
        if (m_options.manner == Manner::Json) {
            m_out.write(canonicalJson(QJsonObject{{QStringLiteral("type"), QStringLiteral("result")},
                                                  {QStringLiteral("run"), m_view.run()}}) +
                        '\n');
        } else if (m_options.manner != Manner::Quiet) {
            if (m_options.manner == Manner::Table)
                m_out.redraw(renderRun(m_view, renderOptions()), std::exchange(m_above, QByteArray()));
            m_out.settle();
            QStringList summary = renderSummary(m_view, renderOptions());
            if (m_options.manner == Manner::Table)
                summary.removeFirst(); // The table's heading says it already.
            for (qsizetype i = 0; i < summary.size(); ++i)
                printLine(summary.at(i), i > 0); // The heading has the name.
        }
        end(control::exitCodeForState(m_view.run().value(QStringLiteral("state")).toString()));
        return;
    }
    QString why;
    if (!m_view.needsPerson(&why)) {
        m_saidNeedsPerson = false;
        return;
    }
    if (m_options.noWait) {
        leaveToPerson(why);
    } else if (!std::exchange(m_saidNeedsPerson, true) && m_options.manner == Manner::Lines) {
        say(Text::tr("waiting: %1").arg(why));
    }
}

/// The run is cancelled, or will be: nothing else can become of it by itself.
bool RunFollower::isBeingStopped() const
{
    return m_view.state() == domain::RunState::Cancelled ||
           (!m_view.isFinished() && m_view.run().value(QStringLiteral("cancelling")).toBool());
}

/// Resumes the run, which was stopped, and watches it from there on.
void RunFollower::reopen()
{
    if (m_asking)
        return;
    m_asking = true;
    whenFinished(m_control->call({QStringLiteral("run.resume"), {{QStringLiteral("run"), m_run}}, {}}), this,
                 [this, from = m_control](const Result<QJsonObject> &answer) {
                     if (from != m_control || m_ended)
                         return;
                     m_asking = false;
                     if (!answer) {
                         if (answer.error().code == ErrorCode::Unavailable)
                             return; // The stream says that the control has gone.
                         m_ended = true;
                         Q_EMIT failed(answer.error());
                         return;
                     }
                     m_options.reopen = false;
                     m_reopens = false;
                     m_endShown = false;
                     m_stream.reset();
                     m_view = RunView();
                     m_started = false;
                     start();
                 });
}

void RunFollower::leaveToPerson(const QString &why)
{
    // What the rows tell may be ahead of the stream: what led here is shown before it is left.
    if ((m_options.manner == Manner::Lines || m_options.manner == Manner::Json) && !m_allRead) {
        readOn();
        return;
    }
    m_out.settle();
    m_err.line(waitsForPerson(why));
    end(ExitCode::NeedsPerson);
}

/// Takes what the stream has yet to bring, from the store.
void RunFollower::readOn()
{
    if (m_asking)
        return;
    m_asking = true;
    whenFinished(
        m_control->call(
            {QStringLiteral("run.events"), {{QStringLiteral("run"), m_run}, {QStringLiteral("since"), m_shown}}, {}}),
        this, [this, from = m_control](const Result<QJsonObject> &answer) {
            if (from != m_control || m_ended)
                return;
            m_asking = false;
            if (!answer)
                return; // The stream says that the control has gone.
            domain::Events events;
            const QJsonArray entries = answer->value(QStringLiteral("events")).toArray();
            for (const QJsonValue &entry : entries) {
                if (const std::optional<domain::Event> event = domain::eventFromJson(entry.toObject()))
                    events += *event;
            }
            m_allRead = events.isEmpty() || events.last().seq <= m_shown;
            take(events);
            if (m_allRead && !m_view.isDirty())
                checkEnd();
            m_allRead = false;
        });
}

RenderOptions RunFollower::renderOptions() const
{
    RenderOptions out;
    out.columns = m_out.canRedraw() ? m_out.columns() : 10'000;
    out.rows = m_out.canRedraw() ? m_out.rows() : 0;
    out.colour = m_out.hasColour();
    out.unicode = m_out.hasUnicode();
    out.nowMs = SystemClock().nowMs();
    return out;
}

void RunFollower::draw()
{
    if (m_options.manner != Manner::Table || m_ended || !m_started)
        return;
    m_out.redraw(renderRun(m_view, renderOptions()), std::exchange(m_above, QByteArray()));
    if (m_out.broken())
        leave();
}

void RunFollower::redraw()
{
    draw();
}

void RunFollower::showAbove(const QByteArray &line)
{
    if (m_options.manner != Manner::Table || m_ended) {
        m_err.write(line);
        return;
    }
    m_above += line;
    draw();
}

void RunFollower::say(const QString &text)
{
    if (text.isEmpty() || m_options.manner == Manner::Quiet)
        return;
    if (m_options.manner == Manner::Table)
        showAbove(text.toUtf8() + '\n');
    else if (m_options.manner == Manner::Json)
        m_err.line(text);
    else
        printLine(text);
}

void RunFollower::printLine(const QString &text, bool named)
{
    if (!m_options.named) {
        m_out.line(text);
        return;
    }
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss"));
    m_out.line(styled(time, Style::Dim, m_out.hasColour()) + u' ' +
               (named ? styled(m_run, Style::Cyan, m_out.hasColour()) + QStringLiteral("  ") : QString()) + text);
}

bool RunFollower::isMoving() const
{
    return !m_ended && (!m_started || (!m_view.isFinished() && m_view.state() != domain::RunState::Paused));
}

bool RunFollower::isPaused() const
{
    return !m_ended && m_started && m_view.state() == domain::RunState::Paused;
}

void RunFollower::interrupt()
{
    if (std::exchange(m_stopAsked, true)) {
        leave();
        return;
    }
    say(Text::tr("Stopping the run. Ctrl-C again leaves without waiting for that."));
    whenFinished(
        m_control->call({QStringLiteral("run.cancel"),
                         {{QStringLiteral("run"), m_run}, {QStringLiteral("reason"), Text::tr("stopped with Ctrl-C")}},
                         {}}),
        this, [this](const Result<QJsonObject> &answer) {
            if (!answer && answer.error().code != ErrorCode::Conflict)
                say(Text::tr("podiumctl: %1").arg(harmless(answer.error().text())));
        });
}

void RunFollower::leave()
{
    if (m_ended)
        return;
    m_out.settle();
    // Either is true of the same command: it takes up what goes on, and opens again what was stopped.
    m_err.line((m_stopAsked ? Text::tr("Left the run, which is being stopped. Go on with it after all with: %1")
                            : Text::tr("Left the run; what is running goes on. Take it up again with: %1"))
                   .arg(commandText(QStringLiteral("resume ") + m_run)));
    end(ExitCode::Detached);
}

void RunFollower::end(ExitCode code)
{
    m_ended = true;
    m_clockTimer.stop();
    m_refreshTimer.stop();
    m_stream.reset();
    Q_EMIT finished(code);
}

} // namespace podium::ctl
