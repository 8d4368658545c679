// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include "base/json.h"
#include "domain/definition/schema/jsonschema.h"
#include "domain/policy/answertime.h"
#include "domain/policy/placementrule.h"

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

struct Tally
{
    QString leader; ///< The option with the most votes; empty while two lead together.
    int votes = 0;  ///< What it has.
};

Tally tallyOf(const QJsonArray &votes)
{
    QMap<QString, int> counts;
    for (const QJsonValue &vote : votes)
        ++counts[vote[u"choice"].toString()];
    Tally out;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > out.votes)
            out = {it.key(), it.value()};
        else if (it.value() == out.votes)
            out.leader.clear();
    }
    return out;
}

/// Without the vote of this one; one each. Reviewers are one voter, however often they are asked.
QJsonArray withoutVoteOf(const QString &voter, const QJsonObject &answer, const QJsonArray &votes)
{
    QJsonArray out;
    for (const QJsonValue &vote : votes) {
        const bool bothReviewers = answer.contains(u"reviewers") && vote.toObject().contains(u"reviewers");
        if (vote[u"by"].toString() != voter && !bothReviewers)
            out.append(vote);
    }
    return out;
}

QStringList texts(const QJsonArray &values)
{
    QStringList out;
    for (const QJsonValue &value : values)
        out.append(value.toString());
    return out;
}

} // namespace

/// Asked again after a re-attach: still open, or decided while the runner was away. So is what a lost process has
/// asked, by the one that goes on with its work: nobody is asked twice, and what was answered holds. What was allowed
/// may have been done before the process was lost, though: nothing of a high risk is done again on the same word.
bool Engine::isTakenUp(const Approval &known, const Approval &asked, const AttemptKey &key, const TaskRun &task)
{
    if (known.state == Approval::State::Open || known.attempt == key.attempt)
        return known.state != Approval::State::Closed;
    if (task.interruptions == 0)
        return false;
    return known.state == Approval::State::Denied ||
           (known.state == Approval::State::Approved && std::max(known.risk, asked.risk) < domain::Risk::High);
}

