// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/tools/agenttool.h"

#include <QCoreApplication>
#include <QPromise>
#include <QRegularExpression>

namespace podium::agents
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AgentTool)
};

} // namespace

ToolAnswer answered(Result<QJsonValue> result)
{
    QPromise<Result<QJsonValue>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

Result<void> ToolRegistry::add(const AgentTool &tool)
{
    static const QRegularExpression s_name(QStringLiteral("^[A-Za-z0-9_]{1,64}$"));
    if (!s_name.match(tool.name).hasMatch())
        return fail(ErrorCode::InvalidArgument, Text::tr("\"%1\" is not a name for a tool").arg(tool.name), {},
                    Text::tr("Use letters, digits and \"_\"."));
    if (!tool.handler)
        return fail(ErrorCode::InvalidArgument, Text::tr("nothing handles calls of it"), tool.name);
    if (entry(tool.name))
        return fail(ErrorCode::Conflict, Text::tr("there is a tool of this name already"), tool.name);
    Result<domain::JsonSchema> schema = domain::JsonSchema::compile(tool.inputSchema);
    if (!schema) {
        Error error = schema.error();
        error.where = tool.name + error.where;
        return tl::unexpected(error);
    }
    m_entries.append({tool, *schema});
    return {};
}

const ToolRegistry::Entry *ToolRegistry::entry(const QString &name) const
{
    const auto it =
        std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const Entry &entry) { return entry.tool.name == name; });
    return it == m_entries.cend() ? nullptr : &*it;
}

const AgentTool *ToolRegistry::find(const QString &name) const
{
    const Entry *found = entry(name);
    return found ? &found->tool : nullptr;
}

Result<void> ToolRegistry::check(const QString &name, const QJsonObject &arguments) const
{
    const Entry *found = entry(name);
    if (!found)
        return fail(ErrorCode::NotFound, Text::tr("there is no such tool"), name);
    const QStringList findings = found->schema.check(QJsonValue(arguments));
    if (findings.isEmpty())
        return {};
    return fail(ErrorCode::InvalidArgument, findings.join(QStringLiteral("; ")), name,
                Text::tr("Correct the arguments of the call."));
}

QList<AgentTool> ToolRegistry::tools() const
{
    QList<AgentTool> out;
    for (const Entry &entry : m_entries)
        out.append(entry.tool);
    return out;
}

} // namespace podium::agents
