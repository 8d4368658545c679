// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/answers.h"

#include "app/ctl/requests.h"
#include "app/ctl/tailer.h"
#include "app/ctl/talk/sessionview.h"
#include "app/ctl/views/agentview.h"
#include "app/ctl/views/attemptview.h"
#include "app/ctl/views/auditview.h"
#include "app/ctl/views/budgetview.h"
#include "app/ctl/views/commandtext.h"
#include "app/ctl/views/comparisonview.h"
#include "app/ctl/views/libraryview.h"
#include "app/ctl/views/planningview.h"
#include "app/ctl/views/reviewanswers.h"
#include "app/ctl/views/ruleview.h"
#include "app/ctl/views/stopview.h"
#include "base/clock.h"
#include "base/json.h"
#include "domain/diagnostic.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace podium::ctl
{

using control::ExitCode;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Answers)
};

using Lines = QStringList;

QString str(const QJsonObject &object, const char *name)
{
    return oneLine(object.value(QLatin1StringView(name)).toString());
}

qint64 num(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toInteger();
}

QJsonArray list(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toArray();
}

QString words(const QJsonValue &value)
{
    QStringList out;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &word : array)
        out += word.toString();
    return out.join(QStringLiteral(", "));
}

Lines names(const QJsonArray &rows, const char *name)
{
    Lines out;
    for (const QJsonValue &row : rows)
        out += str(row.toObject(), name);
    return out;
}

