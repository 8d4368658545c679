// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/agentcheck.h"
#include "base/continuation.h"
#include "base/json.h"
#include "base/suggestion.h"
#include "control/local/handlers/answerjson.h"
#include "control/local/handlers/handlers.h"
#include "control/local/handlers/workflowsource.h"
#include "domain/definition/graphtext.h"
#include "domain/definition/templates.h"
#include "domain/definition/workflowloader.h"
#include "domain/policy/estimate.h"
#include "domain/policy/foresight.h"
#include "domain/policy/outlook.h"
#include "domain/policy/placementrule.h"

#include <QCoreApplication>
#include <QPromise>
#include <QRegularExpression>

namespace podium::control
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkflowHandlers)
};

QJsonObject diagnosticJson(const domain::Diagnostic &diagnostic)
{
    return {{QStringLiteral("severity"), diagnostic.severity == domain::Diagnostic::Severity::Error
                                             ? QStringLiteral("error")
                                             : QStringLiteral("warning")},
            {QStringLiteral("code"), diagnostic.code},
            {QStringLiteral("message"), diagnostic.message},
            {QStringLiteral("hint"), diagnostic.hint},
            {QStringLiteral("path"), diagnostic.path},
            {QStringLiteral("file"), diagnostic.file},
            {QStringLiteral("line"), diagnostic.line},
            {QStringLiteral("column"), diagnostic.column},
            {QStringLiteral("text"), diagnostic.text()}};
}

/// Why none of the agents could do a task as they are now: none fits, or all that fit are set up wrongly.
QString whyNobody(const domain::TaskSpec &task, const QList<domain::Agent> &agents)
{
    const domain::PlacementRule rule(task);
    QString why = rule.whyNone(agents);
    if (!why.isEmpty())
        return why;
    for (const domain::Agent &agent : agents) {
        if (!rule.fits(agent))
            continue;
        const Result<void> sound = agents::checkAgent(agent);
        if (sound)
            return {};
        why = Text::tr("agent %1: %2").arg(agent.name, sound.error().text());
    }
    return why;
}

Result<QJsonObject> validated(const Request &request, const domain::AgentAdvice &advice)
{
    const Result<domain::LoadResult> loaded = loadRequested(request.params, advice);
    if (!loaded)
        return tl::unexpected(loaded.error());
    QJsonObject out{{QStringLiteral("valid"), loaded->workflow != nullptr},
                    {QStringLiteral("diagnostics"), jsonArray(loaded->diagnostics, diagnosticJson)}};
    if (loaded->workflow) {
        out.insert(QStringLiteral("name"), loaded->workflow->name);
        out.insert(QStringLiteral("hash"), loaded->workflow->hash);
        out.insert(QStringLiteral("tasks"), loaded->workflow->tasks.size());
    }
    return out;
}

Reply validateWorkflow(const Request &request)
{
    if (!request.host)
        return replyNow(validated(request, {}));
    return then(request.host->queries().agents(), [request](const Result<QList<domain::Agent>> &agents) {
        if (!agents)
            return validated(request, {});
        return validated(request, [agents](const domain::TaskSpec &task) { return whyNobody(task, *agents); });
    });
}

/// What earlier runs of the workflow took, where that can be known.
QFuture<Result<domain::EstimateOptions>> withHistory(const Request &request, const domain::Workflow &workflow,
                                                     const domain::EstimateOptions &options = {})
{
    if (!request.host) {
        QPromise<Result<domain::EstimateOptions>> known;
        known.start();
        known.addResult(options);
        known.finish();
        return known.future();
    }
    storage::RunQueries &queries = request.host->queries();
    const auto ofTasks = [options](const Result<QList<storage::TaskHistory>> &history) {
        return history.map([&options](const QList<storage::TaskHistory> &entries) {
            domain::EstimateOptions out = options;
            for (const storage::TaskHistory &entry : entries) {
                out.durationsMs[entry.path] += double(entry.durationMs);
                if (entry.usd)
                    out.costsUsd[entry.path] += *entry.usd;
            }
            return out;
        });
    };
    const QFuture<Result<domain::EstimateOptions>> known = then(queries.history(workflow.name), ofTasks);
    const QStringList kinds = domain::kindsIn(workflow);
    if (kinds.isEmpty())
        return known;
    // Asked now: the answer comes behind that to the first question, from the same thread.
    return then(queries.kindHistory(kinds),
                [known](const Result<QList<storage::KindHistory>> &history) -> Result<domain::EstimateOptions> {
                    Result<domain::EstimateOptions> out = known.result();
                    if (!history)
                        return tl::unexpected(history.error());
                    for (const storage::KindHistory &entry : out ? *history : QList<storage::KindHistory>()) {
                        const QString kind = domain::kindKey(entry.type, entry.kind);
                        out->kindDurationsMs[kind] += double(entry.durationMs);
                        if (entry.usd)
                            out->kindCostsUsd[kind] += *entry.usd;
                    }
                    return out;
                });
}

QJsonObject drawing(const Request &request, const domain::Workflow &workflow, const domain::EstimateOptions &known)
{
    const QString format = request.text("format");
    const auto drawn =
        domain::graphFormatFromName(format == QLatin1StringView("text") ? QStringLiteral("tree") : format);
    return {{QStringLiteral("text"), domain::graphText(workflow, drawn.value_or(domain::GraphFormat::Tree), known)}};
}

Reply graph(const Request &request)
{
    const Result<domain::WorkflowPtr> workflow = requestedWorkflow(request);
    if (!workflow)
        return replyNow(tl::unexpected(workflow.error()));
    return answered(withHistory(request, **workflow),
                    [request, workflow = *workflow](const domain::EstimateOptions &known) -> Result<QJsonObject> {
                        return drawing(request, *workflow, known);
                    });
}

