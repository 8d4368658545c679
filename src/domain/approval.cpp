// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/approval.h"

#include "base/enumnames.h"

namespace podium::domain
{

namespace
{

using Kind = Approval::Kind;
using State = Approval::State;

constexpr std::array<EnumName<Risk>, 4> s_risks{{
    {Risk::Low, "low"},
    {Risk::Medium, "medium"},
    {Risk::High, "high"},
    {Risk::Critical, "critical"},
}};

constexpr std::array<EnumName<Kind>, 7> s_kinds{{
    {Kind::Gate, "gate"},
    {Kind::Review, "review"},
    {Kind::Form, "form"},
    {Kind::Permission, "permission"},
    {Kind::Question, "question"},
    {Kind::Interrupted, "interrupted"},
    {Kind::Vote, "vote"},
}};

constexpr std::array<EnumName<State>, 5> s_states{{
    {State::Open, "open"},
    {State::Approved, "approved"},
    {State::Denied, "denied"},
    {State::Expired, "expired"},
    {State::Closed, "closed"},
}};

} // namespace

QString riskName(Risk risk)
{
    return nameOf(s_risks, risk);
}

std::optional<Risk> riskFromName(const QString &name)
{
    return valueOf(s_risks, name);
}

QString approvalKindName(Approval::Kind kind)
{
    return nameOf(s_kinds, kind);
}

QString approvalStateName(Approval::State state)
{
    return nameOf(s_states, state);
}

QJsonObject toJson(const Approval &approval)
{
    return {
        {QStringLiteral("id"), approval.id},
        {QStringLiteral("kind"), approvalKindName(approval.kind)},
        {QStringLiteral("state"), approvalStateName(approval.state)},
        {QStringLiteral("run"), approval.run},
        {QStringLiteral("task"), approval.task},
        {QStringLiteral("attempt"), approval.attempt},
        {QStringLiteral("title"), approval.title},
        {QStringLiteral("subject"), approval.subject},
        {QStringLiteral("digest"), approval.digest},
        {QStringLiteral("risk"), riskName(approval.risk)},
        {QStringLiteral("reason"), approval.reason},
        {QStringLiteral("role"), approval.role},
        {QStringLiteral("needed"), approval.needed},
        {QStringLiteral("created_ms"), approval.createdMs},
        {QStringLiteral("expires_ms"), approval.expiresMs},
        {QStringLiteral("decided_by"), approval.decidedBy},
        {QStringLiteral("decided_ms"), approval.decidedMs},
        {QStringLiteral("answer"), approval.answer},
    };
}

Approval approvalFromJson(const QJsonObject &object)
{
    Approval approval;
    approval.id = object.value(u"id").toString();
    approval.kind = valueOf(s_kinds, object.value(u"kind").toString()).value_or(Kind::Gate);
    approval.state = valueOf(s_states, object.value(u"state").toString()).value_or(State::Open);
    approval.run = object.value(u"run").toString();
    approval.task = object.value(u"task").toInt(-1);
    approval.attempt = object.value(u"attempt").toInt();
    approval.title = object.value(u"title").toString();
    approval.subject = object.value(u"subject").toObject();
    approval.digest = object.value(u"digest").toString();
    approval.risk = riskFromName(object.value(u"risk").toString()).value_or(Risk::Medium);
    approval.reason = object.value(u"reason").toString();
    approval.role = object.value(u"role").toString();
    approval.needed = object.value(u"needed").toInt(1);
    approval.createdMs = object.value(u"created_ms").toInteger();
    approval.expiresMs = object.value(u"expires_ms").toInteger();
    approval.decidedBy = object.value(u"decided_by").toString();
    approval.decidedMs = object.value(u"decided_ms").toInteger();
    approval.answer = object.value(u"answer").toObject();
    return approval;
}

} // namespace podium::domain
