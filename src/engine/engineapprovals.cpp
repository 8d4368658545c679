// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include "base/json.h"
#include "domain/definition/schema/jsonschema.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::engine
{

using domain::Approval;
using domain::AttemptKey;
using domain::EventType;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

struct Found
{
    RunState *run = nullptr;
    QString id;
};

/// The option with the most votes; empty while two lead together.
QString leadingChoice(const QJsonArray &votes)
{
    QMap<QString, int> tally;
    for (const QJsonValue &vote : votes)
        ++tally[vote[u"choice"].toString()];
    QString leader;
    int most = 0;
    bool tied = false;
    for (auto it = tally.cbegin(); it != tally.cend(); ++it) {
        tied = it.value() == most || (tied && it.value() < most);
        if (it.value() > most) {
            most = it.value();
            leader = it.key();
            tied = false;
        }
    }
    return tied ? QString() : leader;
}

} // namespace

void Engine::approvalRequested(const AttemptKey &key, const Approval &asked, qint64 nowMs)
{
    m_now = nowMs;
    RunState *of = current(key);
    if (!of)
        return;
    const auto known = of->approvals.constFind(asked.id);
    if (known != of->approvals.constEnd()) {
        // Asked again after a re-attach: still open, or decided while the runner was away.
        if (known->state != Approval::State::Open) {
            effect(Effect::Kind::Answer, *of, of->tasks[size_t(key.task)]);
            m_decision.effects.last().approval = *known;
        }
        return;
    }
    Approval approval = asked;
    approval.run = key.run;
    approval.task = key.task;
    approval.attempt = key.attempt;
    approval.state = Approval::State::Open;
    approval.createdMs = nowMs;
    if (approval.digest.isEmpty())
        approval.digest = sha256Hex(canonicalJson(approval.subject));
    emitEvent(*of, EventType::ApprovalRequested, key.task, domain::toJson(approval), key.attempt);
    if (approval.expiresMs > 0)
        m_due.insert({approval.expiresMs, Due::What::Expiry, key.run, key.task, key.attempt, approval.id});
}

void Engine::approvalWithdrawn(const AttemptKey &key, const QString &approvalId, qint64 nowMs)
{
    m_now = nowMs;
    RunState *of = current(key);
    if (!of)
        return;
    const auto known = of->approvals.constFind(approvalId);
    if (known == of->approvals.constEnd() || known->state != Approval::State::Open)
        return;
    emitEvent(*of, EventType::ApprovalClosed, key.task,
              {{QStringLiteral("id"), approvalId},
               {QStringLiteral("state"), domain::approvalStateName(Approval::State::Closed)}},
              key.attempt);
}

