// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "agents/agentidentity.h"

#include "engine/ports/iagentrunner.h"

#include <QStringList>

namespace podium::agents
{

QString whoItIs(const engine::AttemptRequest &request)
{
    QString out;
    QString role = request.spec.role;
    QStringList capabilities = request.spec.capabilities;
    if (request.agent) {
        if (!request.agent->role.isEmpty())
            role = request.agent->role;
        if (!request.agent->capabilities.isEmpty())
            capabilities = request.agent->capabilities;
        out += QStringLiteral("\nName: %1.").arg(request.agent->name);
    }
    if (!role.isEmpty())
        out += QStringLiteral("\nRole: %1.").arg(role);
    if (!capabilities.isEmpty())
        out += QStringLiteral("\nCapabilities: %1.").arg(capabilities.join(QStringLiteral(", ")));
    return out;
}

} // namespace podium::agents
