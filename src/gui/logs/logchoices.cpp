// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "gui/logs/logchoices.h"

#include "base/whenfinished.h"
#include "gui/backend/backend.h"
#include "gui/backend/format.h"

#include <QJsonArray>

namespace podium::gui
{

namespace
{

constexpr int MostEntries = 20;
constexpr int MostTasks = 2000; // Those that need attention most.

} // namespace

void LogChoices::look(const QString &text)
{
    const int subject = ++m_subject;
    QString operation = QStringLiteral("agent.list");
    QJsonObject params;
    if (m_kind == QLatin1StringView("run")) {
        operation = QStringLiteral("run.list");
        params = {{QStringLiteral("limit"), MostEntries}};
        if (!text.trimmed().isEmpty())
            params.insert(QStringLiteral("text"), text.trimmed());
    } else if (m_kind == QLatin1StringView("task")) {
        operation = QStringLiteral("run.show");
        params = {{QStringLiteral("run"), m_run}, {QStringLiteral("most"), MostTasks}};
    }
    whenFinished(Backend::instance()->call(operation, params), this,
                 [this, subject, text](const Result<QJsonObject> &answer) {
                     if (subject != m_subject)
                         return;
                     m_entries = answer ? entriesOf(*answer, text.trimmed()) : QVariantList();
                     Q_EMIT entriesChanged();
                 });
}

QVariantList LogChoices::entriesOf(const QJsonObject &answer, const QString &text) const
{
    QVariantList out;
    const auto add = [&](const QString &value, const QString &label, const QString &detail) {
        if (out.size() < MostEntries)
            out.append(QVariantMap{{QStringLiteral("value"), value},
                                   {QStringLiteral("label"), label},
                                   {QStringLiteral("detail"), detail}});
    };
    const auto str = [](const QJsonValue &of, const char *key) { return of[QLatin1StringView(key)].toString(); };
    if (m_kind == QLatin1StringView("run")) {
        const QJsonArray runs = answer.value(QStringLiteral("runs")).toArray();
        for (const QJsonValue &run : runs) // The store has searched them.
            add(str(run, "id"), Format::runName(str(run, "title"), str(run, "workflow")), str(run, "id"));
        return out;
    }
    const bool tasks = m_kind == QLatin1StringView("task");
    const QJsonArray rows = answer.value(tasks ? QStringLiteral("tasks") : QStringLiteral("agents")).toArray();
    for (const QJsonValue &row : rows) {
        const QString value = str(row, tasks ? "key" : "name");
        const QString detail = str(row, tasks ? "title" : "role");
        if (value.contains(text, Qt::CaseInsensitive) || detail.contains(text, Qt::CaseInsensitive))
            add(value, value, detail);
    }
    return out;
}

} // namespace podium::gui
