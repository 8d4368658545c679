// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/runcomparison.h"

#include "gui/backend/backend.h"

#include <QJsonArray>

#include <algorithm>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 500;

QString idOf(const QJsonObject &answer, const char *side)
{
    return answer.value(QLatin1StringView(side))[QStringLiteral("id")].toString();
}

} // namespace

RunComparison::RunComparison(QObject *parent)
    : QObject(parent),
      m_tasks(QStringLiteral("key"), {QStringLiteral("key"), QStringLiteral("title"), QStringLiteral("left:first"),
                                      QStringLiteral("right:second"), QStringLiteral("differs")}),
      m_inputs(QStringLiteral("name"),
               {QStringLiteral("name"), QStringLiteral("left:first"), QStringLiteral("right:second")}),
      m_refresher(
          EveryMs,
          [this] {
              return Backend::instance()->call(QStringLiteral("run.compare"),
                                               {{QStringLiteral("run"), m_run}, {QStringLiteral("with"), m_other}});
          },
          [this](const QJsonObject &answer) { take(answer); }, this)
{
    connect(&m_refresher, &Refresher::problemChanged, this, &RunComparison::problemChanged);
    connect(Backend::instance(), &Backend::resetNeeded, this, &RunComparison::restart);
    connect(Backend::instance(), &Backend::eventsArrived, this, [this](const domain::Events &events) {
        const bool mine = std::any_of(events.begin(), events.end(), [this](const domain::Event &event) {
            return !event.run.isEmpty() && (event.run == m_run || event.run == m_other);
        });
        if (mine)
            restart();
    });
}

void RunComparison::setRun(const QString &run)
{
    if (m_run == run)
        return;
    m_run = run;
    Q_EMIT changed();
    restart();
}

void RunComparison::setOther(const QString &other)
{
    if (m_other == other)
        return;
    m_other = other;
    Q_EMIT changed();
    restart();
}

void RunComparison::setOnlyDifferent(bool only)
{
    if (m_onlyDifferent == only)
        return;
    m_onlyDifferent = only;
    Q_EMIT onlyDifferentChanged();
    showTasks();
}

void RunComparison::restart()
{
    if (!m_run.isEmpty() && !m_other.isEmpty())
        m_refresher.request();
}

void RunComparison::take(const QJsonObject &answer)
{
    if (idOf(answer, "left") != m_run || idOf(answer, "right") != m_other) {
        restart(); // Of those that were shown before.
        return;
    }
    m_answer = answer;
    QList<QJsonObject> inputs = objectsOf(answer.value(QStringLiteral("inputs")).toArray());
    inputs.removeIf([](const QJsonObject &input) { return input.value(QStringLiteral("same")).toBool(); });
    m_inputs.setRows(inputs);
    showTasks();
    Q_EMIT loadedChanged();
}

void RunComparison::showTasks()
{
    const auto same = [](const QJsonObject &task) { return task.value(QStringLiteral("differs")).toArray().isEmpty(); };
    QList<QJsonObject> tasks = objectsOf(m_answer.value(QStringLiteral("tasks")).toArray());
    m_differing = int(tasks.size() - std::count_if(tasks.begin(), tasks.end(), same));
    if (m_onlyDifferent)
        tasks.removeIf(same);
    m_tasks.setRows(tasks);
}

} // namespace podium::gui
