// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"

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

QJsonObject approvalJson(const Approval &approval)
{
    return domain::toJson(approval);
}

Reply list(const Request &request)
{
    LocalHost *host = request.host;
    const auto read = [host, request](const QString &run) {
        const bool all = request.params.value(QStringLiteral("all")).toBool();
        return answered(host->queries().approvals(all ? std::nullopt : std::optional(Approval::State::Open), run,
                                                  request.params.value(QStringLiteral("limit")).toInt()),
                        [](const QList<Approval> &rows) -> Result<QJsonObject> {
                            QList<Approval> sorted = rows;
                            std::stable_sort(sorted.begin(), sorted.end(), [](const Approval &a, const Approval &b) {
                                return a.risk != b.risk ? a.risk > b.risk : a.createdMs < b.createdMs;
                            });
                            return QJsonObject{{QStringLiteral("approvals"), jsonArray(sorted, approvalJson)}};
                        });
    };
    if (!request.has("run"))
        return read(QString());
    return andThen(findRun(request), [read](const engine::RunRow &run) { return read(run.id); });
}

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
        for (const char *field : {"digest", "comment"}) {
            if (request.has(field))
                args.insert(QLatin1StringView(field), request.text(field));
        }
        Command command;
        command.verb = Command::Verb::Decide;
        command.run = approval->run;
        command.by = request.principal.name;
        command.args = args;
        return andThen(host->engine().perform(command), [host, id = approval->id](const QJsonObject &) {
            return answered(host->queries().approvals(std::nullopt),
                            [id](const QList<Approval> &after) -> Result<QJsonObject> {
                                const Result<Approval> decided = pick(after, id);
                                if (!decided)
                                    return tl::unexpected(decided.error());
                                return QJsonObject{{QStringLiteral("approval"), approvalJson(*decided)}};
                            });
        });
    });
}

} // namespace

Handlers approvalHandlers()
{
    return {{QStringLiteral("approval.list"), list}, {QStringLiteral("approval.decide"), decide}};
}

} // namespace podium::control
