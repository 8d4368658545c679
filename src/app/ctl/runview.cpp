// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/runview.h"

#include "app/ctl/requests.h"

#include <QCoreApplication>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunView)
};

} // namespace

void RunView::update(const QJsonObject &answer, bool whole)
{
    m_run = answer.value(QStringLiteral("run")).toObject();
    m_approvals = answer.value(QStringLiteral("approvals")).toArray();
    m_counts = answer.value(QStringLiteral("counts")).toObject();
    // Of a run that comes in parts: what happened while they were read is told again.
    if (!m_isPartial)
        m_seq = std::max(m_seq, answer.value(QStringLiteral("seq")).toInteger());
    m_isPartial = answer.contains(QStringLiteral("next"));
    if (whole) {
        m_tasks.clear();
        m_unfinished.clear();
        m_groups.clear();
        m_byKey.clear();
    }
    const QJsonArray tasks = answer.value(QStringLiteral("tasks")).toArray();
    for (const QJsonValue &value : tasks) {
        const QJsonObject task = value.toObject();
        TaskLine line;
        line.index = task.value(QStringLiteral("index")).toInt();
        line.key = task.value(QStringLiteral("key")).toString();
        line.state = domain::taskStateFromName(task.value(QStringLiteral("state")).toString())
                         .value_or(domain::TaskState::Pending);
        line.attempt = task.value(QStringLiteral("attempt")).toInt();
        line.agent = task.value(QStringLiteral("agent")).toString();
        line.activity = task.value(QStringLiteral("activity")).toString();
        line.cpuMs = task.value(QStringLiteral("cpu_ms")).toInteger();
        line.rssBytes = task.value(QStringLiteral("rss_bytes")).toInteger();
        line.why = task.value(QStringLiteral("why")).toString();
        line.usage = task.value(QStringLiteral("usage")).toObject();
        line.startedMs = task.value(QStringLiteral("started_ms")).toInteger();
        line.finishedMs = task.value(QStringLiteral("finished_ms")).toInteger();
        line.notBeforeMs = task.value(QStringLiteral("not_before_ms")).toInteger();
        line.rests = task.value(QStringLiteral("rests")).toBool();
        // What was done anew is a task of its own; the one it replaces is history.
        if (const int known = m_byKey.value(line.key, line.index); known > line.index)
            continue;
        else if (known < line.index) {
            m_tasks.remove(known);
            m_unfinished.erase(known);
        }
        m_byKey.insert(line.key, line.index);
        const int parent = task.value(QStringLiteral("parent")).toInt(-1);
        line.depth = m_tasks.contains(parent) ? m_tasks.value(parent).depth + 1 : 0;
        if (line.depth > 0)
            m_groups.insert(line.key.section(u'[', 0, 0));
        if (line.state == domain::TaskState::Running || line.state == domain::TaskState::Ready)
            m_unfinished.insert(line.index);
        else
            m_unfinished.erase(line.index);
        m_tasks.insert(line.index, line);
    }
}

QMap<domain::TaskState, int> RunView::others() const
{
    QMap<domain::TaskState, int> out;
    for (auto it = m_counts.begin(); it != m_counts.end(); ++it) {
        if (const auto state = domain::taskStateFromName(it.key()))
            out.insert(*state, it.value().toInt());
    }
    for (const TaskLine &task : m_tasks) {
        if (const auto of = out.find(task.state); of != out.end() && --*of <= 0)
            out.erase(of);
    }
    return out;
}

void RunView::touch(const domain::Event &event)
{
    m_seq = std::max(m_seq, event.seq);
    m_changes.touch(event);
}

QJsonObject RunView::nextRequest(bool *whole)
{
    return m_changes.take(id(), m_tasks.size(), whole);
}

domain::RunState RunView::state() const
{
    return domain::runStateFromName(m_run.value(QStringLiteral("state")).toString())
        .value_or(domain::RunState::Pending);
}

QString RunView::keyOf(int index) const
{
    const auto it = m_tasks.constFind(index);
    return it == m_tasks.constEnd() ? QStringLiteral("#%1").arg(index) : it->key;
}

bool RunView::needsPerson(QString *why) const
{
    if (isFinished() || m_tasks.isEmpty())
        return false;
    const auto because = [why](const QString &text) {
        if (why)
            *why = text;
        return true;
    };
    if (state() == domain::RunState::Paused)
        return because(pausedText(id()));
    QSet<int> asked;
    for (const QJsonValue &value : m_approvals)
        asked.insert(value.toObject().value(QStringLiteral("task")).toInt(-1));
    QString stuck;
    // Not all tasks: this is asked after every change.
    for (const int index : m_unfinished) {
        const TaskLine &task = *m_tasks.constFind(index);
        const bool isParent = m_groups.contains(task.key);
        if (task.state == domain::TaskState::Running && !asked.contains(task.index) && !isParent &&
            task.activity != QLatin1StringView("waiting_for_person"))
            return false;
        if (task.state == domain::TaskState::Ready) {
            if (task.activity != QLatin1StringView("cannot_be_placed") && !task.rests)
                return false;
            stuck = Text::tr("%1: %2").arg(task.key, task.why);
        }
    }
    if (!m_approvals.isEmpty())
        return because(requestLine(m_approvals.first().toObject()));
    return stuck.isEmpty() ? false : because(stuck);
}

} // namespace podium::ctl
