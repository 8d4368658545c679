// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/workspace.h"
#include "base/json.h"
#include "control/local/handlers/handlers.h"
#include "control/local/handlers/planning/planner.h"
#include "domain/definition/workflowloader.h"
#include "engine/attemptfolder.h"
#include "engine/resultstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConsultHandlers)
};

using domain::Approval;
using engine::Command;

const QLatin1StringView Name("consult");
const QLatin1StringView Yes("approve");
const QLatin1StringView No("deny");

/// The open request with this id or beginning.
Result<Approval> openRequest(const QList<Approval> &open, const QString &beginning)
{
    QList<Approval> found;
    for (const Approval &approval : open) {
        if (approval.id == beginning)
            return approval;
        if (!beginning.isEmpty() && approval.id.startsWith(beginning))
            found.append(approval);
    }
    if (found.size() == 1)
        return found.first();
    return fail(found.isEmpty() ? ErrorCode::NotFound : ErrorCode::Conflict,
                found.isEmpty() ? Text::tr("there is no open request \"%1\"").arg(beginning)
                                : Text::tr("\"%1\" fits several requests").arg(beginning),
                QStringLiteral("approval"), Text::tr("podiumctl approvals lists them"));
}

/// What reviewers choose from; empty for requests that take more than a choice.
QStringList choices(const Approval &approval)
{
    QStringList out;
    switch (approval.kind) {
    case Approval::Kind::Gate:
    case Approval::Kind::Review:
    case Approval::Kind::Permission:
        return {Yes, No};
    case Approval::Kind::Vote:
        for (const QJsonValue &option : approval.subject.value(QStringLiteral("options")).toArray())
            out += option.toString();
        return out;
    case Approval::Kind::Form:
    case Approval::Kind::Question:
    case Approval::Kind::Interrupted:
        break;
    }
    return {};
}

/// Several reviewers, and in front of them the test that outranks them.
domain::WorkflowPtr workflowFor(const Request &request)
{
    const auto input = [](const char *name) { return QStringLiteral("{{ inputs.%1 }}").arg(QLatin1StringView(name)); };
    QJsonObject with;
    for (const char *name : {"question", "subject", "options", "reviewers", "quorum", "live"})
        with.insert(QLatin1StringView(name), input(name));
    with.insert(QStringLiteral("otherwise"), QString());
    QJsonObject verdict{{QStringLiteral("id"), QStringLiteral("verdict")},
                        {QStringLiteral("title"), Text::tr("Ask the reviewers")},
                        {QStringLiteral("uses"), QStringLiteral("consensus")}};
    QJsonArray tasks;
    if (request.has("test")) {
        tasks.append(QJsonObject{{QStringLiteral("id"), QStringLiteral("test")},
                                 {QStringLiteral("title"), Text::tr("Test")},
                                 {QStringLiteral("run"), QStringLiteral("{{ inputs.test | raw }}")},
                                 {QStringLiteral("on_failure"), QStringLiteral("allow_failure")}});
        verdict.insert(QStringLiteral("depends_on"), QJsonArray{QStringLiteral("test")});
        with.insert(QStringLiteral("tests_passed"), QStringLiteral("{{ tasks.test.state == 'SUCCESS' }}"));
    }
    verdict.insert(QStringLiteral("with"), with);
    tasks.append(verdict);
    const auto of = [](const char *type) { return QJsonObject{{QStringLiteral("type"), QLatin1StringView(type)}}; };
    QJsonObject inputs{{QStringLiteral("approval"), of("string")}, {QStringLiteral("digest"), of("string")},
                       {QStringLiteral("question"), of("string")}, {QStringLiteral("subject"), of("string")},
                       {QStringLiteral("options"), of("list")},    {QStringLiteral("reviewers"), of("integer")},
                       {QStringLiteral("quorum"), of("integer")},  {QStringLiteral("live"), of("integer")},
                       {QStringLiteral("test"), of("string")}};
    return domain::loadDefinition({{QStringLiteral("podium"), 1},
                                   {QStringLiteral("name"), Name},
                                   {QStringLiteral("title"), Text::tr("Ask reviewers")},
                                   {QStringLiteral("inputs"), inputs},
                                   {QStringLiteral("tasks"), tasks}})
        .workflow;
}

