// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "base/textdiff.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "domain/artifactreference.h"
#include "domain/usagesum.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ComparisonHandlers)
};

using Rows = QList<engine::TaskRow>;
using Figures = QHash<QString, storage::RunFigures>;

constexpr qsizetype MaxCharacters = 1'000'000; // Of a text that is compared.

QJsonValue sideJson(const engine::TaskRow *task)
{
    if (!task)
        return QJsonValue::Null;
    return QJsonObject{{QStringLiteral("state"), domain::stateName(task->state)},
                       {QStringLiteral("attempt"), task->attempt},
                       {QStringLiteral("agent"), task->agent},
                       {QStringLiteral("started_ms"), task->startedMs},
                       {QStringLiteral("finished_ms"), task->finishedMs},
                       {QStringLiteral("usage"), domain::usageJson(task->usage, task->runner)},
                       {QStringLiteral("result_source"), task->resultSource},
                       {QStringLiteral("why"), task->why}};
}

QJsonArray differences(const engine::TaskRow *left, const engine::TaskRow *right)
{
    if (!left || !right)
        return {left ? QStringLiteral("only_left") : QStringLiteral("only_right")};
    QJsonArray out;
    if (left->state != right->state)
        out.append(QStringLiteral("state"));
    if (left->result != right->result)
        out.append(QStringLiteral("result"));
    if (left->attempt != right->attempt)
        out.append(QStringLiteral("attempts"));
    if (left->agent != right->agent)
        out.append(QStringLiteral("agent"));
    return out;
}

/// Tasks of both runs by key, in the order of the left one, then what only the right one has.
QJsonArray comparedTasks(const Rows &left, const Rows &right)
{
    QHash<QString, const engine::TaskRow *> lefts;
    QHash<QString, const engine::TaskRow *> rights;
    for (const engine::TaskRow &row : left)
        lefts.insert(row.key, &row);
    for (const engine::TaskRow &row : right)
        rights.insert(row.key, &row);
    QJsonArray out;
    QSet<QString> told;
    for (const Rows &rows : {left, right}) {
        for (const engine::TaskRow &row : rows) {
            if (told.contains(row.key))
                continue;
            told.insert(row.key);
            const engine::TaskRow *const a = lefts.value(row.key);
            const engine::TaskRow *const b = rights.value(row.key);
            out.append(QJsonObject{{QStringLiteral("key"), row.key},
                                   {QStringLiteral("title"), row.title},
                                   {QStringLiteral("left"), sideJson(a)},
                                   {QStringLiteral("right"), sideJson(b)},
                                   {QStringLiteral("differs"), differences(a, b)}});
        }
    }
    return out;
}

QJsonArray comparedInputs(const QJsonObject &left, const QJsonObject &right)
{
    QStringList names = left.keys();
    for (const QString &name : right.keys()) {
        if (!left.contains(name))
            names += name;
    }
    QJsonArray out;
    for (const QString &name : std::as_const(names)) {
        QJsonObject entry{{QStringLiteral("name"), name},
                          {QStringLiteral("same"), left.value(name) == right.value(name)}};
        if (left.contains(name))
            entry.insert(QStringLiteral("left"), left.value(name));
        if (right.contains(name))
            entry.insert(QStringLiteral("right"), right.value(name));
        out.append(entry);
    }
    return out;
}

Reply compareRuns(const Request &request)
{
    LocalHost *host = request.host;
    return andThen(findRun(request), [=](const engine::RunRow &left) {
        return andThen(findRun(request, "with"), [=](const engine::RunRow &right) {
            return andThen(host->queries().tasks(left.id), [=](const Rows &lefts) {
                return andThen(host->queries().tasks(right.id), [=](const Rows &rights) {
                    return andThen(host->queries().runFigures({left.id, right.id}), [=](const Figures &figures) {
                        return inBackground([=]() -> Result<QJsonObject> {
                            return QJsonObject{
                                {QStringLiteral("left"), runJson(left, figures.value(left.id))},
                                {QStringLiteral("right"), runJson(right, figures.value(right.id))},
                                {QStringLiteral("same_definition"), left.workflowHash == right.workflowHash},
                                {QStringLiteral("inputs"), comparedInputs(left.inputs, right.inputs)},
                                {QStringLiteral("tasks"), comparedTasks(lefts, rights)}};
                        });
                    });
                });
            });
        });
    });
}

QString textOf(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return {};
    if (value.isString())
        return value.toString().left(MaxCharacters);
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson()).left(MaxCharacters);
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson()).left(MaxCharacters);
    return QString::fromUtf8(canonicalJson(value));
}