RenderOptions renderOptions(const AnswerOptions &options)
{
    return {options.columns > 0 ? options.columns : 10'000, 0, options.colour, options.unicode, SystemClock().nowMs()};
}

Lines runList(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray runs = list(answer, "runs");
    if (options.quiet)
        return names(runs, "id");
    if (runs.isEmpty())
        return {Text::tr("There are no runs yet. podiumctl run FILE starts one.")};
    QList<QStringList> rows;
    for (const QJsonValue &value : runs) {
        const QJsonObject run = value.toObject();
        const StateLook look =
            lookOf(domain::runStateFromName(str(run, "state")).value_or(domain::RunState::Pending), options.unicode);
        const qint64 started = num(run, "started_ms");
        const qint64 finished = num(run, "finished_ms");
        rows +=
            {str(run, "id"),
             styled(look.symbol + u' ' + look.word, look.style, options.colour),
             QStringLiteral("%1/%2").arg(num(run, "tasks_done")).arg(num(run, "tasks_total")),
             started > 0 ? duration((finished > 0 ? finished : SystemClock().nowMs()) - started) : QStringLiteral("—"),
             cost(run.value(QStringLiteral("usage")).toObject()),
             dateTime(num(run, "created_ms")),
             str(run, "title")};
    }
    return table({Text::tr("RUN"), Text::tr("STATE"), Text::tr("TASKS"), Text::tr("TIME"), Text::tr("COST"),
                  Text::tr("CREATED"), Text::tr("TITLE")},
                 rows, options.columns, options.colour);
}

Lines runShow(const control::ParsedCommand &command, const QJsonObject &answer, const AnswerOptions &options)
{
    RunView whole;
    if (!options.view)
        whole.update(answer, true);
    const RunView &view = options.view ? *options.view : whole;
    const bool past = answer.contains(QStringLiteral("at_ms"));
    RenderOptions render = renderOptions(options);
    Lines out;
    if (past) {
        render.nowMs = num(answer, "at_ms");
        out += styled(Text::tr("As it was after event %1, %2").arg(num(answer, "seq")).arg(dateTime(render.nowMs)),
                      Style::Dim, options.colour);
    }
    out += renderRun(view, render);
    const auto tagLine = [&out](const QJsonObject &of) {
        QStringList words;
        const QJsonArray tags = of.value(QStringLiteral("tags")).toArray();
        for (const QJsonValue &tag : tags)
            words += oneLine(tag.toString());
        if (!words.isEmpty())
            out += Text::tr("tags %1").arg(words.join(QStringLiteral(", ")));
    };
    if (!view.others().isEmpty())
        out += Text::tr("  %1 lists every task").arg(commandText(QStringLiteral("show %1 --all").arg(view.id())));
    if (command.params.contains(QStringLiteral("tag")) && view.tasks().isEmpty())
        out += Text::tr("No task has the tag \"%1\".").arg(str(command.params, "tag"));
    if (command.params.contains(QStringLiteral("task")) && !view.tasks().isEmpty()) {
        const QJsonObject task = list(answer, "tasks").first().toObject();
        tagLine(task);
        const QJsonValue result = task.value(QStringLiteral("result"));
        if (!result.isUndefined() && !result.isNull()) {
            out += {QString(), styled(str(task, "result_source").isEmpty()
                                          ? Text::tr("Result")
                                          : Text::tr("Result (from %1)").arg(str(task, "result_source")),
                                      Style::Bold, options.colour)};
            out += result.isString() ? harmless(result.toString())
                                     : QString::fromUtf8(result.isObject() ? QJsonDocument(result.toObject()).toJson()
                                                                           : canonicalJson(result));
        }
        return out;
    }
    const QJsonObject &run = view.run();
    out += QString();
    out += Text::tr("workflow %1, created %2 by %3 in %4")
               .arg(str(run, "workflow"), dateTime(num(run, "created_ms")), str(run, "created_by"),
                    str(run, "working_directory"));
    tagLine(run);
    const QJsonObject inputs = run.value(QStringLiteral("inputs")).toObject();
    for (auto it = inputs.begin(); it != inputs.end(); ++it) {
        out += elided(Text::tr("input %1 = %2").arg(it.key(), oneLine(QString::fromUtf8(canonicalJson(it.value())))),
                      options.columns > 0 ? options.columns : 10'000);
    }
    const QJsonObject usage = run.value(QStringLiteral("usage")).toObject();
    if (usage.value(QStringLiteral("estimated_usd")).isDouble()) {
        out += Text::tr("cost %1 as reported, %2 by the table of prices; of the tokens, %L3 were read from caches")
                   .arg(money(usage.value(QStringLiteral("usd"))), money(usage.value(QStringLiteral("estimated_usd"))))
                   .arg(num(usage, "cache_read_tokens"));
    }
    if (view.isFinished())
        out += renderSummary(view, render).mid(1);
    else if (!past && !answer.value(QStringLiteral("live")).toBool() && view.state() != domain::RunState::Paused)
        out += Text::tr("No process carries it on now. Go on with: %1")
                   .arg(commandText(QStringLiteral("resume ") + view.id()));
    return out;
}

Lines approvalList(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray approvals = list(answer, "approvals");
    if (options.quiet)
        return names(approvals, "id");
    if (approvals.isEmpty())
        return {Text::tr("Nothing waits for a person.")};
    Lines out;
    for (const QJsonValue &value : approvals)
        out += (out.isEmpty() ? Lines() : Lines{QString()}) + requestLines(value.toObject(), renderOptions(options));
    return out;
}

Lines validation(const QJsonObject &answer, const AnswerOptions &options)
{
    Lines out;
    const QJsonArray found = list(answer, "diagnostics");
    for (const QJsonValue &value : found) {
        const QJsonObject entry = value.toObject();
        const bool error = str(entry, "severity") == QLatin1StringView("error");
        out +=
            styled(entry.value(QStringLiteral("text")).toString(), error ? Style::Red : Style::Yellow, options.colour);
    }
    if (answer.value(QStringLiteral("valid")).toBool() && !options.quiet) {
        out += Text::tr("%1 is valid: %n task(s), hash %2", nullptr, int(num(answer, "tasks")))
                   .arg(str(answer, "name"), str(answer, "hash").left(12));
    }
    return out;
}

Lines doctor(const QJsonObject &answer, const AnswerOptions &options)
{
    Lines out;
    const QJsonArray checks = list(answer, "checks");
    for (const QJsonValue &value : checks) {
        const QJsonObject check = value.toObject();
        const QString state = str(check, "state");
        const bool ok = state == QLatin1StringView("ok");
        const bool missing = state == QLatin1StringView("missing");
        const Style style = ok ? Style::Green : missing ? Style::Red : Style::Yellow;
        const QString symbol = options.unicode ? (ok        ? QStringLiteral("✓")
                                                  : missing ? QStringLiteral("✗")
                                                            : QStringLiteral("!"))
                                               : (ok        ? QStringLiteral("+")
                                                  : missing ? QStringLiteral("x")
                                                            : QStringLiteral("!"));
        out += styled(symbol, style, options.colour) + u' ' + padded(str(check, "name"), 12) + QStringLiteral("  ") +
               str(check, "found");
        if (const QString hint = str(check, "hint"); !hint.isEmpty())
            out += QString(16, u' ') + styled(hint, Style::Dim, options.colour);
    }
    out += answer.value(QStringLiteral("ready")).toBool() ? Text::tr("Podium is ready to work.")
                                                          : Text::tr("Something that Podium needs is missing.");
    return out;
}

Lines settings(const control::ParsedCommand &command, const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonArray rows = list(answer, "settings");
    if (options.quiet)
        return names(rows, "key");
    const bool origin = command.local.value(QStringLiteral("origin")).toBool();
    QList<QStringList> cells;
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        cells += {str(row, "key"), str(row, "shown"), origin ? str(row, "origin") : str(row, "description")};
    }
    return table({Text::tr("KEY"), Text::tr("VALUE"), origin ? Text::tr("ORIGIN") : Text::tr("MEANING")}, cells,
                 origin ? 0 : options.columns, options.colour);
}

QString range(const QJsonObject &quantiles, bool isMoney)
{
    const auto shown = [isMoney](const QJsonValue &value) {
        return isMoney ? money(value) : duration(qint64(value.toDouble()));
    };
    return Text::tr("%1 (8 of 10 runs between %2 and %3)")
        .arg(shown(quantiles.value(QStringLiteral("p50"))), shown(quantiles.value(QStringLiteral("p10"))),
             shown(quantiles.value(QStringLiteral("p90"))));
}

Lines estimate(const QJsonObject &answer, const AnswerOptions &options)
{
    const QJsonObject all = answer.value(QStringLiteral("estimate")).toObject();
    Lines out{Text::tr("Time  %1").arg(range(all.value(QStringLiteral("duration_ms")).toObject(), false))};
    const qint64 unknown = num(all, "unknown_costs");
    const QJsonArray tasks = list(all, "tasks");
    if (unknown > 0 && unknown >= tasks.size())
        out += Text::tr("Cost  — (nobody knows what any task costs)");
    else
        out += Text::tr("Cost  %1").arg(range(all.value(QStringLiteral("usd")).toObject(), true));
    if (unknown > 0)
        out += Text::tr("      and what %n task(s) cost that nobody knows", nullptr, int(unknown));
    out += Text::tr("Path  %1 (decides the time)").arg(words(all.value(QStringLiteral("critical_path"))));
    out += Text::tr("At most %1 tasks at a time, %2 on average")
               .arg(num(all, "peak_parallel"))
               .arg(all.value(QStringLiteral("average_parallel")).toDouble(), 0, 'f', 1);
    const QJsonObject outlook = all.value(QStringLiteral("outlook")).toObject();
    const auto count = [&](const char *name) { return int(list(outlook, name).size()); };
    out += Text::tr("%n task(s) for agents, ", nullptr, count("agents")) +
           Text::tr("%n wait for a person", nullptr, count("people"));
    out += Text::tr("Files: %n task(s) on branches of their own, ", nullptr, count("branches")) +
           Text::tr("%n in place", nullptr, count("in_place"));
    out += Text::tr("Risk: %1").arg(str(outlook, "risk"));
    const QJsonArray reasons = list(outlook, "reasons");
    for (const QJsonValue &reason : reasons)
        out += QStringLiteral("  ") + str(reason.toObject(), "text") + QStringLiteral(": ") +
               words(reason[QStringLiteral("tasks")]);
    QList<QStringList> rows;
    for (const QJsonValue &value : tasks) {
        const QJsonObject task = value.toObject();
        if (task.value(QStringLiteral("skipped")).toBool()) {
            rows += {str(task, "id"), QStringLiteral("—"), Text::tr("skipped"), QStringLiteral("—"), {}};
            continue;
        }
        const QString cost = str(task, "usd_source") == QLatin1StringView("unknown")
                                 ? money(QJsonValue())
                                 : money(task.value(QStringLiteral("usd")).toObject().value(QStringLiteral("p50")));
        rows += {str(task, "id"),
                 duration(qint64(
                     task.value(QStringLiteral("duration_ms")).toObject().value(QStringLiteral("p50")).toDouble())),
                 str(task, "duration_source"), cost, str(task, "usd_source")};
    }
    out += QString();
    out += table({Text::tr("TASK"), Text::tr("TIME"), Text::tr("FROM"), Text::tr("COST"), Text::tr("FROM")}, rows,
                 options.columns, options.colour);
    if (all.value(QStringLiteral("uses_defaults")).toBool())
        out += Text::tr("Times from \"default\" are guesses; give `estimate:` in the file, or run it once.");
    return out;
}

Lines status(const QJsonObject &answer, const AnswerOptions &options)
{
    if (!answer.value(QStringLiteral("live")).toBool())
        return {Text::tr("No process runs the engine; podiumctl serve keeps one.")};
    const QJsonObject engine = answer.value(QStringLiteral("engine")).toObject();
    Lines out{Text::tr("%n run(s) under way, ", nullptr, engine.value(QStringLiteral("runs")).toInt()) +
              Text::tr("%n task(s) running, ", nullptr, engine.value(QStringLiteral("running")).toInt()) +
              Text::tr("%n queued", nullptr, engine.value(QStringLiteral("queued")).toInt())};
    const qint64 now = SystemClock().nowMs();
    QList<QStringList> rows;
    const QJsonArray attempts = list(answer, "attempts");
    for (const QJsonValue &value : attempts) {
        const QJsonObject attempt = value.toObject();
        rows += {str(attempt, "run"),
                 str(attempt, "key"),
                 str(attempt, "agent"),
                 str(attempt, "activity").replace(u'_', u' '),
                 duration(now - attempt.value(QStringLiteral("since_ms")).toInteger()),
                 cost(attempt.value(QStringLiteral("usage")).toObject())};
    }
    if (!rows.isEmpty()) {
        out += QString();
        out += table({Text::tr("RUN"), Text::tr("TASK"), Text::tr("AGENT"), Text::tr("DOING"), Text::tr("FOR"),
                      Text::tr("COST")},
                     rows, options.columns, options.colour);
    }
    const QJsonArray waiting = list(answer, "waiting");
    for (const QJsonValue &value : waiting) {
        out += Text::tr("%1 waits in %2: %3")
                   .arg(str(value.toObject(), "task"), str(value.toObject(), "run"), str(value.toObject(), "why"));
    }
    return out;
}

/// Objects without a view of their own: "name: value" lines.
Lines plainObject(const QJsonObject &object, const QString &indent = {})
{
    Lines out;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.value().isObject()) {
            out += indent + it.key() + u':';
            out += plainObject(it.value().toObject(), indent + QStringLiteral("  "));
        } else {
            const QString text =
                it.value().isString() ? it.value().toString() : QString::fromUtf8(canonicalJson(it.value()));
            out += indent + it.key() + QStringLiteral(": ") + harmless(text);
        }
    }
    return out;
}

