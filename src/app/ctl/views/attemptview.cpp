// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/attemptview.h"

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
    Q_DECLARE_TR_FUNCTIONS(AttemptView)
};

constexpr qsizetype ResultLines = 12; // What a tool gave is seldom read to its end.

QString str(const QJsonObject &object, const char *name)
{
    return harmless(object.value(QLatin1StringView(name)).toString());
}

QStringList indented(const QString &text, const QString &first, const QString &indent)
{
    QStringList out;
    for (const QString &line : text.split(u'\n'))
        out += (out.isEmpty() ? first : indent) + line;
    return out;
}

QStringList entryLines(const QJsonObject &entry, bool colour)
{
    const QString kind = str(entry, "kind");
    const QString text = str(entry, "text").trimmed();
    if (kind == QLatin1StringView("told"))
        return indented(text, styled(QStringLiteral("> "), Style::Cyan, colour), QStringLiteral("  "));
    if (kind == QLatin1StringView("thinking"))
        return indented(styled(text, Style::Dim, colour), QStringLiteral("~ "), QStringLiteral("  "));
    if (kind == QLatin1StringView("tool"))
        return {styled(QStringLiteral("* ") + oneLine(str(entry, "summary")), Style::Bold, colour)};
    if (kind == QLatin1StringView("result")) {
        QStringList lines = text.split(u'\n');
        const qsizetype more = lines.size() - ResultLines;
        lines = lines.mid(0, ResultLines);
        if (more > 0)
            lines += Text::tr("… %n line(s) more", nullptr, int(more));
        const Style style = entry.value(QStringLiteral("is_error")).toBool() ? Style::Red : Style::Dim;
        return indented(styled(lines.join(u'\n'), style, colour), QStringLiteral("  "), QStringLiteral("  "));
    }
    if (kind == QLatin1StringView("turn")) {
        const QString price = cost(entry.value(QStringLiteral("usage")).toObject());
        QStringList out{styled(Text::tr("-- end of the turn, %1").arg(price), Style::Dim, colour)};
        if (!text.isEmpty())
            out += styled(text, Style::Red, colour);
        return out;
    }
    if (kind == QLatin1StringView("error"))
        return {styled(text, Style::Red, colour)};
    if (kind == QLatin1StringView("subagent"))
        return {styled(Text::tr("  subagent %1: %2").arg(str(entry, "tool"), text), Style::Blue, colour)};
    return {text};
}

} // namespace

QStringList renderAttempts(const QJsonObject &answer, const AnswerOptions &options)
{
    QList<QStringList> rows;
    QStringList notes;
    const QJsonArray attempts = answer.value(QStringLiteral("attempts")).toArray();
    for (const QJsonValue &value : attempts) {
        const QJsonObject attempt = value.toObject();
        const QString number = QString::number(attempt.value(QStringLiteral("attempt")).toInt());
        const qint64 begun = attempt.value(QStringLiteral("started_ms")).toInteger();
        const qint64 ended = attempt.value(QStringLiteral("finished_ms")).toInteger();
        rows += {number,
                 oneLine(str(attempt, "outcome")),
                 oneLine(str(attempt, "agent")),
                 dateTime(begun),
                 ended > begun ? duration(ended - begun) : QString(),
                 cost(attempt.value(QStringLiteral("usage")).toObject())};
        if (const QString error = str(attempt, "error"); !error.isEmpty())
            notes += styled(Text::tr("%1: %2").arg(number, oneLine(error)), Style::Red, options.colour);
        for (const QJsonValue &file : attempt.value(QStringLiteral("files")).toArray()) {
            notes += Text::tr("%1: %2, %3")
                         .arg(number, oneLine(str(file.toObject(), "path")),
                              bytes(file[QStringLiteral("bytes")].toInteger()));
        }
    }
    if (options.quiet)
        return {};
    return table({Text::tr("ATTEMPT"), Text::tr("OUTCOME"), Text::tr("AGENT"), Text::tr("STARTED"), Text::tr("TIME"),
                  Text::tr("COST")},
                 rows, options.columns, options.colour) +
           notes;
}

QStringList renderTranscript(const QJsonObject &answer, const AnswerOptions &options)
{
    QStringList out;
    const QJsonArray entries = answer.value(QStringLiteral("entries")).toArray();
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        const QString indent = str(entry, "parent").isEmpty() ? QString() : QStringLiteral("    ");
        for (const QString &line : entryLines(entry, options.colour))
            out += indent + line;
    }
    if (entries.isEmpty() && !options.quiet)
        out += Text::tr("There is no conversation: only agents of Claude Code have one.");
    if (answer.value(QStringLiteral("more")).toBool())
        out += styled(Text::tr("There is more: --since %1").arg(answer.value(QStringLiteral("next")).toInteger()),
                      Style::Dim, options.colour);
    return out;
}

} // namespace podium::ctl
