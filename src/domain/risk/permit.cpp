// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/risk/permit.h"

#include "base/enumnames.h"
#include "base/json.h"

namespace podium::domain
{

namespace
{

constexpr std::array<EnumName<Permit::Scope>, 3> s_scopes{{
    {Permit::Scope::Workflow, "workflow"},
    {Permit::Scope::Agent, "agent"},
    {Permit::Scope::Folder, "folder"},
}};

} // namespace

QString permitScopeName(Permit::Scope scope)
{
    return nameOf(s_scopes, scope);
}

std::optional<Permit::Scope> permitScopeFromName(const QString &name)
{
    return valueOf(s_scopes, name);
}

QJsonObject permitInput(const QJsonObject &subject)
{
    QJsonObject out = subject.value(u"input").toObject();
    out.remove(QStringLiteral("description"));
    return out;
}

QString permitDigest(const QJsonObject &subject)
{
    return sha256Hex(canonicalJson(QJsonObject{{QStringLiteral("tool"), subject.value(u"tool")},
                                               {QStringLiteral("input"), permitInput(subject)}}));
}

bool permits(const Permit &permit, const Approval &asked, const QString &workflow, const QString &agent)
{
    if (permit.revokedMs > 0 || asked.kind != Approval::Kind::Permission || asked.risk > Risk::Medium ||
        permit.digest != permitDigest(asked.subject))
        return false;
    switch (permit.scope) {
    case Permit::Scope::Workflow:
        return permit.place == workflow;
    case Permit::Scope::Agent:
        return !agent.isEmpty() && permit.place == agent;
    case Permit::Scope::Folder: {
        const QString folder = asked.subject.value(u"cwd").toString();
        return folder == permit.place || folder.startsWith(permit.place + u'/');
    }
    }
    return false;
}

QJsonObject toJson(const Permit &permit)
{
    return {{QStringLiteral("id"), permit.id},
            {QStringLiteral("scope"), permitScopeName(permit.scope)},
            {QStringLiteral("place"), permit.place},
            {QStringLiteral("tool"), permit.tool},
            {QStringLiteral("input"), permit.input},
            {QStringLiteral("digest"), permit.digest},
            {QStringLiteral("title"), permit.title},
            {QStringLiteral("given_by"), permit.by},
            {QStringLiteral("created_ms"), permit.createdMs},
            {QStringLiteral("run"), permit.run},
            {QStringLiteral("revoked_by"), permit.revokedBy},
            {QStringLiteral("revoked_ms"), permit.revokedMs}};
}

Permit permitFromJson(const QJsonObject &object)
{
    Permit out;
    out.id = object.value(u"id").toString();
    out.scope = permitScopeFromName(object.value(u"scope").toString()).value_or(Permit::Scope::Workflow);
    out.place = object.value(u"place").toString();
    out.tool = object.value(u"tool").toString();
    out.input = object.value(u"input").toObject();
    out.digest = object.value(u"digest").toString();
    out.title = object.value(u"title").toString();
    out.by = object.value(u"given_by").toString();
    out.createdMs = object.value(u"created_ms").toInteger();
    out.run = object.value(u"run").toString();
    out.revokedBy = object.value(u"revoked_by").toString();
    out.revokedMs = object.value(u"revoked_ms").toInteger();
    return out;
}

} // namespace podium::domain