Result<QJsonObject> Engine::decide(const Command &command)
{
    const QString wanted = command.args.value(u"approval").toString();
    QList<Found> found;
    for (const auto &[runId, of] : m_runs) {
        for (const Approval &approval : std::as_const(of->approvals)) {
            if (approval.id == wanted)
                found = {{of.get(), approval.id}};
            else if (!wanted.isEmpty() && approval.state == Approval::State::Open && approval.id.startsWith(wanted))
                found.append({of.get(), approval.id});
        }
        if (found.size() == 1 && found.first().id == wanted)
            break;
    }
    if (found.isEmpty() || wanted.isEmpty())
        return fail(ErrorCode::NotFound, Text::tr("there is no open request \"%1\"").arg(wanted));
    if (found.size() > 1)
        return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" fits %2 open requests").arg(wanted).arg(found.size()),
                    {}, Text::tr("Give more of its id."));

    RunState &of = *found.first().run;
    const Approval approval = of.approvals.value(found.first().id);
    if (approval.state != Approval::State::Open) {
        return fail(ErrorCode::Conflict,
                    Text::tr("the request is %1 already").arg(domain::approvalStateName(approval.state)), approval.id);
    }
    const QString digest = command.args.value(u"digest").toString();
    if (!digest.isEmpty() && digest != approval.digest) {
        return fail(ErrorCode::Conflict, Text::tr("the request is not the one that was shown (its digest differs)"),
                    approval.id, Text::tr("Look at it again, then decide."));
    }
    const bool yes = command.args.value(u"approve").toBool();
    QJsonObject answer = command.args.value(u"answer").toObject();
    const QString comment = command.args.value(u"comment").toString();
    if (!comment.isEmpty())
        answer.insert(QStringLiteral("comment"), comment);
    if (command.args.value(u"changes").toBool())
        answer.insert(QStringLiteral("changes"), true);
    if (approval.kind == Approval::Kind::Form && yes) {
        QJsonObject form = answer;
        form.remove(QStringLiteral("comment"));
        const Result<domain::JsonSchema> schema = domain::JsonSchema::compile(approval.subject.value(u"form"));
        const QStringList wrong = schema ? schema->check(QJsonValue(form)) : QStringList{schema.error().text()};
        if (!wrong.isEmpty()) {
            return fail(ErrorCode::InvalidArgument,
                        Text::tr("the answer does not fit the form: %1").arg(wrong.join(QStringLiteral("; "))),
                        approval.id);
        }
    }

    // Several have to agree: collect votes until there are enough.
    if (approval.kind == Approval::Kind::Vote || (yes && approval.needed > 1)) {
        QJsonArray votes = approval.answer.value(u"votes").toArray();
        for (const QJsonValue &vote : std::as_const(votes)) {
            if (vote[u"by"].toString() == command.by)
                return fail(ErrorCode::Conflict, Text::tr("%1 has voted already").arg(command.by), approval.id);
        }
        const QString choice = answer.value(u"choice").toString();
        if (approval.kind == Approval::Kind::Vote) {
            const QJsonArray options = approval.subject.value(u"options").toArray();
            if (!options.contains(choice)) {
                QStringList names;
                for (const QJsonValue &option : options)
                    names.append(option.toString());
                return fail(ErrorCode::InvalidArgument,
                            choice.isEmpty() ? Text::tr("a vote needs a choice")
                                             : Text::tr("\"%1\" is not an option").arg(choice),
                            approval.id, Text::tr("Options: %1.").arg(names.join(QStringLiteral(", "))));
            }
            const QJsonArray voters = approval.subject.value(u"voters").toArray();
            if (!voters.isEmpty() && !voters.contains(command.by))
                return fail(ErrorCode::PermissionDenied, Text::tr("%1 has no vote in this").arg(command.by),
                            approval.id);
        }
        QJsonObject vote = answer;
        vote.insert(QStringLiteral("by"), command.by);
        votes.append(vote);
        answer = {{QStringLiteral("votes"), votes}};
        const QString leader = approval.kind == Approval::Kind::Vote ? leadingChoice(votes) : QStringLiteral("yes");
        if (votes.size() < approval.needed || leader.isEmpty()) {
            emitEvent(of, EventType::DecisionVoted, approval.task,
                      {{QStringLiteral("id"), approval.id},
                       {QStringLiteral("answer"), answer},
                       {QStringLiteral("by"), command.by}},
                      approval.attempt);
            return QJsonObject{{QStringLiteral("approval"), approval.id},
                               {QStringLiteral("state"), QStringLiteral("open")},
                               {QStringLiteral("votes"), votes.size()},
                               {QStringLiteral("needed"), approval.needed}};
        }
        if (approval.kind == Approval::Kind::Vote)
            answer.insert(QStringLiteral("choice"), leader);
    }

    const Approval::State state =
        yes || approval.kind == Approval::Kind::Vote ? Approval::State::Approved : Approval::State::Denied;
    emitEvent(of, EventType::ApprovalDecided, approval.task,
              {{QStringLiteral("id"), approval.id},
               {QStringLiteral("state"), domain::approvalStateName(state)},
               {QStringLiteral("by"), command.by},
               {QStringLiteral("digest"), approval.digest},
               {QStringLiteral("answer"), answer}},
              approval.attempt);
    const Approval decided = of.approvals.value(approval.id);
    const TaskRun &task = of.tasks[size_t(approval.task)];
    if (task.approval == approval.id) {
        Plan plan(*this, of, m_now);
        plan.decided(decided);
        plan.settle();
    } else if (isCurrent({of.id, approval.task, approval.attempt})) {
        effect(Effect::Kind::Answer, of, task);
        m_decision.effects.last().approval = decided;
    }
    return QJsonObject{{QStringLiteral("approval"), approval.id},
                       {QStringLiteral("state"), domain::approvalStateName(state)},
                       {QStringLiteral("run"), of.id},
                       {QStringLiteral("task"), task.key}};
}

void Engine::expire(RunState &of, const QString &approvalId)
{
    const Approval approval = of.approvals.value(approvalId);
    if (approval.state != Approval::State::Open || approval.id.isEmpty())
        return;
    emitEvent(of, EventType::ApprovalDecided, approval.task,
              {{QStringLiteral("id"), approval.id},
               {QStringLiteral("state"), domain::approvalStateName(Approval::State::Expired)}},
              approval.attempt);
    const Approval expired = of.approvals.value(approvalId);
    const TaskRun &task = of.tasks[size_t(approval.task)];
    if (task.approval == approvalId) {
        Plan plan(*this, of, m_now);
        plan.decided(expired);
        plan.settle();
    } else if (isCurrent({of.id, approval.task, approval.attempt})) {
        effect(Effect::Kind::Answer, of, task);
        m_decision.effects.last().approval = expired;
    }
}

} // namespace podium::engine