Reply runGraph(const Request &request)
{
    return andThen(findRun(request), [request](const engine::RunRow &run) {
        return andThen(request.host->queries().workflow(run.workflowHash), [=](const storage::WorkflowInfo &info) {
            const domain::WorkflowPtr workflow = domain::workflowFromDefinition(info.definition).workflow;
            if (!workflow)
                return replyNow(fail(ErrorCode::Corrupt, Text::tr("the stored workflow cannot be read"), run.id));
            return answered(withHistory(request, *workflow),
                            [=](const domain::EstimateOptions &known) -> Result<QJsonObject> {
                                QJsonObject out = drawing(request, *workflow, known);
                                if (request.text("format") == QLatin1StringView("json"))
                                    out.insert(QStringLiteral("graph"), domain::graphJson(*workflow, known));
                                return out;
                            });
        });
    });
}

Reply estimate(const Request &request)
{
    const Result<domain::WorkflowPtr> workflow = requestedWorkflow(request);
    if (!workflow)
        return replyNow(tl::unexpected(workflow.error()));
    domain::EstimateOptions options;
    options.rounds = request.params.value(QStringLiteral("trials")).toInt();
    options.seed = quint64(request.params.value(QStringLiteral("seed")).toInteger());
    options.maxParallel = request.params.value(QStringLiteral("max_parallel")).toInt();
    options.places = int(request.settings.number(QStringLiteral("engine.max_parallel")));
    options.pools = request.settings.counts(QStringLiteral("engine.pools"));
    const Result<QJsonObject> inputs =
        typedInputs(**workflow, request.params.value(QStringLiteral("inputs")).toObject());
    if (!inputs)
        return replyNow(tl::unexpected(inputs.error()));
    options.inputs = *inputs;
    return answered(withHistory(request, **workflow, options),
                    [workflow = *workflow](const domain::EstimateOptions &known) -> Result<QJsonObject> {
                        QJsonObject out = domain::toJson(domain::estimateWorkflow(*workflow, known));
                        const domain::Workflow foreseen =
                            domain::Foresight(*workflow, known.inputs).withoutSkipped(*workflow);
                        out.insert(QStringLiteral("outlook"), domain::toJson(domain::outlookOf(foreseen)));
                        return QJsonObject{{QStringLiteral("estimate"), out}};
                    });
}

Reply templateList(const Request &)
{
    QJsonArray out;
    const QStringList names = domain::templateNames();
    for (const QString &name : names) {
        QJsonObject row{{QStringLiteral("name"), name}};
        if (const Result<QByteArray> text = domain::templateSource(name)) {
            const domain::LoadResult loaded = domain::loadWorkflow(*text, name + QStringLiteral(".yaml"));
            if (loaded.workflow) {
                row.insert(QStringLiteral("title"), loaded.workflow->title);
                row.insert(QStringLiteral("description"), loaded.workflow->description);
                row.insert(QStringLiteral("tasks"), loaded.workflow->tasks.size());
            }
        }
        out.append(row);
    }
    return replyNow(QJsonObject{{QStringLiteral("templates"), out}});
}

Result<QByteArray> templateText(const QString &name)
{
    const QStringList names = domain::templateNames();
    if (names.contains(name))
        return domain::templateSource(name);
    const QString meant = suggestion(name, names);
    return fail(ErrorCode::NotFound, Text::tr("there is no template \"%1\"").arg(name), QStringLiteral("template"),
                meant.isEmpty() ? Text::tr("podiumctl templates lists them") : meant);
}

Reply templateShow(const Request &request)
{
    const Result<QByteArray> text = templateText(request.text("template"));
    if (!text)
        return replyNow(tl::unexpected(text.error()));
    return replyNow(QJsonObject{{QStringLiteral("text"), QString::fromUtf8(*text)}});
}

Reply templateNew(const Request &request)
{
    const Result<QByteArray> source = templateText(request.text("template"));
    if (!source)
        return replyNow(tl::unexpected(source.error()));
    QString text = QString::fromUtf8(*source);
    if (request.has("name")) {
        static const QRegularExpression s_name(QStringLiteral("^name:.*$"), QRegularExpression::MultilineOption);
        const QRegularExpressionMatch match = s_name.match(text);
        // JSON text is YAML text: whatever the name is, it cannot add a line to the file.
        const QString line =
            QStringLiteral("name: ") + QString::fromUtf8(canonicalJson(QJsonValue(request.text("name"))));
        if (match.hasMatch())
            text.replace(match.capturedStart(), match.capturedLength(), line);
    }
    const domain::LoadResult loaded = domain::loadWorkflow(text.toUtf8(), QString());
    if (!loaded.workflow) {
        return replyNow(fail(ErrorCode::InvalidArgument,
                             loaded.diagnostics.isEmpty() ? Text::tr("this is not a name for a workflow")
                                                          : loaded.diagnostics.first().message,
                             QStringLiteral("name")));
    }
    return replyNow(QJsonObject{{QStringLiteral("text"), text}});
}

} // namespace

Handlers workflowHandlers()
{
    return {{QStringLiteral("workflow.validate"), orFromLibrary(validateWorkflow)},
            {QStringLiteral("workflow.graph"), orFromLibrary(graph)},
            {QStringLiteral("run.graph"), runGraph},
            {QStringLiteral("workflow.estimate"), orFromLibrary(estimate)},
            {QStringLiteral("template.list"), templateList},
            {QStringLiteral("template.show"), templateShow},
            {QStringLiteral("template.new"), templateNew}};
}

} // namespace podium::control
