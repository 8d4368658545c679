// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/claude/claudeapproval.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaudeApproval)
};

QString firstLine(const QString &text, qsizetype limit)
{
    QString line = text.trimmed();
    const qsizetype eol = line.indexOf(u'\n');
    const bool cut = eol >= 0 || line.size() > limit;
    if (eol >= 0)
        line.truncate(eol);
    line.truncate(limit);
    return cut ? line + QStringLiteral(" …") : line;
}

/// The CLI wants question → text; several options of one question are joined.
QJsonObject questionAnswers(const claude::PermissionRequest &request, const domain::Approval &decided)
{
    const QJsonObject &answer = decided.answer;
    const bool expired = decided.state == domain::Approval::State::Expired; // Then it is the answer of the task.
    const QJsonValue given = answer.value(QLatin1StringView("answers"));
    const QJsonObject from = given.isObject() ? given.toObject() : answer;
    QJsonObject out;
    for (const QJsonValue &value : request.input.value(QLatin1StringView("questions")).toArray()) {
        const QString question = value[QLatin1StringView("question")].toString();
        QJsonValue chosen = from.value(question);
        if (chosen.isUndefined())
            chosen = from.value(value[QLatin1StringView("header")].toString());
        if (chosen.isUndefined() && expired)
            chosen = from.value(QLatin1StringView("*"));
        if (chosen.isArray()) {
            QStringList parts;
            for (const QJsonValue &part : chosen.toArray())
                parts.append(part.toVariant().toString());
            out.insert(question, parts.join(QStringLiteral(", ")));
        } else if (!chosen.isUndefined() && !chosen.isNull()) {
            out.insert(question,
                       chosen.isObject() ? QString::fromUtf8(canonicalJson(chosen)) : chosen.toVariant().toString());
        }
    }
    return out;
}

QString denial(const domain::Approval &decided)
{
    for (const char *key : {"message", "reason", "comment"}) {
        const QString text = decided.answer.value(QLatin1StringView(key)).toString();
        if (!text.isEmpty())
            return text;
    }
    // Said to the model, which is why it is not translated.
    if (decided.state == domain::Approval::State::Denied)
        return QStringLiteral("A person has denied this. Do not try it again in another way; go on without it, or say "
                              "in your result that it is needed.");
    return QStringLiteral(
        "Nobody has decided on this in time. Go on without it, or say in your result that it is needed.");
}

} // namespace

bool isQuestion(const claude::PermissionRequest &request)
{
    return request.tool == QLatin1StringView("AskUserQuestion");
}

QString toolSummary(const QString &tool, const QJsonObject &input)
{
    for (const char *key :
         {"command", "file_path", "notebook_path", "pattern", "url", "query", "description", "skill"}) {
        const QString value = input.value(QLatin1StringView(key)).toString();
        if (!value.isEmpty())
            return tool + QStringLiteral(": ") + firstLine(value, 160);
    }
    return input.isEmpty() ? tool
                           : tool + QStringLiteral(": ") + firstLine(QString::fromUtf8(canonicalJson(input)), 160);
}

domain::Approval approvalFor(const claude::PermissionRequest &request, const PermissionDecision &decision,
                             const domain::AttemptKey &key, const PermissionScene &scene)
{
    domain::Approval out;
    out.run = key.run;
    out.task = key.task;
    out.attempt = key.attempt;
    out.subject = {{QStringLiteral("tool"), request.tool},
                   {QStringLiteral("input"), request.input},
                   {QStringLiteral("cwd"), scene.workingDirectory}};
    out.digest = sha256Hex(canonicalJson(out.subject));
    if (isQuestion(request)) {
        out.kind = domain::Approval::Kind::Question;
        out.risk = domain::Risk::Low;
        const QJsonArray questions = request.input.value(QLatin1StringView("questions")).toArray();
        out.title = firstLine(questions.at(0)[QLatin1StringView("question")].toString(), 160);
        if (questions.size() > 1)
            out.title += Text::tr(" (and %n more)", nullptr, int(questions.size()) - 1);
        out.reason = Text::tr("The agent asks.");
        return out;
    }
    out.kind = domain::Approval::Kind::Permission;
    out.risk = decision.risk;
    out.title = toolSummary(request.tool, request.input);
    static const QRegularExpression s_heading(QStringLiteral("^[#\\s]+"));
    const QString plan = request.input.value(QLatin1StringView("plan")).toString().remove(s_heading);
    if (request.tool == QLatin1StringView("ExitPlanMode"))
        out.title =
            plan.isEmpty() ? Text::tr("May the plan be carried out?") : Text::tr("Plan: %1").arg(firstLine(plan, 160));
    out.needed = decision.votes; // 0: the engine knows how many.
    out.reason = Text::tr("Rule: %1.").arg(decision.why());
    if (!request.reason.isEmpty())
        out.reason += u' ' + Text::tr("Claude Code says: %1").arg(request.reason);
    if (!request.blockedPath.isEmpty())
        out.reason += u' ' + Text::tr("It concerns %1.").arg(request.blockedPath);
    return out;
}

QJsonObject allowReply(const QJsonObject &input)
{
    return {{QStringLiteral("behavior"), QStringLiteral("allow")}, {QStringLiteral("updatedInput"), input}};
}

QJsonObject denyReply(const QString &message, bool interrupt)
{
    QJsonObject out{{QStringLiteral("behavior"), QStringLiteral("deny")}, {QStringLiteral("message"), message}};
    if (interrupt)
        out.insert(QStringLiteral("interrupt"), true);
    return out;
}

QJsonObject replyFor(const claude::PermissionRequest &request, const domain::Approval &decided)
{
    QJsonObject input = request.input;
    const QJsonObject answers = isQuestion(request) ? questionAnswers(request, decided) : QJsonObject();
    const qsizetype questions = request.input.value(QLatin1StringView("questions")).toArray().size();
    const bool byDefault = decided.state == domain::Approval::State::Expired && questions > 0 &&
                           answers.size() == questions; // Half an answer would be made up for the rest.
    if (decided.state != domain::Approval::State::Approved && !byDefault)
        return denyReply(denial(decided), decided.answer.value(QLatin1StringView("interrupt")).toBool());
    if (isQuestion(request)) {
        input.insert(QStringLiteral("answers"), answers);
        return allowReply(input);
    }
    const QJsonValue updated = decided.answer.value(QLatin1StringView("updated_input"));
    QJsonObject out = allowReply(updated.isObject() ? updated.toObject() : input);
    if (request.tool == QLatin1StringView("ExitPlanMode")) {
        // An accepted plan that stays in plan mode could not be carried out.
        const QString mode = decided.answer.value(QLatin1StringView("mode")).toString(QStringLiteral("default"));
        out.insert(QStringLiteral("updatedPermissions"),
                   QJsonArray{QJsonObject{{QStringLiteral("type"), QStringLiteral("setMode")},
                                          {QStringLiteral("mode"), mode},
                                          {QStringLiteral("destination"), QStringLiteral("session")}}});
    }
    return out;
}

} // namespace podium::agents
