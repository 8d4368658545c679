// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/agents/agentlistcontroller.h"

#include "base/clock.h"
#include "base/whenfinished.h"
#include "gui/backend/backend.h"

namespace podium::gui
{

namespace
{

constexpr int LookEveryMs = 2000;
constexpr qsizetype MostLooks = 40;

void remember(QVariantList &history, double value)
{
    history.append(value);
    if (history.size() > MostLooks)
        history.removeFirst();
}

QStringList roles()
{
    return {QStringLiteral("name"),
            QStringLiteral("title"),
            QStringLiteral("role:work_role"),
            QStringLiteral("runner"),
            QStringLiteral("model:llm"),
            QStringLiteral("capabilities"),
            QStringLiteral("enabled:is_enabled"),
            QStringLiteral("draining"),
            QStringLiteral("scale:instances"),
            QStringLiteral("running"),
            QStringLiteral("places"),
            QStringLiteral("success"),
            QStringLiteral("breaker"),
            QStringLiteral("runner_breaker"),
            QStringLiteral("absent"),
            QStringLiteral("activity"),
            QStringLiteral("now"),
            QStringLiteral("since_ms"),
            QStringLiteral("cpu"),
            QStringLiteral("rss_bytes"),
            QStringLiteral("usage"),
            QStringLiteral("run"),
            QStringLiteral("key:task_key")};
}

} // namespace

AgentListController::AgentListController(QObject *parent)
    : QObject(parent), m_agents(QStringLiteral("name"), roles()),
      m_refresher(
          300, [] { return Backend::instance()->call(QStringLiteral("agent.list")); },
          [this](const QJsonObject &answer) { takeAgents(answer); }, this),
      m_load(
          300, [] { return Backend::instance()->call(QStringLiteral("engine.show")); },
          [this](const QJsonObject &answer) { takeLoad(answer); }, this)
{
    const auto all = [this] {
        m_refresher.request();
        m_load.request();
        askPresets();
    };
    Backend *backend = Backend::instance();
    connect(backend, &Backend::resetNeeded, this, all);
    connect(backend, &Backend::eventsArrived, this, all);
    connect(backend, &Backend::performed, this, all);
    m_timer.setInterval(LookEveryMs);
    connect(&m_timer, &QTimer::timeout, &m_load, &Refresher::request);
    if (backend->state() == Backend::State::Ready)
        all();
}

void AgentListController::askPresets()
{
    if (!m_presets.isEmpty())
        return; // They come with the program.
    whenFinished(Backend::instance()->call(QStringLiteral("agent.presets")), this,
                 [this](const Result<QJsonObject> &answer) {
                     if (!answer || !m_presets.isEmpty())
                         return; // Asked again when the back end is there.
                     m_presets = answer->value(QStringLiteral("presets")).toArray().toVariantList();
                     Q_EMIT presetsChanged();
                 });
}

void AgentListController::setSelected(const QString &name)
{
    if (m_selected == name)
        return;
    m_selected = name;
    Q_EMIT changed();
}

void AgentListController::add(const QString &name, const QString &preset, const QJsonObject &fields)
{
    QJsonObject params = fields;
    params.insert(QStringLiteral("name"), name);
    params.insert(QStringLiteral("preset"), preset);
    params.insert(QStringLiteral("new"), true);
    store(params);
}

void AgentListController::change(const QString &name, const QJsonObject &fields)
{
    QJsonObject params{{QStringLiteral("name"), name}};
    const QJsonObject before = m_agents.at(m_agents.indexOf(name));
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (before.value(it.key()) != it.value())
            params.insert(it.key(), it.value());
    }
    store(params);
}

void AgentListController::store(const QJsonObject &params)
{
    const QString name = params.value(QStringLiteral("name")).toString();
    whenFinished(Backend::instance()->call(QStringLiteral("agent.set"), params), this,
                 [this, name](const Result<QJsonObject> &answer) {
                     m_problem = answer ? QString() : answer.error().text();
                     if (answer) {
                         m_selected = name;
                         m_refresher.request();
                         Q_EMIT stored();
                     }
                     Q_EMIT changed();
                 });
}

