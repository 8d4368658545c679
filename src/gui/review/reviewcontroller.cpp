// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/review/reviewcontroller.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/backend/navigator.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace podium::gui
{

namespace
{

constexpr int EveryMs = 2000; // Each answer asks git about every branch.

const QString Key = QStringLiteral("key");

QStringList roles()
{
    return {Key,
            QStringLiteral("run"),
            QStringLiteral("task"),
            QStringLiteral("title"),
            QStringLiteral("branch"),
            QStringLiteral("target"),
            QStringLiteral("state:row_state"),
            QStringLiteral("task_state"),
            QStringLiteral("files"),
            QStringLiteral("added"),
            QStringLiteral("removed"),
            QStringLiteral("uncommitted"),
            QStringLiteral("conflicts"),
            QStringLiteral("clashes"),
            QStringLiteral("contained"),
            QStringLiteral("problem"),
            QStringLiteral("created_ms")};
}

QString keyOf(const QJsonObject &branch)
{
    return branch.value(QStringLiteral("run")).toString() + u'/' + branch.value(QStringLiteral("task")).toString() +
           u'/' + branch.value(QStringLiteral("branch")).toString();
}

} // namespace

ReviewController::ReviewController(QObject *parent)
    : QObject(parent), m_branches(Key, roles()),
      m_refresher(
          EveryMs,
          [this] {
              return Backend::instance()->call(QStringLiteral("review.list"), {{QStringLiteral("all"), m_all}});
          },
          [this](const QJsonObject &answer) { take(answer); }, this)
{
    connect(&m_refresher, &Refresher::problemChanged, this, &ReviewController::changed);
    Backend *backend = Backend::instance();
    connect(backend, &Backend::resetNeeded, this, &ReviewController::refresh);
    connect(backend, &Backend::eventsArrived, this, &ReviewController::refresh);
    connect(Navigator::instance(), &Navigator::reviewAsked, this, &ReviewController::selectTask);
    if (backend->state() == Backend::State::Ready)
        refresh();
}

void ReviewController::setAll(bool all)
{
    if (m_all == all)
        return;
    m_all = all;
    refresh();
    Q_EMIT changed();
}

int ReviewController::row() const
{
    return m_branches.indexOf(m_shown.value(Key).toString());
}

void ReviewController::take(const QJsonObject &answer)
{
    QList<QJsonObject> rows = objectsOf(answer.value(QStringLiteral("branches")).toArray());
    for (QJsonObject &row : rows)
        row.insert(Key, keyOf(row));
    m_branches.setRows(rows);
    m_loaded = true;
    if (!m_wanted.first.isEmpty())
        selectTask(m_wanted.first, m_wanted.second);
    if (const int at = row(); at >= 0)
        m_shown = m_branches.at(at);
    else
        m_shown = m_branches.at(0);
    Q_EMIT changed();
}

void ReviewController::select(int row)
{
    if (row < 0 || row >= m_branches.count() || !m_busy.isEmpty())
        return;
    m_shown = m_branches.at(row);
    m_refusal.clear();
    m_outcome.clear();
    Q_EMIT changed();
}

void ReviewController::selectTask(const QString &run, const QString &task)
{
    m_wanted = {run, task};
    for (int i = 0; i < m_branches.count(); ++i) {
        const QJsonObject branch = m_branches.at(i);
        if (branch.value(QStringLiteral("run")).toString() != run ||
            branch.value(QStringLiteral("task")).toString() != task)
            continue;
        m_wanted = {};
        select(i);
        return;
    }
}

void ReviewController::merge(const QString &strategy, const QString &test, const QString &message, bool commit,
                             bool keep)
{
    QJsonObject params{
        {QStringLiteral("strategy"), strategy}, {QStringLiteral("commit"), commit}, {QStringLiteral("keep"), keep}};
    if (!test.trimmed().isEmpty())
        params.insert(QStringLiteral("test"), test.trimmed());
    if (!message.trimmed().isEmpty())
        params.insert(QStringLiteral("message"), message.trimmed());
    perform(QStringLiteral("merge"), params);
}

void ReviewController::discard()
{
    perform(QStringLiteral("discard"), {});
}

void ReviewController::perform(const QString &verb, QJsonObject params)
{
    const QJsonObject of = std::exchange(m_asked, {});
    if (!m_busy.isEmpty() || of.isEmpty())
        return;
    params.insert(QStringLiteral("run"), of.value(QStringLiteral("run")));
    params.insert(QStringLiteral("task"), of.value(QStringLiteral("branch")));
    if (verb == QLatin1StringView("merge") && !of.value(QStringLiteral("commit")).toString().isEmpty())
        params.insert(QStringLiteral("expected"), of.value(QStringLiteral("commit")));
    m_busy = verb;
    m_refusal.clear();
    m_outcome.clear();
    Q_EMIT changed();
    whenFinished(Backend::instance()->call(QStringLiteral("review.") + verb, params), this,
                 [this, verb](const Result<QJsonObject> &answer) {
                     m_busy.clear();
                     if (answer)
                         m_outcome = told(verb, *answer);
                     else
                         m_refusal = answer.error().text();
                     m_refresher.request();
                     Q_EMIT changed();
                     if (answer)
                         Q_EMIT done();
                 });
}

QString ReviewController::told(const QString &verb, const QJsonObject &answer) const
{
    const auto text = [&answer](const char *name) { return answer.value(QLatin1StringView(name)).toString(); };
    QStringList out;
    if (verb == QLatin1StringView("merge")) {
        out += answer.value(QStringLiteral("already")).toBool()
                   ? tr("%1 had been merged into %2 before.").arg(text("branch"), text("target"))
                   : tr("%1 was merged: %2 is now %3.").arg(text("branch"), text("target"), text("commit").left(10));
    } else {
        out += tr("%1 was discarded.").arg(text("branch"));
    }
    if (!text("saved_ref").isEmpty())
        out += tr("What it was is kept as %1.").arg(text("saved_ref"));
    if (!text("restore").isEmpty())
        out += tr("To get it back: %1").arg(text("restore"));
    const QJsonArray notes = answer.value(QStringLiteral("notes")).toArray();
    for (const QJsonValue &note : notes)
        out += note.toString();
    return out.join(u'\n');
}

} // namespace podium::gui
