// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/views/libraryview.h"

#include "app/ctl/textlayout.h"
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
    Q_DECLARE_TR_FUNCTIONS(LibraryView)
};

constexpr int ValueWidth = 60;

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

qint64 num(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toInteger();
}

QString shown(const QJsonValue &value)
{
    const QString text = value.isString() ? value.toString() : QString::fromUtf8(canonicalJson(value));
    return elided(oneLine(text), ValueWidth);
}

/// "prompt: old → new", "+ timeout: 5m", "- retry: 3".
QStringList fieldLines(const QJsonArray &fields)
{
    QStringList out;
    for (const QJsonValue &one : fields) {
        const QJsonObject field = one.toObject();
        const QString name = str(field, "field");
        const QJsonValue before = field.value(QStringLiteral("before"));
        const QJsonValue after = field.value(QStringLiteral("after"));
        out += before.isUndefined()  ? Text::tr("    + %1: %2").arg(name, shown(after))
               : after.isUndefined() ? Text::tr("    - %1: %2").arg(name, shown(before))
                                     : Text::tr("    %1: %2 → %3").arg(name, shown(before), shown(after));
    }
    return out;
}

} // namespace

QStringList renderLibrary(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray workflows = answer.value(QStringLiteral("workflows")).toArray();
    QStringList names;
    QList<QStringList> rows;
    for (const QJsonValue &value : workflows) {
        const QJsonObject one = value.toObject();
        names += str(one, "workflow");
        const qint64 errors = num(one, "errors");
        rows += {str(one, "workflow"),
                 QString::number(num(one, "version")),
                 QString::number(num(one, "tasks")),
                 errors > 0 ? Text::tr("%n error(s)", nullptr, int(errors)) : QString(),
                 dateTime(num(one, "created_ms")),
                 str(one, "saved_by"),
                 str(one, "title")};
    }
    if (options.quiet)
        return names;
    if (rows.isEmpty())
        return {Text::tr("The library is empty. podiumctl workflows save FILE puts a workflow there.")};
    return table({Text::tr("WORKFLOW"), Text::tr("VERSION"), Text::tr("TASKS"), QString(), Text::tr("SAVED"),
                  Text::tr("BY"), Text::tr("TITLE")},
                 rows, options.columns, options.colour);
}

QStringList renderVersions(const QJsonObject &answer, const AnswerOptions &options)
{
    QStringList numbers;
    QList<QStringList> rows;
    const QJsonArray versions = answer.value(QStringLiteral("versions")).toArray();
    for (const QJsonValue &value : versions) {
        const QJsonObject one = value.toObject();
        const bool removed = one.value(QStringLiteral("removed")).toBool();
        const qint64 errors = num(one, "errors");
        numbers += QString::number(num(one, "version"));
        rows += {numbers.last(),
                 removed ? QString() : QString::number(num(one, "tasks")),
                 errors > 0 ? Text::tr("%n error(s)", nullptr, int(errors)) : QString(),
                 dateTime(num(one, "created_ms")),
                 str(one, "saved_by"),
                 removed ? Text::tr("(removed)") : str(one, "message")};
    }
    if (options.quiet)
        return numbers;
    return table({Text::tr("VERSION"), Text::tr("TASKS"), QString(), Text::tr("SAVED"), Text::tr("BY"),
                  Text::tr("WHAT CHANGED")},
                 rows, options.columns, options.colour);
}

QStringList renderSavedVersion(const QJsonObject &answer)
{
    const QString name = str(answer, "workflow");
    if (answer.value(QStringLiteral("removed")).toBool()) {
        return {Text::tr("%1 is out of the library. podiumctl workflows restore %1 %2 brings it back.")
                    .arg(name)
                    .arg(num(answer, "version") - 1)};
    }
    QStringList out{Text::tr("%1, version %2").arg(name).arg(num(answer, "version"))};
    if (const qint64 errors = num(answer, "errors"); errors > 0)
        out += Text::tr("It has %n error(s): it cannot be run until they are mended.", nullptr, int(errors));
    return out;
}

QStringList renderWorkflowDiff(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonObject diff = answer.value(QStringLiteral("diff")).toObject();
    QStringList out{Text::tr("Version %1 → %2").arg(num(answer, "from")).arg(num(answer, "to"))};
    if (diff.value(QStringLiteral("same")).toBool())
        return out + QStringList{Text::tr("They mean the same.")};
    const auto tasks = [&](const char *key, const QString &sign, const QString &word, Style style) {
        const QJsonArray found = diff.value(QLatin1StringView(key)).toArray();
        for (const QJsonValue &value : found) {
            const QJsonObject task = value.toObject();
            const QString title = str(task, "title");
            out += styled(sign + u' ' + word, style, options.colour) + u' ' + str(task, "id") +
                   (title.isEmpty() ? QString() : QStringLiteral("  ") + title);
            out += fieldLines(task.value(QStringLiteral("fields")).toArray());
        }
    };
    tasks("added", QStringLiteral("+"), Text::tr("added"), Style::Green);
    tasks("removed", QStringLiteral("-"), Text::tr("removed"), Style::Red);
    tasks("changed", QStringLiteral("~"), Text::tr("changed"), Style::Yellow);
    const QJsonArray own = diff.value(QStringLiteral("workflow")).toArray();
    if (!own.isEmpty()) {
        out += styled(Text::tr("~ the workflow itself"), Style::Yellow, options.colour);
        out += fieldLines(own);
    }
    return out;
}

} // namespace podium::ctl
