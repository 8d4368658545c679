// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/planningview.h"

#include "app/ctl/textlayout.h"
#include "app/ctl/views/commandtext.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace podium::ctl
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PlanningView)
};

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

QStringList words(const QJsonValue &values)
{
    QStringList out;
    for (const QJsonValue &value : values.toArray())
        out += oneLine(value.toString());
    return out;
}

/// A value on one line; "—" where there is none.
QString shown(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return QStringLiteral("—");
    return value.isString() ? oneLine(value.toString()) : oneLine(QString::fromUtf8(canonicalJson(value)));
}

QStringList change(const QJsonObject &entry)
{
    const QString what = str(entry, "change");
    const QString sign = what == QLatin1StringView("added")     ? QStringLiteral("+")
                         : what == QLatin1StringView("removed") ? QStringLiteral("-")
                                                                : QStringLiteral("~");
    QString line = sign + u' ' + str(entry, "task");
    if (const QString title = str(entry, "title"); !title.isEmpty())
        line += (str(entry, "task").isEmpty() ? QString() : QStringLiteral(": ")) + title;
    if (what == QLatin1StringView("added")) {
        const QStringList after = words(entry.value(QStringLiteral("depends_on")));
        line += after.isEmpty() ? QString() : Text::tr(" (after %1)").arg(after.join(QStringLiteral(", ")));
    }
    QStringList out{line};
    const QJsonArray fields = entry.value(QStringLiteral("fields")).toArray();
    for (const QJsonValue &field : fields) {
        out += QStringLiteral("    - %1: %2")
                   .arg(field[QStringLiteral("field")].toString(), shown(field[QStringLiteral("before")]));
        out += QStringLiteral("    + %1: %2")
                   .arg(field[QStringLiteral("field")].toString(), shown(field[QStringLiteral("after")]));
    }
    return out;
}

/// "approve: It works." of each; failed ones are said to have no vote.
QStringList voices(const QJsonArray &votes)
{
    QStringList out;
    for (qsizetype i = 0; i < votes.size(); ++i) {
        const QJsonObject vote = votes.at(i).toObject();
        out +=
            vote.isEmpty()
                ? Text::tr("reviewer %1 failed and has no vote").arg(i + 1)
                : Text::tr("reviewer %1: %2: %3").arg(QString::number(i + 1), str(vote, "choice"), str(vote, "reason"));
    }
    return out;
}

} // namespace

QStringList reviewerLines(const QJsonObject &answer)
{
    QList<QJsonObject> asked{answer.value(QStringLiteral("reviewers")).toObject()};
    for (const QJsonValue &vote : answer.value(QStringLiteral("votes")).toArray())
        asked += vote[QStringLiteral("reviewers")].toObject();
    QStringList out;
    for (const QJsonObject &reviewers : std::as_const(asked)) {
        if (reviewers.isEmpty())
            continue;
        out += str(reviewers, "decided_by") == QLatin1StringView("tests")
                   ? Text::tr("The tests outranked the reviewers of run %1:").arg(str(reviewers, "run"))
                   : Text::tr("The reviewers of run %1:").arg(str(reviewers, "run"));
        for (const QString &voice : voices(reviewers.value(QStringLiteral("votes")).toArray()))
            out += QStringLiteral("  ") + voice;
    }
    return out;
}

QStringList renderConsultation(const QJsonObject &answer, const AnswerOptions &options)
{
    const bool decided = answer.value(QStringLiteral("decided")).toBool();
    const QString choice = str(answer, "choice");
    if (options.quiet)
        return {decided ? choice : QString()};
    QStringList out = voices(answer.value(QStringLiteral("votes")).toArray());
    const QString by = str(answer, "decided_by");
    if (!decided)
        out += Text::tr("Not decided (%1): request %2 stays open.").arg(by, str(answer, "approval"));
    else if (str(answer, "state") == QLatin1StringView("open"))
        out += Text::tr("The reviewers say %1; people have to agree as well.").arg(choice);
    else
        out += by == QLatin1StringView("tests")
                   ? Text::tr("Decided: %1. The tests failed, which outranks the votes.").arg(choice)
                   : Text::tr("Decided: %1.").arg(choice);
    return out;
}

QStringList renderReplan(const QJsonObject &answer, const AnswerOptions &options)
{
    const QString newRun = answer.value(QStringLiteral("new_run")).toString();
    if (options.quiet)
        return {newRun.isEmpty() ? answer.value(QStringLiteral("digest")).toString() : newRun};
    QStringList out;
    if (!newRun.isEmpty()) {
        return {Text::tr("Run %1 goes on with the changed plan; it has taken over what was done in %2.")
                    .arg(newRun, str(answer, "run")),
                Text::tr("Carry it out here: %1").arg(commandText(QStringLiteral("resume ") + newRun))};
    }
    out += harmless(answer.value(QStringLiteral("summary")).toString());
    out += QString();
    const QJsonArray changes = answer.value(QStringLiteral("changes")).toArray();
    for (const QJsonValue &entry : changes)
        out += change(entry.toObject());
    if (const QStringList same = words(answer.value(QStringLiteral("unchanged"))); !same.isEmpty())
        out += Text::tr("  unchanged: %1").arg(same.join(QStringLiteral(", ")));
    if (const QStringList kept = words(answer.value(QStringLiteral("kept"))); !kept.isEmpty())
        out += Text::tr("  done, and kept: %1").arg(kept.join(QStringLiteral(", ")));
    out += QString();
    if (changes.isEmpty()) {
        out += Text::tr("The plan stays as it is.");
    } else {
        out += Text::tr("Nothing has been applied. To agree to exactly this:");
        out += QStringLiteral("  ") +
               commandText(QStringLiteral("replan %1 --planner %2 --consent %3")
                               .arg(str(answer, "run"), str(answer, "planner_run"), str(answer, "digest")));
    }
    return out;
}

} // namespace podium::ctl
