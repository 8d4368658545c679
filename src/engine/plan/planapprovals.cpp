// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// What a person is asked about a task, and what follows from the answer.
#include "engine/plan/plan.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace podium::engine
{

using domain::Approval;
using domain::EventType;
using domain::TaskState;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

} // namespace

void Plan::reviewInterrupted(int index, const QString &error, QJsonObject data)
{
    TaskRun &lost = task(index);
    data.insert(QStringLiteral("approval"), approvalId(lost, Approval::Kind::Interrupted));
    data.insert(QStringLiteral("why"), error);
    emitEvent(EventType::TaskAwaitingReview, index, data, lost.attempt);
    domain::Gate gate;
    gate.message = Text::tr("%1 Try again?").arg(error);
    requestApproval(index, Approval::Kind::Interrupted, gate, {{QStringLiteral("error"), error}});
}

void Plan::askToGoOn(int index, const QString &limit, qint64 untilMs, QJsonObject data)
{
    TaskRun &stopped = task(index);
    data.insert(QStringLiteral("approval"), approvalId(stopped, Approval::Kind::Interrupted));
    data.insert(QStringLiteral("why"), limit);
    emitEvent(EventType::TaskAwaitingReview, index, data, stopped.attempt);
    domain::Gate gate;
    gate.message = Text::tr("%1 Go on by itself when the limit ends, on %2?")
                       .arg(limit, QLocale().toString(QDateTime::fromMSecsSinceEpoch(untilMs), QLocale::ShortFormat));
    requestApproval(index, Approval::Kind::Interrupted, gate,
                    {{QStringLiteral("error"), limit}, {QStringLiteral("until_ms"), untilMs}});
}

QString Plan::approvalId(const TaskRun &of, Approval::Kind kind) const
{
    // Derived, not drawn: asking for the same thing again gives the same request.
    const QString what = QStringLiteral("%1/%2/%3/%4").arg(m_run.id).arg(of.index).arg(of.attempt).arg(int(kind));
    return sha256Hex(what.toUtf8()).left(10);
}

void Plan::requestApproval(int index, Approval::Kind kind, const domain::Gate &gate, QJsonObject subject)
{
    const TaskRun &of = task(index);
    const QString title = of.spec->title.isEmpty() ? of.key : of.spec->title;
    const Result<QString> filled = evaluation(of).text(gate.message);
    if (!filled && kind == Approval::Kind::Gate) {
        // Nobody can agree to what cannot be read.
        failed(index, errorClassOf(filled.error()), filled.error().text(), {{QStringLiteral("before_start"), true}});
        return;
    }
    const QString message = filled ? *filled : gate.message + QStringLiteral("\n\n") + filled.error().text();
    Approval approval;
    approval.id = approvalId(of, kind);
    approval.kind = kind;
    approval.run = m_run.id;
    approval.task = index;
    approval.attempt = of.attempt;
    approval.title = kind == Approval::Kind::Gate     ? Text::tr("Start \"%1\"?").arg(title)
                     : kind == Approval::Kind::Review ? Text::tr("Accept the work of \"%1\"?").arg(title)
                     : subject.contains(u"until_ms")  ? Text::tr("\"%1\" has hit a usage limit").arg(title)
                                                      : Text::tr("\"%1\" was interrupted").arg(title);
    subject.insert(QStringLiteral("run"), m_run.id);
    subject.insert(QStringLiteral("task"), of.key);
    subject.insert(QStringLiteral("attempt"), of.attempt);
    subject.insert(QStringLiteral("message"), message);
    approval.subject = subject;
    approval.digest = sha256Hex(canonicalJson(subject));
    approval.reason = message;
    approval.role = gate.role;
    approval.needed = qMax(1, gate.approvals);
    approval.createdMs = m_now;
    emitEvent(EventType::ApprovalRequested, index, domain::toJson(approval), of.attempt);
}

void Plan::closeApproval(const QString &id)
{
    const auto it = m_run.approvals.constFind(id);
    if (it == m_run.approvals.constEnd() || it->state != Approval::State::Open)
        return;
    emitEvent(
        EventType::ApprovalClosed, it->task,
        {{QStringLiteral("id"), id}, {QStringLiteral("state"), domain::approvalStateName(Approval::State::Closed)}},
        it->attempt);
}

void Plan::closeRequests(int index)
{
    QStringList open;
    for (const Approval &approval : std::as_const(m_run.approvals)) {
        if (approval.task == index && approval.state == Approval::State::Open && approval.id != task(index).approval)
            open.append(approval.id);
    }
    for (const QString &id : std::as_const(open))
        closeApproval(id);
}

void Plan::decided(const Approval &approval)
{
    const int index = approval.task;
    if (index < 0 || size_t(index) >= m_run.tasks.size())
        return;
    TaskRun &target = task(index);
    if (target.approval != approval.id)
        return;
    const bool yes = approval.state == Approval::State::Approved;
    const QString comment = approval.answer.value(u"comment").toString();
    const QString who = approval.decidedBy.isEmpty() ? Text::tr("nobody in time") : approval.decidedBy;
    if (target.state == TaskState::Blocked) {
        if (yes) {
            emitEvent(EventType::TaskReady, index, {{QStringLiteral("gate_opened"), true}});
            makeRunnable(index);
        } else {
            failed(index, QStringLiteral("denied"),
                   comment.isEmpty() ? Text::tr("denied by %1").arg(who)
                                     : Text::tr("denied by %1: %2").arg(who, comment),
                   {{QStringLiteral("before_start"), true}});
        }
        return;
    }
    if (target.state != TaskState::AwaitingReview)
        return;
    const bool interrupted = approval.kind == Approval::Kind::Interrupted;
    const bool again = interrupted ? yes : !yes && approval.answer.value(u"changes").toBool();
    const QString verdict = again                 ? QStringLiteral("changes")
                            : yes && !interrupted ? QStringLiteral("accepted")
                                                  : QStringLiteral("rejected");
    QJsonObject reviewed{{QStringLiteral("verdict"), verdict},
                         {QStringLiteral("reason"), interrupted && again ? QString()
                                                    : comment.isEmpty()  ? Text::tr("rejected by %1").arg(who)
                                                                         : comment}};
    // Changes to a composite: all of it is done anew, from the first iteration or task on.
    if (again && target.ownScope >= 0)
        reviewed.insert(QStringLiteral("anew"), true);
    if (again && approval.subject.contains(u"until_ms"))
        reviewed.insert(QStringLiteral("not_before"), approval.subject.value(u"until_ms"));
    emitEvent(EventType::TaskReviewed, index, reviewed, target.attempt);
    if (!again) {
        m_changed.push_back(index);
        return;
    }
    makeRunnable(index);
}

} // namespace podium::engine