void AgentListController::forgetProblem()
{
    m_problem.clear();
    Q_EMIT changed();
}

void AgentListController::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (active)
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT activeChanged();
}

void AgentListController::takeAgents(const QJsonObject &answer)
{
    m_known = answer.value(QStringLiteral("agents")).toArray();
    m_loaded = true;
    show();
}

void AgentListController::takeLoad(const QJsonObject &answer)
{
    const qint64 now = SystemClock().nowMs();
    m_doing.clear();
    m_memory = 0;
    QHash<QString, qint64> cpu;
    const QJsonArray attempts = answer.value(QStringLiteral("attempts")).toArray();
    for (const QJsonValue &value : attempts) {
        const QJsonObject attempt = value.toObject();
        const double memory = attempt.value(QStringLiteral("rss_bytes")).toDouble();
        m_memory += memory;
        const QString agent = attempt.value(QStringLiteral("agent")).toString();
        if (agent.isEmpty())
            continue;
        cpu[agent] += attempt.value(QStringLiteral("cpu_ms")).toInteger();
        QJsonObject &doing = m_doing[agent];
        const double before = doing.value(QStringLiteral("rss_bytes")).toDouble();
        doing = attempt;
        doing.insert(QStringLiteral("rss_bytes"), before + memory);
    }
    for (auto it = cpu.cbegin(); it != cpu.cend(); ++it) {
        // Over a shorter time the figure would jump.
        if (m_lookedMs > 0 && m_cpuBefore.contains(it.key()) && now - m_lookedMs >= 200) {
            const double share = double(*it - m_cpuBefore.value(it.key())) * 100 / double(now - m_lookedMs);
            m_doing[it.key()].insert(QStringLiteral("cpu"), qMax(0.0, share));
        }
    }
    for (const QJsonValue &known : std::as_const(m_known)) {
        const QString agent = known[QStringLiteral("name")].toString();
        const QJsonObject doing = m_doing.value(agent);
        History &history = m_history[agent];
        // A share needs two looks; what does nothing uses nothing.
        if (doing.isEmpty() || doing.contains(QStringLiteral("cpu")))
            remember(history.cpu, doing.value(QStringLiteral("cpu")).toDouble());
        remember(history.memory, doing.value(QStringLiteral("rss_bytes")).toDouble());
    }
    m_cpuBefore = cpu;
    m_lookedMs = now;
    show();
}

void AgentListController::show()
{
    m_busy = m_enabled = m_places = m_succeeded = m_ended = 0;
    QList<QJsonObject> rows;
    for (const QJsonValue &value : std::as_const(m_known)) {
        QJsonObject row = value.toObject();
        const QString name = row.value(QStringLiteral("name")).toString();
        const bool enabled = row.value(QStringLiteral("enabled")).toBool();
        m_enabled += enabled ? 1 : 0;
        m_places += enabled ? row.value(QStringLiteral("places")).toInt() : 0;
        const QJsonObject success = row.value(QStringLiteral("success")).toObject();
        const int succeeded = success.value(QStringLiteral("succeeded")).toInt();
        m_succeeded += succeeded;
        m_ended += succeeded + success.value(QStringLiteral("failed")).toInt();
        m_busy += row.value(QStringLiteral("running")).toInt();
        const QJsonObject doing = m_doing.value(name);
        for (const char *figure : {"activity", "since_ms", "cpu", "rss_bytes", "usage", "run", "key"})
            row.insert(QLatin1StringView(figure), doing.value(QLatin1StringView(figure)));
        const QString detail = doing.value(QStringLiteral("detail")).toString();
        row.insert(QStringLiteral("now"), detail.isEmpty() ? doing.value(QStringLiteral("key")).toString() : detail);
        rows.append(row);
    }
    m_agents.setRows(rows);
    Q_EMIT changed();
}

} // namespace podium::gui
