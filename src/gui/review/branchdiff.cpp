// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/review/branchdiff.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"

#include <QJsonObject>

#include <algorithm>

namespace podium::gui
{

namespace
{

/// At most so often the patch is asked for again while its task goes on.
constexpr int RefreshMs = 1000;

} // namespace

BranchDiff::BranchDiff(QObject *parent)
    : QObject(parent),
      m_files(QStringLiteral("path"), {QStringLiteral("path"), QStringLiteral("old_path"), QStringLiteral("change"),
                                       QStringLiteral("added"), QStringLiteral("removed"), QStringLiteral("binary")})
{
    connect(Backend::instance(), &Backend::resetNeeded, this, &BranchDiff::refresh);
    connect(Backend::instance(), &Backend::eventsArrived, this, &BranchDiff::hear);
    m_wait.setSingleShot(true);
    m_wait.setInterval(RefreshMs);
    connect(&m_wait, &QTimer::timeout, this, &BranchDiff::refresh);
}

void BranchDiff::setRun(const QString &run)
{
    if (m_run == run)
        return;
    m_run = run;
    restart();
    Q_EMIT changed();
}

void BranchDiff::setTask(const QString &task)
{
    if (m_task == task)
        return;
    m_task = task;
    restart();
    Q_EMIT changed();
}

void BranchDiff::restart()
{
    m_exists = m_loaded = false;
    m_problem.clear();
    m_patch.clear();
    m_files.setRows({});
    m_lines.setPatch({});
    m_file = 0;
    Q_EMIT loadedChanged();
    Q_EMIT fileChanged();
    refresh();
}

void BranchDiff::refresh()
{
    const int subject = ++m_subject;
    if (m_run.isEmpty() || m_task.isEmpty())
        return;
    const QJsonObject params{{QStringLiteral("run"), m_run}, {QStringLiteral("task"), m_task}};
    whenFinished(Backend::instance()->call(QStringLiteral("review.diff"), params), this,
                 [this, subject](const Result<QJsonObject> &answer) {
                     if (subject == m_subject)
                         take(answer);
                 });
}

/// What is shown must be what is merged: the task may have gone on.
void BranchDiff::hear(const domain::Events &events)
{
    const bool mine = std::any_of(events.begin(), events.end(), [this](const domain::Event &event) {
        return event.run == m_run && event.attempt > 0;
    });
    if (mine && !m_task.isEmpty() && !m_wait.isActive())
        m_wait.start();
}

void BranchDiff::take(const Result<QJsonObject> &answer)
{
    m_loaded = true;
    m_exists = answer || answer.error().code != ErrorCode::NotFound;
    m_problem = answer || !m_exists ? QString() : answer.error().text();
    const QString shown = m_files.at(m_file).value(QStringLiteral("path")).toString();
    m_patch = answer ? answer->value(QStringLiteral("text")).toString() : QString();
    m_lines.setPatch(m_patch);
    QList<QJsonObject> rows;
    for (const DiffFile &file : m_lines.files()) {
        rows.append({{QStringLiteral("path"), file.path},
                     {QStringLiteral("old_path"), file.oldPath},
                     {QStringLiteral("change"), file.change},
                     {QStringLiteral("added"), file.added},
                     {QStringLiteral("removed"), file.removed},
                     {QStringLiteral("binary"), file.binary}});
    }
    m_files.setRows(rows);
    m_file = std::max(0, m_files.indexOf(shown));
    m_lines.showFile(m_file);
    Q_EMIT loadedChanged();
    Q_EMIT fileChanged();
}

void BranchDiff::setFile(int file)
{
    if (m_file == file || file < 0 || file >= m_files.count())
        return;
    m_file = file;
    m_lines.showFile(file);
    Q_EMIT fileChanged();
}

} // namespace podium::gui
