// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/tasklog.h"

#include "gui/backend/backend.h"

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 100;
constexpr int PageLines = 1000;

QStringList roles()
{
    return {QStringLiteral("id:line"), QStringLiteral("key"),   QStringLiteral("attempt"), QStringLiteral("time_ms"),
            QStringLiteral("stream"),  QStringLiteral("level"), QStringLiteral("text")};
}

} // namespace

TaskLog::TaskLog(QObject *parent)
    : QObject(parent), m_lines(QStringLiteral("id"), roles()),
      m_refresher(
          EveryMs,
          [this] {
              m_asked = m_subject;
              QJsonObject params{{QStringLiteral("run"), m_run}, {QStringLiteral("limit"), PageLines}};
              if (!m_task.isEmpty())
                  params.insert(QStringLiteral("task"), m_task);
              if (m_at >= 0)
                  params.insert(QStringLiteral("at"), m_at);
              else if (m_last >= 0)
                  params.insert(QStringLiteral("since"), m_last);
              return Backend::instance()->call(QStringLiteral("run.logs"), params);
          },
          [this](const QJsonObject &answer) { take(answer); }, this)
{
    connect(&m_refresher, &Refresher::problemChanged, this, [this] {
        if (!m_refresher.problem().isEmpty())
            m_lines.setRows({}); // E.g. the task was not there yet.
    });
    connect(Backend::instance(), &Backend::closing, this, [this] { m_stream.reset(); });
    connect(Backend::instance(), &Backend::resetNeeded, this, &TaskLog::restart);
}

TaskLog::~TaskLog() = default;

void TaskLog::setRun(const QString &run)
{
    if (m_run == run)
        return;
    m_run = run;
    restart();
    Q_EMIT changed();
}

void TaskLog::setTask(const QString &task)
{
    if (m_task == task)
        return;
    m_task = task;
    restart();
    Q_EMIT changed();
}

void TaskLog::setAt(double seq)
{
    const qint64 wanted = seq < 0 ? -1 : qint64(seq);
    if (m_at == wanted)
        return;
    m_at = wanted;
    ++m_subject; // What is shown stays until the answer comes.
    m_last = -1;
    if (!m_run.isEmpty())
        m_refresher.request();
    Q_EMIT changed();
}

void TaskLog::restart()
{
    ++m_subject;
    m_last = -1;
    m_cut = m_loaded = false;
    m_lines.setRows({});
    Q_EMIT loadedChanged();
    m_stream.reset();
    if (m_run.isEmpty())
        return;
    control::StreamFilter filter;
    filter.run = m_run;
    filter.patterns = {QStringLiteral("run.*")};
    filter.logs = true;
    m_stream = Backend::instance()->follow(filter);
    if (!m_stream)
        return;
    connect(m_stream.get(), &control::EventStream::logsGrew, this, [this] {
        if (m_at < 0)
            m_refresher.request();
    });
    m_refresher.request();
}

void TaskLog::take(const QJsonObject &answer)
{
    if (m_asked != m_subject)
        return m_refresher.request(); // About what is not shown any more.
    const QList<QJsonObject> fresh = objectsOf(answer.value(QStringLiteral("lines")).toArray());
    const qint64 before = m_last;
    if (m_at < 0)
        m_last = qMax<qint64>(m_last, answer.value(QStringLiteral("last")).toInteger());
    if (before < 0) {
        m_cut = fresh.size() >= PageLines;
        m_lines.setRows(fresh);
    } else if (m_lines.count() + fresh.size() > MaxLines) {
        QList<QJsonObject> all = m_lines.rows() + fresh;
        m_lines.setRows(all.mid(all.size() - MaxLines / 2));
        m_cut = true;
    } else {
        m_lines.mergeRows(fresh);
    }
    m_loaded = true;
    Q_EMIT loadedChanged();
    if (before >= 0 && fresh.size() >= PageLines)
        m_refresher.request(); // There is more.
}

QString TaskLog::text() const
{
    QString out;
    for (const QJsonObject &line : m_lines.rows())
        out += line.value(QStringLiteral("text")).toString() + u'\n';
    return out;
}

} // namespace podium::gui
