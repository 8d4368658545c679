// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/attemptcomparison.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace podium::gui
{

namespace
{

constexpr qsizetype Context = 3; // Lines shown around what differs.

QStringList roles()
{
    return {QStringLiteral("at"), QStringLiteral("kind"), QStringLiteral("left:first"), QStringLiteral("right:second"),
            QStringLiteral("folded")};
}

QJsonObject pair(const QString &kind, const QString &left, const QString &right)
{
    return {{QStringLiteral("kind"), kind}, {QStringLiteral("left"), left}, {QStringLiteral("right"), right}};
}

/// Lines that were removed stand beside those that were added in their place.
QList<QJsonObject> beside(const QJsonArray &lines)
{
    QList<QJsonObject> out;
    QStringList removed;
    QStringList added;
    const auto flush = [&] {
        for (qsizetype i = 0; i < std::max(removed.size(), added.size()); ++i) {
            const QString kind = i >= added.size()     ? QStringLiteral("removed")
                                 : i >= removed.size() ? QStringLiteral("added")
                                                       : QStringLiteral("changed");
            out.append(pair(kind, removed.value(i), added.value(i)));
        }
        removed.clear();
        added.clear();
    };
    for (const QJsonValue &line : lines) {
        const QString kind = line[QStringLiteral("kind")].toString();
        const QString text = line[QStringLiteral("text")].toString();
        if (kind == QLatin1StringView("removed")) {
            removed += text;
        } else if (kind == QLatin1StringView("added")) {
            added += text;
        } else {
            flush();
            out.append(pair(QStringLiteral("same"), text, text));
        }
    }
    flush();
    return out;
}

/// Numbers the rows and puts one in place of those that are far from every difference.
QList<QJsonObject> folded(const QList<QJsonObject> &rows)
{
    const auto same = [&rows](qsizetype i) {
        return rows.at(i).value(QStringLiteral("kind")) == QLatin1StringView("same");
    };
    QList<bool> near(rows.size(), false);
    bool any = false;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (same(i))
            continue;
        any = true;
        for (qsizetype j = std::max(qsizetype(0), i - Context); j <= std::min(rows.size() - 1, i + Context); ++j)
            near[j] = true;
    }
    QList<QJsonObject> out;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        qsizetype end = i;
        while (any && end < rows.size() && !near.at(end))
            ++end;
        QJsonObject row = rows.at(i);
        if (end - i > 1) { // One alone takes no more room than saying so.
            row = pair(QStringLiteral("folded"), {}, {});
            row.insert(QStringLiteral("folded"), int(end - i));
        }
        row.insert(QStringLiteral("at"), int(i));
        out.append(row);
        if (end - i > 1)
            i = end - 1;
    }
    return out;
}

bool allSame(const QJsonArray &lines)
{
    return std::all_of(lines.begin(), lines.end(), [](const QJsonValue &line) {
        return line[QStringLiteral("kind")] == QLatin1StringView("same");
    });
}

} // namespace

AttemptComparison::AttemptComparison(QObject *parent)
    : QObject(parent), m_given(QStringLiteral("at"), roles()), m_result(QStringLiteral("at"), roles())
{
}

void AttemptComparison::askSoon()
{
    if (std::exchange(m_soon, true))
        return;
    // Once, however many properties are set.
    QMetaObject::invokeMethod(this, &AttemptComparison::ask, Qt::QueuedConnection);
}

void AttemptComparison::ask()
{
    m_soon = false;
    const int question = ++m_question;
    m_loaded = false;
    m_problem.clear();
    m_left = m_right = {};
    m_given.setRows({});
    m_result.setRows({});
    Q_EMIT loadedChanged();
    if (m_run.isEmpty() || m_task.isEmpty())
        return;
    QJsonObject params{{QStringLiteral("run"), m_run}, {QStringLiteral("task"), m_task}};
    if (!m_other.isEmpty())
        params.insert(QStringLiteral("with"), m_other);
    if (m_attempt > 0)
        params.insert(QStringLiteral("attempt"), m_attempt);
    if (m_withAttempt > 0)
        params.insert(QStringLiteral("with_attempt"), m_withAttempt);
    whenFinished(Backend::instance()->call(QStringLiteral("run.compare_attempts"), params), this,
                 [this, question](const Result<QJsonObject> &answer) {
                     if (question != m_question)
                         return;
                     if (answer)
                         take(*answer);
                     else
                         m_problem = answer.error().text();
                     m_loaded = true;
                     Q_EMIT loadedChanged();
                 });
}

void AttemptComparison::take(const QJsonObject &answer)
{
    m_left = answer.value(QStringLiteral("left")).toObject();
    m_right = answer.value(QStringLiteral("right")).toObject();
    const QJsonArray given = answer.value(QStringLiteral("given")).toArray();
    const QJsonArray result = answer.value(QStringLiteral("result")).toArray();
    m_sameGiven = allSame(given);
    m_sameResult = allSame(result);
    m_given.setRows(folded(beside(given)));
    m_result.setRows(folded(beside(result)));
}

} // namespace podium::gui
