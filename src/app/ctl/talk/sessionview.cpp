// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/talk/sessionview.h"

#include "app/ctl/textlayout.h"
#include "app/ctl/views/commandtext.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SessionView)
};

QString str(const QJsonValue &object, const char *name)
{
    return oneLine(object[QLatin1StringView(name)].toString());
}

QStringList checkpoints(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray points = answer.value(QLatin1StringView("checkpoints")).toArray();
    QList<QStringList> rows;
    QStringList ids;
    for (const QJsonValue &point : points) {
        const bool message = str(point, "kind") == QLatin1StringView("message");
        ids += str(point, "checkpoint");
        rows += {ids.last(), message ? Text::tr("message (rewind)") : Text::tr("answer (fork)"), str(point, "text")};
    }
    if (options.quiet)
        return ids;
    return rows.isEmpty() ? QStringList{Text::tr("Nothing was said yet.")}
                          : table({Text::tr("CHECKPOINT"), Text::tr("KIND"), Text::tr("TEXT")}, rows, options.columns,
                                  options.colour);
}

QStringList rewound(const QJsonObject &answer)
{
    if (!answer.contains(QLatin1StringView("files")))
        return {Text::tr("The files were set back.")};
    QStringList out;
    for (const QJsonValue &file : answer.value(QLatin1StringView("files")).toArray())
        out += oneLine(file.toString());
    out += Text::tr("%n file(s), %1 line(s) back, %2 line(s) gone.", nullptr, int(out.size()))
               .arg(answer.value(QLatin1StringView("insertions")).toInt())
               .arg(answer.value(QLatin1StringView("deletions")).toInt());
    return out;
}

} // namespace

QStringList renderSession(const control::ParsedCommand &command, const QJsonObject &answer,
                          const AnswerOptions &options)
{
    const QString view = command.form->presentation;
    const QString operation = command.operation->name;
    if (view == QLatin1StringView("session.checkpoints"))
        return checkpoints(answer, options);
    const QString run = str(answer, "run");
    if (options.quiet)
        return {run};
    if (view == QLatin1StringView("session.rewind")) {
        if (command.params.value(QLatin1StringView("dry_run")).toBool())
            return rewound(answer);
        return rewound({});
    }
    if (operation == QLatin1StringView("session.fork"))
        return {Text::tr("run %1 goes on with a copy").arg(run)};
    if (operation == QLatin1StringView("session.interrupt")) {
        return {answer.value(QLatin1StringView("interrupted")).toBool()
                    ? Text::tr("It was stopped, and waits for a message: %1")
                          .arg(commandText(QStringLiteral("send %1 %2 TEXT").arg(run, str(answer, "task"))))
                    : Text::tr("It was doing nothing.")};
    }
    if (operation == QLatin1StringView("session.release"))
        return {Text::tr("The session was given back.")};
    return {Text::tr("run %1, task %2: done").arg(run, str(answer, "task"))};
}

} // namespace podium::ctl
