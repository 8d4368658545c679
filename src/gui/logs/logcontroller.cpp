// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/logs/logcontroller.h"

#include "base/clock.h"
#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/backend/jsonlistmodel.h"
#include "gui/backend/navigator.h"
#include "gui/logs/logmoment.h"

#include <QJsonArray>

#include <algorithm>

namespace podium::gui
{

namespace
{

constexpr int PageLines = 500;

} // namespace

LogController::LogController(QObject *parent) : QObject(parent)
{
    Backend *backend = Backend::instance();
    connect(backend, &Backend::closing, this, [this] { m_growth.reset(); });
    const auto begin = [this] {
        m_growth.reset();
        follow();
        toEnd();
    };
    connect(backend, &Backend::resetNeeded, this, begin);
    connect(Navigator::instance(), &Navigator::logsAsked, this, [this](const QString &run, const QString &task) {
        m_filter = Filter();
        m_filter.run = run;
        m_filter.task = task;
        Q_EMIT filterChanged();
        toEnd();
    });
    if (backend->state() == Backend::State::Ready)
        begin();
}

LogController::~LogController() = default;

void LogController::follow()
{
    control::StreamFilter filter;
    filter.patterns = {QStringLiteral("run.*")};
    filter.logs = true;
    m_growth = Backend::instance()->follow(filter);
    if (!m_growth)
        return;
    connect(m_growth.get(), &control::EventStream::logsGrew, this, [this] {
        m_grown = true;
        if (m_following && !m_asking)
            newer();
    });
}

void LogController::setFollowing(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    Q_EMIT followingChanged();
    if (following)
        toEnd();
}

QJsonObject LogController::params() const
{
    QJsonObject out;
    const auto add = [&out](const char *name, const QString &value) {
        if (!value.isEmpty())
            out.insert(QLatin1StringView(name), value);
    };
    add("run", m_filter.run);
    if (!m_filter.run.isEmpty())
        add("task", m_filter.task);
    add("agent", m_filter.agent);
    add("stream", m_filter.stream);
    add(m_filter.regex ? "regex" : "words", m_filter.text.trimmed());
    static const QStringList levels{QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"),
                                    QStringLiteral("error")};
    if (const qsizetype least = levels.indexOf(m_filter.level); least > 0)
        out.insert(QStringLiteral("levels"), QJsonArray::fromStringList(levels.mid(least)));
    qint64 from = m_filter.fromMs;
    if (m_filter.minutes > 0)
        from = std::max(from, SystemClock().nowMs() - m_filter.minutes * 60'000LL);
    if (from > 0)
        out.insert(QStringLiteral("from_ms"), from);
    if (m_filter.toMs > 0)
        out.insert(QStringLiteral("to_ms"), m_filter.toMs);
    return out;
}

void LogController::setFrom(const QString &text)
{
    const qint64 ms = text.isEmpty() ? 0 : logMoment(text, QDateTime::currentDateTime());
    if (ms > 0 || text.isEmpty())
        set(&m_filter.fromMs, ms);
}

void LogController::setUntil(const QString &text)
{
    const QDateTime begin = m_filter.fromMs > 0 ? QDateTime::fromMSecsSinceEpoch(m_filter.fromMs) : QDateTime();
    const qint64 ms = text.isEmpty() ? 0 : logMoment(text, QDateTime::currentDateTime(), begin);
    if (ms > 0 || text.isEmpty())
        set(&m_filter.toMs, ms);
}

void LogController::goTo(Way way)
{
    ++m_subject;
    m_asking = m_loaded = false;
    m_problem.clear();
    m_before = m_after = 0;
    m_atBeginning = m_atEnd = false;
    m_lines.clear(); // After that: the view asks for older lines when it comes to lie at its beginning.
    ask(way, way == Way::Newer ? QJsonObject{{QStringLiteral("after"), 0}} : QJsonObject());
}

void LogController::toEnd()
{
    goTo(Way::Older);
}

void LogController::toBeginning()
{
    if (m_following) {
        m_following = false;
        Q_EMIT followingChanged();
    }
    goTo(Way::Newer);
}

void LogController::older()
{
    if (!m_asking && !m_atBeginning && m_before > 0)
        ask(Way::Older, {{QStringLiteral("before"), m_before}});
}

void LogController::newer()
{
    if (!m_asking && m_loaded && (m_grown || !m_atEnd))
        ask(Way::Newer, {{QStringLiteral("after"), m_after}});
}

void LogController::ask(Way way, QJsonObject place)
{
    m_asking = true;
    m_grown = false;
    const QJsonObject filter = params();
    for (auto it = filter.begin(); it != filter.end(); ++it)
        place.insert(it.key(), it.value());
    place.insert(QStringLiteral("limit"), PageLines);
    Q_EMIT stateChanged();
    whenFinished(Backend::instance()->call(QStringLiteral("log.page"), place), this,
                 [this, way, subject = m_subject](const Result<QJsonObject> &answer) {
                     if (subject != m_subject)
                         return; // About another filter.
                     m_asking = false;
                     m_loaded = true;
                     m_problem = answer ? QString() : answer.error().text();
                     if (answer)
                         take(way, *answer);
                     Q_EMIT stateChanged();
                     if (m_grown && m_following && answer)
                         newer();
                 });
}

void LogController::take(Way way, const QJsonObject &answer)
{
    const QList<QJsonObject> lines = objectsOf(answer.value(QStringLiteral("lines")).toArray());
    const qint64 reached = answer.value(QStringLiteral("reached")).toInteger();
    const bool more = answer.value(QStringLiteral("more")).toBool();
    const bool first = m_lines.count() == 0;
    if (way == Way::Older) {
        if (m_lines.prepend(lines) > 0) {
            m_atEnd = false;
            m_after = m_lines.lastId();
        }
        m_before = reached;
        m_atBeginning = !more;
        if (first) {
            m_after = m_lines.lastId();
            m_atEnd = true;
        }
        // A pattern that fits little: go on until there is something to see.
        if (m_lines.count() == 0 && more)
            ask(way, {{QStringLiteral("before"), m_before}});
    } else {
        if (m_lines.append(lines) > 0) {
            m_atBeginning = false;
            m_before = m_lines.firstId();
        }
        if (first) {
            m_before = m_lines.firstId();
            m_atBeginning = true;
        }
        m_after = std::max(m_after, reached);
        m_atEnd = !more;
        if (more && (m_following || m_lines.count() == 0))
            ask(way, {{QStringLiteral("after"), m_after}});
    }
}

void LogController::exportTo(const QUrl &file, bool json)
{
    if (m_export)
        return;
    m_export = new LogExport(params(), file.toLocalFile(), json, this);
    const QString path = file.toLocalFile();
    connect(m_export, &LogExport::progressed, this, &LogController::exportChanged);
    connect(m_export, &LogExport::finished, this, [this, path](const QString &problem) {
        m_exportOutcome =
            problem.isEmpty() ? tr("%n line(s) written to %1", nullptr, int(m_export->written())).arg(path) : problem;
        m_export->deleteLater();
        m_export.clear();
        Q_EMIT exportChanged();
    });
    m_exportOutcome.clear();
    if (const Result<void> started = m_export->start(); !started) {
        m_exportOutcome = started.error().text();
        delete m_export;
    }
    Q_EMIT exportChanged();
}

void LogController::cancelExport()
{
    if (m_export)
        m_export->cancel();
}

} // namespace podium::gui
