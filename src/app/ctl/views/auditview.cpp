// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/auditview.h"

#include "app/ctl/textlayout.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AuditView)
};

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

} // namespace

QStringList renderAudit(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray entries = answer.value(QStringLiteral("entries")).toArray();
    QList<QStringList> rows;
    QStringList numbers;
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        const QJsonObject request =
            entry.value(QStringLiteral("data")).toObject().value(QStringLiteral("request")).toObject();
        const QString outcome = str(entry, "outcome");
        const bool ok = outcome == QLatin1StringView("ok");
        QString who = str(entry, "who");
        if (const QString as = str(request, "as"); !as.isEmpty())
            who = Text::tr("%1 as %2").arg(who, as);
        numbers += QString::number(entry.value(QStringLiteral("id")).toInteger());
        rows += {numbers.last(),
                 dateTime(entry.value(QStringLiteral("time_ms")).toInteger()),
                 who,
                 str(entry, "operation"),
                 str(entry, "subject"),
                 ok ? outcome : styled(outcome, Style::Red, options.colour)};
    }
    if (options.quiet)
        return numbers;
    if (rows.isEmpty())
        return {Text::tr("Nothing of that kind was done yet.")};
    return table(
        {Text::tr("NO"), Text::tr("TIME"), Text::tr("WHO"), Text::tr("OPERATION"), Text::tr("ON"), Text::tr("OUTCOME")},
        rows, options.columns, options.colour);
}

} // namespace podium::ctl