/// Says in the request what came of the reviewers, if they came to something.
Reply conclude(const Request &request, const Approval &approval, const QString &run, const QJsonObject &verdict)
{
    const QString by = verdict.value(QStringLiteral("decided_by")).toString();
    QJsonObject out{{QStringLiteral("approval"), approval.id}, {QStringLiteral("run"), run}};
    for (const char *field : {"choice", "decided_by", "votes", "dissent", "live"})
        out.insert(QLatin1StringView(field), verdict.value(QLatin1StringView(field)));
    const bool refused = by == QLatin1StringView("tests");
    const bool isVote = approval.kind == Approval::Kind::Vote;
    // Without a consensus, and for a choice that tests cannot make, people decide.
    if ((!refused && by != QLatin1StringView("votes")) || (refused && isVote)) {
        out.insert(QStringLiteral("decided"), false);
        return replyNow(out);
    }
    const QString choice = refused ? QString(No) : verdict.value(QStringLiteral("choice")).toString();
    out.insert(QStringLiteral("choice"), choice);
    out.insert(QStringLiteral("decided"), true);
    QJsonObject answer{{QStringLiteral("reviewers"), QJsonObject{{QStringLiteral("run"), run},
                                                                 {QStringLiteral("decided_by"), by},
                                                                 {QStringLiteral("votes"), out.value(u"votes")},
                                                                 {QStringLiteral("dissent"), out.value(u"dissent")}}}};
    if (isVote)
        answer.insert(QStringLiteral("choice"), choice);
    Command command;
    command.verb = Command::Verb::Decide;
    command.run = approval.run;
    command.by = Text::tr("reviewers (%1)").arg(run);
    command.args = {{QStringLiteral("approval"), approval.id},
                    {QStringLiteral("approve"), isVote || choice == Yes},
                    {QStringLiteral("digest"), approval.digest},
                    {QStringLiteral("answer"), answer}};
    if (refused)
        command.args.insert(QStringLiteral("comment"), Text::tr("The tests failed, which outranks the votes."));
    return answered(request.host->engine().perform(command), [out](const QJsonObject &decided) -> Result<QJsonObject> {
        QJsonObject whole = out;
        whole.insert(QStringLiteral("state"), decided.value(QStringLiteral("state"))); // Open: people are needed, too.
        return whole;
    });
}

Reply await(const Request &request, const Approval &approval, const QString &run)
{
    LocalHost *host = request.host;
    const QString command = QStringLiteral("podiumctl consult %1 --run %2").arg(approval.id, run);
    return awaitAgents(request, run, Text::tr("a reviewer waits for a person"), command, [=](const QJsonObject &) {
        return andThen(host->queries().tasks(run), [=](const QList<engine::TaskRow> &rows) {
            for (const engine::TaskRow &row : rows) {
                if (row.key != QLatin1StringView("verdict") || row.state != domain::TaskState::Success)
                    continue;
                const Result<QJsonValue> verdict = engine::ResultStore(*host->storage(), 0).resolve(row.result);
                return verdict ? conclude(request, approval, run, verdict->toObject())
                               : replyNow(tl::unexpected(verdict.error()));
            }
            return replyNow(fail(ErrorCode::Conflict, Text::tr("the reviewers have come to nothing"), run,
                                 Text::tr("The request stays open; podiumctl show %1 tells more.").arg(run)));
        });
    });
}

/// Takes up reviewers that were asked before.
Reply takeUp(const Request &request, const Approval &approval, const engine::RunRow &run)
{
    if (run.workflowName != Name || run.inputs.value(QStringLiteral("approval")) != approval.id ||
        run.inputs.value(QStringLiteral("digest")) != approval.digest)
        return replyNow(fail(ErrorCode::Conflict, Text::tr("it was not asked about this request"), run.id));
    return await(request, approval, run.id);
}

