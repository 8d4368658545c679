// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/stopview.h"

#include "app/ctl/textlayout.h"
#include "app/ctl/views/commandtext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(StopView)
};

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

/// What is said to podiumctl to mend it.
QString remedy(const QJsonObject &stop)
{
    const QString kind = str(stop, "kind");
    const QString run = str(stop, "run");
    if (kind == QLatin1StringView("budget"))
        return commandText(QStringLiteral("change %1 --budget USD").arg(run));
    if (kind == QLatin1StringView("stalled"))
        return commandText(QStringLiteral("session interrupt %1 %2").arg(run, str(stop, "task")));
    if (kind == QLatin1StringView("waits"))
        return commandText(QStringLiteral("show ") + run);
    return commandText(QStringLiteral("retry ") + run);
}

} // namespace

QStringList renderStops(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray stops = answer.value(QStringLiteral("stops")).toArray();
    if (stops.isEmpty())
        return options.quiet ? QStringList() : QStringList{Text::tr("Nothing stands still.")};
    QList<QStringList> rows;
    QStringList runs;
    for (const QJsonValue &value : stops) {
        const QJsonObject stop = value.toObject();
        runs += str(stop, "run");
        rows += {str(stop, "kind"), str(stop, "run"), str(stop, "task"), str(stop, "reason"), remedy(stop)};
    }
    if (options.quiet)
        return runs;
    return table({Text::tr("WHAT"), Text::tr("RUN"), Text::tr("TASK"), Text::tr("WHY"), Text::tr("WHAT TO DO")}, rows,
                 options.columns, options.colour);
}

} // namespace podium::ctl
