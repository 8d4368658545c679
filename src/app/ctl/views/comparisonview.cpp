// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/comparisonview.h"

#include "app/ctl/runtable.h"
#include "app/ctl/textlayout.h"
#include "base/clock.h"
#include "base/json.h"
#include "domain/taskstate.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ComparisonView)
};

constexpr int NameColumns = 28;
constexpr int RunColumns = 14;

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

QJsonArray list(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toArray();
}

/// Of a task or run: how long it took, or has taken up to now.
QString taken(const QJsonObject &of)
{
    const qint64 begun = of.value(QStringLiteral("started_ms")).toInteger();
    const qint64 ended = of.value(QStringLiteral("finished_ms")).toInteger();
    if (begun <= 0)
        return QStringLiteral("—");
    return duration(std::max(qint64(0), (ended > 0 ? ended : SystemClock().nowMs()) - begun));
}

StateLook taskLook(const QJsonObject &of, const AnswerOptions &options)
{
    return lookOf(domain::taskStateFromName(str(of, "state")).value_or(domain::TaskState::Pending), options.unicode);
}

/// "✓ success 0:07 $0.12"
QString sideText(const QJsonValue &value, const AnswerOptions &options)
{
    const QJsonObject of = value.toObject();
    if (of.isEmpty())
        return QStringLiteral("—");
    const StateLook look = taskLook(of, options);
    return styled(look.symbol + u' ' + look.word, look.style, options.colour) + QStringLiteral("  ") + taken(of) +
           QStringLiteral("  ") + cost(of.value(QStringLiteral("usage")).toObject());
}

/// What a person calls the differences of a task.
QString differenceWords(const QJsonArray &names)
{
    QStringList out;
    for (const QJsonValue &name : names) {
        const QString word = name.toString();
        out += word == QLatin1StringView("only_left")    ? Text::tr("only in the first")
               : word == QLatin1StringView("only_right") ? Text::tr("only in the second")
               : word == QLatin1StringView("state")      ? Text::tr("state")
               : word == QLatin1StringView("result")     ? Text::tr("result")
               : word == QLatin1StringView("attempts")   ? Text::tr("attempts")
               : word == QLatin1StringView("agent")      ? Text::tr("agent")
                                                         : oneLine(word);
    }
    return out.join(QStringLiteral(", "));
}

QStringList lines(const QString &head, const QJsonArray &of, const AnswerOptions &options)
{
    const bool differs = std::any_of(of.begin(), of.end(), [](const QJsonValue &line) {
        return line[QStringLiteral("kind")] != QLatin1StringView("same");
    });
    if (!differs)
        return {styled(Text::tr("%1: the same").arg(head), Style::Dim, options.colour)};
    QStringList out{styled(head, Style::Bold, options.colour)};
    for (const QJsonValue &value : of) {
        const QString kind = value[QStringLiteral("kind")].toString();
        const QString text = oneLine(value[QStringLiteral("text")].toString());
        if (kind == QLatin1StringView("removed"))
            out += styled(QStringLiteral("- ") + text, Style::Red, options.colour);
        else if (kind == QLatin1StringView("added"))
            out += styled(QStringLiteral("+ ") + text, Style::Green, options.colour);
        else
            out += QStringLiteral("  ") + text;
    }
    return out;
}

} // namespace