Lines lines(const control::ParsedCommand &command, const QJsonObject &answer, const AnswerOptions &options)
{
    const QString view = command.form->presentation;
    const auto is = [&view](const char *name) { return view == QLatin1StringView(name); };
    if (is("run.list"))
        return runList(answer, options);
    if (is("run.show"))
        return runShow(command, answer, options);
    if (is("run.submitted") || is("run.done"))
        return options.quiet ? Lines{str(answer, "run")} : Lines{str(answer, "run"), str(answer, "note")};
    if (is("run.ended")) {
        RunView ended;
        ended.update(answer, true);
        return options.quiet
                   ? Lines()
                   : renderSummary(ended, {10'000, 0, options.colour, options.unicode, SystemClock().nowMs()});
    }
    if (is("approval.list"))
        return approvalList(answer, options);
    if (is("stop.list"))
        return renderStops(answer, options);
    if (is("credential.list"))
        return renderCredentials(answer, options);
    if (is("credential.set"))
        return {Text::tr("Kept: %1").arg(str(answer, "name"))};
    if (is("credential.removed"))
        return {Text::tr("Removed: %1").arg(str(answer, "name"))};
    if (is("rule.list"))
        return renderRules(answer, options);
    if (is("rule.test"))
        return renderRuleTest(answer);
    if (is("rule.revoked"))
        return {Text::tr("Revoked: %1").arg(str(answer.value(QStringLiteral("permit")).toObject(), "title"))};
    if (is("approval.decided")) {
        const QJsonObject approval = answer.value(QStringLiteral("approval")).toObject();
        const int votes =
            int(approval.value(QStringLiteral("answer")).toObject().value(QStringLiteral("votes")).toArray().size());
        const bool open = str(approval, "state") == QLatin1StringView("open");
        return {open ? Text::tr("%1: open, %n vote(s) so far, %2 have to agree", nullptr, votes)
                           .arg(str(approval, "title"))
                           .arg(num(approval, "needed"))
                     : Text::tr("%1: %2").arg(str(approval, "title"), str(approval, "state")),
                str(answer, "note")};
    }
    if (is("budget.show"))
        return renderBudget(answer, options);
    if (is("usage.days"))
        return renderUsage(answer, options);
    if (is("review.list"))
        return reviewList(answer, options);
    if (is("review.diff"))
        return reviewDiff(answer, options);
    if (is("review.merged"))
        return reviewMerged(answer, options);
    if (is("review.discarded"))
        return reviewDiscarded(answer, options);
    if (is("agent.list"))
        return renderAgents(answer, options);
    if (is("agent.presets"))
        return renderPresets(answer, options);
    if (is("agent.show"))
        return renderAgent(answer, options);
    if (is("agent.changed"))
        return renderChangedAgent(answer, options);
    if (is("workflow.validate"))
        return validation(answer, options);
    if (is("workflow.estimate"))
        return estimate(answer, options);
    if (is("planner.show")) {
        if (answer.value(QStringLiteral("available")).toBool())
            return {Text::tr("Plans are made by %1.").arg(str(answer, "by"))};
        return {Text::tr("Nobody can plan here: %1.").arg(str(answer, "why")), str(answer, "hint")};
    }
    if (is("workflow.list"))
        return renderLibrary(answer, options);
    if (is("workflow.versions"))
        return renderVersions(answer, options);
    if (is("workflow.save") || is("workflow.remove"))
        return renderSavedVersion(answer);
    if (is("workflow.diff"))
        return renderWorkflowDiff(answer, options);
    if (is("template.list")) {
        const QJsonArray templates = list(answer, "templates");
        if (options.quiet)
            return names(templates, "name");
        QList<QStringList> rows;
        for (const QJsonValue &value : templates)
            rows += {str(value.toObject(), "name"), str(value.toObject(), "description")};
        return table({Text::tr("TEMPLATE"), Text::tr("DESCRIPTION")}, rows, options.columns, options.colour);
    }
    if (is("text") || is("template.show") || is("template.new") || is("workflow.plan") || is("workflow.show"))
        return {answer.value(QStringLiteral("text")).toString()};
    if (is("engine.stop")) {
        if (options.quiet)
            return {};
        const int running = int(num(answer, "running"));
        if (!answer.value(QStringLiteral("stopping")).toBool())
            return {Text::tr("Tasks are started again; %n attempt(s) running.", nullptr, running)};
        return {Text::tr("No further tasks are started; %n attempt(s) still running.", nullptr, running)};
    }
    if (is("engine.show"))
        return status(answer, options);
    if (is("doctor"))
        return doctor(answer, options);
    if (is("config.show"))
        return settings(command, answer, options);
    if (is("log.search")) {
        Lines out;
        const QJsonArray found = list(answer, "lines");
        for (const QJsonValue &line : found)
            out += str(line.toObject(), "run") + u' ' + logLineText(line.toObject(), options.colour);
        return out;
    }
    if (is("run.result")) {
        const QJsonValue result = answer.value(QStringLiteral("result"));
        return {result.isString()   ? harmless(result.toString())
                : result.isObject() ? QString::fromUtf8(QJsonDocument(result.toObject()).toJson())
                : result.isArray()  ? QString::fromUtf8(QJsonDocument(result.toArray()).toJson())
                                    : QString::fromUtf8(canonicalJson(result))};
    }
    if (is("approval.consult"))
        return renderConsultation(answer, options);
    if (is("run.replan"))
        return renderReplan(answer, options);
    if (is("run.grid"))
        return renderGrid(answer, options);
    if (is("run.compare"))
        return renderComparison(answer, options);
    if (is("run.compare_attempts"))
        return renderAttemptComparison(answer, options);
    if (is("run.attempts"))
        return renderAttempts(answer, options);
    if (is("session.done") || is("session.checkpoints") || is("session.rewind"))
        return renderSession(command, answer, options);
    if (is("run.transcript"))
        return renderTranscript(answer, options);
    if (is("audit.list"))
        return renderAudit(answer, options);
    if (is("backup.check")) {
        Lines out;
        const QJsonArray findings = list(answer, "findings");
        for (const QJsonValue &finding : findings)
            out += harmless(finding.toString());
        return out + Lines{answer.value(QStringLiteral("sound")).toBool() ? Text::tr("No damage was found.")
                                                                          : Text::tr("There is damage.")};
    }
    return plainObject(answer);
}

} // namespace

QString answerText(const control::ParsedCommand &command, const QJsonObject &answer, const AnswerOptions &options)
{
    if (command.json)
        return QString::fromUtf8(canonicalJson(answer)) + u'\n';
    Lines out = lines(command, answer, options);
    // Notes that were not given leave no empty line behind; those inside stay.
    while (!out.isEmpty() && out.last().isEmpty())
        out.removeLast();
    if (out.isEmpty())
        return {};
    QString text = out.join(u'\n');
    return text.endsWith(u'\n') ? text : text + u'\n';
}

ExitCode answerCode(const control::ParsedCommand &command, const QJsonObject &answer)
{
    const QString view = command.form->presentation;
    const char *finding = view == QLatin1StringView("workflow.validate") ? "valid"
                          : view == QLatin1StringView("doctor")          ? "ready"
                          : view == QLatin1StringView("backup.check")    ? "sound"
                                                                         : nullptr;
    if (finding && !answer.value(QLatin1StringView(finding)).toBool())
        return ExitCode::RunFailed;
    if (view == QLatin1StringView("run.ended")) {
        if (answer.value(QStringLiteral("attention")).toBool())
            return ExitCode::NeedsPerson;
        return control::exitCodeForState(
            answer.value(QStringLiteral("run")).toObject().value(QStringLiteral("state")).toString());
    }
    return ExitCode::Success;
}

} // namespace podium::ctl
