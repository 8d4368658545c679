// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// "Always allow here": permits that people give with an answer, and what they answer later.
#include "base/json.h"
#include "engine/engine.h"

#include <QCoreApplication>

namespace podium::engine
{

using domain::Approval;
using domain::EventType;
using domain::Permit;

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

constexpr int IdLength = 10;

} // namespace

Result<Permit> Engine::permitFor(const RunState &of, const Approval &approval, const QString &scopeName,
                                 const QString &by) const
{
    const std::optional<Permit::Scope> scope = domain::permitScopeFromName(scopeName);
    if (!scope) {
        return fail(ErrorCode::InvalidArgument, Text::tr("nothing can be allowed always in \"%1\"").arg(scopeName),
                    approval.id, Text::tr("Allow it in this workflow, agent or folder."));
    }
    if (approval.kind != Approval::Kind::Permission) {
        return fail(ErrorCode::InvalidArgument, Text::tr("only a tool can be allowed always"), approval.id);
    }
    if (approval.risk > domain::Risk::Medium) {
        return fail(ErrorCode::PermissionDenied,
                    Text::tr("a request of risk %1 is decided each time").arg(domain::riskName(approval.risk)),
                    approval.id, Text::tr("Allow it once, or write a rule for it (permissions.md)."));
    }
    Permit out;
    out.scope = *scope;
    switch (*scope) {
    case Permit::Scope::Workflow:
        out.place = of.workflow->name;
        break;
    case Permit::Scope::Agent:
        out.place = of.tasks[size_t(approval.task)].agent;
        break;
    case Permit::Scope::Folder:
        out.place = approval.subject.value(u"cwd").toString();
        break;
    }
    if (out.place.isEmpty())
        return fail(ErrorCode::InvalidArgument, Text::tr("the request comes from no %1").arg(scopeName), approval.id);
    out.tool = approval.subject.value(u"tool").toString();
    out.input = domain::permitInput(approval.subject);
    out.digest = domain::permitDigest(approval.subject);
    out.title = approval.title;
    out.by = by;
    out.createdMs = m_now;
    out.run = of.id;
    out.id = sha256Hex((approval.id + scopeName + of.id).toUtf8()).left(IdLength);
    return out;
}

void Engine::givePermit(const Permit &permit)
{
    m_permits.insert(permit.id, permit);
    m_decision.batch.permits.append(permit);
    emitGlobal(EventType::PermitGiven, domain::toJson(permit));
}

const Permit *Engine::permitThatCovers(const RunState &of, const Approval &approval) const
{
    const QString &agent = of.tasks[size_t(approval.task)].agent;
    const auto it = std::find_if(m_permits.cbegin(), m_permits.cend(), [&](const Permit &permit) {
        return domain::permits(permit, approval, of.workflow->name, agent);
    });
    return it == m_permits.cend() ? nullptr : &it.value();
}

/// Asked and decided are both on record.
void Engine::answerByPermit(RunState &of, const Approval &approval, const Permit &permit)
{
    emitEvent(of, EventType::ApprovalDecided, approval.task,
              {{QStringLiteral("id"), approval.id},
               {QStringLiteral("state"), domain::approvalStateName(Approval::State::Approved)},
               {QStringLiteral("by"), permit.by},
               {QStringLiteral("digest"), approval.digest},
               {QStringLiteral("answer"), QJsonObject{{QStringLiteral("permit"), permit.id}}}},
              approval.attempt);
    effect(Effect::Kind::Answer, of, of.tasks[size_t(approval.task)]);
    m_decision.effects.last().approval = of.approvals.value(approval.id);
}

Result<QJsonObject> Engine::revokePermit(const Command &command)
{
    const QString wanted = command.args.value(u"permit").toString();
    QStringList found;
    for (const Permit &permit : std::as_const(m_permits)) {
        if (!wanted.isEmpty() && permit.id.startsWith(wanted))
            found.append(permit.id);
    }
    if (found.size() != 1) {
        return fail(found.isEmpty() ? ErrorCode::NotFound : ErrorCode::InvalidArgument,
                    found.isEmpty() ? Text::tr("there is no rule \"%1\" that somebody has given").arg(wanted)
                                    : Text::tr("\"%1\" fits %2 rules").arg(wanted).arg(found.size()),
                    {}, Text::tr("`podiumctl rules` lists them."));
    }
    Permit permit = m_permits.take(found.first());
    permit.revokedBy = command.by;
    permit.revokedMs = m_now;
    m_decision.batch.permits.append(permit);
    emitGlobal(EventType::PermitRevoked, {{QStringLiteral("id"), permit.id}, {QStringLiteral("by"), command.by}});
    return QJsonObject{{QStringLiteral("permit"), domain::toJson(permit)}};
}

} // namespace podium::engine