QStringList renderGrid(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray runs = list(answer, "runs");
    const QJsonArray tasks = list(answer, "tasks");
    if (options.quiet) {
        QStringList ids;
        for (const QJsonValue &run : runs)
            ids += str(run.toObject(), "id");
        return ids;
    }
    const qsizetype room =
        options.columns > 0 ? std::max(1, (options.columns - NameColumns) / (RunColumns + 2)) : runs.size();
    const qsizetype shown = std::min(runs.size(), room);
    QStringList heads{Text::tr("TASK")};
    QStringList states{QString()};
    for (qsizetype i = 0; i < shown; ++i) {
        const QJsonObject run = runs.at(i).toObject();
        const QString id = str(run, "id");
        heads += id.size() > RunColumns ? QStringLiteral("…") + id.right(RunColumns - 1) : id;
        const StateLook look =
            lookOf(domain::runStateFromName(str(run, "state")).value_or(domain::RunState::Pending), options.unicode);
        states += styled(look.symbol + u' ' + look.word, look.style, options.colour);
    }
    QList<QStringList> rows{states};
    for (const QJsonValue &value : tasks) {
        QStringList row{elided(str(value.toObject(), "key"), NameColumns)};
        const QJsonArray cells = list(value.toObject(), "cells");
        for (qsizetype i = 0; i < shown; ++i) {
            const QJsonObject cell = cells.at(i).toObject();
            if (cell.isEmpty()) {
                row += QString();
                continue;
            }
            const StateLook look = taskLook(cell, options);
            row += styled(look.symbol, look.style, options.colour) + u' ' + taken(cell);
        }
        rows += row;
    }
    QStringList out = table(heads, rows, options.columns, options.colour);
    if (shown < runs.size())
        out += styled(Text::tr("%n older run(s) have no room; --json has them", nullptr, int(runs.size() - shown)),
                      Style::Dim, options.colour);
    return out;
}

QStringList renderComparison(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonObject left = answer.value(QStringLiteral("left")).toObject();
    const QJsonObject right = answer.value(QStringLiteral("right")).toObject();
    QStringList out;
    for (const QJsonObject &run : {left, right}) {
        const StateLook look =
            lookOf(domain::runStateFromName(str(run, "state")).value_or(domain::RunState::Pending), options.unicode);
        out += QStringList{str(run, "id"), styled(look.symbol + u' ' + look.word, look.style, options.colour),
                           taken(run), cost(run.value(QStringLiteral("usage")).toObject())}
                   .join(QStringLiteral("  "));
    }
    if (!answer.value(QStringLiteral("same_definition")).toBool())
        out += Text::tr("They are of different versions of the workflow, or of different workflows.");
    for (const QJsonValue &value : list(answer, "inputs")) {
        if (value[QStringLiteral("same")].toBool())
            continue;
        const auto written = [&value](const char *side) {
            const QJsonValue of = value[QLatin1StringView(side)];
            return of.isUndefined() ? Text::tr("not given") : oneLine(QString::fromUtf8(canonicalJson(of)));
        };
        out += Text::tr("input %1: %2 → %3").arg(str(value.toObject(), "name"), written("left"), written("right"));
    }
    QList<QStringList> rows;
    for (const QJsonValue &value : list(answer, "tasks")) {
        const QJsonArray differs = list(value.toObject(), "differs");
        rows += {str(value.toObject(), "key"), sideText(value[QStringLiteral("left")], options),
                 sideText(value[QStringLiteral("right")], options),
                 differs.isEmpty() ? Text::tr("the same") : differenceWords(differs)};
    }
    return out + table({Text::tr("TASK"), Text::tr("FIRST"), Text::tr("SECOND"), Text::tr("DIFFERS IN")}, rows,
                       options.columns, options.colour);
}

QStringList renderAttemptComparison(const QJsonObject &answer, const AnswerOptions &options)
{
    QList<QStringList> rows;
    for (const char *side : {"left", "right"}) {
        const QJsonObject attempt = answer.value(QLatin1StringView(side)).toObject();
        if (attempt.isEmpty()) {
            rows += {QStringLiteral("—"), Text::tr("was not started"), {}, {}, {}};
            continue;
        }
        rows += {QString::number(attempt.value(QStringLiteral("attempt")).toInt()), str(attempt, "outcome"),
                 str(attempt, "agent"), taken(attempt), cost(attempt.value(QStringLiteral("usage")).toObject())};
    }
    QStringList out =
        table({Text::tr("ATTEMPT"), Text::tr("OUTCOME"), Text::tr("AGENT"), Text::tr("TIME"), Text::tr("COST")}, rows,
              options.columns, options.colour);
    for (const char *side : {"left", "right"}) {
        const QString error = str(answer.value(QLatin1StringView(side)).toObject(), "error");
        if (!error.isEmpty())
            out += styled(error, Style::Red, options.colour);
    }
    return out + lines(Text::tr("Given"), list(answer, "given"), options) +
           lines(Text::tr("Result"), list(answer, "result"), options);
}

} // namespace podium::ctl