/// What an attempt was told to do, and with what.
QString givenOf(const QJsonObject &attempt, const QJsonObject &definition)
{
    QStringList out;
    const QString prompt = attempt.value(QStringLiteral("prompt")).toString();
    out += prompt.isEmpty() ? textOf(definition) : prompt;
    const QJsonObject input = attempt.value(QStringLiteral("input")).toObject();
    if (!input.isEmpty())
        out += textOf(input);
    const QString note = attempt.value(QStringLiteral("review_note")).toString();
    if (!note.isEmpty())
        out += note;
    return out.join(QStringLiteral("\n\n")).left(MaxCharacters);
}

QJsonArray lineArray(const QString &left, const QString &right)
{
    QJsonArray out;
    const QList<TextDiffLine> lines = textDiff(left, right);
    for (const TextDiffLine &line : lines) {
        const QString kind = line.kind == TextDiffLine::Kind::Same      ? QStringLiteral("same")
                             : line.kind == TextDiffLine::Kind::Removed ? QStringLiteral("removed")
                                                                        : QStringLiteral("added");
        out.append(QJsonObject{{QStringLiteral("kind"), kind}, {QStringLiteral("text"), line.text}});
    }
    return out;
}

/// An attempt of run.attempts, with its whole result; the last one for number 0. It is null where nothing was tried.
Reply attemptIn(LocalHost *host, const QJsonObject &answer, int number)
{
    QJsonObject out{{QStringLiteral("definition"), answer.value(QStringLiteral("definition"))}};
    const QJsonArray attempts = answer.value(QStringLiteral("attempts")).toArray();
    QJsonObject attempt;
    for (const QJsonValue &value : attempts) {
        if (number == 0 || value[QStringLiteral("attempt")].toInt() == number)
            attempt = value.toObject();
    }
    if (attempt.isEmpty() && number > 0) {
        return replyNow(fail(ErrorCode::NotFound, Text::tr("the task has no attempt %1").arg(number),
                             QStringLiteral("attempt"), Text::tr("podiumctl attempts lists them")));
    }
    if (attempt.isEmpty())
        return replyNow(out);
    out.insert(QStringLiteral("attempt"), attempt);
    const QString hash = domain::artifactOf(attempt.value(QStringLiteral("result")));
    if (hash.isEmpty())
        return replyNow(out);
    return answered(host->queries().artifact(hash), [out](const QByteArray &bytes) -> Result<QJsonObject> {
        const Result<QJsonValue> value = parseJson(bytes);
        if (!value)
            return tl::unexpected(value.error());
        QJsonObject whole = out;
        QJsonObject of = out.value(QStringLiteral("attempt")).toObject();
        of.insert(QStringLiteral("result"), *value);
        whole.insert(QStringLiteral("attempt"), of);
        return whole;
    });
}

Reply side(const Request &request, const char *run, const char *number)
{
    Request asked = request;
    asked.params = {{QStringLiteral("run"), request.text(run)}, {QStringLiteral("task"), request.text("task")}};
    const int attempt = request.params.value(QLatin1StringView(number)).toInt();
    LocalHost *host = request.host;
    return andThen(attemptsOfTask(asked),
                   [host, attempt](const QJsonObject &answer) { return attemptIn(host, answer, attempt); });
}

Reply compareAttempts(const Request &request)
{
    const char *const other = request.has("with") ? "with" : "run";
    return andThen(side(request, "run", "attempt"), [=](const QJsonObject &left) {
        return andThen(side(request, other, "with_attempt"), [=](const QJsonObject &right) {
            return inBackground([=]() -> Result<QJsonObject> {
                QJsonObject a = left.value(QStringLiteral("attempt")).toObject();
                QJsonObject b = right.value(QStringLiteral("attempt")).toObject();
                const QString definition = QStringLiteral("definition");
                QJsonObject out{{QStringLiteral("given"), lineArray(givenOf(a, left.value(definition).toObject()),
                                                                    givenOf(b, right.value(definition).toObject()))},
                                {QStringLiteral("result"), lineArray(textOf(a.value(QStringLiteral("result"))),
                                                                     textOf(b.value(QStringLiteral("result"))))}};
                for (QJsonObject *of : {&a, &b}) { // Told as lines already.
                    for (const char *name : {"result", "prompt", "input", "files"})
                        of->remove(QLatin1StringView(name));
                }
                out.insert(QStringLiteral("left"), a);
                out.insert(QStringLiteral("right"), b);
                return out;
            });
        });
    });
}

} // namespace

Handlers comparisonHandlers()
{
    return {{QStringLiteral("run.compare"), compareRuns}, {QStringLiteral("run.compare_attempts"), compareAttempts}};
}

} // namespace podium::control
