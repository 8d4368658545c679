// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/reviewanswers.h"

#include "app/ctl/textlayout.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ReviewAnswers)
};

constexpr qsizetype MaxNamedFiles = 5;

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

QString fileNames(const QJsonValue &files)
{
    QStringList out;
    const QJsonArray all = files.toArray();
    for (const QJsonValue &file : all) {
        if (out.size() == MaxNamedFiles)
            return out.join(QStringLiteral(", ")) + Text::tr(" and %n more", nullptr, int(all.size() - MaxNamedFiles));
        out += oneLine(file.toString());
    }
    return out.join(QStringLiteral(", "));
}

QStringList notesOf(const QJsonObject &answer)
{
    QStringList out;
    const QJsonArray notes = answer.value(QStringLiteral("notes")).toArray();
    for (const QJsonValue &note : notes)
        out += harmless(note.toString());
    return out;
}

/// What a reviewer has to know before a merge, a line each.
QStringList remarks(const QJsonObject &branch, const AnswerOptions &options)
{
    QStringList out;
    const auto add = [&](const QString &text, Style style) {
        out += QStringLiteral("    ") + styled(text, style, options.colour);
    };
    if (const QString problem = str(branch, "problem"); !problem.isEmpty())
        add(problem, Style::Red);
    if (const QString target = str(branch, "target"); !branch.value(QStringLiteral("conflicts")).toArray().isEmpty())
        add(Text::tr("conflicts with %1: %2").arg(target, fileNames(branch.value(QStringLiteral("conflicts")))),
            Style::Red);
    const QJsonArray clashes = branch.value(QStringLiteral("clashes")).toArray();
    for (const QJsonValue &value : clashes) {
        const QJsonObject clash = value.toObject();
        add(Text::tr("conflicts with %1: %2")
                .arg(str(clash, "branch"), fileNames(clash.value(QStringLiteral("files")))),
            Style::Yellow);
    }
    if (const int files = branch.value(QStringLiteral("uncommitted")).toInt(); files > 0)
        add(Text::tr("%n file(s) not committed in %1", nullptr, files).arg(str(branch, "path")), Style::Yellow);
    if (const QString saved = str(branch, "saved_ref"); !saved.isEmpty())
        add(Text::tr("saved as %1").arg(saved), Style::Dim);
    return out;
}

} // namespace

QStringList reviewList(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray branches = answer.value(QStringLiteral("branches")).toArray();
    QStringList out;
    if (options.quiet) {
        for (const QJsonValue &value : branches)
            out += str(value.toObject(), "branch");
        return out;
    }
    if (branches.isEmpty())
        return {Text::tr("No branches wait for a review. Tasks with `workspace: worktree` make them.")};
    QList<QStringList> rows;
    for (const QJsonValue &value : branches) {
        const QJsonObject branch = value.toObject();
        const bool measured = branch.contains(QStringLiteral("files"));
        const QString state =
            str(branch, "state") == QLatin1StringView("open") ? str(branch, "task_state") : str(branch, "state");
        const auto number = [&](const char *name) { return branch.value(QLatin1StringView(name)).toInteger(); };
        rows += {str(branch, "run"),
                 str(branch, "task"),
                 state,
                 measured ? QStringLiteral("+%1 -%2").arg(number("added")).arg(number("removed")) : QString(),
                 measured ? QString::number(branch.value(QStringLiteral("files")).toArray().size()) : QString(),
                 str(branch, "target"),
                 str(branch, "branch")};
    }
    const QStringList lines = table({Text::tr("RUN"), Text::tr("TASK"), Text::tr("STATE"), Text::tr("LINES"),
                                     Text::tr("FILES"), Text::tr("INTO"), Text::tr("BRANCH")},
                                    rows, options.columns, options.colour);
    out += lines.value(0);
    for (qsizetype i = 0; i < branches.size(); ++i)
        out += QStringList{lines.value(i + 1)} + remarks(branches.at(i).toObject(), options);
    return out;
}

QStringList reviewDiff(const QJsonObject &answer, const AnswerOptions &options)
{
    QStringList out;
    for (const QString &line : harmless(answer.value(QStringLiteral("text")).toString()).split(u'\n')) {
        const Style style = line.startsWith(u"+++") || line.startsWith(u"---") || line.startsWith(u"diff ")
                                ? Style::Bold
                            : line.startsWith(u'+')  ? Style::Green
                            : line.startsWith(u'-')  ? Style::Red
                            : line.startsWith(u"@@") ? Style::Cyan
                                                     : Style::Plain;
        out += styled(line, style, options.colour);
    }
    return out;
}

QStringList reviewMerged(const QJsonObject &answer, const AnswerOptions &options)
{
    if (options.quiet)
        return {str(answer, "commit")};
    const QString text = answer.value(QStringLiteral("already")).toBool()
                             ? Text::tr("%1 had been merged into %2 before, as %3.")
                             : Text::tr("%1 is merged into %2, as %3.");
    QStringList out{text.arg(str(answer, "branch"), str(answer, "target"), str(answer, "commit").left(12))};
    if (const QString saved = str(answer, "saved_ref"); !saved.isEmpty())
        out += Text::tr("Its own commits are kept as %1.").arg(saved);
    return out + notesOf(answer);
}

QStringList reviewDiscarded(const QJsonObject &answer, const AnswerOptions &options)
{
    const QString saved = str(answer, "saved_ref");
    if (options.quiet)
        return {saved};
    QStringList out{Text::tr("%1 is discarded.").arg(str(answer, "branch"))};
    if (saved.isEmpty())
        out += Text::tr("There was nothing in it to save.");
    else
        out += Text::tr("All of it is saved; get it back with: %1").arg(str(answer, "restore"));
    return out + notesOf(answer);
}

} // namespace podium::ctl
