// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/person/personrunner.h"

#include "base/json.h"
#include "domain/policy/answertime.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace podium::agents
{

using domain::Approval;
using domain::AttemptKey;
using domain::AttemptOutcome;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PersonRunner)
};

Approval approvalFor(const engine::AttemptRequest &request)
{
    const domain::TaskSpec &spec = request.spec;
    const bool vote = spec.type == QLatin1StringView("decision");
    Approval approval;
    approval.id =
        sha256Hex((request.key.toString() + (vote ? QStringLiteral("/vote") : QStringLiteral("/form"))).toUtf8())
            .left(10);
    approval.kind = vote ? Approval::Kind::Vote : Approval::Kind::Form;
    approval.title = spec.title.isEmpty() ? request.taskKey : spec.title;
    approval.risk = domain::Risk::Low;
    approval.subject = {{QStringLiteral("run"), request.key.run},
                        {QStringLiteral("task"), request.taskKey},
                        {QStringLiteral("attempt"), request.key.attempt}};
    if (vote) {
        approval.reason = spec.decision.question;
        approval.subject.insert(QStringLiteral("question"), spec.decision.question);
        approval.subject.insert(QStringLiteral("options"), QJsonArray::fromStringList(spec.decision.options));
        approval.subject.insert(QStringLiteral("voters"), QJsonArray::fromStringList(spec.decision.voters));
        approval.needed = qMax(1, spec.decision.quorum);
    } else {
        approval.reason = spec.human.message.isEmpty() ? spec.prompt : spec.human.message;
        approval.subject.insert(QStringLiteral("message"), approval.reason);
        approval.subject.insert(QStringLiteral("form"), spec.human.form);
        approval.role = spec.human.assignee;
    }
    approval.expiresMs = domain::AnswerTime(spec).expiryMs(request.claimedMs);
    approval.digest = sha256Hex(canonicalJson(approval.subject));
    return approval;
}

AttemptOutcome expired(const domain::TaskSpec &spec, Approval::Kind kind)
{
    using Unanswered = domain::AnswerTime::Unanswered;
    const domain::AnswerTime time(spec);
    const Unanswered then = time.whenUnanswered(kind);
    AttemptOutcome outcome;
    if (then == Unanswered::Answered) {
        outcome.status = AttemptOutcome::Status::Succeeded;
        outcome.result = time.defaultAnswer();
        outcome.resultSource = QStringLiteral("default");
    } else {
        outcome.status = then == Unanswered::Skipped ? AttemptOutcome::Status::Skipped : AttemptOutcome::Status::Failed;
        outcome.errorClass = QStringLiteral("timeout");
        outcome.error = Text::tr("nobody answered in time");
    }
    return outcome;
}

} // namespace

void PersonRunner::start(const engine::AttemptRequest &request)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_open.insert(request.key, request);
    }
    m_sink.attemptActivity(request.key, domain::Activity::WaitingForPerson, {});
    m_sink.approvalRequested(request.key, approvalFor(request));
}

void PersonRunner::stop(const AttemptKey &key, engine::StopMode, qint64)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (m_open.remove(key) == 0)
            return;
    }
    AttemptOutcome outcome;
    outcome.status = AttemptOutcome::Status::Cancelled;
    outcome.error = Text::tr("it was called off before anybody answered");
    m_sink.attemptFinished(key, outcome);
}

void PersonRunner::answer(const AttemptKey &key, const Approval &decided)
{
    engine::AttemptRequest request;
    {
        const QMutexLocker lock(&m_mutex);
        const auto it = m_open.constFind(key);
        if (it == m_open.constEnd())
            return;
        request = *it;
        m_open.erase(it);
    }
    AttemptOutcome outcome;
    if (decided.state == Approval::State::Approved) {
        QJsonObject answer = decided.answer;
        answer.remove(QStringLiteral("comment"));
        outcome.status = AttemptOutcome::Status::Succeeded;
        outcome.result = answer;
        outcome.resultSource = decided.kind == Approval::Kind::Vote ? QStringLiteral("vote") : QStringLiteral("form");
    } else if (decided.state == Approval::State::Expired) {
        outcome = expired(request.spec, decided.kind);
    } else {
        const QString comment = decided.answer.value(u"comment").toString();
        outcome.errorClass = QStringLiteral("declined");
        outcome.error = comment.isEmpty() ? Text::tr("declined by %1").arg(decided.decidedBy)
                                          : Text::tr("declined by %1: %2").arg(decided.decidedBy, comment);
        outcome.retryable = false;
    }
    m_sink.attemptFinished(key, outcome);
}

void PersonRunner::detach()
{
    const QMutexLocker lock(&m_mutex);
    m_open.clear();
}

} // namespace podium::agents
