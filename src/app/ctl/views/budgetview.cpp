// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/budgetview.h"

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
    Q_DECLARE_TR_FUNCTIONS(BudgetView)
};

QString level(const QString &name)
{
    if (name == QLatin1StringView("day"))
        return Text::tr("today, all");
    if (name == QLatin1StringView("team"))
        return Text::tr("team");
    if (name == QLatin1StringView("workflow"))
        return Text::tr("workflow");
    return name == QLatin1StringView("agent") ? Text::tr("agent") : name;
}

/// "1,200 of 5,000", or only the first.
QString outOf(const QString &spent, const QString &limit)
{
    return limit.isEmpty() ? spent : Text::tr("%1 of %2").arg(spent, limit);
}

QString number(const QJsonValue &value)
{
    return value.isDouble() ? QStringLiteral("%L1").arg(value.toInteger()) : QString();
}

/// What was spent at least.
QString cost(const QJsonValue &spent)
{
    const bool unknown = spent[QStringLiteral("unknown_costs")].toInt() > 0;
    return (unknown ? QStringLiteral("≥ ") : QString()) + money(spent[QStringLiteral("usd")]);
}

/// Without the columns of figures in which no row has anything.
void dropEmpty(QStringList &heads, QList<QStringList> &rows)
{
    for (qsizetype i = heads.size() - 1; i > 1; --i) {
        if (std::any_of(rows.begin(), rows.end(), [i](const QStringList &row) { return !row.at(i).isEmpty(); }))
            continue;
        heads.removeAt(i);
        for (QStringList &row : rows)
            row.removeAt(i);
    }
}

/// Where the table has no room: below each name its figures, as many to a line as there is room for.
QStringList listed(const QStringList &heads, const QList<QStringList> &rows, const AnswerOptions &options)
{
    const QString indent = QStringLiteral("  ");
    QStringList out;
    for (const QStringList &row : rows) {
        out += styled(elided(QStringList(row.mid(0, 2)).join(u' ').trimmed(), options.columns), Style::Bold,
                      options.colour);
        QString line;
        for (qsizetype i = 2; i < row.size(); ++i) {
            if (row.at(i).isEmpty())
                continue;
            const QString figure = heads.at(i).toLower() + u' ' + row.at(i);
            if (!line.isEmpty() && displayWidth(line) + displayWidth(figure) + 2 > options.columns) {
                out += line;
                line.clear();
            }
            line += (line.isEmpty() ? indent : QStringLiteral(", ")) + figure;
        }
        out += elided(line, options.columns);
    }
    return out;
}

} // namespace

