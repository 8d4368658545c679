// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/runs/stops.h"

#include <QCoreApplication>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ApprovalHandlers)
};

using domain::Approval;
using engine::Command;

constexpr int MaxRequests = 1000;

/// The one request whose id begins so; an exact id wins.
Result<Approval> pick(const QList<Approval> &rows, const QString &beginning)
{
    QList<Approval> found;
    for (const Approval &approval : rows) {
        if (approval.id == beginning)
            return approval;
        if (approval.id.startsWith(beginning))
            found += approval;
    }
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty()) {
        return fail(ErrorCode::NotFound, Text::tr("there is no request \"%1\"").arg(beginning),
                    QStringLiteral("approval"), Text::tr("podiumctl approvals lists them"));
    }
    QStringList ids;
    for (const Approval &approval : std::as_const(found))
        ids += approval.id;
    return fail(ErrorCode::Conflict, Text::tr("\"%1\" fits several requests").arg(beginning),
                QStringLiteral("approval"), ids.join(QStringLiteral(", ")));
}

/// With the key of its task and who works on it, so that a person knows who asks.
Reply described(LocalHost &host, const QList<Approval> &rows)
{
    QMap<QString, QList<int>> asking;
    for (const Approval &approval : rows)
        asking[approval.run] += approval.task;
    return answered(tasksOf(host.queries(), asking),
                    [rows](const QHash<QString, QList<engine::TaskRow>> &tasks) -> Result<QJsonObject> {
                        return QJsonObject{
                            {QStringLiteral("approvals"), jsonArray(rows, [&tasks](const Approval &approval) {
                                 return approvalJson(approval, tasks.value(approval.run));
                             })}};
                    });
}

Reply list(const Request &request)
{
    LocalHost *host = request.host;
    const auto read = [host, request](const QString &run) {
        const QString only = request.text("approval");
        const bool all = !only.isEmpty() || request.params.value(QStringLiteral("all")).toBool();
        const int limit = only.isEmpty() ? request.params.value(QStringLiteral("limit")).toInt() : MaxRequests;
        return andThen(host->queries().approvals(all ? std::nullopt : std::optional(Approval::State::Open), run, limit),
                       [host, only](const QList<Approval> &rows) {
                           QList<Approval> sorted = rows;
                           if (!only.isEmpty()) {
                               const Result<Approval> one = pick(rows, only);
                               if (!one)
                                   return replyNow(tl::unexpected(one.error()));
                               sorted = {*one};
                           }
                           std::stable_sort(sorted.begin(), sorted.end(), [](const Approval &a, const Approval &b) {
                               return a.risk != b.risk ? a.risk > b.risk : a.createdMs < b.createdMs;
                           });
                           return described(*host, sorted);
                       });
    };
    if (!request.has("run"))
        return read(QString());
    return andThen(findRun(request), [read](const engine::RunRow &run) { return read(run.id); });
}

/// "1,2" as a list of texts becomes one of what the form asks for; what does not fit stays, and the form refuses it.
QJsonArray typedItems(const QJsonArray &given, const QJsonObject &schema)
{
    const QString type = schema.value(QStringLiteral("items")).toObject().value(QStringLiteral("type")).toString();
    QJsonArray out;
    for (const QJsonValue &value : given) {
        out.append(value.isString() && !type.isEmpty() ? typedValue(type, value.toString()).value_or(value) : value);
    }
    return out;
}

/// Fields given as text become what the form asks for.
Result<QJsonObject> typedAnswer(const Approval &approval, const QJsonValue &given)
{
    if (given.isString())
        return QJsonObject{{QStringLiteral("choice"), given}};
    QJsonObject out = given.toObject();
    const QJsonObject properties =
        approval.subject.value(QStringLiteral("form")).toObject().value(QStringLiteral("properties")).toObject();
    for (auto it = out.begin(); it != out.end(); ++it) {
        QString type = properties.value(it.key()).toObject().value(QStringLiteral("type")).toString();
        if (!it.value().isString() || type.isEmpty() || type == QLatin1StringView("string"))
            continue;
        if (type == QLatin1StringView("array"))
            type = QStringLiteral("list");
        const Result<QJsonValue> value = typedValue(type, it.value().toString());
        if (!value) {
            return fail(value.error().code, value.error().message, QStringLiteral("answer/") + it.key(),
                        value.error().hint);
        }
        it.value() = *value;
        if (it.value().isArray())
            it.value() = typedItems(it.value().toArray(), properties.value(it.key()).toObject());
    }
    return out;
}

Reply decide(const Request &request)
{
    LocalHost *host = request.host;
    return andThen(host->queries().approvals(std::nullopt), [host, request](const QList<Approval> &rows) {
        const Result<Approval> approval = pick(rows, request.text("approval"));
        if (!approval)
            return replyNow(tl::unexpected(approval.error()));
        QJsonObject args{{QStringLiteral("approval"), approval->id},
                         {QStringLiteral("approve"), request.params.value(QStringLiteral("approve"))}};
        if (request.has("answer")) {
            const Result<QJsonObject> answer = typedAnswer(*approval, request.params.value(QStringLiteral("answer")));
            if (!answer)
                return replyNow(tl::unexpected(answer.error()));
            args.insert(QStringLiteral("answer"), *answer);
        }
        for (const char *field : {"digest", "comment", "changes", "always"}) {
            if (request.has(field))
                args.insert(QLatin1StringView(field), request.params.value(QLatin1StringView(field)));
        }
        QJsonObject answer = args.value(QStringLiteral("answer")).toObject();
        if (request.has("input"))
            answer.insert(QStringLiteral("updated_input"), request.params.value(QStringLiteral("input")));
        if (request.params.value(QStringLiteral("interrupt")).toBool())
            answer.insert(QStringLiteral("interrupt"), true);
        if (!answer.isEmpty())
            args.insert(QStringLiteral("answer"), answer);
        Command command;
        command.verb = Command::Verb::Decide;
        command.run = approval->run;
        command.by = request.text("as").isEmpty() ? request.principal.name : request.text("as");
        command.args = args;
        return andThen(host->engine().perform(command), [host, id = approval->id](const QJsonObject &) {
            return answered(host->queries().approvals(std::nullopt),
                            [id](const QList<Approval> &after) -> Result<QJsonObject> {
                                const Result<Approval> decided = pick(after, id);
                                if (!decided)
                                    return tl::unexpected(decided.error());
                                return QJsonObject{{QStringLiteral("approval"), domain::toJson(*decided)}};
                            });
        });
    });
}

} // namespace

Handlers approvalHandlers()
{
    return {{QStringLiteral("approval.list"), list},
            {QStringLiteral("approval.decide"), decide},
            {QStringLiteral("stop.list"), listStops}};
}

} // namespace podium::control
