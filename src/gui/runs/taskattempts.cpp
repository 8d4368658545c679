// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/runs/taskattempts.h"

#include "gui/backend/backend.h"
#include "gui/backend/format.h"

#include <QJsonArray>

#include <algorithm>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 300;

QStringList roles()
{
    return {QStringLiteral("attempt"), QStringLiteral("outcome"),    QStringLiteral("agent"),
            QStringLiteral("runner"),  QStringLiteral("error"),      QStringLiteral("error_class"),
            QStringLiteral("usage"),   QStringLiteral("started_ms"), QStringLiteral("finished_ms"),
            QStringLiteral("prompt"),  QStringLiteral("files"),      QStringLiteral("review_note")};
}

} // namespace

TaskAttempts::TaskAttempts(QObject *parent)
    : QObject(parent), m_attempts(QStringLiteral("attempt"), roles()),
      m_refresher(
          EveryMs,
          [this] {
              m_asked = m_subject;
              QJsonObject params{{QStringLiteral("run"), m_run}, {QStringLiteral("task"), m_task}};
              if (m_at >= 0)
                  params.insert(QStringLiteral("at"), m_at);
              return Backend::instance()->call(QStringLiteral("run.attempts"), params);
          },
          [this](const QJsonObject &answer) { take(answer); }, this)
{
    connect(&m_refresher, &Refresher::problemChanged, this, [this] {
        if (!problem().isEmpty())
            clear(); // E.g. the task was not there yet.
        Q_EMIT problemChanged();
    });
    connect(Backend::instance(), &Backend::eventsArrived, this, &TaskAttempts::hear);
    connect(Backend::instance(), &Backend::resetNeeded, this, &TaskAttempts::restart);
}

void TaskAttempts::setRun(const QString &run)
{
    if (m_run == run)
        return;
    m_run = run;
    restart();
    Q_EMIT changed();
    Q_EMIT taskChosen();
}

void TaskAttempts::setTask(const QString &task)
{
    if (m_task == task)
        return;
    m_task = task;
    restart();
    Q_EMIT changed();
    Q_EMIT taskChosen();
}

void TaskAttempts::setAt(double seq)
{
    const qint64 wanted = seq < 0 ? -1 : qint64(seq);
    if (m_at == wanted)
        return;
    m_at = wanted;
    ++m_subject; // What is shown stays until the answer comes: a hand goes through many moments.
    if (!m_run.isEmpty() && !m_task.isEmpty())
        m_refresher.request();
    Q_EMIT changed();
}

void TaskAttempts::clear()
{
    m_loaded = false;
    m_prompt.clear();
    m_input.clear();
    m_definition.clear();
    m_attempts.setRows({});
    Q_EMIT loadedChanged();
}

void TaskAttempts::restart()
{
    ++m_subject;
    clear();
    if (!m_run.isEmpty() && !m_task.isEmpty())
        m_refresher.request();
}

void TaskAttempts::hear(const domain::Events &events)
{
    const bool mine = std::any_of(events.begin(), events.end(), [this](const domain::Event &event) {
        return event.run == m_run && event.attempt > 0;
    });
    if (mine && !m_task.isEmpty() && m_at < 0)
        m_refresher.request();
}

void TaskAttempts::take(const QJsonObject &answer)
{
    if (m_asked != m_subject) {
        m_refresher.request();
        return;
    }
    QList<QJsonObject> rows = objectsOf(answer.value(QStringLiteral("attempts")).toArray());
    std::reverse(rows.begin(), rows.end());
    m_attempts.setRows(rows);
    const QJsonObject last = rows.value(0);
    m_prompt = last.value(QStringLiteral("prompt")).toString();
    const QJsonObject input = last.value(QStringLiteral("input")).toObject();
    m_input = input.isEmpty() ? QString() : Format::pretty(input).trimmed();
    const QJsonObject definition = answer.value(QStringLiteral("definition")).toObject();
    m_definition = definition.isEmpty() ? QString() : Format::pretty(definition).trimmed();
    m_loaded = true;
    Q_EMIT loadedChanged();
}

} // namespace podium::gui