void Engine::approvalRequested(const AttemptKey &key, const Approval &asked, qint64 nowMs)
{
    m_now = nowMs;
    RunState *of = current(key);
    if (!of)
        return;
    const auto known = of->approvals.constFind(asked.id);
    if (known != of->approvals.constEnd() && isTakenUp(*known, asked, key, of->tasks[size_t(key.task)])) {
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
    if (approval.needed < 1)
        approval.needed = approval.risk == domain::Risk::Critical ? m_policy.criticalVotes : 1;
    if (approval.expiresMs == 0)
        approval.expiresMs =
            domain::AnswerTime(*of->tasks[size_t(key.task)].spec, m_policy.answerWithinMs).expiryMs(nowMs);
    if (approval.digest.isEmpty())
        approval.digest = sha256Hex(canonicalJson(approval.subject));
    const domain::Permit *permit = permitThatCovers(*of, approval);
    QJsonObject data = domain::toJson(approval);
    if (permit)
        data.insert(QStringLiteral("permit"), permit->id); // Nobody need be called.
    emitEvent(*of, EventType::ApprovalRequested, key.task, data, key.attempt);
    if (approval.expiresMs > 0)
        m_due.insert({approval.expiresMs, Due::What::Expiry, key.run, key.task, key.attempt, approval.id});
    if (permit)
        answerByPermit(*of, approval, *permit);
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

/// What is for a role is decided by its people and agents. Where it has no people, somebody has to say that he speaks
/// in its name, so that nobody does so by accident.
Result<void> Engine::mayDecide(const Approval &approval, const QString &who)
{
    if (approval.role.isEmpty())
        return {};
    QStringList people;
    for (auto it = m_policy.roles.cbegin(); it != m_policy.roles.cend(); ++it) {
        if (domain::isSameWord(it.key(), approval.role))
            people += it.value();
    }
    const auto agent = m_scheduler.agents().constFind(who);
    const bool isAgentOfIt = agent != m_scheduler.agents().constEnd() && domain::isSameWord(agent->role, approval.role);
    if (isAgentOfIt || (people.isEmpty() ? domain::isSameWord(who, approval.role) : people.contains(who)))
        return {};
    const QString hint =
        people.isEmpty()
            ? Text::tr("Nobody is named for it: decide in its name with --as \"%1\", or name its people in "
                       "the configuration (approvals.roles).")
                  .arg(approval.role)
            : Text::tr("Who may: %1. Say who decides with --as NAME.").arg(people.join(QStringLiteral(", ")));
    return fail(ErrorCode::PermissionDenied, Text::tr("this is for %1, and %2 is not").arg(approval.role, who),
                approval.id, hint);
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
    if (const Result<void> may = mayDecide(approval, command.by); !may)
        return tl::unexpected(may.error());
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

    if (approval.kind == Approval::Kind::Question && yes) {
        QJsonObject said = answer;
        said.remove(QStringLiteral("comment"));
        if (said.isEmpty()) {
            return fail(ErrorCode::InvalidArgument, Text::tr("a question needs an answer"), approval.id,
                        Text::tr("podiumctl answer %1 --field \"QUESTION=ANSWER\" gives it.").arg(approval.id));
        }
    }

    std::optional<domain::Permit> permit;
    if (const QString always = command.args.value(u"always").toString(); !always.isEmpty() && yes) {
        Result<domain::Permit> given = permitFor(of, approval, always, command.by);
        if (!given)
            return tl::unexpected(given.error());
        permit = *given;
    }
    const QJsonValue changed = answer.value(u"updated_input");
    if (!changed.isUndefined() && (approval.kind != Approval::Kind::Permission || !changed.isObject() || permit)) {
        return fail(ErrorCode::InvalidArgument,
                    permit ? Text::tr("what is changed is allowed once, not always")
                           : Text::tr("only the input of a tool can be changed, and it is an object"),
                    approval.id);
    }

    // Several have to agree: collect votes until there are enough.
    const bool isVote = approval.kind == Approval::Kind::Vote;
    if (isVote || (yes && approval.needed > 1)) {
        const QJsonArray before = approval.answer.value(u"votes").toArray();
        QJsonArray votes = withoutVoteOf(command.by, answer, before);
        if (!isVote && votes.size() < before.size()) {
            return fail(ErrorCode::Conflict, Text::tr("%1 has agreed already").arg(command.by), approval.id,
                        Text::tr("%n people have to agree; say who does with --as NAME.", nullptr, approval.needed));
        }
        if (!votes.isEmpty() && !isVote && votes.first()[u"updated_input"] != changed) {
            return fail(ErrorCode::Conflict, Text::tr("the others have agreed to another input"), approval.id,
                        Text::tr("Agree to the same, or deny."));
        }
        if (isVote) {
            const QString choice = answer.value(u"choice").toString();
            const QStringList options = texts(approval.subject.value(u"options").toArray());
            if (!options.contains(choice)) {
                return fail(ErrorCode::InvalidArgument,
                            choice.isEmpty() ? Text::tr("a vote needs a choice")
                                             : Text::tr("\"%1\" is not an option").arg(choice),
                            approval.id, Text::tr("Options: %1.").arg(options.join(QStringLiteral(", "))));
            }
            const QStringList voters = texts(approval.subject.value(u"voters").toArray());
            if (!voters.isEmpty() && !voters.contains(command.by)) {
                return fail(
                    ErrorCode::PermissionDenied, Text::tr("%1 has no vote in this").arg(command.by), approval.id,
                    Text::tr("Who may vote: %1. Say who does with --as NAME.").arg(voters.join(QStringLiteral(", "))));
            }
        }
        QJsonObject vote = answer;
        vote.insert(QStringLiteral("by"), command.by);
        votes.append(vote);
        answer = {{QStringLiteral("votes"), votes}};
        const Tally tally = isVote ? tallyOf(votes) : Tally{QStringLiteral("yes"), int(votes.size())};
        if (tally.leader.isEmpty() || tally.votes < approval.needed) {
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
        if (isVote)
            answer.insert(QStringLiteral("choice"), tally.leader);
        else if (!changed.isUndefined())
            answer.insert(QStringLiteral("updated_input"), changed);
    }
    if (permit) {
        answer.insert(QStringLiteral("permit"), permit->id);
        givePermit(*permit);
    }

    const Approval::State state = yes || isVote ? Approval::State::Approved : Approval::State::Denied;
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
    } else if (isCurrent({of.id, approval.task, task.attempt})) {
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
    if (approval.state != Approval::State::Open || approval.id.isEmpty() || approval.expiresMs > m_now)
        return; // Perhaps asked anew since.
    const TaskRun &task = of.tasks[size_t(approval.task)];
    const domain::AnswerTime time(*task.spec);
    QJsonObject data{{QStringLiteral("id"), approval.id},
                     {QStringLiteral("state"), domain::approvalStateName(Approval::State::Expired)}};
    if (time.whenUnanswered(approval.kind) == domain::AnswerTime::Unanswered::Answered)
        data.insert(QStringLiteral("answer"), time.defaultAnswer().toObject());
    emitEvent(of, EventType::ApprovalDecided, approval.task, data, approval.attempt);
    const Approval expired = of.approvals.value(approvalId);
    if (task.approval == approvalId) {
        Plan plan(*this, of, m_now);
        plan.decided(expired);
        plan.settle();
    } else if (isCurrent({of.id, approval.task, task.attempt})) {
        effect(Effect::Kind::Answer, of, task);
        m_decision.effects.last().approval = expired;
    }
}

} // namespace podium::engine