/// Whose work the request is about, if an agent's.
QFuture<Result<QJsonArray>> authorsOf(LocalHost *host, const Approval &approval)
{
    return then(host->queries().tasks(approval.run),
                [index = approval.task](const Result<QList<engine::TaskRow>> &rows) -> Result<QJsonArray> {
                    if (!rows)
                        return tl::unexpected(rows.error());
                    QJsonArray out;
                    for (const engine::TaskRow &row : *rows) {
                        if (row.index == index && !row.agent.isEmpty())
                            out.append(row.agent);
                    }
                    return out;
                });
}

Reply begin(const Request &request, const Approval &approval, const QString &run)
{
    LocalHost *host = request.host;
    const QStringList options = choices(approval);
    if (options.isEmpty()) {
        return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("this request takes more than a choice"), approval.id,
                             Text::tr("Reviewers can answer gates, reviews, permissions and votes.")));
    }
    if (!approval.role.isEmpty()) { // Before they are paid for an answer that counts for nothing.
        return replyNow(fail(ErrorCode::PermissionDenied, Text::tr("this is for %1").arg(approval.role), approval.id,
                             Text::tr("Reviewers answer what is for anybody.")));
    }
    return andThen(host->queries().run(approval.run), [=](const engine::RunRow &of) {
        Command command;
        command.verb = Command::Verb::SubmitRun;
        command.run = run;
        command.by = request.principal.name;
        command.workflow = workflowFor(request);
        if (!command.workflow)
            return replyNow(fail(ErrorCode::Internal, Text::tr("the reviewers' own workflow is not valid")));
        QJsonObject inputs{{QStringLiteral("approval"), approval.id},
                           {QStringLiteral("digest"), approval.digest},
                           {QStringLiteral("question"), approval.title + u'\n' + approval.reason},
                           {QStringLiteral("subject"), QString::fromUtf8(canonicalJson(approval.subject))},
                           {QStringLiteral("options"), QJsonArray::fromStringList(options)}};
        for (const char *field : {"reviewers", "quorum", "live", "test"}) {
            if (request.has(field))
                inputs.insert(QLatin1StringView(field), request.params.value(QLatin1StringView(field)));
        }
        // What the task has done may be in a folder of its own only.
        const domain::AttemptKey attempt{approval.run, approval.task, approval.attempt};
        QString folder = agents::ownWorkFolder(engine::attemptFolder(host->dataFolder(), attempt));
        if (folder.isEmpty())
            folder = of.workingDirectory;
        if (folder.isEmpty()) {
            folder = host->dataFolder() + QStringLiteral("/work");
            QDir().mkpath(folder);
        }
        command.args = {{QStringLiteral("working_directory"), folder}, {QStringLiteral("inputs"), inputs}};
        if (request.has("budget_usd"))
            command.args.insert(QStringLiteral("budget_usd"), request.params.value(QStringLiteral("budget_usd")));
        return andThen(authorsOf(host, approval), [=](const QJsonArray &authors) {
            Command submit = command;
            submit.args.insert(QStringLiteral("not_by"), authors);
            return andThen(host->engine().perform(submit),
                           [=](const QJsonObject &) { return await(request, approval, run); });
        });
    });
}

Reply consult(const Request &request)
{
    const int reviewers = request.params.value(QStringLiteral("reviewers")).toInt();
    for (const char *field : {"quorum", "live"}) {
        if (request.params.value(QLatin1StringView(field)).toInt() > reviewers) {
            return replyNow(fail(ErrorCode::InvalidArgument, Text::tr("there are only %1 reviewers").arg(reviewers),
                                 QLatin1StringView(field)));
        }
    }
    return andThen(request.host->queries().approvals(Approval::State::Open), [=](const QList<Approval> &open) {
        const Result<Approval> approval = openRequest(open, request.text("approval"));
        if (!approval)
            return replyNow(tl::unexpected(approval.error()));
        const auto again = [=](const engine::RunRow &run) { return takeUp(request, *approval, run); };
        if (request.has("run"))
            return andThen(findRun(request), again);
        return beginOnce(
            request, "begin_as", Name, [=](const QString &run) { return begin(request, *approval, run); }, again);
    });
}

} // namespace

Handlers consultHandlers()
{
    return {{QStringLiteral("approval.consult"), consult}};
}

} // namespace podium::control