QStringList renderBudget(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray accounts = answer.value(QStringLiteral("accounts")).toArray();
    QList<QStringList> rows;
    int unknown = 0;
    const bool live = answer.value(QStringLiteral("live")).toBool();
    for (const QJsonValue &value : accounts) {
        const QJsonObject account = value.toObject();
        const QJsonObject limit = account.value(QStringLiteral("limit")).toObject();
        const QJsonObject spent = account.value(QStringLiteral("spent")).toObject();
        const QJsonObject reserved = account.value(QStringLiteral("reserved")).toObject();
        const QString name = account.value(QStringLiteral("level")).toString();
        const int unknownHere = spent.value(QStringLiteral("unknown_costs")).toInt();
        if (name == QLatin1StringView("day"))
            unknown = unknownHere;
        const QString usdLimit =
            limit.contains(QStringLiteral("usd")) ? money(limit.value(QStringLiteral("usd"))) : QString();
        const double atMost = spent.value(QStringLiteral("usd_at_most")).toDouble();
        rows +=
            {level(name),
             oneLine(account.value(QStringLiteral("name")).toString()),
             outOf(money(spent.value(QStringLiteral("usd"))) + (unknownHere > 0 ? QStringLiteral("+?") : QString()),
                   usdLimit),
             atMost > 0 ? money(atMost) : QString(),
             money(spent.value(QStringLiteral("estimated_usd"))),
             live ? money(reserved.value(QStringLiteral("usd"))) : QString(), // Else nobody knows.
             outOf(number(spent.value(QStringLiteral("tokens"))), number(limit.value(QStringLiteral("tokens")))),
             outOf(duration(spent.value(QStringLiteral("wall_ms")).toInteger()),
                   limit.contains(QStringLiteral("wall_ms"))
                       ? duration(limit.value(QStringLiteral("wall_ms")).toInteger())
                       : QString()),
             outOf(number(spent.value(QStringLiteral("attempts"))), number(limit.value(QStringLiteral("attempts")))),
             outOf(number(spent.value(QStringLiteral("agents"))), number(limit.value(QStringLiteral("agents"))))};
    }
    if (rows.isEmpty()) {
        return {Text::tr("Nothing was spent today, and the day has no limits."),
                Text::tr("podiumctl --set budget.day=20 run … sets one; podiumctl config show budget lists them.")};
    }
    QStringList heads{Text::tr("WHOSE"),     Text::tr("NAME"),     Text::tr("SPENT"),  Text::tr("UNKNOWN, AT MOST"),
                      Text::tr("BY PRICES"), Text::tr("RESERVED"), Text::tr("TOKENS"), Text::tr("TIME"),
                      Text::tr("ATTEMPTS"),  Text::tr("SUBAGENTS")};
    dropEmpty(heads, rows);
    QStringList out = table(heads, rows, 0, options.colour);
    const bool tooWide = options.columns > 0 && std::any_of(out.begin(), out.end(), [&](const QString &line) {
                             return displayWidth(line) > options.columns;
                         });
    if (tooWide)
        out = listed(heads, rows, options);
    if (unknown > 0)
        out += Text::tr("+? is what %n attempt(s) cost that nobody knows.", nullptr, unknown);
    if (!live)
        out += Text::tr("No engine is running: what attempts have reserved is not known.");
    return out;
}

QStringList renderUsage(const QJsonObject &answer, const AnswerOptions &options)
{
    QList<QStringList> rows;
    const auto add = [&rows](const QString &day, const QString &workflow, const QString &agent,
                             const QJsonValue &spent) {
        rows += {day,
                 workflow,
                 agent,
                 cost(spent),
                 number(spent[QStringLiteral("tokens")]),
                 number(spent[QStringLiteral("attempts")])};
    };
    for (const QJsonValue &day : answer.value(QStringLiteral("days")).toArray()) {
        add(day[QStringLiteral("date")].toString(), Text::tr("all"), {}, day[QStringLiteral("spent")]);
        for (const QJsonValue &part : day[QStringLiteral("parts")].toArray()) {
            add({}, oneLine(part[QStringLiteral("workflow")].toString()),
                oneLine(part[QStringLiteral("agent")].toString()), part[QStringLiteral("spent")]);
        }
    }
    if (rows.isEmpty())
        return {Text::tr("Nothing was spent in this time.")};
    QStringList out = table({Text::tr("DAY"), Text::tr("WORKFLOW"), Text::tr("AGENT"), Text::tr("COST"),
                             Text::tr("TOKENS"), Text::tr("ATTEMPTS")},
                            rows, options.columns, options.colour);
    QList<QStringList> kinds;
    for (const QJsonValue &of : answer.value(QStringLiteral("kinds")).toArray()) {
        const QJsonValue spent = of[QStringLiteral("spent")];
        kinds +=
            {oneLine(of[QStringLiteral("kind")].toString()), cost(spent),
             number(spent[QStringLiteral("tokens")]),        number(spent[QStringLiteral("attempts")]),
             number(of[QStringLiteral("failed")]),           duration(spent[QStringLiteral("wall_ms")].toInteger())};
    }
    if (!kinds.isEmpty()) {
        out += QString();
        out += table({Text::tr("KIND OF TASK"), Text::tr("COST"), Text::tr("TOKENS"), Text::tr("ATTEMPTS"),
                      Text::tr("FAILED"), Text::tr("TIME")},
                     kinds, options.columns, options.colour);
    }
    return out;
}

} // namespace podium::ctl
